import { nameOf } from '../bundle/bundle';
import type { Cluster } from '../cluster/cluster';
import { eventually } from '../cluster/eventually';
import { type Inventory, inventory, since } from '../cluster/inventory';
import { fail, throwFailures } from '../failure';
import { saidIn } from './said';

const PATIENCE_SECONDS = 60;

/** Deletes the namespaces of all systems: after that the cluster has what it had in the beginning. */
export async function nothingLeft({ api, kubectl }: Cluster, before: Inventory): Promise<void> {
  const namespaces = since(before, await inventory(kubectl)).filter(({ kind }) => kind === 'Namespace').map(({ name }) => name);
  if (namespaces.length > 0) {
    const { code, stderr } = await kubectl.run(['delete', 'namespace', ...namespaces, `--timeout=${PATIENCE_SECONDS}s`]);
    if (code !== 0) fail('the namespaces', 'cannot be deleted', stderr);
  }
  const { answer } = await eventually(
    async () => since(before, await inventory(kubectl)),
    (left) => left.length === 0,
    { seconds: PATIENCE_SECONDS, everyMs: 300 },
  );
  throwFailures(await Promise.all(answer.map(async ({ kind, name, namespace }) => ({
    object: nameOf({ kind, metadata: { name, namespace } }),
    message: 'is left behind',
    said: await saidIn(api, namespace ?? 'default'),
  }))));
}
