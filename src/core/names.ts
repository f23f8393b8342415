import { reportWrongType } from './checks';
import type { Problems } from './problems';

/** A rule for names, as the API server applies it. */
export interface NameRule {
  readonly pattern: RegExp;
  readonly max: number;
  /** The rule in words, to stand behind "is not valid: ". */
  readonly words: string;
}

const label = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';

/** Names of namespaces, containers, volumes and most parts of an object. */
export const dnsLabel: NameRule = {
  pattern: new RegExp(`^${label}$`),
  max: 63,
  words: 'expected lower-case letters, digits and "-", with a letter or digit at both ends',
};

/** Names of Services before Kubernetes 1.36: a label that starts with a letter. */
export const dnsLabelWithLetter: NameRule = {
  pattern: /^[a-z]([-a-z0-9]*[a-z0-9])?$/,
  max: 63,
  words: 'expected lower-case letters, digits and "-", with a letter first and a letter or digit last',
};

/** Names of most objects. @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-subdomain-names */
export const dnsSubdomain: NameRule = {
  pattern: new RegExp(`^${label}(\\.${label})*$`),
  max: 253,
  words: 'expected lower-case letters, digits, "-" and ".", with a letter or digit at both ends of each part',
};

/** Names of roles and bindings, which may hold nearly everything: no path segments. */
export const pathSegment: NameRule = {
  pattern: /^(?!\.{1,2}$)[^/%]+$/,
  max: Infinity,
  words: 'expected no "/" and no "%", and neither "." nor ".."',
};

/** Values of labels. @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set */
export const labelValue: NameRule = {
  pattern: /^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/,
  max: 63,
  words: 'expected nothing, or letters, digits, "-", "_" and ".", with a letter or digit at both ends',
};

/** The part of a qualified name behind the slash. */
const qualifiedPart: NameRule = { ...labelValue, pattern: /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/ };

/** Keys of ConfigMaps and Secrets. */
export const dataKey: NameRule = {
  pattern: /^(?!\.\.?$|\.\.)[-._a-zA-Z0-9]+$/,
  max: 253,
  words: 'expected letters, digits, "-", "_" and ".", not starting with ".."',
};

/** Names of environment variables, as every supported release accepts them. */
export const envName: NameRule = {
  pattern: /^(?!\.\.?$|\.\.)[-._a-zA-Z][-._a-zA-Z0-9]*$/,
  max: 32_767,
  words: 'expected letters, digits, "_", "-" and ".", starting neither with a digit nor with ".."',
};

/** Names of container and service ports. */
export const portName: NameRule = {
  pattern: /^(?=.*[a-z])(?!.*--)[a-z0-9]([-a-z0-9]*[a-z0-9])?$/,
  max: 15,
  words: 'expected lower-case letters (one at least), digits and single "-", with a letter or digit at both ends',
};

/** Whether a text follows a rule. */
export function followsRule(rule: NameRule, value: string): boolean {
  return value.length <= rule.max && rule.pattern.test(value);
}

/**
 * Checks a name and reports what is wrong with it.
 * @param what how messages call it: `name`, `container name`, `port name`
 */
export function checkName(problems: Problems, rule: NameRule, what: string, value: unknown): value is string {
  if (typeof value === 'string' && followsRule(rule, value)) return true;
  if (typeof value !== 'string') reportWrongType(problems, `a text (${what})`, value);
  else if (value.length > rule.max) problems.report('name/too-long', { what, found: value, length: value.length, max: rule.max });
  else problems.report('name/invalid', { what, found: value, rule: rule.words, nearest: repaired(rule, value) });
  return false;
}

/** Checks the key of a label, annotation, node selector or toleration: `[prefix/]name`. Returns the rule that it breaks. */
export function brokenQualifiedName(key: string): string | undefined {
  const slash = key.indexOf('/');
  if (slash >= 0 && !followsRule(dnsSubdomain, key.slice(0, slash))) return `before the "/", ${dnsSubdomain.words}`;
  const name = slash >= 0 ? key.slice(slash + 1) : key;
  if (name.length > 63) return `expected at most 63 characters${slash >= 0 ? ' after the "/"' : ''}, found ${name.length}`;
  return followsRule(qualifiedPart, name) ? undefined : 'expected [prefix/]name, the name of letters, digits, "-", "_" and ".", with a letter or digit at both ends';
}

/** Lower-case, with every other character a "-": what a name most likely wanted to be, if that is one. */
export function repaired(rule: NameRule, value: string): string | undefined {
  const text = value
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z0-9.-]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '');
  return text !== value && followsRule(rule, text) ? text : undefined;
}
