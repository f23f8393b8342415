import { isPlainMap } from '../core/checks';
import type { Manifest } from '../core/manifest';
import type { Problems } from '../core/problems';
import { nearest } from '../core/suggest';
import { suppressionAnnotation } from '../core/suppression-annotation';

/** A finding of `kubeloom check` that a definition accepts. */
export interface SuppressedFinding {
  readonly code: string;
  readonly reason: string;
  /** The kind of the object that has it. */
  readonly kind: string;
}

/** The objects with the annotations that accept findings in them: whoever checks the files later finds the reasons there. */
export function withSuppressions(objects: readonly Manifest[], suppressed: readonly SuppressedFinding[], problems: Problems): readonly Manifest[] {
  const known = [...new Set(objects.map((object) => object.kind))];
  for (const { kind } of suppressed) {
    if (!known.includes(kind)) problems.report('suppression/no-object', { kind, known, nearest: nearest(kind, known) });
  }
  return objects.map((object) => {
    const own = suppressed.filter(({ kind }) => kind === object.kind);
    if (own.length === 0) return object;
    const metadata = isPlainMap(object.metadata) ? object.metadata : {};
    const annotations = isPlainMap(metadata['annotations']) ? metadata['annotations'] : {};
    const added = Object.fromEntries(own.map(({ code, reason }) => [suppressionAnnotation(code), reason]));
    return { ...object, metadata: { ...metadata, annotations: { ...annotations, ...added } } as Manifest['metadata'] };
  });
}
