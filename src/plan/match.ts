import { isPlainMap } from '../core/checks';
import type { Manifest } from '../core/manifest';
import { idOf } from '../core/manifest';
import { isClusterScoped } from '../core/cluster-scoped';
import { identityKey, type ObjectId } from '../core/object-id';
import type { CheckInput } from '../check/check-options';

/** An object on one side of a plan. */
export interface Side {
  readonly id: ObjectId;
  readonly manifest: Manifest;
  readonly input: CheckInput;
}

/** An object that is on both sides, or on one. */
export interface Pair {
  readonly from?: Side | undefined;
  readonly to?: Side | undefined;
  /** The other half, where an object seems to have been renamed or to have become another kind. @default - neither */
  readonly other?: Side | undefined;
}

/** Matches objects by cluster, group, kind, namespace and name, in the order of the new ones, then what is gone. */
export function match(base: readonly CheckInput[], next: readonly CheckInput[]): readonly Pair[] {
  const before = bySide(base);
  const pairs: { from?: Side; to?: Side; other?: Side }[] = [];
  for (const [key, to] of bySide(next)) {
    const from = before.get(key);
    before.delete(key);
    pairs.push(from === undefined ? { to } : { from, to });
  }
  for (const from of before.values()) pairs.push({ from });
  findRenamed(pairs);
  return pairs;
}

function bySide(inputs: readonly CheckInput[]): Map<string, Side> {
  const sides = new Map<string, Side>();
  for (const input of inputs) {
    const { manifest } = input;
    if (!isPlainMap(manifest) || typeof manifest.apiVersion !== 'string' || typeof manifest.kind !== 'string') continue;
    const side: Side = { id: idOf(manifest as unknown as Manifest), manifest: manifest as unknown as Manifest, input };
    // Without a name there is nothing to match by: every apply makes another one.
    const name = side.id.name === '' ? `\n${sides.size}` : '';
    // A namespace in a manifest of a cluster-scoped kind says nothing.
    const id = isClusterScoped(side.id.apiVersion, side.id.kind) ? { ...side.id, namespace: undefined } : side.id;
    sides.set(`${input.cluster ?? ''}\n${identityKey(id)}${name}`, side);
  }
  return sides;
}

/** Workloads that can stand for each other: an app that becomes another kind keeps its name. */
const WORKLOADS: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'ReplicationController', 'Job', 'CronJob', 'Pod']);
/** From here on two objects look like one under two names. */
const ALIKE = 0.7;
/** Comparing every object that went with every one that came pays for a few of them. */
const MOST_COMPARED = 10_000;

function findRenamed(pairs: { from?: Side; to?: Side; other?: Side }[]): void {
  const gone = pairs.filter((pair) => pair.to === undefined);
  const came = pairs.filter((pair) => pair.from === undefined);
  if (gone.length === 0 || came.length === 0) return;
  const samePlace = (a: Side, b: Side): boolean => a.input.cluster === b.input.cluster;
  for (const pair of came) {
    const { id } = pair.to!;
    if (!WORKLOADS.has(id.kind)) continue;
    const old = gone.find(({ from, other }) => other === undefined && WORKLOADS.has(from!.id.kind) && from!.id.kind !== id.kind
      && from!.id.name === id.name && from!.id.namespace === id.namespace && samePlace(from!, pair.to!));
    if (old !== undefined) link(old, pair);
  }
  const open = <T extends { other?: Side }>(list: readonly T[]): T[] => list.filter(({ other }) => other === undefined);
  const candidates: { readonly old: typeof pairs[number]; readonly pair: typeof pairs[number]; readonly score: number }[] = [];
  const [oldOnes, newOnes] = [open(gone), open(came)];
  if (oldOnes.length * newOnes.length > MOST_COMPARED) return;
  const leaves = new Map<Side, Leaves>();
  const leavesOf = (side: Side): Leaves => {
    let found = leaves.get(side);
    // What refers to others of the old name is alike as it stands, what refers to itself without its name.
    if (found === undefined) leaves.set(side, (found = { written: new Set(leafTexts(side, '')), nameless: new Set(leafTexts(side, side.id.name)) }));
    return found;
  };
  for (const old of oldOnes) {
    for (const pair of newOnes) {
      if (identityKey({ ...old.from!.id, namespace: '', name: '' }) !== identityKey({ ...pair.to!.id, namespace: '', name: '' }) || !samePlace(old.from!, pair.to!)) continue;
      const [a, b] = [leavesOf(old.from!), leavesOf(pair.to!)];
      const score = Math.max(likeness(a.written, b.written), likeness(a.nameless, b.nameless));
      if (score >= ALIKE) candidates.push({ old, pair, score });
    }
  }
  candidates.sort((a, b) => b.score - a.score);
  for (const { old, pair } of candidates) if (old.other === undefined && pair.other === undefined) link(old, pair);
}

function link(old: { from?: Side; other?: Side }, pair: { to?: Side; other?: Side }): void {
  old.other = pair.to!;
  pair.other = old.from!;
}

/** The values of an object with their paths. */
interface Leaves {
  readonly written: ReadonlySet<string>;
  readonly nameless: ReadonlySet<string>;
}

/** Of a long text so many lines are enough to know it again. */
const MOST_LINES = 200;

/**
 * Every value of an object with its path, a text line by line, but for what says who it is: a name counts as the same word wherever
 * it stands. Labels say little of what an object is, and count only where there is nothing else.
 */
function* leafTexts({ manifest }: Side, name: string): Generator<string> {
  const { apiVersion: _version, kind: _kind, metadata, ...content } = manifest as Manifest & { readonly [key: string]: unknown };
  let found = false;
  for (const leaf of walk(content, '', name)) {
    found = true;
    yield leaf;
  }
  if (!found) yield* walk(metadata?.labels ?? {}, '/metadata/labels', name);
}

function* walk(value: unknown, path: string, name: string): Generator<string> {
  if (Array.isArray(value)) for (const item of value) yield* walk(item, `${path}/`, name);
  else if (isPlainMap(value)) for (const key of Object.keys(value)) yield* walk(value[key], `${path}/${key}`, name);
  else if (typeof value === 'string' && value.includes('\n')) for (const line of value.split('\n', MOST_LINES)) yield `${path}=${withoutName(line, name)}`;
  else yield `${path}=${withoutName(String(value), name)}`;
}

/** A text with another sign for a name where that stands as a word. */
function withoutName(text: string, name: string): string {
  if (name === '' || !text.includes(name)) return text;
  let result = '';
  let start = 0;
  for (let found = text.indexOf(name); found >= 0; found = text.indexOf(name, found + name.length)) {
    const isWord = !isWordSign(text.charCodeAt(found - 1)) && !isWordSign(text.charCodeAt(found + name.length));
    if (!isWord) continue;
    result += `${text.slice(start, found)}\u0000`;
    start = found + name.length;
  }
  return result + text.slice(start);
}

/** Digits and Latin letters; nothing at the ends of a text. */
function isWordSign(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const leaf of a) if (b.has(leaf)) shared++;
  return a.size + b.size === 0 ? 0 : (2 * shared) / (a.size + b.size);
}
