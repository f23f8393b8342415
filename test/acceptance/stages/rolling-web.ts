import { type RollingWebStage, rollingWeb } from '../../../examples/rolling-web';
import type { Deployment } from '../../../generated/kubernetes';
import type { Bundle } from '../bundle/bundle';
import type { Cluster } from '../cluster/cluster';
import { eventually } from '../cluster/eventually';
import type { LivePod } from '../cluster/live-pods';
import { livePods } from '../cluster/live-pods';
import { fail } from '../failure';
import type { Stage } from '../systems/particulars';
import { images, type Moment, PodHistory, staying, tell } from './pod-history';
import { bundleOf } from './program';
import { settle, settled } from './settle';

const NAMESPACE = 'rolling-web';
const ROLLING = 'kin-stateless-dp';
const RECREATED = 'kin-stateless-recreate';
const [OLD, NEW] = ['nginx:1.15.12', 'nginx:1.16.0'];
const LIMIT = '128Mi';
const REF = `Deployment ${NAMESPACE}/${ROLLING}`;

/** A Deployment through everything that a Deployment goes through. */
export const ROLLING_WEB_STAGES: readonly Stage[] = [
  { name: 'update', run: update },
  { name: 'scale', run: scale },
  { name: 'pause and resume', run: pauseAndResume },
  { name: 'undo', run: undo },
];

const stage = (name: RollingWebStage): Bundle => bundleOf((app) => rollingWeb(app, name));

async function update(cluster: Cluster): Promise<string> {
  const first = stage('first');
  expectImage(ofRolling(await settle(cluster, first)), OLD);
  const rolling = await PodHistory.start(cluster, NAMESPACE, labelsOf(first, ROLLING));
  const recreated = await PodHistory.start(cluster, NAMESPACE, labelsOf(first, RECREATED));
  const next = stage('updated');
  expectImage(ofRolling(await settle(cluster, next)), NEW);
  rolling.stop();
  recreated.stop();

  const { least, most } = bounds(next);
  const moments = rolling.from((moment) => ready(moment) >= least);
  const tooMany = moments.find((moment) => staying(moment).length > most);
  const tooFew = moments.find((moment) => ready(moment) < least);
  if (tooMany !== undefined) fail(REF, `had ${staying(tooMany).length} pods at once, and should have no more than ${most}`, tell(moments));
  if (tooFew !== undefined) fail(REF, `had ${ready(tooFew)} ready pods, and should keep ${least}`, tell(moments));
  if (!moments.some((moment) => images(moment).length === 2)) fail(REF, 'did not roll: pods of both images never ran at one time', tell(moments));
  const both = recreated.moments.find((moment) => images(moment).length === 2);
  if (both !== undefined) fail(`Deployment ${NAMESPACE}/${RECREATED}`, `had pods of ${images(both).join(' and ')} at one time`, tell(recreated.moments));
  return `${OLD} became ${NEW}: ${ROLLING} always had ${least} ready pods and at most ${most}, ${RECREATED} never pods of both images`;
}

async function scale(cluster: Cluster): Promise<string> {
  const two = ofRolling(await settle(cluster, stage('updated')));
  const five = ofRolling(await settle(cluster, stage('scaled-up')));
  const three = ofRolling(await settle(cluster, stage('scaled-down')));
  expectKept(two, five);
  expectKept(three, five);
  return '2 pods became 5 and then 3, and no pod was replaced';
}

async function pauseAndResume(cluster: Cluster): Promise<string> {
  const { api, kubectl } = cluster;
  const before = ofRolling(await livePods(api, NAMESPACE));
  const paused = stage('paused');
  await kubectl.ok(['apply', '--server-side', '-f', '-'], paused.text);
  const { answer, good } = await eventually(
    async () => api.read('apps/v1/Deployment', ROLLING, NAMESPACE),
    (deployment) => deployment?.status?.observedGeneration === deployment?.metadata?.generation
      && deployment?.status?.conditions?.some(({ type, reason }) => type === 'Progressing' && reason === 'DeploymentPaused') === true,
    { seconds: 30 },
  );
  if (!good) fail(REF, 'is not paused', JSON.stringify(answer?.status));
  const during = ofRolling(await livePods(api, NAMESPACE));
  expectKept(before, during);
  expectLimit(during, undefined);

  expectLimit(ofRolling(await settle(cluster, stage('resumed'))), LIMIT);
  return `while it was paused a limit of ${LIMIT} reached no pod; resumed, all pods were replaced by ones that have it`;
}

async function undo(cluster: Cluster): Promise<string> {
  const { api, kubectl } = cluster;
  const bundle = stage('resumed');
  const sets = async (): Promise<string[]> => (await api.list('apps/v1/ReplicaSet', NAMESPACE)).map(({ metadata }) => metadata?.name ?? '').sort();
  const before = await sets();
  await kubectl.ok(['rollout', 'undo', `deployment/${ROLLING}`, '-n', NAMESPACE]);
  expectLimit(ofRolling(await settled(cluster, bundle)), undefined);
  const after = await sets();
  if (after.join() !== before.join()) fail(REF, 'went back by a new ReplicaSet', after.join(', '));

  expectLimit(ofRolling(await settle(cluster, bundle)), LIMIT);
  return '"kubectl rollout undo" took the limit away again, by the ReplicaSet that was there before; the file, applied again, brought it back';
}

function ofRolling(pods: readonly LivePod[]): LivePod[] {
  return pods.filter(({ owner }) => owner === REF);
}

function ready(moment: Moment): number {
  return staying(moment).filter((pod) => pod.ready).length;
}

function expectImage(pods: readonly LivePod[], image: string): void {
  if (images(pods).join() !== image) fail(REF, `runs ${images(pods).join(' and ')} instead of ${image}`);
}

function expectLimit(pods: readonly LivePod[], memory: string | undefined): void {
  const found = [...new Set(pods.map(({ pod }) => pod.spec?.containers[0]?.resources?.limits?.memory))];
  if (found.length !== 1 || found[0] !== memory) fail(REF, `runs with the limits ${found.join(' and ')} instead of ${memory}`);
}

function expectKept(pods: readonly LivePod[], among: readonly LivePod[]): void {
  const lost = pods.find(({ uid }) => !among.some((pod) => pod.uid === uid));
  if (lost !== undefined) fail(REF, `its pod ${lost.name} was replaced`);
}

/** How many pods there are at least and at most while the Deployment rolls. */
function bounds(bundle: Bundle): { readonly least: number; readonly most: number } {
  const { replicas = 1, strategy } = deploymentIn(bundle, ROLLING).spec ?? {};
  const { maxSurge = '25%', maxUnavailable = '25%' } = strategy?.rollingUpdate ?? {};
  const pods = (amount: string | number, round: (pods: number) => number): number => (
    typeof amount === 'number' ? amount : round((Number.parseInt(amount, 10) * replicas) / 100));
  return { least: replicas - pods(maxUnavailable, Math.floor), most: replicas + pods(maxSurge, Math.ceil) };
}

function labelsOf(bundle: Bundle, name: string): { readonly [key: string]: string } {
  return deploymentIn(bundle, name).spec?.selector.matchLabels ?? {};
}

function deploymentIn(bundle: Bundle, name: string): Deployment {
  const found = bundle.of('apps/v1/Deployment').find(({ metadata }) => metadata.name === name);
  return found ?? fail(`Deployment ${NAMESPACE}/${name}`, 'is not in the file');
}
