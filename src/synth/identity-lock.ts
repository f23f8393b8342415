import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isPlainMap, type PlainMap } from '../core/plain-map';
import { type Diagnostic, diagnostic } from '../core/diagnostic';
import { idOf } from '../core/manifest';
import { groupOf, type ObjectId } from '../core/object-id';
import { sameData } from '../schema/plain-data';
import type { PlacedObject } from './placed-object';
import type { IdentityLockFile } from './synthesis';

/** Name of the file, beside `cdk8s.yaml`. */
export const LOCK_FILE = 'kubeloom.lock.json';

/** What must stay as it is of an object: its fields that a cluster refuses to change, or that lead to its data. */
export type LockedObject = PlainMap;

/** What must stay as it is, by bundle, and in that by object (`StatefulSet.apps/shop/db`). */
export type IdentityLock = { readonly [bundle: string]: { readonly [object: string]: LockedObject } };

/** A bundle whose objects keep their identity. */
export interface LockedBundle {
  /** With its cluster in front where it has one: `production/shop`. */
  readonly name: string;
  readonly objects: readonly PlacedObject[];
}

type Read = (manifest: unknown) => unknown;

function at(...path: readonly string[]): Read {
  return (manifest) => path.reduce<unknown>((value, key) => (isPlainMap(value) ? value[key] : undefined), manifest);
}

const claims: Read = (manifest) => {
  const templates = at('spec', 'volumeClaimTemplates')(manifest);
  return Array.isArray(templates) ? templates.map(at('metadata', 'name')) : undefined;
};
const selector = { selector: at('spec', 'selector') };

/** Kinds that are locked, each with the fields that are: others come and go without harm. */
const LOCKED: { readonly [kind: string]: { readonly [field: string]: Read } } = {
  'Deployment.apps': selector,
  'DaemonSet.apps': selector,
  'ReplicaSet.apps': selector,
  'StatefulSet.apps': { ...selector, serviceName: at('spec', 'serviceName'), claimTemplates: claims },
  'ReplicationController': {},
  'CronJob.batch': {},
  'Service': { clusterIP: (manifest) => (at('spec', 'clusterIP')(manifest) === 'None' ? 'None' : undefined) },
  'PersistentVolumeClaim': { storageClassName: at('spec', 'storageClassName'), volumeName: at('spec', 'volumeName') },
  'PersistentVolume': {},
  'Namespace': {},
};

function keyOf({ apiVersion, kind, namespace, name }: ObjectId): { readonly kind: string; readonly key: string } {
  const group = groupOf(apiVersion);
  const full = group === '' ? kind : `${kind}.${group}`;
  return { kind: full, key: [full, ...(namespace === undefined ? [] : [namespace]), name].join('/') };
}

/** What is to be kept of some bundles. */
export function lockOf(bundles: readonly LockedBundle[]): IdentityLock {
  return sorted(Object.fromEntries(bundles.map(({ name, objects }) => [name, sorted(Object.fromEntries(objects.flatMap(({ manifest }) => {
    const { kind, key } = keyOf(idOf(manifest));
    const fields = LOCKED[kind];
    if (fields === undefined) return [];
    const facts = Object.entries(fields).map(([field, read]) => [field, read(manifest)] as const).filter(([, value]) => value !== undefined);
    return [[key, Object.fromEntries(facts)] as const];
  })))] as const)));
}

