import { checkFields, isPlainMap, reportWrongType } from '../../core/checks';
import type { Problems } from '../../core/problems';

/** An exporter of metrics beside each server, for Prometheus to ask. */
export interface MetricsProps {
  /** Image of the exporter. @default - the exporter that Prometheus' own community keeps, at the version this package was tested with */
  readonly image?: string | undefined;
}

/** Whether there is an exporter. */
export function wantsMetrics(metrics: boolean | MetricsProps | undefined): boolean {
  return metrics !== undefined && metrics !== false;
}

/** The image of the exporter. */
export function metricsImage(metrics: boolean | MetricsProps | undefined, fallback: string): string {
  return isPlainMap(metrics) && typeof metrics['image'] === 'string' ? metrics['image'] : fallback;
}

/** Reports what is neither. `problems` is at the props. */
export function checkMetrics(problems: Problems, metrics: unknown): void {
  if (metrics === undefined || typeof metrics === 'boolean') return;
  if (isPlainMap(metrics)) checkFields(problems.at('metrics'), metrics, new Set(['image']));
  else reportWrongType(problems.at('metrics'), 'true, false or { image }', metrics);
}
