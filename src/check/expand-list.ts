import { isPlainMap } from '../core/plain-map';
import type { CheckInput } from './check-options';

/** A list of objects counts as its items; those of a list of one kind need not say it again. */
export function expandList(input: CheckInput): CheckInput | CheckInput[] {
  const { manifest, locate } = input;
  if (!isPlainMap(manifest) || typeof manifest.kind !== 'string' || !manifest.kind.endsWith('List') || !Array.isArray(manifest.items)) return input;
  const { apiVersion, kind } = manifest;
  const ofItems = kind === 'List' ? {} : { apiVersion, kind: kind.slice(0, -'List'.length) };
  return manifest.items.flatMap((item: unknown, index) => expandList({
    ...input,
    manifest: isPlainMap(item) && item.kind === undefined && item.apiVersion === undefined ? { ...ofItems, ...item } : item,
    locate: locate === undefined ? undefined : (pointer) => locate(`/items/${index}${pointer}`),
  }));
}
