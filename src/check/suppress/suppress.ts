import { isPlainMap } from '../../core/plain-map';
import type { CheckInput, CheckOptions } from '../check-options';
import { type CheckArgs, type CheckCode, checkCodes } from '../codes';
import type { Finding } from '../finding';
import { isWanted } from '../practice/practice';
import { baselineKey } from './baseline';
import { isSuppressible, nearestCode, type Suppression, suppressionsOf } from './suppression';

/** An object, and what was found in it: findings about its suppressions are added to them. */
export interface FoundIn {
  readonly input: CheckInput;
  readonly findings: Finding[];
}

/** Makes a finding about a suppression: of an annotation of an object, or of the baseline, which is of none; nothing where its rule is off. */
export type AboutSuppression = <C extends CheckCode>(code: C, args: CheckArgs<C>, input?: CheckInput, pointer?: string) => Finding | undefined;

/**
 * Marks the findings that are accepted, by annotations of their object or of its Namespace, everywhere, or by the baseline. Says which
 * suppressions met nothing, have no reason or name no rule.
 * @returns findings about suppressions that belong to no object
 */
export function suppress(all: readonly FoundIn[], options: CheckOptions, about: AboutSuppression): Finding[] {
  const namespaces = suppressionsOfNamespaces(all);
  const uses: Use[] = [...namespaces.values()].flat();
  for (const found of all) {
    const own = isNamespace(found.input) ? [] : usesOf(found);
    uses.push(...own);
    if (found.findings.length === 0) continue;
    const inherited = namespaces.get(namespaceKey(found.input, namespaceOf(found.input.manifest))) ?? [];
    if (own.length > 0 || inherited.length > 0) markFindings(found.findings, [...own, ...inherited]);
  }
  const unused = [...suppressEverywhere(all, options, about), ...suppressByBaseline(all, options, about)];
  if (!isReported(options)) return [];
  for (const use of uses) reportUse(use, options, about);
  return unused;
}

/** A suppression, where it stands and whether it met something. */
interface Use {
  readonly suppression: Suppression;
  readonly found: FoundIn;
  met: boolean;
}

function usesOf(found: FoundIn): Use[] {
  const suppressions = suppressionsOf(found.input.manifest);
  return suppressions.length === 0 ? [] : suppressions.map((suppression) => ({ suppression, found, met: false }));
}

/** Suppressions of Namespaces, which hold for the objects in them as well. */
function suppressionsOfNamespaces(all: readonly FoundIn[]): Map<string, Use[]> {
  const result = new Map<string, Use[]>();
  for (const found of all) {
    if (!isNamespace(found.input)) continue;
    const uses = usesOf(found);
    const metadata: unknown = isPlainMap(found.input.manifest) ? found.input.manifest['metadata'] : undefined;
    const name: unknown = isPlainMap(metadata) ? metadata['name'] : undefined;
    if (uses.length > 0 && typeof name === 'string') result.set(namespaceKey(found.input, name), uses);
  }
  return result;
}

function isNamespace({ manifest }: CheckInput): boolean {
  return isPlainMap(manifest) && manifest['kind'] === 'Namespace' && manifest['apiVersion'] === 'v1';
}

/** The namespace that an object belongs to; a Namespace belongs to itself. */
function namespaceOf(manifest: unknown): string {
  const metadata: unknown = isPlainMap(manifest) ? manifest['metadata'] : undefined;
  if (!isPlainMap(manifest) || !isPlainMap(metadata)) return '';
  const name: unknown = manifest['kind'] === 'Namespace' ? metadata['name'] : metadata['namespace'];
  return typeof name === 'string' ? name : '';
}

function namespaceKey({ cluster }: CheckInput, name: string): string {
  return `${cluster ?? ''} ${name}`;
}

function markFindings(findings: readonly Finding[], uses: readonly Use[]): void {
  for (const finding of findings) {
    for (const use of uses) {
      const { code, reason } = use.suppression;
      if (code !== finding.code) continue;
      use.met = true;
      if (reason === '' || !isSuppressible(code)) continue;
      accept(finding, reason);
      break;
    }
  }
}

/** Findings make their words when somebody reads them, so they are marked and not copied. */
function accept(finding: Finding, reason: string): void {
  Object.defineProperty(finding, 'suppressed', { value: { reason }, enumerable: true, configurable: true });
}

function reportUse({ suppression, found: { input, findings }, met }: Use, options: CheckOptions, about: AboutSuppression): void {
  const { code, reason, annotation } = suppression;
  const pointer = `/metadata/annotations/${annotation.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  let made: Finding | undefined;
  if (!isSuppressible(code)) made = about('suppression/unknown', { suppressed: code, nearest: nearestCode(code) }, input, pointer);
  else if (reason === '') made = about('suppression/no-reason', { suppressed: code }, input, pointer);
  else if (!met && isAsked(code, options) && isReadable(findings)) made = about('suppression/unused', { suppressed: code }, input, pointer);
  if (made !== undefined) findings.push(made);
}

/** What is accepted in all objects alike; what stands on an object itself says more. */
function suppressEverywhere(all: readonly FoundIn[], options: CheckOptions, about: AboutSuppression): Finding[] {
  const { suppress: reasons } = options;
  if (reasons === undefined) return [];
  const met = new Set<CheckCode>();
  for (const { findings } of all) {
    for (const finding of findings) {
      const { code, suppressed } = finding;
      const reason = Object.hasOwn(reasons, code) ? reasons[code] : undefined;
      if (reason === undefined) continue;
      met.add(code);
      if (suppressed === undefined && isSuppressible(code)) accept(finding, reason);
    }
  }
  const unused = (Object.keys(reasons) as CheckCode[]).filter((code) => !met.has(code) && isSuppressible(code) && isAsked(code, options));
  return unused.flatMap((suppressed) => about('suppression/unused', { suppressed }) ?? []);
}

function suppressByBaseline(all: readonly FoundIn[], { baseline = [], ...options }: CheckOptions, about: AboutSuppression): Finding[] {
  if (baseline.length === 0) return [];
  const entries = new Map(baseline.map((entry) => [baselineKey(entry), { entry, met: false }]));
  for (const { findings } of all) {
    for (const finding of findings) {
      if (finding.suppressed !== undefined || !isSuppressible(finding.code)) continue;
      const known = entries.get(baselineKey(finding));
      if (known === undefined) continue;
      known.met = true;
      accept(finding, known.entry.reason);
    }
  }
  return [...entries.values()].flatMap(({ entry: { code, object }, met }) => {
    if (met) return [];
    if (!isSuppressible(code)) return about('suppression/unknown', { suppressed: code, nearest: nearestCode(code) }) ?? [];
    return (isAsked(code, options) ? about('suppression/unused-baseline', { suppressed: code, object }) : undefined) ?? [];
  });
}

/** Whether this check would have said it: what nobody asked for is not missing. */
function isAsked(code: CheckCode, options: CheckOptions): boolean {
  const { layer } = checkCodes[code];
  if (options.layers !== undefined && !(options.layers as readonly string[]).includes(layer)) return false;
  return layer === 'practice' ? isWanted(code, options) : options.rules?.[code] !== 'off';
}

/** Of an object that cannot be decoded, hardly any rule says something. */
function isReadable(findings: readonly Finding[]): boolean {
  return !findings.some(({ layer }) => layer === 'schema');
}

function isReported({ layers }: CheckOptions): boolean {
  return layers === undefined || layers.includes('practice');
}
