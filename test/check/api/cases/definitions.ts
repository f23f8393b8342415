import { type Fields, kind, long, type ObjectCases } from './given';

const names = { plural: 'things', kind: 'Thing' };
const definition = kind('apiextensions.k8s.io/v1', 'CustomResourceDefinition', {}, 'things.example.com');
const open: Fields = { type: 'object', properties: { spec: { type: 'object', properties: { name: { type: 'string' } } } } };
const version = (fields: Fields = {}, schema: Fields = open): Fields => ({ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: schema }, ...fields });
const specOf = (...versions: readonly Fields[]): Fields => ({ group: 'example.com', scope: 'Namespaced', names, versions });
const things = (spec: Fields = {}, metadata: Fields = {}): Fields => definition({ spec: { ...specOf(version()), ...spec } }, metadata);
const versions = (...list: readonly Fields[]): Fields => things({ versions: list });
/** A definition with one field of that schema. */
const field = (schema: Fields, others: Fields = {}): Fields => versions(version({}, { type: 'object', properties: { f: schema }, ...others }));
const converted = (conversion: Fields): Fields => things({ conversion });
const list = (fields: Fields, items: Fields = { type: 'object', properties: { k: { type: 'string' } }, required: ['k'] }): Fields => field({ type: 'array', items, ...fields });
/** What all versions say alike is said of the definition, to the server. */
const ofAll = (code: string, path: string): string => `${code} /spec/${path} > /spec/versions/0/${path}`;
const inSchema = (code: string, path: string): string => `${code} /spec/validation/openAPIV3Schema/${path} > /spec/versions/0/schema/openAPIV3Schema/${path}`;
const ofField = (code: string, path: string): string => inSchema(code, `properties/f/${path}`);

