import type { Construct } from 'constructs';
import type { Pod as PodManifest } from '../../generated/kubernetes';
import type { Built } from '../core/built';
import type { Manifest } from '../core/manifest';
import type { Identity } from '../core/metadata';
import type { Problems } from '../core/problems';
import type { Consumer } from '../core/references';
import { podObject } from '../workload/pod-object';
import { appFields, type AppModel, type AppProps, type CommonKinds, normalizeApp, surroundings } from './app-model';
import { buildPure } from './build';
import { WorkloadApp } from './workload-app';

/** Objects that a single pod may make. */
export interface PodKinds extends CommonKinds {
  /** The workload. */
  readonly Pod: PodManifest;
}

/**
 * A single pod.
 * @typeParam P names of the ports, inferred from `ports`
 * @typeParam V names of the volumes, inferred from `volumes`
 */
export type SinglePodProps<P extends string = never, V extends string = never> = AppProps<P, V, PodKinds>;

const fields: ReadonlySet<string> = new Set(appFields);
const kind = { apiVersion: 'v1', kind: 'Pod' } as const;

function normalize(identity: Identity, props: SinglePodProps<string, string>, problems: Problems, consumer: Consumer): AppModel {
  return normalizeApp(identity, props, { workload: kind, fields, fallbackService: 'none', restartPolicies: ['Always', 'OnFailure', 'Never'] }, problems, consumer);
}

function objectsOf(model: AppModel, problems: Problems): Manifest[] {
  return [podObject(model), ...surroundings(model, problems)];
}

/**
 * Builds the objects of a single pod.
 * @see https://kubernetes.io/docs/concepts/workloads/pods/
 */
export function buildPod<P extends string = never, V extends string = never>(identity: Identity, props: SinglePodProps<P, V>): Built {
  return buildPure(kind, identity, props, (problems, consumer, self) => objectsOf(normalize(self, props, problems, consumer), problems), 'by-kind');
}

/**
 * A single pod, which nobody replaces when it or its node is gone: for experiments, and for systems that are adopted as
 * they are. It has a Service only where asked for.
 * @see https://kubernetes.io/docs/concepts/workloads/pods/
 */
export class Pod<P extends string = never, V extends string = never> extends WorkloadApp<P> {
  protected override readonly model: AppModel;

  constructor(scope: Construct, id: string, props: SinglePodProps<P, V>) {
    super(scope, id, kind, props);
    this.model = normalize(this.identity, props, this.problems, this.consumer);
  }

  protected override build(problems: Problems): readonly Manifest[] {
    return objectsOf(this.model, problems);
  }
}
