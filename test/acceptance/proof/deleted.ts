import { nameOf } from '../bundle/bundle';
import { eventually } from '../cluster/eventually';
import { type Entry, type Inventory, inventory, since } from '../cluster/inventory';
import { fail, throwFailures } from '../failure';
import type { Context } from './context';
import { type Kept, keptBy } from './kept';
import { saidIn } from './said';

/**
 * Deletes the objects of the file, and then the claims that Kubernetes keeps. Nothing stays but the namespaces, which are deleted
 * at the end of the run, and volumes whose reclaim policy says so. Returns what was kept, in words.
 */
export async function deleted(context: Context, before: Inventory): Promise<readonly string[]> {
  const { bundle, cluster: { kubectl } } = context;
  const kept = await keptBy(context);
  await remove(context, ['-f', '-'], bundle.map((object) => object.kind === 'Namespace' ? undefined : object).text);
  const left = await onlyStays(context, before, kept, (entry) => kept.isClaim(entry) || kept.isVolume(entry));
  const lost = kept.claims.find(({ name }) => !left.some((entry) => kept.isClaim(entry) && entry.name === name));
  if (lost !== undefined) fail(`PersistentVolumeClaim ${lost.namespace}/${lost.name}`, 'was deleted with its StatefulSet');

  for (const { namespace, name } of kept.claims) await remove(context, ['persistentvolumeclaim', name, '-n', namespace]);
  const last = await onlyStays(context, before, kept, kept.isRetained);
  const volumes = last.filter(kept.isRetained);
  if (volumes.length !== kept.retained.length) fail('the volumes with the reclaim policy Retain', `are gone but for ${volumes.length}`);
  for (const { kind, namespace, name } of [...volumes, ...last.filter(kept.isRecycler)]) {
    await kubectl.ok(['delete', kind, name, '--ignore-not-found', ...namespace === undefined ? [] : ['-n', namespace]]);
  }
  return kept.words;
}

async function remove({ cluster: { kubectl }, patience }: Context, what: readonly string[], text = ''): Promise<void> {
  const { code, stderr } = await kubectl.run(['delete', ...what, '--ignore-not-found', `--timeout=${patience}s`], text);
  if (code !== 0) fail('the file', 'cannot be deleted', stderr);
}

/** Waits until nothing is left but the namespaces and what else stays. */
async function onlyStays(context: Context, before: Inventory, kept: Kept, isMeant: (entry: Entry) => boolean): Promise<Entry[]> {
  const { cluster: { api, kubectl }, bundle, patience } = context;
  const stays = (entry: Entry): boolean => isMeant(entry) || kept.isRecycler(entry) || belongsToNamespace(context, entry);
  const { answer, good } = await eventually(
    async () => since(before, await inventory(kubectl)),
    (left) => left.every(stays),
    { seconds: patience, everyMs: 300 },
  );
  if (!good) {
    const said = await saidIn(api, bundle.namespaces()[0] ?? 'default');
    throwFailures(answer.filter((entry) => !stays(entry)).map(({ kind, namespace, name }) => (
      { object: nameOf({ kind, metadata: { name, namespace } }), message: 'is left behind', said })));
  }
  return answer;
}

/** What every namespace has, and what was given to it. */
function belongsToNamespace({ bundle, particulars: { given = [] } }: Context, { kind, namespace, name }: Entry): boolean {
  if (kind === 'Namespace') return bundle.namespaces().includes(name);
  if (namespace === undefined) return false;
  return (kind === 'ConfigMap' && name === 'kube-root-ca.crt')
    || (kind === 'ServiceAccount' && name === 'default')
    || given.some((object) => object.kind === kind && object.metadata.name === name);
}
