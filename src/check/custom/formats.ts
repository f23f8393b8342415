import { isIP, isIPv4 } from 'node:net';

const uuid = (version: string): RegExp => new RegExp(`^[0-9a-f]{8}-?[0-9a-f]{4}-?${version}[0-9a-f]{3}-?[0-9a-f]{4}-?[0-9a-f]{12}$`, 'i');
const hostName = /^(?:[a-zA-Z0-9\u00a0-\uffff](?:[a-zA-Z0-9\u00a0-\uffff-]*[a-zA-Z0-9\u00a0-\uffff])?\.?)+$/;

/**
 * Formats of text that the server knows; it takes no notice of others. Only what is surely wrong counts as such.
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#validation
 */
const formats: { readonly [format: string]: (text: string) => boolean } = {
  'bsonobjectid': (text) => /^[0-9a-f]{24}$/i.test(text),
  'uri': isUri,
  'email': (text) => /^[^@]+@[^@]+$/.test(text),
  'hostname': (text) => text.length <= 255 && hostName.test(text),
  'ipv4': isIPv4,
  'ipv6': (text) => isIP(text) === 6,
  'cidr': isCidr,
  'mac': (text) => /^(?:[0-9a-f]{2}([:-])(?:[0-9a-f]{2}\1){4}[0-9a-f]{2}|(?:[0-9a-f]{4}\.){2}[0-9a-f]{4}|[0-9a-f]{2}([:-])(?:[0-9a-f]{2}\2){6}[0-9a-f]{2})$/i.test(text),
  'uuid': (text) => uuid('[0-9a-f]').test(text),
  'uuid3': (text) => uuid('3').test(text),
  'uuid4': (text) => uuid('4').test(text),
  'uuid5': (text) => uuid('5').test(text),
  'hexcolor': (text) => /^#?(?:[0-9a-f]{3}|[0-9a-f]{6})$/i.test(text),
  'rgbcolor': (text) => /^rgb\(\s*\d{1,3}\s*,\s*\d{1,3}\s*,\s*\d{1,3}\s*\)$/.test(text),
  'byte': (text) => text.length % 4 === 0 && text.length > 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text),
  'date': (text) => isDate(text),
  'date-time': isDateTime,
  'datetime': isDateTime,
  'duration': isDuration,
  'k8s-short-name': (text) => text.length <= 63 && /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/.test(text),
  'k8s-long-name': (text) => text.length <= 253 && text.split('.').every((part) => /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/.test(part)),
};

/** Whether a text has a format; `true` for formats that nobody knows. */
export function hasFormat(text: string, format: string): boolean {
  return !Object.hasOwn(formats, format) || formats[format]!(text);
}

function isUri(text: string): boolean {
  if (/[\s\u0000-\u001f]/.test(text)) return false;
  return text.startsWith('/') || URL.canParse(text);
}

function isCidr(text: string): boolean {
  const slash = text.indexOf('/');
  const family = isIP(text.slice(0, slash));
  const bits = text.slice(slash + 1);
  return slash > 0 && family !== 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128);
}

function isDate(text: string): boolean {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (match === null) return false;
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number];
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

function isDateTime(text: string): boolean {
  if (text.length < 4) return false;
  const match = /^(\d{4}-\d\d-\d\d)[tT](\d\d):(\d\d):(\d\d)(?:[.,]\d+)?(?:[zZ]|[+-]\d\d:\d\d)$/.exec(text);
  return match !== null && isDate(match[1]!) && Number(match[2]) <= 23 && Number(match[3]) <= 59 && Number(match[4]) <= 59;
}

const unit = '(?:ns|us|µs|μs|ms|s|m|h|d|w|hour|hours|day|days|week|weeks|minute|minutes|second|seconds|milli|micro|nano|minu|sec|secs)';
const goDuration = new RegExp(`^[+-]?(?:0|(?:(?:\\d+(?:\\.\\d*)?|\\.\\d+)\\s*${unit}\\s*)+)$`, 'i');

function isDuration(text: string): boolean {
  return goDuration.test(text);
}
