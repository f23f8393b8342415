import type { Phrase } from '../../core/codes/code';
import { alternatives, show } from '../../core/show';
import { refused } from './rule-facts';

const definitions = 'https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/';
const structural = `${definitions}#specifying-a-structural-schema`;
const versions = 'https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definition-versioning/';
const approval = 'https://github.com/kubernetes/enhancements/pull/1111';
const selectable = `${definitions}#field-selectors`;

/** What the API server says about definitions of kinds. */
export const apiDefinitionCodes = {
  'definition/storage': refused<{ found: number }>({
    reason: 'FieldValueInvalid',
    title: 'Not exactly one version of a kind is the one that is stored.',
    why: 'The API server stores objects in one version, and makes the others of it.',
    see: versions,
    message: ({ found }) => `expected one version with "storage: true", found ${found === 0 ? 'none' : found}`,
    help: () => 'set "storage: true" for one version, and "storage: false" for the others',
    example: { wrong: 'versions:\n- name: v1\n  served: true\n  storage: false', right: 'versions:\n- name: v1\n  served: true\n  storage: true' },
  }),
  'definition/version-names': refused<object>({
    reason: 'FieldValueInvalid',
    title: 'Two versions of a kind have the same name.',
    why: 'Requests name the version that they mean.',
    see: versions,
    message: () => 'two versions have the same name',
    help: () => 'give each version a name of its own, such as v1 and v2',
  }),
  'definition/kind': refused<{ found: string }>({
    reason: 'FieldValueInvalid',
    title: 'The name of a kind is none.',
    why: 'Apart from its capital letters, the API server takes it for a DNS label that starts with a letter.',
    see: definitions,
    message: ({ found }) => `expected up to 63 letters and digits, a letter first, found ${show(found)}`,
    help: () => 'use a name such as "CronTab"',
  }),
  'definition/approval': refused<{ found: string }>({
    reason: 'FieldValueInvalid',
    title: 'A definition in a group of the Kubernetes project does not say where it was approved.',
    why: 'Groups that end in k8s.io or kubernetes.io belong to the project, which looks at their kinds.',
    see: approval,
    message: ({ found }) => `expected the address of an approval, or a reason that starts with "unapproved", found ${show(found)}`,
    help: () => 'use a group of your own domain',
  }),
  'definition/no-approval': refused<object>({
    reason: 'FieldValueRequired',
    title: 'A definition in a group of the Kubernetes project has no approval.',
    why: 'Groups that end in k8s.io or kubernetes.io belong to the project, which looks at their kinds.',
    see: approval,
    message: () => 'the annotation "api-approved.kubernetes.io" is missing, which groups of the Kubernetes project need',
    help: () => 'use a group of your own domain',
    example: { wrong: 'group: example.k8s.io', right: 'group: example.com' },
  }),
  'definition/preserve': refused<object>({
    reason: 'FieldValueInvalid',
    title: 'A definition preserves whatever is unknown.',
    why: 'Definitions of this version say so in their schemas, where it is needed.',
    see: `${definitions}#controlling-pruning`,
    message: () => 'unknown fields cannot be preserved as a whole',
    help: () => 'remove it, and set "x-kubernetes-preserve-unknown-fields: true" where the schema is open',
    example: { wrong: 'preserveUnknownFields: true', right: 'preserveUnknownFields: false' },
  }),
  'definition/path': refused<{ found: string; under: readonly string[] }>({
    reason: 'FieldValueInvalid',
    title: 'A path to a field is none that the API server could follow.',
    why: 'Paths start with a dot; those of replicas are found in the spec or in the status.',
    see: `${definitions}#additional-printer-columns`,
    message: ({ found, under }) => `expected a path that starts with ${alternatives(under.length === 0 ? ['.'] : under)}, found ${show(found)}`,
    help: ({ under }) => `write it as ${show(`${under[0] ?? '.spec.'}replicas`)}`,
    example: { wrong: 'jsonPath: spec.replicas', right: 'jsonPath: .spec.replicas' },
  }),
  'definition/selectable': refused<{ found: string; problem: 'schema' | 'path' | 'metadata' | 'type' }>({
    reason: 'FieldValueInvalid',
    title: 'Objects cannot be looked for by this field.',
    why: 'The API server looks for them by texts, whole numbers and truth values of the schema.',
    see: selectable,
    message: ({ found, problem }) => `${found === '' ? '' : `${show(found)}: `}${selectableProblems[problem]}`,
    help: () => 'use the path of such a field, such as ".spec.color"',
  }),
  'definition/root': refused<{ field: string }>({
    reason: 'FieldValueInvalid',
    title: 'The root of a schema says something that it cannot say beside a status.',
    why: 'The API server checks the status apart from the rest, and takes the schema apart for it.',
    see: `${definitions}#status-subresource`,
    message: ({ field }) => `${show(field)} cannot stand at the root of the schema while there is a status`,
    help: ({ field }) => `say ${show(field)} of the fields below, or remove it`,
  }),
  'definition/dialect': refused<object>({
    reason: 'FieldValueInvalid',
    title: 'A schema names its dialect.',
    why: 'The API server has its own, and reads no other.',
    see: structural,
    message: () => '"$schema" is not supported',
    help: () => 'remove "$schema"',
  }),
  'definition/metadata': refused<object>({
    reason: 'FieldValueForbidden',
    title: 'A schema says more about metadata than how objects are named.',
    why: 'All objects have the same metadata; a definition can restrict their names.',
    see: structural,
    message: () => 'nothing but "name" and "generateName" can be said about metadata',
    help: () => 'keep "type: object", and properties of these two names at most',
  }),
  'definition/not-structural': refused<{ field: string }>({
    reason: 'FieldValueForbidden',
    title: 'A schema inside of allOf, anyOf, oneOf or not says what a field is.',
    why: 'The API server must know a field without weighing alternatives: such schemas can only restrict values.',
    see: structural,
    message: ({ field }) => `${show(field)} cannot stand inside of allOf, anyOf, oneOf or not`,
    help: ({ field }) => `say ${show(field)} outside of it`,
    example: { wrong: 'anyOf:\n- type: string\n  pattern: ^a', right: 'type: string\nanyOf:\n- pattern: ^a' },
  }),
  'definition/pattern': refused<{ pattern: string; problem: Phrase }>({
    reason: 'FieldValueInvalid',
    title: 'A pattern is no regular expression that the API server reads.',
    why: 'It knows the syntax of RE2, which has no look-around and no references back.',
    see: 'https://github.com/google/re2/wiki/Syntax',
    message: ({ pattern, problem }) => `${show(pattern)}: ${problem}`,
    help: () => 'write it with the syntax of RE2',
    example: { wrong: "pattern: '^(?!a)'", right: "pattern: '^[^a]'" },
  }),
  'definition/default': refused<{ found: unknown }>({
    reason: 'FieldValueInvalid',
    title: 'A default has fields that the schema does not know.',
    why: 'The API server would drop them at once.',
    see: `${definitions}#defaulting`,
    message: ({ found }) => `${show(found)} has fields that the schema does not know`,
    help: () => 'remove them, or describe them in the schema',
  }),
};

const selectableProblems = {
  schema: 'the version needs a schema; if all versions say the same of one of both, they must say the same of the other',
  path: 'there is no such field in the schema',
  metadata: 'fields of metadata cannot be used',
  type: 'expected a field of the type string, boolean or integer',
} as const;
