import type { Kubectl } from './kubectl';

/** Something that exists in the cluster. */
export interface Entry {
  readonly kind: string;
  readonly namespace: string | undefined;
  readonly name: string;
}

/** Everything that can be deleted, by uid, except reports of what happened. */
export type Inventory = ReadonlyMap<string, Entry>;

/** Endpoints are the old form of EndpointSlices, and asking for them gives a warning. */
const LEFT_OUT = new Set(['events', 'events.events.k8s.io', 'endpoints']);

const COLUMNS = '{range .items[*]}{.metadata.uid}{"\\t"}{.kind}{"\\t"}{.metadata.namespace}{"\\t"}{.metadata.name}{"\\n"}{end}';

export async function inventory(kubectl: Kubectl): Promise<Inventory> {
  const resources = (await kubectl.ok(['api-resources', '--verbs=list,delete', '-o', 'name'])).trim().split('\n');
  const listed = await kubectl.ok([
    'get', resources.filter((resource) => !LEFT_OUT.has(resource)).join(','), '--all-namespaces', '--ignore-not-found', '-o', `jsonpath=${COLUMNS}`,
  ]);
  return new Map(listed.split('\n').filter((line) => line !== '').map((line) => {
    const [uid = '', kind = '', namespace = '', name = ''] = line.split('\t');
    return [uid, { kind, namespace: namespace === '' ? undefined : namespace, name }];
  }));
}

/** What is there now and was not there before. */
export function since(before: Inventory, now: Inventory): Entry[] {
  return [...now].filter(([uid]) => !before.has(uid)).map(([, entry]) => entry);
}
