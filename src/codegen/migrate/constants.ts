import { type Code, type Entry, name as variableOf, value } from '../print/code';
import { camelCase, Names } from '../print/identifiers';
import type { Constant } from './constant';
import { type BundlePlan, needsOf, type Unit } from './unit';

/** Fields whose values are worth a name, where several definitions share one. */
const shared: ReadonlySet<string> = new Set(['image', 'labels', 'podLabels', 'selector', 'nodeSelector', 'tolerations', 'security', 'resources']);
/** A text or a map that is shorter says as much as a name. */
const shortest = 30;

interface Shared {
  readonly field: string;
  readonly data: unknown;
  /** The definitions that have it. */
  readonly units: Set<Unit>;
}

/** A bundle whose shared values have names, and these. */
export interface WithConstants {
  readonly bundle: BundlePlan;
  readonly constants: readonly Constant[];
}

/** Gives names to values that definitions of a bundle share. */
export function liftConstants(bundle: BundlePlan, taken: readonly string[]): WithConstants {
  const names = new Names([...taken, ...bundle.units.flatMap((unit) => [unit.variable, ...needsOf(unit)])]);
  const found = new Map<string, Shared>();
  for (const unit of bundle.units) {
    const { props, level } = unit;
    if (props !== undefined && level !== 'object' && level !== 'file') collect(props, unit, found);
  }
  const lifted = new Map<string, Constant>();
  for (const [key, { field, data, units: having }] of found) {
    if (having.size < 2) continue;
    lifted.set(key, { name: names.take(...wantedNames(field, data)), value: value(data) });
  }
  if (lifted.size === 0) return { bundle, constants: [] };
  const units = bundle.units.map((unit): Unit => {
    const { props, level } = unit;
    if (props === undefined || level === 'object' || level === 'file') return unit;
    return { ...unit, props: { ...props, entries: props.entries.map((entry) => replaced(entry, lifted)) } };
  });
  return { bundle: { ...bundle, units }, constants: [...lifted.values()] };
}

function wantedNames(field: string, data: unknown): [string, ...string[]] {
  if (typeof data !== 'string') return [camelCase(`shared-${field}`)];
  const image = data.split('@')[0]!.split('/').at(-1)!.split(':')[0]!;
  return [camelCase(`${image}-image`, 'image')];
}

function keyOf(field: string, code: Code): { readonly key: string; readonly data: unknown } | undefined {
  if (!shared.has(field)) return undefined;
  const plain = plainOf(code);
  if (plain === undefined) return undefined;
  const text = JSON.stringify(plain.data);
  return text.length < shortest ? undefined : { key: `${field === 'podLabels' || field === 'selector' ? 'labels' : field} ${text}`, data: plain.data };
}

/** The data that a piece of code stands for, where it is nothing but data. */
function plainOf(code: Code): { readonly data: unknown } | undefined {
  if (code.type === 'value') return typeof code.value === 'string' || (typeof code.value === 'object' && code.value !== null) ? { data: code.value } : undefined;
  if (code.type !== 'map' || code.entries.some(({ comment, key }) => comment !== undefined || key === '__proto__')) return undefined;
  const entries = code.entries.map(({ key, value: inner }) => [key, inner.type === 'value' ? inner.value : plainOf(inner)?.data] as const);
  return entries.some(([, data]) => data === undefined) ? undefined : { data: Object.fromEntries(entries) };
}

function collect(code: Code, unit: Unit, found: Map<string, Shared>): void {
  if (code.type === 'list') code.items.forEach((item) => collect(item, unit, found));
  if (code.type !== 'map') return;
  for (const { key: field, value: inner } of code.entries) {
    if (field === 'override') continue;
    const known = keyOf(field, inner);
    if (known === undefined) {
      collect(inner, unit, found);
      continue;
    }
    const before = found.get(known.key);
    if (before === undefined) found.set(known.key, { field: field === 'podLabels' || field === 'selector' ? 'labels' : field, data: known.data, units: new Set([unit]) });
    else before.units.add(unit);
  }
}

function replaced(entry: Entry, lifted: ReadonlyMap<string, Constant>): Entry {
  if (entry.key === 'override') return entry;
  const known = keyOf(entry.key, entry.value);
  const constant = known === undefined ? undefined : lifted.get(known.key);
  if (constant !== undefined) return { ...entry, value: variableOf(constant.name) };
  if (entry.value.type !== 'map') return entry;
  return { ...entry, value: { ...entry.value, entries: entry.value.entries.map((inner) => replaced(inner, lifted)) } };
}
