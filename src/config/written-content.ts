import { isPlainMap } from '../core/checks';
import type { Content } from './content';
import { canonicalContent } from './content-hash';

interface Texts {
  readonly [key: string]: string;
}

/** What a ConfigMap holds, as it is written. */
export interface ConfigMapContent {
  readonly data?: Texts | undefined;
  readonly binaryData?: Texts | undefined;
}

/** The content of one key of a ConfigMap, or of all of them, as one text that changes when it does. */
export function contentTextOf({ data, binaryData }: ConfigMapContent, key: string | undefined): string {
  if (key !== undefined) return data?.[key] ?? binaryData?.[key] ?? '';
  return canonicalContent([
    ...Object.entries(data ?? {}).map(([name, text]): [string, Content] => [name, { text }]),
    ...Object.entries(binaryData ?? {}).map(([name, base64]): [string, Content] => [name, { base64 }]),
  ]);
}

/** The keys of a ConfigMap or Secret, as it is written. */
export function keysIn(object: object): Set<string> {
  const { data, binaryData, stringData } = object as { readonly [field: string]: unknown };
  return new Set([data, binaryData, stringData].flatMap((values) => (isPlainMap(values) ? Object.keys(values) : [])));
}
