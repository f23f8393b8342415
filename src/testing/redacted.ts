import type { Manifest } from '../core/manifest';

/** Fields of a Secret that hold what nobody may see. */
const FIELDS = ['data', 'stringData'] as const;

/** The object without values of Secrets: of these, only the length is left. */
export function redacted(manifest: Manifest): Manifest {
  if (manifest.kind !== 'Secret' || manifest.apiVersion !== 'v1') return manifest;
  const copy: { [field: string]: unknown } = { ...manifest };
  for (const field of FIELDS) {
    const data = copy[field];
    if (typeof data !== 'object' || data === null) continue;
    copy[field] = Object.fromEntries(Object.entries(data).map(([key, value]) => [key, `(${String(value).length} characters)`]));
  }
  return copy as unknown as Manifest;
}
