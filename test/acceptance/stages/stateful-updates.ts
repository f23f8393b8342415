import type { Bundle } from '../bundle/bundle';
import type { Cluster } from '../cluster/cluster';
import { eventually } from '../cluster/eventually';
import { imageOf, type LivePod, livePods } from '../cluster/live-pods';
import { fail } from '../failure';
import { statefulUpdates, type Update } from '../programs/stateful-updates';
import type { Stage } from '../systems/particulars';
import { type Moment, PodHistory, tell } from './pod-history';
import { bundleOf } from './program';
import { settle, settled } from './settle';

const NAMESPACE = 'stateful-updates';
const REF = `StatefulSet ${NAMESPACE}/store`;
const [ONE, TWO, THREE] = ['nginx:1.25', 'nginx:1.26', 'nginx:1.27'];

/** The file that the stages begin with, and that the whole proof is about. */
export const FIRST: Update = { image: ONE, rollout: { strategy: 'RollingUpdate' } };

/** A StatefulSet through the updates that only a StatefulSet has. */
export const STATEFUL_STAGES: readonly Stage[] = [
  { name: 'partition', run: partition },
  { name: 'rolling update', run: rollingUpdate },
  { name: 'OnDelete', run: onDelete },
  { name: 'scale down and up', run: scale },
];

const stage = (update: Update): Bundle => bundleOf((app) => statefulUpdates(app, update));

async function partition(cluster: Cluster): Promise<string> {
  const before = await settle(cluster, stage(FIRST));
  const after = await settle(cluster, stage({ image: TWO, rollout: { strategy: 'RollingUpdate', partition: 2 } }));
  expectImages(after, [ONE, ONE, TWO]);
  expectReplaced(before, after, ['store-2']);
  return `with partition 2 only store-2 went from ${ONE} to ${TWO}`;
}

async function rollingUpdate(cluster: Cluster): Promise<string> {
  const before = await livePods(cluster.api, NAMESPACE);
  const next = stage({ image: TWO, rollout: { strategy: 'RollingUpdate' } });
  const history = await PodHistory.start(cluster, NAMESPACE, {});
  const after = await settle(cluster, next);
  history.stop();
  expectImages(after, [TWO, TWO, TWO]);
  expectReplaced(before, after, ['store-0', 'store-1']);
  oneAfterTheOther(history.moments);
  return 'without it store-1 followed, and when that was Ready store-0';
}

/** From the highest ordinal down, and none before the one above it was Ready with the new image. */
function oneAfterTheOther(moments: readonly Moment[]): void {
  const beganToLeave = (name: string): number => moments
    .findIndex((moment) => moment.some((pod) => pod.name === name && pod.leaving && imageOf(pod) === ONE));
  for (const [above, below] of [['store-2', 'store-1'], ['store-1', 'store-0']] as const) {
    const earlier = moments.slice(0, Math.max(0, beganToLeave(below)));
    const isNew = earlier.some((moment) => moment.some((pod) => pod.name === above && pod.ready && imageOf(pod) === TWO));
    if (!isNew) fail(REF, `replaced ${below} before the new ${above} was Ready`, tell(moments));
  }
}

async function onDelete(cluster: Cluster): Promise<string> {
  const { api, kubectl } = cluster;
  const before = await livePods(api, NAMESPACE);
  const next = stage({ image: THREE, rollout: { strategy: 'OnDelete' } });
  const unmoved = await settle(cluster, next);
  await revisionSeen(cluster);
  expectImages(unmoved, [TWO, TWO, TWO]);
  expectReplaced(before, unmoved, []);
  await kubectl.ok(['delete', 'pod', 'store-1', '-n', NAMESPACE]);
  const after = await settled(cluster, next);
  expectImages(after, [TWO, THREE, TWO]);
  expectReplaced(before, after, ['store-1']);
  return `with OnDelete ${THREE} came to no pod until store-1 was deleted, and then to that one`;
}

/** The controller has seen the new template, and has made a revision of it: from now on it could replace pods. */
async function revisionSeen({ api }: Cluster): Promise<void> {
  const { answer, good } = await eventually(
    async () => api.read('apps/v1/StatefulSet', 'store', NAMESPACE),
    (set) => set?.status?.observedGeneration === set?.metadata?.generation && set?.status?.updateRevision !== set?.status?.currentRevision,
    { seconds: 30 },
  );
  if (!good) fail(REF, 'has no new revision', JSON.stringify(answer?.status));
}

async function scale(cluster: Cluster): Promise<string> {
  const { api } = cluster;
  const claims = async (): Promise<string[]> => (await api.list('v1/PersistentVolumeClaim', NAMESPACE)).map(({ metadata }) => `${metadata?.name} ${metadata?.uid}`).sort();
  const before = await claims();
  const down = await settle(cluster, stage({ image: THREE, replicas: 2, rollout: { strategy: 'OnDelete' } }));
  if (down.some(({ name }) => name === 'store-2')) fail(REF, 'did not take away its highest pod');
  if ((await claims()).join() !== before.join()) fail(REF, 'lost the claim of the pod that went', (await claims()).join('\n'));
  await settle(cluster, stage({ image: THREE, rollout: { strategy: 'OnDelete' } }));
  if ((await claims()).join() !== before.join()) fail(REF, 'gave the pod that came back another claim', (await claims()).join('\n'));
  return 'from 3 to 2 pods the claim of store-2 stays, and store-2 finds it again';
}

function expectImages(pods: readonly LivePod[], wanted: readonly string[]): void {
  const found = [...pods].sort((left, right) => left.name < right.name ? -1 : 1).map(imageOf);
  if (found.join() !== wanted.join()) fail(REF, `runs ${found.join(', ')} instead of ${wanted.join(', ')}`);
}

function expectReplaced(before: readonly LivePod[], after: readonly LivePod[], wanted: readonly string[]): void {
  const replaced = after.filter(({ uid }) => !before.some((pod) => pod.uid === uid)).map(({ name }) => name).sort();
  if (replaced.join() !== wanted.join()) fail(REF, `replaced ${replaced.join(', ') || 'no pod'} instead of ${wanted.join(', ') || 'none'}`);
}
