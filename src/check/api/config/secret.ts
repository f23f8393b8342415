import type { Secret } from '../../../../generated/kubernetes';
import type { Path } from '../../../core/json-pointer';
import type { Context } from '../../rule/context';
import type { Rule } from '../../rule/rules';
import { kind } from '../shared/kind';
import { byteLength, dataKey, dnsSubdomain } from '../shared/names';
import { base64Length, dataLimit } from './data-size';

/** What a type of Secret asks of its data. */
interface TypeRule {
  /** Keys that must be there. */
  readonly all?: readonly string[];
  /** Keys of which one must be there. */
  readonly any?: readonly string[];
  /** The key whose value must be a JSON object. */
  readonly json?: string;
  /** The key whose value must not be empty. */
  readonly filled?: string;
}

const types: ReadonlyMap<string, TypeRule> = new Map([
  ['kubernetes.io/dockercfg', { json: '.dockercfg' }],
  ['kubernetes.io/dockerconfigjson', { json: '.dockerconfigjson' }],
  ['kubernetes.io/basic-auth', { any: ['username', 'password'] }],
  ['kubernetes.io/ssh-auth', { filled: 'ssh-privatekey' }],
  ['kubernetes.io/tls', { all: ['tls.crt', 'tls.key'] }],
]);

const accountName = 'kubernetes.io/service-account.name';

/** The server turns `stringData` into `data` and names that; the finding shows what was written. */
const data: Rule<Secret> = (secret, at) => {
  const { data: coded = {}, stringData = {}, type = 'Opaque' } = secret;
  let bytes = 0;
  for (const key in stringData) {
    if (!dataKey.accepts(key)) at.reportAt(['data', key], 'api/data-key', { found: key }, ['stringData', key]);
    bytes += byteLength(stringData[key] ?? '');
  }
  for (const key in coded) {
    if (Object.hasOwn(stringData, key)) continue;
    if (!dataKey.accepts(key)) at.reportAt(['data', key], 'api/data-key', { found: key });
    bytes += base64Length(coded[key] ?? '');
  }
  if (bytes > dataLimit) at.reportAt('data', 'config/too-large', { bytes, max: dataLimit });
  const rule = types.get(type);
  if (rule !== undefined) ofType(secret, type, rule, at);
  if (type === 'kubernetes.io/service-account-token' && (secret.metadata?.annotations?.[accountName] ?? '') === '') {
    missing(at, ['metadata', 'annotations', accountName], accountName, type);
  }
};

function ofType({ data: coded = {}, stringData = {} }: Secret, type: string, { all = [], any = [], json, filled }: TypeRule, at: Context): void {
  const has = (key: string): boolean => Object.hasOwn(coded, key) || Object.hasOwn(stringData, key);
  for (const key of all) if (!has(key)) missing(at, ['data', key], key, type);
  if (any.length > 0 && !any.some(has)) for (const key of any) missing(at, ['data', key], key, type);
  if (filled !== undefined && (stringData[filled] ?? coded[filled] ?? '') === '') missing(at, ['data', filled], filled, type);
  if (json === undefined) return;
  if (!has(json)) missing(at, ['data', json], json, type);
  else if (!isJsonObject(stringData[json] ?? Buffer.from(coded[json] ?? '', 'base64').toString('utf8'))) {
    at.reportAt(['data', json], 'secret/no-json', { key: json, type }, [Object.hasOwn(stringData, json) ? 'stringData' : 'data', json]);
  }
}

function missing(at: Context, place: Path, key: string, type: string): void {
  at.reportAt(place, 'secret/type-without-key', { key, type });
}

/** An object, or the `null` that the server takes for an empty one. */
function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && !Array.isArray(value);
  } catch {
    return false;
  }
}

/** @see https://kubernetes.io/docs/concepts/configuration/secret/ */
export const secret: Rule<Secret> = kind(dnsSubdomain, data);
