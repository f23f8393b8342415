import type { Pod } from '../../generated/kubernetes';
import { podSpec } from '../pod/pod';
import { podMetadata, type WorkloadModel } from './pod-template';

/**
 * A single Pod from its model: nobody replaces it when it is gone.
 * @see https://kubernetes.io/docs/concepts/workloads/pods/
 */
export function podObject({ metadata, identity, consumer, pod, account }: WorkloadModel): Pod {
  const { labels, annotations } = podMetadata(identity, consumer);
  const allAnnotations = { ...metadata.annotations, ...annotations };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      ...metadata,
      labels: { ...metadata.labels, ...labels },
      ...(Object.keys(allAnnotations).length === 0 ? undefined : { annotations: allAnnotations }),
    },
    spec: podSpec(pod, account?.hasGrants === true),
  };
}
