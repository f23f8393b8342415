import type { Container } from '../../../generated/kubernetes';
import type { Manifest } from '../../core/manifest';
import type { CheckOptions } from '../check-options';
import { type CheckArgs, type CheckCode, checkCodes } from '../codes';
import type { KindKey } from '../graph/kinds';
import type { ObjectNode } from '../graph/node';
import type { ContainerRole, PodSource } from '../graph/pods';
import type { Fields } from '../graph/read';
import type { ClusterFacts } from './cluster-facts';

/** Gives a piece of advice about the object that is looked at. */
export type Advise<C extends CheckCode> = (args: CheckArgs<C>, pointer: string, focus?: string) => void;

/** Pods of one template, as advice sees them. */
export interface AdvisedPods {
  readonly pods: PodSource;
  /** What the rest of the cluster has to do with them. */
  readonly facts: ClusterFacts;
}

/** A container of such pods. */
export interface AdvisedContainer extends AdvisedPods {
  readonly container: Fields<Container>;
  readonly name: string;
  /** JSON pointer to the container. */
  readonly pointer: string;
  readonly role: ContainerRole;
}

/** An object of one kind. */
export interface AdvisedObject {
  readonly manifest: Manifest;
  readonly node: ObjectNode;
  readonly facts: ClusterFacts;
}

/** What is asked about each container, by the code of the advice. */
export type ContainerAdvice = { readonly [C in CheckCode]?: (of: AdvisedContainer, advise: Advise<C>) => void };
/** What is asked about the pods of each template. */
export type PodAdvice = { readonly [C in CheckCode]?: (of: AdvisedPods, advise: Advise<C>) => void };
/** What is asked about objects of a kind. */
export type ObjectAdvice = { readonly [kind: KindKey]: { readonly [C in CheckCode]?: (of: AdvisedObject, advise: Advise<C>) => void } };

/** Whether a piece of advice is wanted: by name, or by the profile. */
export function isWanted(code: CheckCode, { profile = 'default', rules }: CheckOptions): boolean {
  const said = rules?.[code];
  if (said !== undefined) return said !== 'off';
  return profile === 'strict' || (profile === 'default' && checkCodes[code].severity !== 'info');
}
