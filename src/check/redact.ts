import { fromPointer } from '../core/json-pointer';
import { isPlainMap } from '../core/plain-map';
import { soundsSecret } from '../core/secret-words';

type Args = { readonly [name: string]: unknown };

/** What stands in messages for the value of a Secret. */
const hidden = '(hidden)';

/** Whether what was found has been left out of the facts of a finding. */
export function isHidden(found: unknown): boolean {
  return typeof found === 'string' && /^\(hidden(?: [a-z]+)?\)$/.test(found);
}

/**
 * The facts of a finding, without values of the Secret that it is about: messages, reports and logs are made of them. Of other objects,
 * what was found at a variable or key that sounds like a secret is left out.
 */
export function withoutSecretValues(args: Args, manifest: unknown, pointer: string): Args {
  if (!isPlainMap(manifest)) return args;
  if (manifest['kind'] !== 'Secret') {
    return args['found'] !== undefined && isSecretPlace(manifest, pointer) ? { ...args, found: redacted('found', args['found'], [], true) } : args;
  }
  const inData = /^\/(?:data|stringData)(?:\/|$)/.test(pointer);
  const values = secretValues(manifest);
  return Object.fromEntries(Object.entries(args).map(([name, value]) => [name, redacted(name, value, values, inData)]));
}

/** Maps whose keys the user chose. */
const maps: ReadonlySet<string> = new Set(['annotations', 'binaryData', 'data', 'encryptedData', 'labels', 'stringData']);

/** `DB_PASSWORD` of a ConfigMap; the value of the variable of that name. */
function isSecretPlace(manifest: Args, pointer: string): boolean {
  const path = fromPointer(pointer);
  const last = path.pop();
  if (last === undefined) return false;
  if (last !== 'value') return maps.has(path.at(-1) ?? '') && soundsSecret(last);
  let at: unknown = manifest;
  for (const key of path) at = (at as { readonly [key: string]: unknown } | null | undefined)?.[key];
  const name = isPlainMap(at) ? at['name'] : undefined;
  return typeof name === 'string' && soundsSecret(name);
}

function redacted(name: string, value: unknown, values: readonly string[], inData: boolean): unknown {
  if (inData && name === 'found') return typeof value === 'string' ? hidden : `(hidden ${Array.isArray(value) ? 'list' : value === null ? 'null' : typeof value})`;
  if (typeof value === 'string') return values.some((secret) => value === secret || (secret.length >= long && value.includes(secret))) ? hidden : value;
  if (Array.isArray(value)) return value.map((item: unknown) => redacted('', item, values, inData));
  return value;
}

/** What is as long does not stand in a text by chance. */
const long = 7;

function secretValues({ data, stringData }: Args): string[] {
  const texts = [data, stringData].flatMap((map) => (isPlainMap(map) ? Object.values(map) : [])).filter((value) => typeof value === 'string');
  const decoded = texts.map((text) => Buffer.from(text, 'base64').toString('utf8'));
  return [...texts, ...decoded].map((text) => text.trim()).filter((text) => text !== '');
}