export const definitionCases: ObjectCases = [
  ['a kind', { given: things(), want: [] }],
  ['a kind of another name', { given: things({}, { name: 'things' }), want: ['api/object-name /metadata/name'] }],
  ['a kind in no group', { given: things({ group: 'example' }, { name: 'things.example' }), want: ['api/domain /spec/group'] }],
  ['a kind that nobody knows the place of', {
    given: things({ scope: 'Namespace', names: { plural: 'Things', kind: 'T_g', shortNames: ['T'], categories: ['A'] } }),
    want: [
      'api/object-name /metadata/name', 'api/not-supported /spec/scope', 'api/dns-1035-label /spec/names/plural', 'api/dns-1035-label /spec/names/singular',
      'definition/kind /spec/names/kind', 'definition/kind /spec/names/listKind', 'api/dns-1035-label /spec/names/shortNames/0',
      'api/dns-1035-label /spec/names/categories/0',
    ],
  }],
  ['a kind without names', {
    given: things({ names: {} }),
    want: [
      'api/object-name /metadata/name', 'api/required /spec/names/plural', 'api/required /spec/names/singular', 'api/required /spec/names/kind',
      'api/required /spec/names/listKind',
    ],
  }],
  ['a kind whose list is called so, too', { given: things({ names: { ...names, listKind: 'Thing' } }), want: ['api/invalid /spec/names/listKind'] }],
  ['a kind in a group of Kubernetes', {
    given: things({ group: 'example.k8s.io' }, { name: 'things.example.k8s.io' }),
    want: ['definition/no-approval /metadata/annotations/api-approved.kubernetes.io'],
  }],
  ['a kind that Kubernetes approved', {
    given: things({ group: 'example.k8s.io' }, { name: 'things.example.k8s.io', annotations: { 'api-approved.kubernetes.io': 'https://github.com/kubernetes/kubernetes/pull/1' } }),
    want: [],
  }],
  ['a kind that Kubernetes approved somewhere', {
    given: things({ group: 'example.k8s.io' }, { name: 'things.example.k8s.io', annotations: { 'api-approved.kubernetes.io': 'yes' } }),
    want: ['definition/approval /metadata/annotations/api-approved.kubernetes.io'],
  }],
  ['a kind of which everything is kept', { given: things({ preserveUnknownFields: true }), want: ['definition/preserve /spec/preserveUnknownFields'] }],

  ['no version', { given: versions(), want: ['definition/storage /spec/versions', 'definition/storage /status/storedVersions > /spec/versions'] }],
  ['no version that is stored', {
    given: versions(version({ storage: false })),
    want: ['definition/storage /spec/versions', 'definition/storage /status/storedVersions > /spec/versions'],
  }],
  ['two versions that are stored', {
    given: versions(version(), version({ name: 'v2' })),
    want: ['definition/storage /spec/versions', 'definition/storage /status/storedVersions > /spec/versions'],
  }],
  ['two versions of one name', { given: versions(version(), version({ storage: false })), want: ['definition/version-names /spec/versions'] }],
  ['a version that could not be called so', {
    given: versions(version({ name: '1.0' })),
    want: ['api/dns-1035-label /spec/versions/0/name', 'api/dns-1035-label /spec/version > /spec/versions/0/name'],
  }],
  ['a version without schema', {
    given: versions(version({ schema: undefined }), version({ name: 'v2', storage: false, schema: {} })),
    want: ['api/required /spec/versions/0/schema/openAPIV3Schema', 'api/required /spec/versions/1/schema/openAPIV3Schema'],
  }],
  ['a version that is old', { given: versions(version({ deprecated: true, deprecationWarning: 'use v2' })), want: [] }],
  ['a version that is not, with a warning', {
    given: versions(version({ deprecationWarning: '' }), version({ name: 'v2', storage: false, deprecated: true, deprecationWarning: `${long(257)}\n` })),
    want: [
      'api/invalid /spec/versions/0/deprecationWarning', 'api/invalid /spec/versions/0/deprecationWarning', 'api/invalid /spec/versions/1/deprecationWarning',
      'api/invalid /spec/versions/1/deprecationWarning',
    ],
  }],

  ['columns', {
    given: versions(version({ additionalPrinterColumns: [{ name: 'A', type: 'date', format: 'date-time', jsonPath: '.metadata.creationTimestamp' }] })),
    want: [],
  }],
  ['columns of nothing', {
    given: versions(version({ additionalPrinterColumns: [{ name: '', type: '', jsonPath: '' }, { name: 'A', type: 'time', format: 'day', jsonPath: 'spec' }] })),
    want: [
      ofAll('api/required', 'additionalPrinterColumns/0/name'), ofAll('api/required', 'additionalPrinterColumns/0/type'),
      'api/required /spec/additionalPrinterColumns/0/JSONPath > /spec/versions/0/additionalPrinterColumns/0', ofAll('api/choice', 'additionalPrinterColumns/1/type'),
      ofAll('api/choice', 'additionalPrinterColumns/1/format'),
      'definition/path /spec/additionalPrinterColumns/1/JSONPath > /spec/versions/0/additionalPrinterColumns/1/jsonPath',
    ],
  }],
  ['columns of one version of two', {
    given: versions(version({ additionalPrinterColumns: [{ name: 'A', type: 'string', jsonPath: 'a' }] }), version({ name: 'v2', storage: false })),
    want: ['definition/path /spec/versions/0/additionalPrinterColumns/0/JSONPath > /spec/versions/0/additionalPrinterColumns/0/jsonPath'],
  }],
  ['replicas', {
    given: versions(version({ subresources: { status: {}, scale: { specReplicasPath: '.spec.replicas', statusReplicasPath: '.status.replicas' } } })),
    want: [],
  }],
  ['replicas nowhere', {
    given: versions(version({ subresources: { scale: { specReplicasPath: '.status.a', statusReplicasPath: '', labelSelectorPath: 'a' } } })),
    want: [
      'definition/path /spec/subresources/scale.specReplicasPath > /spec/versions/0/subresources/scale/specReplicasPath',
      'api/required /spec/subresources/scale.statusReplicasPath > /spec/versions/0/subresources/scale/statusReplicasPath',
      'definition/path /spec/subresources/scale.labelSelectorPath > /spec/versions/0/subresources/scale/labelSelectorPath',
    ],
  }],
  ['a status with fields of its own', {
    given: versions(version({ subresources: { status: { a: 1 } } })),
    want: ['schema/unknown-field /spec/versions/0/subresources/status/a'],
  }],
  ['a status beside what the root says', {
    given: versions(version({ subresources: { status: {} } }, { ...open, anyOf: [{ required: ['spec'] }] })),
    want: ['definition/root /spec/validation/openAPIV3Schema > /spec/versions/0/schema/openAPIV3Schema/anyOf'],
  }],
  ['a status of what is no object', {
    given: versions(version({ subresources: { status: {} } }, { type: 'string' })),
    want: ['api/must-equal /spec/validation/openAPIV3Schema.type > /spec/versions/0/schema/openAPIV3Schema/type', inSchema('api/invalid', 'type')],
  }],
  ['fields to look for', { given: versions(version({ selectableFields: [{ jsonPath: '.spec.name' }] })), want: [] }],
  ['fields to look for that are not there', {
    given: versions(version({ selectableFields: [{ jsonPath: '' }, { jsonPath: '.spec.other' }, { jsonPath: '.spec' }, { jsonPath: '.spec.name' }, { jsonPath: '.spec.name' }, { jsonPath: "['spec']" }] })),
    want: [
      ofAll('api/required', 'selectableFields/0/jsonPath'), ofAll('definition/selectable', 'selectableFields/1/jsonPath'),
      ofAll('definition/selectable', 'selectableFields/2/jsonPath'), ofAll('api/duplicate', 'selectableFields/4/jsonPath'),
      ofAll('definition/selectable', 'selectableFields/5/jsonPath'),
    ],
  }],
  ['fields to look for in all versions, whose schemas differ', {
    given: versions(version({ selectableFields: [{ jsonPath: '.spec.name' }] }), version({ name: 'v2', storage: false, selectableFields: [{ jsonPath: '.spec.name' }] }, { ...open, description: 'x' })),
    want: ['definition/selectable /spec/selectableFields > /spec/versions/0/selectableFields'],
  }],

  ['a conversion', {
    given: converted({ strategy: 'Webhook', webhook: { conversionReviewVersions: ['v1'], clientConfig: { url: 'https://a.example.com' } } }),
    want: [],
  }],
  ['a conversion by nobody', {
    given: converted({ strategy: 'Webhook' }),
    want: [
      'api/required /spec/conversion/webhookClientConfig > /spec/conversion/webhook',
      'api/required /spec/conversion/conversionReviewVersions > /spec/conversion/webhook/conversionReviewVersions',
    ],
  }],
  ['a conversion in an unknown way', {
    given: converted({ strategy: 'Magic', webhook: { clientConfig: { url: 'x' }, conversionReviewVersions: ['v1'] } }),
    want: [
      'api/not-supported /spec/conversion/strategy', 'api/forbidden /spec/conversion/webhookClientConfig > /spec/conversion/webhook/clientConfig',
      'api/forbidden /spec/conversion/conversionReviewVersions > /spec/conversion/webhook/conversionReviewVersions',
    ],
  }],
  ['a conversion by no address', {
    given: converted({ strategy: 'Webhook', webhook: { conversionReviewVersions: ['v2'], clientConfig: {} } }),
    want: [
      'webhook/client /spec/conversion/webhookClientConfig > /spec/conversion/webhook/clientConfig',
      'webhook/review-versions /spec/conversion/conversionReviewVersions > /spec/conversion/webhook/conversionReviewVersions',
    ],
  }],
  ['a conversion by http', {
    given: converted({ strategy: 'Webhook', webhook: { conversionReviewVersions: ['v1', 'v1'], clientConfig: { url: 'http://a' } } }),
    want: [
      'webhook/url /spec/conversion/webhookClientConfig/url > /spec/conversion/webhook/clientConfig/url',
      'api/invalid /spec/conversion/conversionReviewVersions/1 > /spec/conversion/webhook/conversionReviewVersions/1',
    ],
  }],
  ['a conversion at a service', {
    given: converted({ strategy: 'Webhook', webhook: { conversionReviewVersions: ['v1'], clientConfig: { service: { name: '', namespace: 'n' } } } }),
    want: ['api/required /spec/conversion/webhookClientConfig/service/namespace > /spec/conversion/webhook/clientConfig/service/name'],
  }],
  ['no conversion, of unknown fields', {
    given: things({ preserveUnknownFields: true, conversion: { strategy: '' } }),
    want: ['definition/preserve /spec/preserveUnknownFields', 'api/required /spec/conversion/strategy', 'api/must-equal /spec/conversion/strategy'],
  }],

  ['fields that no schema has', {
    given: field({ type: 'string', minLenght: 1, maxLength: '5' }),
    want: [
      'schema/unknown-field /spec/versions/0/schema/openAPIV3Schema/properties/f/minLenght', 'schema/type /spec/versions/0/schema/openAPIV3Schema/properties/f/maxLength',
    ],
  }],
  ['fields that no schema has, in items: they are dropped', { given: list({}, { type: 'string', minLenght: 1 }), want: [] }],
  ['values of other types in items', {
    given: list({}, { type: 'string', maxLength: '5' }),
    want: ['schema/type /spec/versions/0/schema/openAPIV3Schema/properties/f/items/maxLength'],
  }],
  ['types', { given: field({ type: 'map' }), want: [ofField('api/not-supported', 'type')] }],
  ['no type', { given: field({ description: 'x' }), want: [ofField('api/required', 'type')] }],
  ['no type where there are two', { given: field({ 'x-kubernetes-int-or-string': true, 'anyOf': [{ type: 'integer' }, { type: 'string' }] }), want: [] }],
  ['null', { given: field({ type: 'null' }), want: [ofField('api/not-supported', 'type'), ofField('api/forbidden', 'type')] }],
  ['a root that can be null', {
    given: versions(version({}, { ...open, nullable: true })),
    want: ['api/forbidden /spec/validation/openAPIV3Schema.nullable > /spec/versions/0/schema/openAPIV3Schema/nullable'],
  }],
  ['what JSON Schema has and Kubernetes not', {
    given: field({ type: 'object', id: 'x', $ref: '#/a', definitions: { a: {} }, dependencies: { a: ['b'] }, patternProperties: { a: {} }, additionalItems: false, uniqueItems: true }),
    want: [
      ofField('api/forbidden', 'id'), ofField('api/forbidden', 'additionalItems'), ofField('api/forbidden', 'patternProperties'), ofField('api/forbidden', 'definitions'),
      ofField('api/forbidden', 'dependencies'), ofField('api/forbidden', '$ref'), ofField('api/forbidden', 'uniqueItems'),
    ],
  }],
  ['another dialect', {
    given: versions(version({}, { ...open, $schema: 'http://json-schema.org/draft-04/schema#' })),
    want: ['definition/dialect /spec/validation/openAPIV3Schema > /spec/versions/0/schema/openAPIV3Schema/$schema'],
  }],
  ['named fields and others', {
    given: field({ type: 'object', properties: { a: { type: 'string' } }, additionalProperties: { type: 'string' } }),
    want: [ofField('api/forbidden', 'additionalProperties')],
  }],
  ['other fields at the root', {
    given: versions(version({}, { type: 'object', additionalProperties: { type: 'string' } })),
    want: [inSchema('api/forbidden', 'additionalProperties')],
  }],
  ['a list without items', { given: field({ type: 'array' }), want: [ofField('api/required', 'items')] }],
  ['a list of several schemas', { given: field({ type: 'array', items: [{ type: 'string' }] }), want: [ofField('api/forbidden', 'items')] }],
  ['unknown fields that are not kept', {
    given: field({ 'type': 'object', 'x-kubernetes-preserve-unknown-fields': false }),
    want: [ofField('api/invalid', 'x-kubernetes-preserve-unknown-fields')],
  }],
  ['metadata', {
    given: versions(version({}, { type: 'object', properties: { metadata: { type: 'object', properties: { name: { type: 'string', maxLength: 5 } } }, kind: { type: 'string' } } })),
    want: [],
  }],
  ['more of metadata', {
    given: versions(version({}, { type: 'object', properties: { metadata: { type: 'object', properties: { labels: { type: 'object' } } }, kind: { type: 'integer' }, apiVersion: { type: 'string', default: 'a' } } })),
    want: [
      inSchema('api/must-equal', 'properties/kind/type'), inSchema('definition/metadata', 'properties/metadata'),
      inSchema('api/forbidden', 'properties/apiVersion/default'),
    ],
  }],
  ['an object in another one', { given: field({ 'type': 'object', 'x-kubernetes-embedded-resource': true, 'x-kubernetes-preserve-unknown-fields': true }), want: [] }],
  ['an object in another one that is none', {
    given: field({ 'type': 'object', 'x-kubernetes-embedded-resource': true, 'additionalProperties': true }),
    want: [ofField('api/forbidden', 'additionalProperties'), ofField('api/required', 'properties')],
  }],

  ['a set', { given: list({ 'x-kubernetes-list-type': 'set' }, { type: 'string' }), want: [] }],
  ['a set of objects', {
    given: list({ 'x-kubernetes-list-type': 'set' }, { type: 'object', nullable: true }),
    want: [ofField('api/must-equal', 'items/x-kubernetes-map-type'), ofField('api/forbidden', 'items/nullable')],
  }],
  ['a map in a list', { given: list({ 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['k'] }), want: [] }],
  ['a map in a list without keys', { given: list({ 'x-kubernetes-list-type': 'map' }), want: [ofField('api/required', 'x-kubernetes-list-map-keys')] }],
  ['a map in a list by keys that can be missing', {
    given: list({ 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['k', 'x', 'x'] }, { type: 'object', properties: { k: { type: 'string', nullable: true } } }),
    want: [
      ofField('api/invalid', 'x-kubernetes-list-map-keys'), ofField('api/invalid', 'x-kubernetes-list-map-keys'), ofField('api/invalid', 'x-kubernetes-list-map-keys'),
      ofField('api/required', 'items/properties/k/default'), ofField('api/forbidden', 'items/properties/k/nullable'),
    ],
  }],
  ['a map in a list by keys with parts', {
    given: list({ 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['k'] }, { type: 'object', required: ['k'], properties: { k: { type: 'object' } } }),
    want: [ofField('api/invalid', 'items/properties/k/type')],
  }],
  ['keys of no map', { given: list({ 'x-kubernetes-list-map-keys': ['k'] }), want: [ofField('api/required', 'x-kubernetes-list-type')] }],
  ['a list and a map that are none', {
    given: field({ 'type': 'string', 'x-kubernetes-list-type': 'bag', 'x-kubernetes-map-type': 'atomic' }),
    want: [ofField('api/invalid', 'type'), ofField('api/invalid', 'type'), ofField('api/not-supported', 'x-kubernetes-list-type')],
  }],

  ['alternatives', { given: field({ type: 'string', anyOf: [{ pattern: '^a' }, { maxLength: 5 }] }), want: [] }],
  ['alternatives that say what a field is', {
    given: field({ type: 'string', oneOf: [{ type: 'string', description: 'x', default: 'a', nullable: true }] }),
    want: [
      ofField('definition/not-structural', 'oneOf/0/type'), ofField('definition/not-structural', 'oneOf/0/default'),
      ofField('definition/not-structural', 'oneOf/0/description'), ofField('definition/not-structural', 'oneOf/0/nullable'),
    ],
  }],
  ['alternatives of fields that are not there', {
    given: versions(version({}, {
      ...open, allOf: [{ properties: { spec: { properties: { a: { maximum: 1 } } } } }], not: { items: { maximum: 1 } },
    })),
    want: [inSchema('api/required', 'items'), inSchema('api/required', 'properties/spec/properties/a')],
  }],
  ['alternatives of fields that are not there, below the root: the server does not look', {
    given: field({ type: 'object', allOf: [{ properties: { a: { maximum: 1 } } }], not: { items: { maximum: 1 } } }),
    want: [],
  }],
  ['alternatives of metadata', {
    given: versions(version({}, { ...open, anyOf: [{ properties: { metadata: {} } }] })),
    want: [inSchema('definition/not-structural', 'anyOf/0/properties/metadata'), inSchema('api/required', 'properties/metadata')],
  }],
  ['patterns', { given: field({ type: 'string', pattern: '^(?!a)' }), want: [ofField('definition/pattern', 'pattern')] }],

  ['defaults', {
    given: field({ type: 'object', default: { a: 1, b: [] }, properties: { a: { type: 'integer' }, b: { type: 'array', items: { type: 'string' } } } }),
    want: [],
  }],
  ['defaults that the schema does not know', { given: field({ type: 'object', default: { a: 1 } }), want: [ofField('definition/default', 'default')] }],
  ['defaults of another type', { given: field({ type: 'integer', default: '1' }), want: [ofField('api/invalid', 'default')] }],
  ['defaults out of bounds', {
    given: field({ type: 'object', default: { a: 5 }, properties: { a: { type: 'integer', maximum: 4 } } }),
    want: [ofField('custom/out-of-range', 'default/a')],
  }],
  ['rules', {
    given: field({ 'type': 'object', 'properties': { a: { type: 'string' } }, 'x-kubernetes-validations': [{ rule: "self.a != ''", message: 'x', fieldPath: '.a', reason: 'FieldValueInvalid' }] }),
    want: [],
  }],
  ['rules that say nothing', {
    given: field({
      'type': 'object',
      'x-kubernetes-validations': [{ rule: ' ' }, { rule: 'true', message: ' ' }, { rule: 'true\n&& true' }, { rule: 'true', message: 'a\nb', messageExpression: ' ', reason: 'No', fieldPath: '.a' }],
    }),
    want: [
      ofField('api/required', 'x-kubernetes-validations/0/rule'), ofField('api/invalid', 'x-kubernetes-validations/1/message'),
      ofField('api/required', 'x-kubernetes-validations/2/message'), ofField('api/invalid', 'x-kubernetes-validations/3/message'),
      ofField('api/required', 'x-kubernetes-validations/3/messageExpression'), ofField('api/not-supported', 'x-kubernetes-validations/3/reason'),
      ofField('api/invalid', 'x-kubernetes-validations/3/fieldPath'),
    ],
  }],
];
