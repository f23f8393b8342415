import type { ExternalObject } from '../check/check-options';
import { checkFields, checkMap, checkText } from '../core/checks';
import { wrongExternalKind } from '../core/external-kind';
import { groupOf } from '../core/object-id';
import type { Problems } from '../core/problems';
import { itemsOf } from '../core/read-field';
import type { Target } from '../core/references';

const fields: ReadonlySet<string> = new Set(['kind', 'name', 'namespace'] satisfies (keyof ExternalObject)[]);

/** Checks what is said of objects that exist in the cluster. */
export function normalizeExternal(input: unknown, problems: Problems): ExternalObject[] {
  return itemsOf(problems, input).flatMap(([item, at]) => {
    if (!checkMap(at, item, 'an object that exists in the cluster, as { kind, name, namespace }')) return [];
    checkFields(at, item, fields);
    const { kind, name, namespace } = item;
    const well = [
      checkText(at.at('kind'), kind, 'a kind such as "Secret"') && checkKind(at.at('kind'), kind),
      name === undefined || checkText(at.at('name'), name, 'a name'),
      namespace === undefined || checkText(at.at('namespace'), namespace, 'a namespace'),
    ].every(Boolean);
    return well ? [{ kind, name, namespace } as ExternalObject] : [];
  });
}

function checkKind(at: Problems, kind: string): boolean {
  const wrong = wrongExternalKind(kind);
  const hint = wrong?.nearest === undefined ? 'write it as manifests do, without a version' : `did you mean "${wrong.nearest}"?`;
  if (wrong !== undefined) at.report('value/wrong-type', { expected: wrong.expected, found: kind, hint });
  return wrong === undefined;
}

/** What typed references lead to: whoever wrote one says that it exists, also where the program does not make it. */
export function externalTargets(targets: readonly Target[]): ExternalObject[] {
  const found = new Map<string, ExternalObject>();
  for (const { apiVersion, kind, namespace, name } of targets) {
    const group = groupOf(apiVersion);
    const full = group === '' ? kind : `${group}/${kind}`;
    found.set(`${full} ${namespace ?? ''} ${name}`, { kind: full, name, namespace });
  }
  return [...found.values()];
}
