import type { HorizontalPodAutoscaler, IntOrString, PodDisruptionBudget } from '../../../generated/kubernetes';
import { type KubeObject, nameOf } from '../bundle/bundle';
import { matchesSelector } from '../bundle/selectors';
import { eventually } from '../cluster/eventually';
import { all, fail } from '../failure';
import type { Context } from './context';

/** Autoscalers reach their targets, and disruption budgets count the right pods. */
export async function scaling(context: Context): Promise<string[]> {
  return [
    ...await all(context.bundle.of('autoscaling/v2/HorizontalPodAutoscaler').map(async (scaler) => ableToScale(context, scaler))),
    ...await all(context.bundle.of('policy/v1/PodDisruptionBudget').map(async (budget) => counts(context, budget))),
  ];
}

async function ableToScale({ cluster: { api }, patience }: Context, scaler: HorizontalPodAutoscaler & KubeObject): Promise<string> {
  const { namespace, name } = scaler.metadata;
  const { answer, good } = await eventually(
    async () => (await api.read('autoscaling/v2/HorizontalPodAutoscaler', name, namespace))?.status?.conditions ?? [],
    (conditions) => conditions.some(({ type, status }) => type === 'AbleToScale' && status === 'True'),
    { seconds: patience },
  );
  const said = answer.map(({ type, status, reason, message }) => `${type} ${status} ${reason}: ${message}`).join('\n');
  if (!good) fail(nameOf(scaler), 'is not able to scale', said);
  const { kind, name: target } = scaler.spec?.scaleTargetRef ?? { kind: '', name: '' };
  return `autoscaler ${name} is able to scale ${kind} ${target}`;
}

async function counts({ cluster: { api }, workloads, patience }: Context, budget: PodDisruptionBudget & KubeObject): Promise<string> {
  const { namespace, name } = budget.metadata;
  const { selector = {}, minAvailable, maxUnavailable } = budget.spec ?? {};
  const targets = workloads.filter((workload) => workload.namespace === namespace && !workload.ends && matchesSelector(selector, workload.labels));
  const pods = targets.reduce((sum, workload) => sum + workload.pods, 0);
  if (pods === 0) fail(nameOf(budget), 'no pod of the file is meant by its selector', JSON.stringify(selector));
  const healthy = minAvailable === undefined ? pods - share(maxUnavailable ?? 0, pods) : share(minAvailable, pods);
  const allowed = Math.max(0, pods - healthy);
  const { answer, good } = await eventually(
    async () => (await api.read('policy/v1/PodDisruptionBudget', name, namespace))?.status,
    (status) => status?.expectedPods === pods && status.currentHealthy === pods && status.disruptionsAllowed === allowed,
    { seconds: patience },
  );
  if (!good) fail(nameOf(budget), `does not count ${pods} pods of which ${allowed} may leave`, JSON.stringify(answer));
  return `budget ${name}: ${allowed} of ${pods} pods may leave`;
}

/** A number of pods, or a percentage of them, rounded up. */
function share(amount: IntOrString, pods: number): number {
  return typeof amount === 'number' ? amount : Math.ceil((Number.parseInt(amount, 10) * pods) / 100);
}
