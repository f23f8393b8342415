import { checkMap } from '../core/checks';
import { fromPointer } from '../core/json-pointer';
import { idOf, type Manifest } from '../core/manifest';
import type { Problems } from '../core/problems';
import { nearest } from '../core/suggest';
import { applyOverride } from '../schema/merge';
import { DEFAULT_RELEASE, loadRelease } from '../schema/release';
import { checkIdentityKept } from './override-identity';

/** `object`: the override is a partial object (or a JSON Patch). `by-kind`: a map of `Kind` or `Kind/name` to one. */
export type OverrideStyle = 'object' | 'by-kind';

/** Merges what the user overrides into the objects; reports what changes nothing or names what is not there. */
export function applyOverrides(objects: readonly Manifest[], override: unknown, style: OverrideStyle, problems: Problems): readonly Manifest[] {
  if (style === 'object') {
    const [first, ...others] = objects;
    return first === undefined ? objects : [merged(first, override, problems), ...others];
  }
  if (!checkMap(problems, override, 'a map of kind to partial object')) return objects;
  const result = [...objects];
  for (const [selector, partial] of Object.entries(override)) {
    if (partial === undefined) continue;
    const [kind, name] = selector.split('/', 2) as [string, string?];
    const isMeant = (object: Manifest): boolean => object.kind === kind && (name === undefined || idOf(object).name === name);
    const matches = result.flatMap((object, index) => (isMeant(object) ? [index] : []));
    const at = problems.at(selector);
    if (matches.length === 1) result[matches[0]!] = merged(result[matches[0]!]!, partial, at);
    else if (matches.length === 0) at.report('override/no-object', { selector, known: selectors(objects), nearest: nearest(selector, selectors(objects)) });
    else at.report('override/ambiguous', { selector, known: selectors(matches.map((index) => result[index]!)) });
  }
  return result;
}

function merged(object: Manifest, override: unknown, problems: Problems): Manifest {
  const result = applyOverride(object, override, { schema: loadRelease(DEFAULT_RELEASE).kind(object.apiVersion, object.kind) });
  for (const problem of result.problems) problems.along(fromPointer(problem.pointer)).report(problem.code, problem.args);
  checkIdentityKept(object, result.object, problems);
  return result.object;
}

function selectors(objects: readonly Manifest[]): string[] {
  const isOnly = (kind: string): boolean => objects.filter((object) => object.kind === kind).length === 1;
  return objects.map((object) => (isOnly(object.kind) ? object.kind : `${object.kind}/${idOf(object).name}`));
}
