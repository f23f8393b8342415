import type { Pod } from '../../../generated/kubernetes';
import type { Cluster } from '../cluster/cluster';
import { imageOf, type LivePod, livePod } from '../cluster/live-pods';
import { matchesLabels } from '../bundle/selectors';

/** The pods of an app at one moment. */
export type Moment = readonly LivePod[];

/** Every state that the pods of an app went through, as the server reported them one after the other. */
export class PodHistory {
  readonly moments: Moment[] = [];
  private readonly pods = new Map<string, LivePod>();

  private constructor(private stopWatch: () => void) {}

  static async start({ api }: Cluster, namespace: string, labels: { readonly [key: string]: string }): Promise<PodHistory> {
    const history = new PodHistory(() => undefined);
    history.stopWatch = await api.watch<Pod>(`/api/v1/namespaces/${namespace}/pods`, ({ type, object }) => {
      if (!matchesLabels(labels, object.metadata?.labels ?? {})) return;
      history.record(type === 'DELETED' ? undefined : object, object.metadata?.uid ?? '');
    });
    return history;
  }

  stop(): void {
    this.stopWatch();
  }

  /** The moments since a first one that fits: a watch begins by telling what there is, pod after pod. */
  from(first: (moment: Moment) => boolean): Moment[] {
    const index = this.moments.findIndex(first);
    return index < 0 ? [] : this.moments.slice(index);
  }

  private record(pod: Pod | undefined, uid: string): void {
    if (pod === undefined) this.pods.delete(uid);
    else this.pods.set(uid, livePod(pod, ''));
    this.moments.push([...this.pods.values()]);
  }
}

/** The pods that are not on their way out. */
export function staying(moment: Moment): LivePod[] {
  return moment.filter(({ leaving }) => !leaving);
}

/** The images of the pods, each once. */
export function images(pods: readonly LivePod[]): string[] {
  return [...new Set(pods.map(imageOf))].sort();
}

/** A history in words, a line for each moment. */
export function tell(moments: readonly Moment[]): string {
  const state = ({ leaving, ready, pod }: LivePod): string => leaving ? 'leaving' : ready ? 'ready' : String(pod.status?.phase);
  return moments.map((moment) => moment.map((pod) => `${pod.name} ${imageOf(pod)} ${state(pod)}`).sort().join(', ')).join('\n');
}
