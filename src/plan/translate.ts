import type { Manifest } from '../core/manifest';
import type { Side } from './match';
import { at } from './update/update';

/**
 * Two sides in the words of one version, where the versions of a kind say the same in other words; as they are where they do not.
 * @returns `undefined` where only the server can translate
 */
export function inOneVersion(from: Side, to: Side): { readonly from: Manifest; readonly to: Manifest } | undefined {
  if (from.id.kind === 'Ingress') return undefined;
  if (from.id.kind !== 'HorizontalPodAutoscaler') return { from: from.manifest, to: to.manifest };
  const [before, after] = [autoscalerV2(from.manifest), autoscalerV2(to.manifest)];
  return before === undefined || after === undefined ? undefined : { from: before, to: after };
}

/** In version 1, an annotation holds what version 2 has fields for. */
const IN_ANNOTATIONS = ['metrics', 'behavior', 'conditions', 'current-metrics'].map((name) => `autoscaling.alpha.kubernetes.io/${name}`);

function autoscalerV2(manifest: Manifest): Manifest | undefined {
  if (manifest.apiVersion === 'autoscaling/v2') return manifest;
  if (manifest.apiVersion !== 'autoscaling/v1' || IN_ANNOTATIONS.some((name) => at(manifest, 'metadata', 'annotations', name) !== undefined)) return undefined;
  const { targetCPUUtilizationPercentage: averageUtilization, ...spec } = (at(manifest, 'spec') ?? {}) as { readonly [field: string]: unknown };
  const metrics = averageUtilization === undefined ? {} : {
    metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization } } }],
  };
  return { ...manifest, apiVersion: 'autoscaling/v2', spec: { ...spec, ...metrics } } as Manifest;
}
