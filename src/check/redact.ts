import { isPlainMap } from '../core/plain-map';

type Args = { readonly [name: string]: unknown };

/** What stands in messages for the value of a Secret. */
const hidden = '(hidden)';

/**
 * The facts of a finding, without values of the Secret that it is about: messages, reports and logs are made of them. Other objects
 * keep theirs.
 */
export function withoutSecretValues(args: Args, manifest: unknown, pointer: string): Args {
  if (!isPlainMap(manifest) || manifest['kind'] !== 'Secret') return args;
  const inData = /^\/(?:data|stringData)(?:\/|$)/.test(pointer);
  const values = secretValues(manifest);
  return Object.fromEntries(Object.entries(args).map(([name, value]) => [name, redacted(name, value, values, inData)]));
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
