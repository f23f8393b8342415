import { fromPointer } from '../../core/json-pointer';
import { isPlainMap } from '../../core/plain-map';
import { type Range, SourceEntries } from '../../yaml/source-entries';
import { check } from '../check';
import type { CheckInput, CheckOptions } from '../check-options';
import type { Finding } from '../finding';
import { isWithoutQuotes } from '../codes/schema';
import { readInputs } from '../input';
import { isHidden } from '../redact';

/** What was mended in a text. */
export interface Mended {
  readonly text: string;
  /** What each mend did, in the order of the text. */
  readonly mends: readonly Mend[];
}

/** One mend. */
export interface Mend {
  readonly finding: Finding;
  /** In words: `replica -> replicas`. */
  readonly change: string;
}

interface Edit extends Mend {
  readonly range: Range;
  readonly by: string;
}

/** A mend can uncover the next one: behind a misspelt field there may be another. */
const mostRounds = 5;
const file = 'text';

/**
 * Mends what has one answer in a text of YAML or JSON documents: fields that are misspelt, texts without quotes, numbers in quotes, apiVersions whose
 * replacement has the same fields. Everything else stays as it is, comments and layout too.
 */
export function mend(text: string, options: CheckOptions = {}): Mended {
  const mends: Mend[] = [];
  let mended = text;
  for (let round = 0; round < mostRounds; round++) {
    const edits = editsOf(mended, options);
    if (edits.length === 0) break;
    for (const { range: [start, end], by } of [...edits].reverse()) mended = mended.slice(0, start) + by + mended.slice(end);
    mends.push(...edits.map(({ finding, change }) => ({ finding, change })));
  }
  return { text: mended, mends };
}

/** Edits that do not overlap, in the order of the text. */
function editsOf(text: string, options: CheckOptions): Edit[] {
  const inputs = readInputs(text, { file });
  const one: CheckOptions = { ...options, layers: ['schema', 'bundle'], rules: {}, baseline: undefined };
  let source: Source | undefined;
  const edits = inputs.flatMap((input) => check([input], one).diagnostics.flatMap((finding) => {
    const mender = menders[finding.code];
    if (mender === undefined) return [];
    source ??= new Source(text);
    return mender(finding, source, input, options) ?? [];
  }));
  edits.sort((a, b) => a.range[0] - b.range[0]);
  // Several releases say the same of one place.
  return edits.filter(({ range }, index) => index === 0 || range[0] >= edits[index - 1]!.range[1]);
}

type Mender = (finding: Finding, source: Source, input: CheckInput, options: CheckOptions) => Edit | undefined;

const menders: { readonly [code: string]: Mender | undefined } = {
  'schema/unknown-field': renameField,
  'schema/type': mendQuotes,
  'version/removed': replaceVersion,
  'version/deprecated': replaceVersion,
};

/** A text, its lines and its entries. */
class Source {
  private readonly entries: SourceEntries;
  private readonly lines: readonly number[];

  constructor(readonly text: string) {
    this.entries = new SourceEntries(text);
    this.lines = lineStarts(text);
  }

  entryOf({ source }: Finding): ReturnType<SourceEntries['at']> {
    if (source === undefined) return undefined;
    return this.entries.at(this.lines[source.line - 1]! + source.column - 1);
  }
}

function renameField(finding: Finding, source: Source, input: CheckInput): Edit | undefined {
  const { nearest, since } = finding.args;
  // A field of a later release is not misspelt.
  if (typeof nearest !== 'string' || since !== undefined) return undefined;
  const path = fromPointer(finding.pointer);
  const field = path.at(-1)!;
  const entry = source.entryOf(finding);
  if (entry === undefined || hasField(input.manifest, [...path.slice(0, -1), nearest])) return undefined;
  const written = source.text.slice(...entry.place);
  const [quote] = /^["']/.exec(written) ?? [''];
  if (written !== `${quote}${field}${quote}`) return undefined;
  return { finding, range: entry.place, by: `${quote}${nearest}${quote}`, change: `${field} -> ${nearest}` };
}

function mendQuotes(finding: Finding, source: Source): Edit | undefined {
  const { expected, found } = finding.args;
  const entry = source.entryOf(finding);
  if (typeof expected !== 'string' || entry?.value === undefined) return undefined;
  const written = source.text.slice(...entry.value);
  const edit = (by: string, isQuoted: boolean): Edit => {
    // What is done is told in logs.
    const change = isHidden(found) ? (isQuoted ? 'a value, into quotes' : 'a value, out of its quotes') : `${written} -> ${by}`;
    return { finding, range: entry.value!, by, change };
  };
  const inside = /^(["'])(.*)\1$/.exec(written)?.[2];
  if (inside !== undefined && isWithoutQuotes(expected, inside)) return edit(inside, false);
  if (expected !== 'a text' || entry.style !== 'plain') return undefined;
  // What a person wrote as a number, or as a word that is none to YAML: nothing in it needs an escape.
  if (!/^[\w.+:-]+$/.test(written)) return undefined;
  return edit(`"${written}"`, true);
}

function replaceVersion(finding: Finding, source: Source, input: CheckInput, options: CheckOptions): Edit | undefined {
  const { apiVersion, replacement } = finding.args;
  if (typeof apiVersion !== 'string' || typeof replacement !== 'string' || !isPlainMap(input.manifest)) return undefined;
  // Both name it, as "policy/v1" or as "PodDisruptionBudget of policy/v1".
  const version = /(?:^| )([a-z0-9.-]*\/?v\d+(?:(?:alpha|beta)\d+)?)$/.exec(replacement)?.[1];
  const entry = source.entryOf({ ...finding, source: input.locate?.('/apiVersion') });
  if (version === undefined || entry?.value === undefined || changesMeaning(input.manifest, version)) return undefined;
  const written = source.text.slice(...entry.value);
  const [quote] = /^["']/.exec(written) ?? [''];
  if (written !== `${quote}${apiVersion}${quote}`) return undefined;
  const changed = { ...input, manifest: { ...input.manifest, apiVersion: version } };
  if (check([changed], { ...options, layers: ['schema', 'api'], rules: {}, strict: true }).summary.errors > 0) return undefined;
  return { finding, range: entry.value, by: `${quote}${version}${quote}`, change: `${apiVersion} -> ${version}` };
}

/** Whether an object means something else in its new version: the empty selector of a PodDisruptionBudget once selected nothing. */
function changesMeaning({ kind, spec }: { readonly [field: string]: unknown }, version: string): boolean {
  if (kind !== 'PodDisruptionBudget' || version !== 'policy/v1') return false;
  const selector: unknown = isPlainMap(spec) ? spec['selector'] : undefined;
  return !isPlainMap(selector) || Object.keys(selector).length === 0;
}

function hasField(manifest: unknown, path: readonly string[]): boolean {
  let at = manifest;
  for (const key of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return false;
    at = (at as { readonly [key: string]: unknown })[key];
  }
  return true;
}

function lineStarts(text: string): number[] {
  const starts = [0];
  const breaks = /\r\n|\n|\r/g;
  while (breaks.exec(text) !== null) starts.push(breaks.lastIndex);
  return starts;
}
