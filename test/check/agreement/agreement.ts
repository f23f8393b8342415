import { check } from '../../../src/check/check';
import { checkCodes } from '../../../src/check/codes';
import type { Finding } from '../../../src/check/finding';
import type { RuleFacts } from '../../../src/check/codes/rule-facts';
import { fromPointer } from '../../../src/core/json-pointer';
import type { Manifest } from '../../../src/core/manifest';
import type { KubernetesRelease } from '../../../src/schema/releases';
import type { Verdict } from '../../support/oracle';

/** An object, and what was done to an accepted one to make it. */
export interface Mutant {
  readonly object: Manifest;
  readonly how: string;
}

/** An object, what a server says to it, and what the check says. */
export interface Comparison extends Mutant {
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
  /** What they disagree on, in words that are the same for the same disagreement. Empty where they agree. */
  readonly differences: readonly string[];
}

/** The checkers run as servers that forbid privileged containers; nearly every cluster allows them. */
const notOfTheObject = /disallowed by cluster policy/;

/** Compares the verdicts of a server with those of the check. */
export function compare(mutants: readonly Mutant[], verdicts: readonly Verdict[], release: KubernetesRelease): Comparison[] {
  return mutants.flatMap(({ object, how }, index): Comparison[] => {
    const verdict = relevant(verdicts[index]!);
    if (verdict.code === 0 || verdict.code === 500) return [];
    const findings = ask(object, release);
    return [{ object, how, verdict, findings, differences: differences(object, verdict, findings) }];
  });
}

function ask(object: Manifest, release: KubernetesRelease): readonly Finding[] {
  try {
    const { diagnostics } = check([{ manifest: object }], { kubernetes: [release], layers: ['schema', 'api'] });
    return diagnostics.filter(({ severity }) => severity === 'error');
  } catch (error) {
    throw new Error(`check failed on ${JSON.stringify(object)}`, { cause: error });
  }
}

function relevant(verdict: Verdict): Verdict {
  const causes = verdict.causes?.filter(({ message }) => !notOfTheObject.test(message));
  if (causes === undefined || causes.length === verdict.causes!.length) return verdict;
  return { ...verdict, code: causes.length === 0 ? 201 : verdict.code, causes };
}

function differences(object: Manifest, verdict: Verdict, findings: readonly Finding[]): string[] {
  const kind = object.kind;
  const refused = verdict.code >= 400;
  if (!refused) return findings.map(({ code, pointer }) => `${kind}: false alarm: ${code} ${general(dotted(pointer))}`);
  if (verdict.code === 400) {
    return findings.some(({ layer }) => layer === 'schema') ? [] : [`${kind}: missed decoding: ${general(verdict.message ?? '').slice(0, 160)}`];
  }
  const found = findings.filter(({ layer }) => layer === 'api');
  const places = new Set(found.map(({ pointer }) => dotted(pointer)));
  const missed = (verdict.causes ?? []).filter(({ field }) => !places.has(plain(field)));
  const words = missed.map(({ reason, field, message }) => `${kind}: missed cause: ${reason} ${general(plain(field))}: ${general(message).slice(0, 110)}`);
  const known = new Set((verdict.causes ?? []).map(({ field }) => plain(field)));
  const extra = found.filter(({ pointer }) => !known.has(dotted(pointer)));
  if (findings.some(({ layer }) => layer === 'schema')) words.push(`${kind}: refused for decoding, the server decodes: ${findings[0]!.code} ${general(dotted(findings[0]!.pointer))}`);
  words.push(...extra.map(({ code, pointer }) => `${kind}: extra cause: ${code} ${general(dotted(pointer))}`));
  return words;
}

/** How many of a server's causes are found at their place, and how many of those with the server's reason. */
export function causesFound({ verdict, findings }: Comparison): { readonly all: number; readonly found: number; readonly withReason: number } {
  const causes = verdict.code === 422 ? verdict.causes ?? [] : [];
  const places = findings.map(({ pointer, code }) => ({ place: dotted(pointer), reason: (checkCodes[code] as RuleFacts<never>).reason }));
  const at = (field: string): typeof places => places.filter(({ place }) => place === plain(field));
  return {
    all: causes.length,
    found: causes.filter(({ field }) => at(field).length > 0).length,
    withReason: causes.filter(({ field, reason }) => at(field).some((one) => one.reason === reason)).length,
  };
}

/** `spec.containers[0].name` and `/spec/containers/0/name` as one text. */
function plain(field: string): string {
  return field === '<nil>' ? '' : field.replace(/\[/g, '.').replace(/\]/g, '').replace(/^\./, '');
}

function dotted(pointer: string): string {
  return plain(fromPointer(pointer).join('.'));
}

/** Without what differs from object to object. */
function general(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"/g, '"…"').replace(/\b\d+\b/g, '#');
}
