import { TextDecoder } from 'node:util';
import type { Problems } from '../core/problems';

/** All values of one ConfigMap or Secret together, in bytes: what the API server accepts. */
export const largestData = 1024 * 1024;
/** What `kubectl apply` can remember of an object: the limit of all its annotations. */
const largestApplied = 256 * 1024;

/** One value: text as it is, or bytes as base64. */
export type Content = { readonly text: string } | { readonly base64: string };

/** NUL, or half of a surrogate pair: a text with one of these cannot be carried to a container unchanged. */
const notText = /[\0\ud800-\udfff]/u;
const loneSurrogate = /[\ud800-\udfff]/u;
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** Reports what keeps a text from being carried exactly. */
export function checkContentText(problems: Problems, text: string): boolean {
  const match = notText.exec(text);
  if (match === null) return true;
  problems.report('data/not-text', { what: match[0] === '\0' ? 'a NUL character' : 'half of a surrogate pair', index: match.index });
  return false;
}

/** Reports half of a surrogate pair, which no encoding has bytes for. */
export function checkEncodable(problems: Problems, text: string): boolean {
  const index = text.search(loneSurrogate);
  if (index >= 0) problems.report('data/not-text', { what: 'half of a surrogate pair', index });
  return index < 0;
}

/** Base64 as Kubernetes reads it, line breaks removed; reports anything else. */
export function readBase64(problems: Problems, text: string): string | undefined {
  const joined = text.includes('\n') ? text.replace(/[\r\n]/g, '') : text;
  if (base64.test(joined)) return joined;
  problems.report('data/not-base64', { length: text.length });
  return undefined;
}

/** The text that bytes stand for, or base64 where they are not UTF-8 or hold a NUL. */
export function contentOf(bytes: Uint8Array): Content {
  const text = decoded(bytes);
  return text === undefined || text.includes('\0') ? { base64: toBase64(bytes) } : { text };
}

/** Bytes as base64, in the standard alphabet, padded. */
export function toBase64(bytes: ArrayBufferView): string {
  const buffer = Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return buffer.toString('base64');
}

/** How many bytes a value has in the cluster. */
export function sizeOf(content: Content): number {
  if ('text' in content) return Buffer.byteLength(content.text);
  const padding = content.base64.endsWith('==') ? 2 : content.base64.endsWith('=') ? 1 : 0;
  return (content.base64.length / 4) * 3 - padding;
}

/** Reports data that the API server refuses, and data that a client-side apply cannot remember. */
export function checkSize(problems: Problems, kind: 'ConfigMap' | 'Secret', bytes: number): void {
  if (bytes > largestData) problems.report('data/too-large', { kind, bytes, max: largestData });
  else if (bytes > largestApplied) problems.report('data/too-large-to-apply', { kind, bytes, max: largestApplied });
}

let decoder: TextDecoder | undefined;

function decoded(bytes: Uint8Array): string | undefined {
  // A byte order mark is content like everything else.
  decoder ??= new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}
