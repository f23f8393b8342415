import type { Endpoint, EndpointSlice, Service } from '../../../generated/kubernetes';
import { type KubeObject, nameOf } from '../bundle/bundle';
import { matchesLabels } from '../bundle/selectors';
import type { Workload } from '../bundle/workloads';
import { eventually } from '../cluster/eventually';
import type { LivePod } from '../cluster/live-pods';
import { all, fail } from '../failure';
import type { Context } from './context';
import { saidIn } from './said';
import { targetPorts } from './target-ports';

/** The EndpointSlices of every Service name exactly the pods that it is meant for, at the ports that these listen on. */
export async function endpoints(context: Context, pods: readonly LivePod[]): Promise<string[]> {
  return (await all(context.bundle.of('v1/Service').map(async (service) => endpointsOf(context, service, pods)))).flat();
}

async function endpointsOf(context: Context, service: Service & KubeObject, pods: readonly LivePod[]): Promise<string[]> {
  const { cluster: { api }, patience } = context;
  const ref = nameOf(service);
  const { namespace = 'default', name } = service.metadata;
  if (service.spec?.type === 'ExternalName') return [`${name}: an alias of ${service.spec.externalName}`];
  if (service.spec?.selector === undefined) return [];

  const meant = await workloadsBehind(context, service);
  const refs = meant.map((workload) => workload.ref);
  const ofSome = hasMadeLabels(service);
  const intended = pods
    .filter(({ owner, pod }) => refs.includes(owner) && (!ofSome || matchesLabels(service.spec?.selector ?? {}, pod.metadata?.labels ?? {})))
    .map((pod) => pod.name).sort();
  const ports = targetPorts(service, meant);

  const { answer: slices, good } = await eventually(
    async () => slicesOf(await api.list('discovery.k8s.io/v1/EndpointSlice', namespace), name),
    (answer) => same(podsIn(answer), intended) && answer.every((slice) => same(portsIn(slice), ports)),
    { seconds: patience },
  );
  if (!good) {
    const found = `EndpointSlices name ${list(podsIn(slices))} at ${list([...new Set(slices.flatMap(portsIn))])}`;
    fail(ref, `leads elsewhere than to ${list(intended)} at ${list(ports)}, the pods of ${refs.join(' and ')}`, `${found}\n${await saidIn(api, namespace)}`);
  }
  await allocated(context, service);
  hostNames(service, meant, slices);
  return [`${name}: ${intended.length === 1 ? 'the pod' : `the ${intended.length} pods`} of ${refs.map((text) => text.replace(`${namespace}/`, '')).join(' and ')}`];
}

/** Labels that a StatefulSet gives to each of its pods, beside those of its template: a Service may be for one of them. */
const MADE_LABELS: ReadonlySet<string> = new Set(['statefulset.kubernetes.io/pod-name', 'apps.kubernetes.io/pod-index']);

function hasMadeLabels({ spec }: Service): boolean {
  return Object.keys(spec?.selector ?? {}).some((label) => MADE_LABELS.has(label));
}

/** The workloads whose pods the file means. A Service is for the pods of one app: whose selector takes in more or nothing is wrong. */
async function workloadsBehind({ cluster: { api }, workloads, particulars }: Context, service: Service & KubeObject): Promise<Workload[]> {
  const { namespace, name } = service.metadata;
  const written = Object.fromEntries(Object.entries(service.spec?.selector ?? {}).filter(([label]) => !MADE_LABELS.has(label)));
  const selected = workloads.filter((workload) => workload.namespace === namespace && !workload.ends
    && matchesLabels(written, workload.labels) && (workload.kind === 'StatefulSet' || !hasMadeLabels(service)));
  const names = selected.map((workload) => `${workload.kind} ${workload.name}`);
  const listed = particulars.endpoints?.[name];
  const right = listed === undefined ? selected.length === 1 : same(names.sort(), [...listed].sort());
  if (right) return selected;
  const slices = slicesOf(await api.list('discovery.k8s.io/v1/EndpointSlice', namespace), name);
  fail(nameOf(service), `its selector ${JSON.stringify(service.spec?.selector)} fits ${list(names)} of the file instead of ${
    listed === undefined ? 'one workload' : list(listed)}`, `EndpointSlices name ${list(podsIn(slices))}`);
}

function slicesOf(slices: readonly EndpointSlice[], service: string): EndpointSlice[] {
  return slices.filter(({ metadata }) => metadata?.labels?.['kubernetes.io/service-name'] === service);
}

/** A slice without endpoints has null where its type has a list. */
function entriesIn(slices: readonly EndpointSlice[]): Endpoint[] {
  return slices.flatMap((slice) => slice.endpoints ?? []);
}

function podsIn(slices: readonly EndpointSlice[]): string[] {
  return entriesIn(slices)
    .filter(({ conditions }) => conditions?.ready !== false)
    .map(({ targetRef }) => targetRef?.name ?? '(no pod)')
    .sort();
}

function portsIn({ ports }: EndpointSlice): string[] {
  return (ports ?? []).map(({ name, port, protocol }) => `${name === undefined || name === '' ? '' : `${name} `}${port}/${protocol}`).sort();
}

/** What the server gave it: an address, or none where none is wanted, and the node ports that were asked for. */
async function allocated({ cluster: { api } }: Context, service: Service & KubeObject): Promise<void> {
  const { namespace, name } = service.metadata;
  const live = (await api.read('v1/Service', name, namespace))?.spec;
  const wanted = service.spec?.clusterIP;
  if (wanted === undefined ? live?.clusterIP === 'None' : live?.clusterIP !== wanted) {
    fail(nameOf(service), `has the address ${live?.clusterIP} instead of ${wanted ?? 'one of the cluster'}`);
  }
  const open = live?.type === 'NodePort' || live?.type === 'LoadBalancer';
  for (const [index, { nodePort }] of (live?.ports ?? []).entries()) {
    const asked = service.spec?.ports?.[index]?.nodePort;
    const fits = open && service.spec?.allocateLoadBalancerNodePorts !== false
      ? nodePort !== undefined && nodePort >= 30000 && nodePort <= 32767 && (asked === undefined || asked === nodePort)
      : nodePort === undefined;
    if (!fits) fail(nameOf(service), `has the node port ${nodePort} instead of ${asked ?? (open ? 'one from 30000 to 32767' : 'none')}`);
  }
}

/** Behind the Service that names its pods, each endpoint has the pod's own name as its host name. */
function hostNames(service: Service & KubeObject, meant: readonly Workload[], slices: readonly EndpointSlice[]): void {
  const named = meant.some(({ kind, hostService }) => kind === 'StatefulSet' && hostService === service.metadata.name);
  if (!named) return;
  for (const { hostname, targetRef } of entriesIn(slices)) {
    if (hostname !== targetRef?.name) fail(nameOf(service), `knows pod ${targetRef?.name} by the host name ${hostname}`);
  }
}

function same(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((text, index) => text === right[index]);
}

function list(texts: readonly string[]): string {
  return texts.length === 0 ? 'nothing' : texts.join(', ');
}
