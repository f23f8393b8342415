import type { Severity } from '../core/codes/code';
import type { Manifest } from '../core/manifest';
import type { ObjectId } from '../core/object-id';
import type { KubernetesRelease } from '../schema/releases';
import type { CheckInput, CheckOptions } from './check-options';
import type { CheckArgs, CheckCode } from './codes';
import type { BundleGraph } from './graph/bundle-graph';
import type { Reported } from './rule/context';

/** An object as rules for several objects see it. */
export interface CheckedObject {
  readonly id: ObjectId;
  readonly input: CheckInput;
  /** As given. It may hold anything where `decoded` is false: read it with care. */
  readonly manifest: Manifest;
  /** With the server's defaults, decoded anew each time; the same object as `manifest` where it could not be decoded. */
  readonly value: Manifest;
  /** Whether it has the types of its kind's schema. */
  readonly decoded: boolean;
  /** What was found in it so far. */
  readonly reported: Reported[];
}

/** All objects of one cluster, and the release that it runs. */
export interface Cluster {
  readonly objects: readonly CheckedObject[];
  readonly release: KubernetesRelease;
  /** 36 for 1.36. */
  readonly minor: number;
  readonly options: CheckOptions;
  /** What the objects have to do with each other: `graph.nodes[n].index` is a place in `objects`. Made when first asked for. */
  readonly graph: BundleGraph;
}

/** Reports a problem of one of the objects. `focus` is a finer place, for the line that is shown; `severity` stands for that of the code. */
export type Report = <C extends CheckCode>(
  object: CheckedObject, code: C, args: CheckArgs<C>, pointer: string, focus?: string, severity?: Severity,
) => void;

/** A rule about the objects of a cluster together. */
export type ClusterRule = (cluster: Cluster, report: Report) => void;

/** What the rules of a cluster report to. */
export const report: Report = (object, code, args, pointer, focus, severity) => {
  object.reported.push({ code, args: args as Reported['args'], pointer, focus, severity });
};
