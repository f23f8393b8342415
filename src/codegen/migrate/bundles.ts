import { isClusterScoped } from '../../core/cluster-scoped';
import type { SourceObject } from './sources';

/** What makes objects one bundle. */
export type Grouping = 'namespace' | 'folder';

/** The objects of one bundle. */
export interface ObjectGroup {
  readonly id: string;
  readonly namespace: string | undefined;
  readonly objects: readonly SourceObject[];
}

interface OpenGroup {
  readonly folder: string;
  readonly namespace: string | undefined;
  readonly objects: SourceObject[];
}

/**
 * Objects by their namespace, or by the folder that they come from and their namespace: all objects of a bundle have one. What
 * lives outside of namespaces goes with the only other bundle (of its folder), where there is only one.
 * @param fallback id of a bundle whose objects say nothing that would name it
 */
export function groupObjects(objects: readonly SourceObject[], grouping: Grouping, fallback: string): readonly ObjectGroup[] {
  const groups = new Map<string, OpenGroup>();
  const add = (object: SourceObject, folder: string, namespace: string | undefined): void => {
    const key = `${folder}\n${namespace ?? ''}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { folder, namespace, objects: [object] });
    else group.objects.push(object);
  };
  const folderOf = ({ file }: SourceObject): string => (grouping === 'folder' ? file.split('/').slice(0, -1).join('/') : '');
  const homeless: SourceObject[] = [];
  for (const object of objects) {
    const { apiVersion, kind, metadata } = object.manifest;
    const namespace = metadata?.namespace;
    if (namespace === undefined && isClusterScoped(apiVersion, kind)) homeless.push(object);
    else add(object, folderOf(object), isNamespace(namespace) ? namespace : undefined);
  }
  const places = new Map<string, readonly OpenGroup[]>();
  for (const object of homeless) {
    const folder = folderOf(object);
    let near = places.get(folder);
    if (near === undefined) places.set(folder, (near = [...groups.values()].filter((group) => group.folder === folder)));
    const own = object.manifest.kind === 'Namespace' ? near.find((group) => group.namespace === object.manifest.metadata?.name) : undefined;
    const home = own ?? (near.length === 1 ? near[0] : undefined);
    if (home === undefined) add(object, folder, undefined);
    else home.objects.push(object);
  }
  return named([...groups.values()].map((group) => ({ ...group, objects: inSourceOrder(group.objects, objects) })), grouping, fallback);
}

function inSourceOrder(some: readonly SourceObject[], all: readonly SourceObject[]): readonly SourceObject[] {
  const places = new Map(all.map((object, index) => [object, index]));
  return [...some].sort((a, b) => places.get(a)! - places.get(b)!);
}

/** A bundle gives its namespace to its objects; one that is no name stays with each of them. */
function isNamespace(name: string | undefined): boolean {
  return name === undefined || /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(name);
}

function named(groups: readonly (Omit<OpenGroup, 'objects'> & { readonly objects: readonly SourceObject[] })[], grouping: Grouping, fallback: string): readonly ObjectGroup[] {
  const taken = new Set<string>();
  return groups.map(({ folder, namespace, objects }) => {
    const isCluster = objects.every(({ manifest: { apiVersion, kind } }) => isClusterScoped(apiVersion, kind));
    const general = groups.length > 1 && isCluster ? 'cluster' : fallback;
    const leaf = folder.split('/').at(-1)!;
    const wanted = grouping === 'folder' && leaf !== '' ? leaf : namespace ?? general;
    const id = freeId(wanted.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[^A-Za-z0-9]+/, '') || 'bundle', namespace, taken);
    return { id, namespace, objects };
  });
}

function freeId(wanted: string, namespace: string | undefined, taken: Set<string>): string {
  const short = wanted.slice(0, 150);
  const choices = [short, ...(namespace === undefined ? [] : [`${short}-${namespace}`.slice(0, 200)])];
  let id = choices.find((choice) => !taken.has(choice.toLowerCase()));
  for (let number = 2; id === undefined; number++) if (!taken.has(`${short}-${number}`.toLowerCase())) id = `${short}-${number}`;
  taken.add(id.toLowerCase());
  return id;
}
