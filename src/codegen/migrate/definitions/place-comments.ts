import { type Code, type Entry, map, type MapCode } from '../../print/code';
import type { SourceObject } from '../sources';

/** Props with the comments of their objects where they belong, and those that found no place. */
export interface Commented {
  readonly code: MapCode;
  /** @default - none */
  readonly comment?: string | undefined;
}

/**
 * Puts comments before the fields that bear the names of those that they stood before, where there is only one of that name;
 * the others come before the definition.
 */
export function commentsInto(props: { readonly [field: string]: Code | undefined }, objects: readonly SourceObject[]): Commented {
  const code = map(props);
  const heads = objects.flatMap(({ comments }) => comments.get('') ?? []);
  const inner = objects.flatMap(({ comments }) => [...comments].filter(([pointer]) => pointer !== ''));
  if (inner.length === 0) return { code, comment: heads.length === 0 ? undefined : heads.join('\n') };
  const counts = new Map<string, number>();
  count(code, counts);
  const placed = new Map<string, string>();
  for (const [pointer, text] of inner) {
    const key = pointer.split('/').reverse().map((part) => renamed[part] ?? part).find((part) => counts.get(part) === 1);
    if (key === undefined || placed.has(key) || depthOf(pointer) < 2) heads.push(text);
    else placed.set(key, text);
  }
  return { code: withComments(code, placed), comment: heads.length === 0 ? undefined : heads.join('\n') };
}

/** Fields that a definition calls by another name. */
const renamed: { readonly [field: string]: string } = {
  volumeMounts: 'mounts', livenessProbe: 'liveness', readinessProbe: 'readiness', startupProbe: 'startup', strategy: 'rollout', updateStrategy: 'rollout',
  securityContext: 'security', volumeClaimTemplates: 'storage', serviceAccountName: 'serviceAccount', nodeSelector: 'nodeSelector',
};

function depthOf(pointer: string): number {
  return pointer.split('/').length - 1;
}

function count(code: Code, counts: Map<string, number>): void {
  if (code.type !== 'map') return;
  for (const { key, value } of code.entries) {
    counts.set(key, (counts.get(key) ?? 0) + 1);
    count(value, counts);
  }
}

function withComments(code: MapCode, placed: ReadonlyMap<string, string>): MapCode {
  return map(code.entries.map((entry): Entry => ({
    ...entry,
    value: entry.value.type === 'map' ? withComments(entry.value, placed) : entry.value,
    comment: placed.get(entry.key) ?? entry.comment,
  })));
}
