import type { ServiceReference, WebhookClientConfig } from '../../../../generated/kubernetes';
import type { Context } from '../../rule/context';
import { fields, type Rule } from '../../rule/rules';
import { dnsSubdomain } from '../shared/names';

/** What is wrong with the address of a webhook. */
function brokenUrl(text: string): string | undefined {
  const match = /^([a-zA-Z][a-zA-Z0-9+.-]*):\/\/([^/?#]*)([^?#]*)(\?[^#]*)?(#.*)?$/.exec(text);
  if (match === null) return 'https and a host';
  const [, scheme = '', authority = '', , query = '', fragment = ''] = match;
  if (scheme.toLowerCase() !== 'https') return 'the scheme https';
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  if (host === '') return 'a host';
  if (authority.includes('@')) return 'no name of a user';
  if (fragment.length > 1) return 'no fragment';
  return query.length > 1 ? 'no query' : undefined;
}

/** An address that the server would call. */
export const webhookUrl: Rule<string> = (found, at) => {
  // An address that cannot be read at all is one that is missing, to the server.
  if (isUnreadable(found)) return at.report('webhook/no-url', { found });
  const expected = brokenUrl(found);
  if (expected !== undefined) at.report('webhook/url', { found, expected });
};

const control = /\p{Cc}/u;
const badEscape = /%(?![0-9a-fA-F]{2})/;
const hostCharacters = /^[\w.~!$&'()*+,;=:[\]<>"%\u0080-\uffff-]*$/;
const badPort = /:(?!\d*$)[^:\]]*$/;

/** Whether the server cannot tell the parts of an address. */
function isUnreadable(text: string): boolean {
  const [beforeQuery = ''] = text.split(/[?#]/);
  if (control.test(text) || badEscape.test(beforeQuery) || /^[^/?#]*:/.test(text) !== /^[a-zA-Z][a-zA-Z0-9+.-]*:/.test(text)) return true;
  const authority = /^[^/?#]*\/\/([^/?#]*)/.exec(text)?.[1] ?? '';
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  return !hostCharacters.test(host) || badPort.test(host);
}

/** Each segment of a path is a DNS subdomain. */
function isPath(path: string): boolean {
  if (path === '' || path === '/') return true;
  if (path === '//' || !path.startsWith('/')) return false;
  const inner = path.slice(1);
  return (inner.endsWith('/') ? inner.slice(0, -1) : inner).split('/').every((segment) => dnsSubdomain.accepts(segment));
}

/**
 * A Service that answers to the API server.
 * @param swapped whether the server confuses the name with the namespace, when one of them is missing
 */
export function webhookService(value: ServiceReference, swapped: boolean, at: Context): void {
  const { name = '', namespace = '', port = 443, path = '' } = value;
  if (namespace === '') at.reportAt(swapped ? 'name' : 'namespace', 'api/required', { field: 'namespace' }, ['namespace']);
  if (name === '') at.reportAt(swapped ? 'namespace' : 'name', 'api/required', { field: 'name' }, ['name']);
  if (port < 1 || port > 65_535) at.reportAt('port', 'api/port-range', { found: port });
  if (!isPath(path)) at.reportAt('path', 'api/invalid', { found: path, expected: 'a path whose segments are DNS subdomains' });
}

/** A Service or an address, by https. */
export const webhookClient: Rule<WebhookClientConfig> = (value, at) => {
  const { service } = value;
  if ((value.url === undefined) === (service === undefined)) at.report('webhook/client', { both: service !== undefined });
  else if (service === undefined) fields<WebhookClientConfig>({ url: webhookUrl })(value, at);
  else {
    at.enter('service');
    webhookService(service, true, at);
    at.leave();
  }
};