function sorted<T>(map: { readonly [key: string]: T }): { readonly [key: string]: T } {
  return Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Reports what is no longer as it was locked. What is new is no problem: it is locked from now on. */
export function checkLock(lock: IdentityLock, bundles: readonly LockedBundle[]): Diagnostic[] {
  const now = lockOf(bundles);
  return bundles.flatMap((bundle) => Object.entries(lock[bundle.name] ?? {}).flatMap(([key, locked]): Diagnostic[] => {
    const found = now[bundle.name]![key];
    if (found === undefined) return [diagnostic('identity/gone', { object: key, bundle: bundle.name, reason: whyKept(key, locked) })];
    const placed = bundle.objects.find(({ manifest }) => keyOf(idOf(manifest)).key === key)!;
    const fields = [...new Set([...Object.keys(locked), ...Object.keys(found)])];
    return fields.filter((field) => !sameData(locked[field], found[field])).map((field) => diagnostic(
      'identity/changed', { field, locked: inWords(locked[field]), found: inWords(found[field]), reason: whyLocked(idOf(placed.manifest), field, locked, found) },
      { object: idOf(placed.manifest), pointer: `/spec/${field === 'claimTemplates' ? 'volumeClaimTemplates' : field}`, trace: placed.trace },
    ));
  }));
}

/** What a plan would say of the change of a field. */
function whyLocked(id: ObjectId, field: string, locked: LockedObject, found: LockedObject): string {
  const { reasonCodes } = require('../plan/codes') as typeof import('../plan/codes');
  switch (field) {
    case 'selector': return reasonCodes['update/selector'].message({ id, field: 'spec.selector' });
    case 'serviceName': return reasonCodes['update/stateful-set'].message({ id, field: 'spec.serviceName' });
    case 'clusterIP': return reasonCodes['update/cluster-ip'].message({ id, field: 'spec.clusterIP' });
    case 'claimTemplates': {
      const [before, after] = [names(locked[field]), names(found[field])];
      const [gone] = before.filter((name) => !after.includes(name));
      const [come] = after.filter((name) => !before.includes(name));
      const refused = reasonCodes['update/claim-template'].message({ id, field: 'spec.volumeClaimTemplates', claim: come ?? gone ?? '', exists: false });
      if (gone === undefined) return refused;
      const data = come === undefined
        ? reasonCodes['data/claim-template-removed'].message({ id, claim: gone })
        : reasonCodes['data/claim-template-renamed'].message({ id, from: gone, to: come });
      return `${refused}; ${data}`;
    }
    default: return reasonCodes['update/claim'].message({ id, field: `spec.${field}` });
  }
}

/** What a plan would say of an object that is gone, where data hangs on it. */
function whyKept(key: string, locked: LockedObject): string {
  const { reasonCodes } = require('../plan/codes') as typeof import('../plan/codes');
  const path = key.split('/');
  const id: ObjectId = { apiVersion: '', kind: path[0]!, name: path.at(-1)! };
  const templates = names(locked['claimTemplates']);
  switch (path[0]) {
    case 'StatefulSet.apps': return templates.length === 0 ? '' : reasonCodes['data/set-removed'].message({ id, claims: templates });
    case 'PersistentVolumeClaim': return reasonCodes['data/claim-removed'].message({ id, reclaim: 'deleted or kept as its storage class says' });
    case 'PersistentVolume': return reasonCodes['data/volume-removed'].message({ id });
    case 'Namespace': return reasonCodes['data/namespace-removed'].message({ id });
    default: return '';
  }
}

function names(list: unknown): string[] {
  return Array.isArray(list) ? list.filter((name) => typeof name === 'string') : [];
}

function inWords(value: unknown): string {
  return value === undefined ? 'none' : JSON.stringify(value);
}

/** The folder of the lock file: that of `cdk8s.yaml`, looked for from the program up. */
export function lockFolder(program: string | undefined, otherwise: string): string {
  for (let folder = program === undefined ? undefined : dirname(program); folder !== undefined;) {
    if (existsSync(join(folder, 'cdk8s.yaml'))) return folder;
    const above = dirname(folder);
    folder = above === folder ? undefined : above;
  }
  return otherwise;
}

/** Reads a lock file: nothing is locked where there is none. */
export function readLock(file: string): { readonly lock: IdentityLock; readonly diagnostics: readonly Diagnostic[] } {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return { lock: {}, diagnostics: [] };
  }
  try {
    const { bundles } = JSON.parse(text) as { readonly bundles?: unknown };
    if (isPlainMap(bundles) && Object.values(bundles).every((objects) => isPlainMap(objects) && Object.values(objects).every(isPlainMap))) {
      return { lock: bundles as IdentityLock, diagnostics: [] };
    }
  } catch {
    // A file that is no JSON is told of like one that holds something else.
  }
  return { lock: {}, diagnostics: [diagnostic('identity/unreadable', { file })] };
}

/** The text that a lock file has to have: bundles of other programs stay in it. */
export function lockText({ file, bundles }: IdentityLockFile): string {
  const all: { [bundle: string]: object | undefined } = { ...readLock(file).lock, ...bundles };
  return `${JSON.stringify({ bundles: sorted(all) }, undefined, 2)}\n`;
}

/** Whether a lock file is as it has to be. */
export function isLockWritten(lock: IdentityLockFile): boolean {
  return existsSync(lock.file) && readFileSync(lock.file, 'utf8') === lockText(lock);
}

/** Writes a lock file, by a temporary file and a rename, unless it is as it has to be already. */
export function writeLock(lock: IdentityLockFile): void {
  if (isLockWritten(lock)) return;
  const temporary = `${lock.file}.${process.pid}.tmp`;
  writeFileSync(temporary, lockText(lock));
  renameSync(temporary, lock.file);
}
