import { didYouMean, type Phrase } from '../../core/codes/code';
import {
  brokenQualifiedName, dataKey, dnsLabel, dnsLabelWithLetter, dnsSubdomain, labelValue, type NameRule, pathSegment, portName, repaired,
} from '../../core/names';
import { show } from '../../core/show';
import { refused, type RuleExample, type RuleFacts } from './rule-facts';

const names = 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/';
const labels = 'https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set';

/** What is said of a text that does not follow a rule for names. */
interface SyntaxWords {
  readonly title: string;
  readonly why: string;
  readonly see: string;
  readonly example?: RuleExample;
}

function syntax(rule: NameRule, words: SyntaxWords): RuleFacts<{ found: string }> {
  return refused<{ found: string }>({
    reason: 'FieldValueInvalid',
    ...words,
    message: ({ found }) => (found.length > rule.max ? `expected at most ${rule.max} characters, found ${found.length}` : `${rule.words}, found ${show(found)}`),
    help: ({ found }) => didYouMean(repaired(rule, found), found.length > rule.max ? `shorten it to ${rule.max} characters` : 'change the characters that are not allowed'),
  });
}

const ofWire = 'The name becomes part of a host name, and host names take nothing else.';

/** What the API server says about names, keys and labels. */
export const apiNameCodes = {
  'api/dns-label': syntax(dnsLabel, {
    title: 'A name is no DNS label.',
    why: ofWire,
    see: `${names}#dns-label-names`,
    example: { wrong: 'name: My_App', right: 'name: my-app' },
  }),
  'api/dns-1035-label': syntax(dnsLabelWithLetter, {
    title: 'A name is no DNS label that begins with a letter.',
    why: 'The name becomes part of a host name. Before Kubernetes 1.36 the name of a Service could not begin with a digit.',
    see: `${names}#rfc-1035-label-names`,
    example: { wrong: 'name: 3scale', right: 'name: three-scale' },
  }),
  'api/dns-subdomain': syntax(dnsSubdomain, {
    title: 'A name is no DNS subdomain: labels with dots between them.',
    why: 'Names of objects stand in addresses, and take nothing else.',
    see: `${names}#dns-subdomain-names`,
    example: { wrong: 'name: Web.Config', right: 'name: web.config' },
  }),
  'api/path-segment': syntax(pathSegment, {
    title: 'A name cannot stand in the path of an address.',
    why: 'The object would have an address that nobody could ask for.',
    see: `${names}#path-segment-names`,
    example: { wrong: 'name: team/reader', right: 'name: team:reader' },
  }),
  'api/label-value': syntax(labelValue, {
    title: 'The value of a label has characters that labels cannot have, or is too long.',
    why: 'Labels are indexed and stand in selectors; free text belongs into annotations.',
    see: labels,
    example: { wrong: 'labels:\n  owner: "Team A"', right: 'labels:\n  owner: team-a' },
  }),
  'api/label-key': refused<{ found: string }>({
    reason: 'FieldValueInvalid',
    title: 'A key of a label, annotation, finalizer or resource is no qualified name.',
    why: 'Such keys are a name of at most 63 characters, with the domain of whoever defined it before a "/", if any.',
    see: labels,
    message: ({ found }) => `${show(found)} is no key: ${brokenQualifiedName(found) ?? 'expected [prefix/]name'}`,
    help: () => 'use [prefix/]name, as in example.com/team',
    example: { wrong: 'labels:\n  "my team": a', right: 'labels:\n  my-team: a' },
  }),
  'api/annotations-size': refused<{ bytes: number; max: number }>({
    reason: 'FieldValueTooLong',
    title: 'The annotations of an object are too large together.',
    why: 'Keys and values of all annotations together can have 256 KiB.',
    see: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/',
    message: ({ bytes, max }) => `expected at most ${max} bytes in all annotations together, found ${bytes}`,
    help: () => 'put large data into a ConfigMap',
  }),
  'api/finalizer': refused<{ found: string }>({
    reason: 'FieldValueInvalid',
    title: 'A finalizer has no prefix, and is none of those that Kubernetes itself defines.',
    why: 'Nobody could tell whose finalizer it is.',
    see: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/finalizers/',
    message: ({ found }) => `expected a prefix before the name, found ${show(found)}`,
    help: ({ found }) => `give it the domain of its controller: example.com/${found}`,
    example: { wrong: 'finalizers:\n  - cleanup', right: 'finalizers:\n  - example.com/cleanup' },
  }),
  'api/owner': refused<{ problem: 'version' | 'empty' | 'event' | 'controllers' }>({
    reason: 'FieldValueInvalid',
    title: 'An owner reference does not say whose the object is.',
    why: 'The garbage collector deletes an object when its owners are gone, and has to find them.',
    see: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/owners-dependents/',
    message: ({ problem }) => ownerProblems[problem],
    help: ({ problem }) => (problem === 'controllers' ? 'keep "controller: true" at one of them' : 'give apiVersion, kind, name and uid of the owner'),
  }),
  'api/data-key': syntax(dataKey, {
    title: 'A key of a ConfigMap or Secret cannot be the name of a file.',
    why: 'Keys become names of files where the object is mounted.',
    see: 'https://kubernetes.io/docs/concepts/configuration/configmap/#configmap-object',
    example: { wrong: 'data:\n  conf/app.ini: x', right: 'data:\n  app.ini: x' },
  }),
  'api/object-name': refused<{ found: string; expected?: Phrase | undefined }>({
    reason: 'FieldValueInvalid',
    title: 'The name of an object does not have the form that its kind asks for.',
    why: 'The name says what the object is about, and is read by whoever uses it.',
    see: names,
    message: ({ found, expected = 'a name of another form' }) => `expected ${expected}, found ${show(found)}`,
    help: ({ expected = 'a name of the form of its kind' }) => `name it as ${expected}`,
  }),
  'api/domain-path': refused<{ found: string }>({
    reason: 'FieldValueInvalid',
    title: 'A name of a controller has no domain before it.',
    why: 'Names of controllers tell whose they are.',
    see: names,
    message: ({ found }) => `expected a domain, "/" and a path, found ${show(found)}`,
    help: () => 'use a name such as example.com/controller',
    example: { wrong: 'controller: nginx', right: 'controller: k8s.io/ingress-nginx' },
  }),
  'api/port-name': syntax(portName, {
    title: 'A name of a port is no service name of IANA.',
    why: 'Names of ports stand in SRV records, which take 15 characters with a letter among them.',
    see: 'https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports',
    example: { wrong: 'name: metrics-endpoint', right: 'name: metrics' },
  }),
};

const ownerProblems = {
  version: 'expected a version such as v1 or apps/v1',
  empty: 'expected a text that is not empty',
  event: 'an Event cannot own anything',
  controllers: 'only one owner can have "controller: true"',
} as const;
