import { container, type Fields, long, pod, type PodCases, volume } from './given';

const env = (...list: readonly unknown[]): Fields => container({ env: list });
const from = (valueFrom: unknown): Fields => env({ name: 'A', valueFrom });
const field = (fieldPath: string, apiVersion = 'v1'): Fields => from({ fieldRef: { fieldPath, apiVersion } });
const variable = '/spec/containers/0/env/0';

export const environmentCases: PodCases = [
  ['asks for names', { given: env({ value: 'a' }), want: [`api/required ${variable}/name`] }],
  ['takes any printable name from 1.32 on', { given: env({ name: '1 a/b' }), want: [] }],
  ['has no equal sign in names', { given: env({ name: 'A=B' }, { name: 'ä' }), want: [`api/env-name ${variable}/name`, 'api/env-name /spec/containers/0/env/1/name'] }],
  ['has few characters in names before 1.32', {
    given: env({ name: '1a' }, { name: 'a b' }, { name: '..a' }, { name: 'a.b-C_1' }),
    want: [0, 1, 2].map((index) => `api/env-name /spec/containers/0/env/${index}/name`),
    release: '1.31',
  }],
  ['accepts one name twice', { given: env({ name: 'A' }, { name: 'A' }), want: [] }],
  ['has a value or a source', { given: env({ name: 'A', value: 'a', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } }), want: [`api/contradiction ${variable}/valueFrom`] }],
  ['has one source', { given: from({ secretKeyRef: { name: 's', key: 'k' }, configMapKeyRef: { name: 's', key: 'k' } }), want: [`api/contradiction ${variable}/valueFrom`] }],
  ['has a source', { given: from({}), want: [`api/no-source ${variable}/valueFrom`] }],
  ['asks for names and keys of objects', {
    given: from({ secretKeyRef: {} }), want: [`api/dns-subdomain ${variable}/valueFrom/secretKeyRef/name`, `api/required ${variable}/valueFrom/secretKeyRef/key`],
  }],
  ['knows keys of objects', {
    given: from({ configMapKeyRef: { name: 'A', key: 'a/b' } }),
    want: [`api/dns-subdomain ${variable}/valueFrom/configMapKeyRef/name`, `api/data-key ${variable}/valueFrom/configMapKeyRef/key`],
  }],
  ['tells of the pod', { given: field('status.podIP'), want: [] }],
  ['tells single labels and annotations', { given: env(
    { name: 'A', valueFrom: { fieldRef: { fieldPath: "metadata.labels['app.kubernetes.io/name']" } } },
    { name: 'B', valueFrom: { fieldRef: { fieldPath: "metadata.annotations['Example.com/a']" } } },
  ), want: [] }],
  ['asks for a path', { given: field(''), want: [`api/required ${variable}/valueFrom/fieldRef/fieldPath`] }],
  ['knows the fields of a pod', { given: field('metadata.nodeName'), want: [`api/field-path ${variable}/valueFrom/fieldRef/fieldPath`] }],
  ['knows the fields of version v1', { given: field('metadata.name', 'v2'), want: [`api/field-path ${variable}/valueFrom/fieldRef/fieldPath`] }],
  ['tells labels one by one', { given: field('metadata.labels'), want: [`api/not-supported ${variable}/valueFrom/fieldRef/fieldPath`] }],
  ['tells entries of labels and annotations alone', { given: field("metadata.name['a']"), want: [`api/field-path ${variable}/valueFrom/fieldRef/fieldPath`] }],
  ['knows keys of labels', { given: field("metadata.labels['a b']"), want: [`api/label-key ${variable}/valueFrom/fieldRef > fieldPath`] }],
  ['knows an old name of the node', { given: field('spec.host'), want: [] }],
  ['tells amounts', { given: from({ resourceFieldRef: { resource: 'limits.memory', divisor: '1Mi' } }), want: [] }],
  ['asks which amount', { given: from({ resourceFieldRef: {} }), want: [`api/required ${variable}/valueFrom/resourceFieldRef/resource`] }],
  ['knows amounts', { given: from({ resourceFieldRef: { resource: 'limits.gpu' } }), want: [`api/not-supported ${variable}/valueFrom/resourceFieldRef/resource`] }],
  ['tells huge pages', { given: from({ resourceFieldRef: { resource: 'requests.hugepages-2Mi', divisor: '1Ki' } }), want: [] }],
  ['tells in few units', { given: env(
    { name: 'A', valueFrom: { resourceFieldRef: { resource: 'limits.cpu', divisor: '10m' } } },
    { name: 'B', valueFrom: { resourceFieldRef: { resource: 'limits.memory', divisor: '2Mi' } } },
    { name: 'C', valueFrom: { resourceFieldRef: { resource: 'requests.ephemeral-storage', divisor: '1m' } } },
    { name: 'D', valueFrom: { resourceFieldRef: { resource: 'limits.hugepages-1Gi', divisor: '3' } } },
    { name: 'E', valueFrom: { resourceFieldRef: { resource: 'limits.memory', divisor: '1024Ki' } } },
  ), want: [0, 1, 2, 3].map((index) => `api/divisor /spec/containers/0/env/${index}/valueFrom/resourceFieldRef/divisor`) }],
  ['reads variables of files from 1.35 on', {
    given: volume({ emptyDir: {} }, { containers: [{ name: 'c', image: 'i', env: [{ name: 'A', valueFrom: { fileKeyRef: { volumeName: 'v', path: 'a.env', key: 'A' } } }] }] }), want: [],
  }],
  ['knows variables of files', {
    given: from({ fileKeyRef: { volumeName: 'v', path: '../a', key: 'A=' } }),
    want: [`api/env-name ${variable}/valueFrom/fileKeyRef/key`, `api/path ${variable}/valueFrom/fileKeyRef/path`, `api/not-found ${variable}/valueFrom/fileKeyRef/volumeName`],
  }],
  ['asks for variables of files', {
    given: from({ fileKeyRef: {} }),
    want: [...['key', 'volumeName', 'path'].map((name) => `api/required ${variable}/valueFrom/fileKeyRef/${name}`), `api/not-found ${variable}/valueFrom/fileKeyRef/volumeName`],
  }],
  ['reads variables of emptyDir alone', {
    given: volume({ hostPath: { path: '/a' } }, { containers: [{ name: 'c', image: 'i', env: [{ name: 'A', valueFrom: { fileKeyRef: { volumeName: 'v', path: 'a', key: 'A' } } }] }] }),
    want: [`api/invalid ${variable}/valueFrom/fileKeyRef/volumeName`],
  }],
  ['has no variables of files before', {
    given: from({ fileKeyRef: { volumeName: 'v', path: 'a', key: 'A' } }), want: [`api/no-source ${variable}/valueFrom`], release: '1.34',
  }],
  ['takes all variables of objects', { given: container({ envFrom: [{ configMapRef: { name: 'a' }, prefix: '1' }, { secretRef: { name: 'a-' } }] }), want: [] }],
  ['knows names and prefixes', {
    given: container({ envFrom: [{ configMapRef: { name: 'A' }, prefix: '=' }, { secretRef: {} }] }),
    want: ['api/env-name /spec/containers/0/envFrom/0/prefix', 'api/dns-subdomain /spec/containers/0/envFrom/0/configMapRef/name', 'api/required /spec/containers/0/envFrom/1/secretRef/name'],
  }],
  ['has one object of each', {
    given: container({ envFrom: [{ configMapRef: { name: 'a' } }, {}, { configMapRef: { name: 'a' }, secretRef: { name: 'a' } }] }),
    want: ['api/no-source /spec/containers/0/envFrom > 1', 'api/contradiction /spec/containers/0/envFrom > 2'],
  }],
  ['has few characters in prefixes before 1.32', { given: container({ envFrom: [{ configMapRef: { name: 'a' }, prefix: '1' }] }), want: ['api/env-name /spec/containers/0/envFrom/0/prefix'], release: '1.31' }],
  ['accepts a long name', { given: env({ name: long(300) }), want: [] }],
  ['accepts a pod without variables', { given: pod({}), want: [] }],
];
