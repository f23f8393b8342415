import type { ObjectMeta, PodTemplateSpec } from '../../generated/kubernetes';
import type { Consumer } from '../core/references';
import { type PodModel, podSpec } from '../pod/pod';
import type { AppIdentity } from './app-identity';
import { startValueAnnotations } from './start-values';

/** A workload after normalization: all that its object is made of, besides what its kind adds. */
export interface WorkloadModel {
  readonly identity: AppIdentity;
  /** Metadata of the workload object. */
  readonly metadata: ObjectMeta & { readonly name: string };
  readonly pod: PodModel;
  readonly consumer: Consumer;
  /** The service account, of which it is known only in the end whether it may do anything. @default - none, or only its name */
  readonly account?: { readonly hasGrants?: boolean } | undefined;
}

/** The template that the pods are made from. */
export function podTemplate({ identity, pod, consumer, account }: WorkloadModel): PodTemplateSpec {
  return { metadata: podMetadata(identity, consumer), spec: podSpec(pod, account?.hasGrants === true) };
}

/** Labels and annotations of the pods. */
export function podMetadata({ podLabels, podAnnotations, rollOnConfigChange }: AppIdentity, consumer: Consumer): ObjectMeta {
  const checksums = rollOnConfigChange ? startValueAnnotations(consumer.startValues) : undefined;
  const annotations = checksums === undefined || podAnnotations === undefined ? (checksums ?? podAnnotations) : { ...checksums, ...podAnnotations };
  return annotations === undefined ? { labels: podLabels } : { labels: podLabels, annotations };
}
