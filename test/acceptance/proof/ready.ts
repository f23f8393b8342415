import { nameOf } from '../bundle/bundle';
import type { Workload } from '../bundle/workloads';
import { eventually } from '../cluster/eventually';
import { type LivePod, livePods } from '../cluster/live-pods';
import { all, fail } from '../failure';
import type { Context } from './context';
import { saidIn } from './said';

/** Every workload gets ready or runs to its end, and the namespace has exactly the pods that the file means. */
export async function ready(context: Context): Promise<LivePod[]> {
  await all(context.workloads.map(async (workload) => { await comesUp(context, workload); }));
  return (await all(context.bundle.namespaces().map(async (namespace) => exactPods(context, namespace)))).flat();
}

/** The kubectl command that waits for a workload. */
function waiting({ kind, namespace, name, pods, onDelete }: Workload, patience: number): string[] {
  const where = ['-n', namespace, `--timeout=${patience}s`];
  const resource = `${kind.toLowerCase()}/${name}`;
  // There is no rollout to wait for.
  if (onDelete) return ['wait', resource, `--for=jsonpath={.status.${kind === 'DaemonSet' ? 'numberReady' : 'readyReplicas'}}=${pods}`, ...where];
  switch (kind) {
    case 'Deployment':
    case 'DaemonSet':
    case 'StatefulSet':
      return ['rollout', 'status', resource, ...where];
    case 'Job':
      return ['wait', resource, '--for=condition=Complete', ...where];
    case 'Pod':
      return ['wait', resource, '--for=condition=Ready', ...where];
    default:
      return ['wait', resource, `--for=jsonpath={.status.readyReplicas}=${pods}`, ...where];
  }
}

async function comesUp({ cluster: { kubectl, api }, patience }: Context, workload: Workload): Promise<void> {
  const { kind, namespace, pods, ref } = workload;
  if (kind === 'CronJob') {
    await tryCronJob(kubectl, workload, patience);
    return;
  }
  if (pods === 0) return;
  const { code, stdout, stderr } = await kubectl.run(waiting(workload, patience));
  if (code !== 0) fail(ref, `not ready within ${patience} s`, `${stdout}${stderr}${await saidIn(api, namespace)}`);
}

/** Nobody waits for the night: a Job is made of its template by hand, and runs to its end. */
async function tryCronJob(kubectl: Context['cluster']['kubectl'], { name, namespace, ref }: Workload, patience: number): Promise<void> {
  const job = `${name}-by-hand`;
  const made = await kubectl.run(['create', 'job', job, `--from=cronjob/${name}`, '-n', namespace]);
  if (made.code !== 0) fail(ref, 'no Job comes out of its template', made.stderr);
  const { code, stderr } = await kubectl.run(['wait', `job/${job}`, '--for=condition=Complete', '-n', namespace, `--timeout=${patience}s`]);
  if (code !== 0) fail(ref, `a Job of its template is not complete within ${patience} s`, stderr);
  await kubectl.ok(['delete', 'job', job, '-n', namespace]);
}

async function exactPods({ cluster: { api }, workloads, patience }: Context, namespace: string): Promise<LivePod[]> {
  const expected = workloads.filter((workload) => workload.namespace === namespace && workload.pods > 0);
  const wrong = (pods: readonly LivePod[]): { readonly ref: string; readonly message: string } | undefined => {
    for (const { ref, pods: count, ends } of expected) {
      const own = pods.filter(({ owner }) => owner === ref);
      if (own.length !== count) return { ref, message: `has ${own.length} pods instead of ${count}` };
      const waits = own.find((pod) => pod.leaving || !(ends ? pod.pod.status?.phase === 'Succeeded' : pod.ready));
      if (waits !== undefined) return { ref, message: `its pod ${waits.name} is ${waits.leaving ? 'leaving' : waits.pod.status?.phase}` };
    }
    const stranger = pods.find(({ owner }) => !expected.some(({ ref }) => ref === owner));
    return stranger && { ref: nameOf(stranger.pod), message: 'nothing in the file means this pod' };
  };
  const { answer: pods, good } = await eventually(
    async () => livePods(api, namespace),
    (answer) => wrong(answer) === undefined,
    { seconds: patience },
  );
  const problem = wrong(pods);
  if (!good && problem !== undefined) fail(problem.ref, problem.message, await saidIn(api, namespace));
  return pods;
}
