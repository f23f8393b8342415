import { sha256 } from '../core/sha256';
import type { Content } from './content';

/** How many hexadecimal digits of a hash stand in a name: as many as make a chance collision of versions negligible. */
const digits = 10;

/** Data in one form only: by key, whatever the order in the definition. */
export function canonicalContent(entries: Iterable<readonly [string, Content]>): string {
  const sorted = [...entries].sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(sorted.map(([key, content]) => ('text' in content ? [key, 'text', content.text] : [key, 'base64', content.base64])));
}

/** The short hash that stands in the name of an immutable ConfigMap: SHA-256, cut. */
export function contentHash(canonical: string): string {
  return sha256(canonical).slice(0, digits);
}
