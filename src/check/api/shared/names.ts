import {
  brokenQualifiedName, dataKey as dataKeys, dnsLabel as dnsLabels, dnsLabelWithLetter, dnsSubdomain as dnsSubdomains, followsRule,
  labelValue as labelValues, type NameRule, pathSegment as pathSegments, portName as portNames,
} from '../../../core/names';
import type { CheckArgs, CheckCode } from '../../codes';
import type { Rule } from '../../rule/rules';

/** The codes whose facts are the text that was found, and no more. */
type TextCode = { [C in CheckCode]: { found: string } extends CheckArgs<C> ? C : never }[CheckCode];

/** A rule about a text that can also be asked without reporting anything. An empty text is judged like any other: see `given` and `needs`. */
export interface TextRule extends Rule<string> {
  /** Whether the server accepts the text. */
  readonly accepts: (text: string) => boolean;
  /** The same for a release, where releases differ: 36 for 1.36. @default - as `accepts`, in all */
  readonly acceptsIn?: (text: string, minor: number) => boolean;
  /** What is reported of a text that it does not accept. */
  readonly code: TextCode;
}

/** A rule that reports the texts that are not accepted. */
export function textRule(code: TextCode, accepts: (text: string) => boolean): TextRule {
  const rule: Rule<string> = (found, at) => {
    if (!accepts(found)) at.report(code, { found });
  };
  return Object.assign(rule, { accepts, code });
}

function syntax(code: TextCode, rule: NameRule): TextRule {
  return textRule(code, (text) => followsRule(rule, text));
}

/** `a-z`, `0-9` and `-`, 63 at most: names of namespaces, containers, volumes. */
export const dnsLabel: TextRule = syntax('api/dns-label', dnsLabels);
/** As `dnsLabel`, with a letter first. */
export const dns1035Label: TextRule = syntax('api/dns-1035-label', dnsLabelWithLetter);
/** DNS labels with dots between, 253 at most: names of most objects. */
export const dnsSubdomain: TextRule = syntax('api/dns-subdomain', dnsSubdomains);
/** What can stand in the path of an address: names of roles and bindings. */
export const pathSegment: TextRule = textRule('api/path-segment', (text) => text === '' || pathSegments.pattern.test(text));
/** Keys of ConfigMaps and Secrets. */
export const dataKey: TextRule = syntax('api/data-key', dataKeys);
/** Names of container and service ports. */
export const portName: TextRule = syntax('api/port-name', portNames);
/** Values of labels. */
export const labelValue: TextRule = syntax('api/label-value', labelValues);
/** `[prefix/]name`: keys of labels, names of resources, finalizers, conditions; a "qualified name" to the server. */
export const labelKey: TextRule = textRule('api/label-key', (text) => brokenQualifiedName(text) === undefined);

/** How long a text is to the server, which counts bytes. */
export function byteLength(text: string): number {
  return Buffer.byteLength(text);
}

/** A text of so many bytes at most. */
export function maxBytes(max: number): Rule<string> {
  return (text, at) => {
    // No character takes more than three bytes for each of its units.
    if (text.length * 3 <= max) return;
    const length = byteLength(text);
    if (length > max) at.report('api/too-long', { length, max });
  };
}

const httpPath = /^[A-Za-z0-9/\-._~%!$&'()*+,;=:]+$/;

/** A domain, `/`, and a path: names of controllers and managers. */
export const domainPrefixedPath: Rule<string> = (found, at) => {
  const slash = found.indexOf('/');
  if (found === '') at.report('api/required', { field: 'name' });
  else if (slash <= 0 || slash === found.length - 1) at.report('api/domain-path', { found });
  else if (!dnsSubdomain.accepts(found.slice(0, slash)) || !httpPath.test(found.slice(slash + 1))) at.report('api/domain-path', { found });
};

/** Names of objects that follow a rule of their own kind. */
export function objectName(accepts: (text: string) => boolean, expected: string): TextRule {
  const rule: Rule<string> = (found, at) => {
    if (!accepts(found)) at.report('api/object-name', { found, expected });
  };
  return Object.assign(rule, { accepts, code: 'api/object-name' as const });
}
