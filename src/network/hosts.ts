import { isMissing, reportWrongType } from '../core/checks';
import { parseIp } from '../core/ip-address';
import { dnsSubdomain, followsRule } from '../core/names';
import type { Problems } from '../core/problems';

const rule = 'expected a host name in lower case, such as shop.example.com or *.example.com, without port or scheme';

/** Reports anything but a host name that may start with the wildcard `*.`. */
export function checkHost(problems: Problems, value: unknown): value is string {
  if (typeof value !== 'string') {
    reportWrongType(problems, 'a host name', value);
    return false;
  }
  if (isHost(value)) return true;
  const bare = value.replace(/^[a-z]+:\/\//i, '').replace(/[/:].*$/, '').toLowerCase();
  problems.report('name/invalid', { what: 'host', found: value, rule, nearest: bare !== value && isHost(bare) ? bare : undefined });
  return false;
}

function isHost(value: string): boolean {
  return followsRule(dnsSubdomain, value.startsWith('*.') ? value.slice(2) : value) && value.length <= 253 && parseIp(value) === undefined;
}

const forbidden = ['//', '/./', '/../', '%2f', '%2F'];
const forbiddenEnds = ['/..', '/.'];

/** Reports a URL path that does not start with "/", or (unless an implementation gives it a meaning of its own) has parts that mean another path. */
export function checkUrlPath(problems: Problems, value: unknown, implementationSpecific = false): value is string {
  if (typeof value !== 'string' || value[0] !== '/') {
    if (!isMissing(problems, value)) problems.report('path/not-absolute', { found: value });
    return false;
  }
  if (implementationSpecific) return true;
  const part = forbidden.find((text) => value.includes(text));
  const end = forbiddenEnds.find((text) => value.endsWith(text));
  if (part === undefined && end === undefined) return true;
  problems.report('path/invalid', { found: value, why: part === undefined ? `it ends with ${JSON.stringify(end)}` : `it contains ${JSON.stringify(part)}` });
  return false;
}
