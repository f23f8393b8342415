import type { Event } from '../../../generated/kubernetes';
import type { Api } from '../cluster/api';

const MOST = 5;

/** What the cluster has to say about a namespace where something does not come: warnings, and pods without a node. */
export async function saidIn(api: Api, namespace: string): Promise<string> {
  const [events, pods] = await Promise.all([api.list('v1/Event', namespace), api.list('v1/Pod', namespace)]);
  const warnings = events
    .filter(({ type }) => type === 'Warning')
    .map(({ reason, involvedObject, message }: Event) => `${reason} ${involvedObject.kind} ${involvedObject.name}: ${message}`);
  const waiting = pods.flatMap(({ metadata, status }) => (status?.conditions ?? [])
    .filter((condition) => condition.status === 'False' && condition.message !== undefined)
    .map(({ type, message }) => `Pod ${metadata?.name} is not ${type}: ${message}`));
  const lines = [...new Set([...waiting, ...warnings])];
  return lines.slice(0, MOST).join('\n') || 'no warning';
}
