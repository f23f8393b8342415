import type { IConstruct } from 'constructs';
import { diagnostic } from '../core/diagnostic';
import type { Target } from '../core/references';
import { SourceTrace } from '../core/source';
import { Bundle } from '../synth/bundle';
import { throwUncollected } from '../synth/throw-uncollected';

/**
 * An object that another library defines in the same tree: an `ApiObject` of cdk8s, a resource of cdk8s-plus (also an
 * imported one), a class that `cdk8s import` generated.
 */
export interface ForeignObject extends IConstruct {
  /** `metadata.name`. */
  readonly name: string;
  /** @default - not known: of the kind that is asked for */
  readonly kind?: string;
  /** @default - not known: taken for one of the namespace that uses it */
  readonly metadata?: { readonly namespace?: string | undefined };
}

/** Whether a value that came from outside is an object of another library. */
export function isForeignObject(object: unknown): object is ForeignObject {
  if (typeof object !== 'object' || object === null || !('name' in object) || !('node' in object)) return false;
  return typeof object.name === 'string' && typeof object.node === 'object' && object.node !== null;
}

/** The cluster that it is in: a chart of cdk8s that stands in no bundle is in the unnamed one. */
export function clusterOf(object: IConstruct): string | undefined {
  return object.node.scopes.find((scope): scope is Bundle => scope instanceof Bundle)?.cluster;
}

/**
 * Which object it is, for references to it.
 * @param expected what messages call what is asked for
 * @param kind its kind, where it does not say so itself
 * @throws DiagnosticsError where it is something else: there is no definition yet that could report it
 */
export function foreignTarget(object: unknown, expected: string, kind: string, fits: (object: ForeignObject) => boolean): Target {
  if (!isForeignObject(object) || !fits(object)) {
    return throwUncollected([diagnostic('value/wrong-type', { expected, found: object }, { source: new SourceTrace().location })]);
  }
  const { name, apiVersion = 'v1' } = object as ForeignObject & { readonly apiVersion?: string };
  return { apiVersion, kind: object.kind ?? kind, name, namespace: object.metadata?.namespace, cluster: clusterOf(object) };
}
