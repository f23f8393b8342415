import { DEFAULT_RELEASE, isRelease, loadRelease, RELEASES } from '../../src/schema/release';
import type { ListSchema, ObjectSchema, Schema } from '../../src/schema/schema';

const newest = loadRelease('1.36');

/** The schema at a path of fields; `[]` steps into the items of a list or map. */
function at(schema: Schema | undefined, ...path: string[]): Schema {
  let place = schema;
  for (const step of path) {
    if (step === '[]') place = (place as ListSchema).items;
    else place = (place as ObjectSchema).fields.get(step)?.schema;
  }
  if (place === undefined) throw new Error(`nothing at ${path.join('.')}`);
  return place;
}

function field(apiVersion: string, kind: string, ...path: string[]): Schema {
  return at(newest.kind(apiVersion, kind), ...path);
}

const POD = ['spec', 'template', 'spec'];

test('the newest release is first in the list, and the default', () => {
  expect(RELEASES[0]).toBe(DEFAULT_RELEASE);
  expect(RELEASES).toEqual(['1.36', '1.35', '1.34', '1.33', '1.32', '1.31']);
});

test.each([['1.36', true], ['v1.36', false], ['1.36.1', false], ['1.3', false], ['', false], ['toString', false]])(
  'isRelease(%j) is %s',
  (text, want) => expect(isRelease(text)).toBe(want),
);

test('an unknown release is refused with the known ones', () => {
  expect(() => loadRelease('1.12' as '1.36')).toThrow(/No data of Kubernetes 1\.12: known are 1\.36, 1\.35/);
});

test('a release is read once', () => expect(loadRelease('1.34')).toBe(loadRelease('1.34')));

describe('merge keys', () => {
  test.each<[string, string[], string[]]>([
    ['containers', [...POD, 'containers'], ['name']],
    ['initContainers', [...POD, 'initContainers'], ['name']],
    ['ephemeralContainers', [...POD, 'ephemeralContainers'], ['name']],
    ['env', [...POD, 'containers', '[]', 'env'], ['name']],
    ['container ports', [...POD, 'containers', '[]', 'ports'], ['containerPort', 'protocol']],
    ['volumes', [...POD, 'volumes'], ['name']],
    ['volumeMounts', [...POD, 'containers', '[]', 'volumeMounts'], ['mountPath']],
    ['hostAliases', [...POD, 'hostAliases'], ['ip']],
    ['topologySpreadConstraints', [...POD, 'topologySpreadConstraints'], ['topologyKey', 'whenUnsatisfiable']],
    ['imagePullSecrets', [...POD, 'imagePullSecrets'], ['name']],
  ])('of a Deployment\'s %s', (_name, path, keys) => {
    expect(field('apps/v1', 'Deployment', ...path)).toMatchObject({ type: 'list', listType: 'map', keys });
  });

  test('of a Service\'s ports', () => {
    expect(field('v1', 'Service', 'spec', 'ports')).toMatchObject({ listType: 'map', keys: ['port', 'protocol'] });
  });

  test('tolerations have none: they are atomic', () => {
    expect(field('v1', 'Pod', 'spec', 'tolerations')).toMatchObject({ type: 'list', listType: 'atomic', keys: [] });
  });

  test('strategic merge patches find ports by their number alone', () => {
    expect(newest.type('core.v1.Container')?.fields.get('ports')).toMatchObject({ patchStrategy: 'merge', patchMergeKey: 'containerPort' });
    expect(newest.type('core.v1.PodSpec')?.fields.get('volumes')).toMatchObject({ patchStrategy: 'merge,retainKeys', patchMergeKey: 'name' });
    expect(newest.type('apps.v1.DeploymentSpec')?.fields.get('strategy')).toMatchObject({ patchStrategy: 'retainKeys', patchMergeKey: undefined });
    expect(newest.type('core.v1.PodSpec')?.fields.get('hostname')).toMatchObject({ patchStrategy: undefined, patchMergeKey: undefined });
  });
});

describe('types of fields', () => {
  test.each<[string, Schema, object]>([
    ['a whole number', field('apps/v1', 'Deployment', 'spec', 'replicas'), { type: 'int32' }],
    ['a large number', field('v1', 'Pod', 'spec', 'activeDeadlineSeconds'), { type: 'int64' }],
    ['a quantity', field('v1', 'ResourceQuota', 'spec', 'hard', '[]'), { type: 'quantity' }],
    ['a number or text', field('apps/v1', 'Deployment', 'spec', 'strategy', 'rollingUpdate', 'maxSurge'), { type: 'int-or-string' }],
    ['base64', field('v1', 'Secret', 'data', '[]'), { type: 'byte' }],
    ['text', field('v1', 'Secret', 'stringData', '[]'), { type: 'string' }],
    ['a time', field('v1', 'Pod', 'metadata', 'creationTimestamp'), { type: 'date-time' }],
    ['a time with microseconds', field('coordination.k8s.io/v1', 'Lease', 'spec', 'renewTime'), { type: 'micro-time' }],
    ['words', field('v1', 'Service', 'spec', 'type'), { type: 'string', values: ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort'] }],
    ['words in a list', field('v1', 'Service', 'spec', 'ipFamilies', '[]'), { type: 'string', values: ['', 'IPv4', 'IPv6'] }],
    ['any data', field('apps/v1', 'ControllerRevision', 'data'), { type: 'any' }],
    ['an atomic map', field('v1', 'Pod', 'spec', 'nodeSelector'), { type: 'map', mapType: 'atomic' }],
    ['an atomic object', field('v1', 'Service', 'metadata', 'ownerReferences', '[]'), { type: 'object', mapType: 'atomic' }],
    ['a set', field('v1', 'Pod', 'metadata', 'finalizers'), { type: 'list', listType: 'set', keys: [] }],
    ['lists in a map', field('certificates.k8s.io/v1', 'CertificateSigningRequest', 'spec', 'extra', '[]', '[]'), { type: 'string' }],
  ])('%s', (_name, schema, want) => expect(schema).toMatchObject(want));

  test('an atomic type can be granular in one field', () => {
    expect(newest.type('core.v1.ObjectReference')?.mapType).toBe('atomic');
    expect(field('v1', 'PersistentVolume', 'spec', 'claimRef')).toMatchObject({ type: 'object', mapType: 'granular' });
  });

  test('a type that contains itself can be walked without end', () => {
    const schema = at(loadRelease('1.36').kind('v1', 'Pod'), 'spec', 'containers', '[]');
    expect(schema).toBe(newest.type('core.v1.Container'));
  });

  test('fields say whether they are required, and their default', () => {
    const port = newest.type('core.v1.ContainerPort')!;
    expect(port.fields.get('containerPort')).toMatchObject({ required: true, default: 0 });
    expect(port.fields.get('protocol')).toMatchObject({ required: false, default: 'TCP' });
    expect(port.fields.get('hostPort')).toMatchObject({ required: false, default: undefined });
  });

  test('unions name their discriminator', () => {
    expect(newest.type('core.v1.SeccompProfile')?.unions).toEqual([{ discriminator: 'type', fields: { localhostProfile: 'LocalhostProfile' } }]);
    expect(newest.type('core.v1.PodSpec')?.unions).toEqual([]);
  });

  test.each(['constructor', '__proto__', 'core.v1.Nothing', ''])('there is no type %j', (name) => expect(newest.type(name)).toBeUndefined());
});

describe('every release', () => {
  test.each(RELEASES)('%s: every type that a kind reaches can be read', (version) => {
    const release = loadRelease(version);
    const seen = new Set<Schema>();
    const visit = (schema: Schema): void => {
      if (seen.has(schema)) return;
      seen.add(schema);
      if (schema.type === 'object') for (const { schema: below } of schema.fields.values()) visit(below);
      if (schema.type === 'list' || schema.type === 'map') visit(schema.items);
      if (schema.type === 'list') {
        for (const key of schema.keys) expect((schema.items as ObjectSchema).fields.has(key)).toBe(true);
      }
    };
    const kinds = release.kinds();
    expect(kinds.length).toBeGreaterThan(200);
    for (const { apiVersion, kind, status } of kinds) {
      const schema = release.kind(apiVersion, kind)!;
      expect(schema.fields.has('kind')).toBe(true);
      // Kubernetes' own definition of a StorageVersionMigrationList names a key that its items do not have.
      if (status !== 'transient') visit(schema);
    }
  });

  test.each(RELEASES)('%s serves the kinds that everybody uses', (version) => {
    const release = loadRelease(version);
    for (const [apiVersion, kind] of [['v1', 'Pod'], ['apps/v1', 'StatefulSet'], ['batch/v1', 'CronJob'], ['networking.k8s.io/v1', 'Ingress'],
      ['autoscaling/v2', 'HorizontalPodAutoscaler'], ['policy/v1', 'PodDisruptionBudget'], ['apiextensions.k8s.io/v1', 'CustomResourceDefinition']] as const) {
      expect([kind, release.status(apiVersion, kind)]).toEqual([kind, 'on']);
    }
  });
});

describe('what a release makes of a kind', () => {
  test.each<[(typeof RELEASES)[number], string, string, string]>([
    ['1.36', 'resource.k8s.io/v1', 'ResourceClaim', 'on'],
    ['1.34', 'resource.k8s.io/v1', 'ResourceClaim', 'on'],
    ['1.33', 'resource.k8s.io/v1', 'ResourceClaim', 'unknown'],
    ['1.33', 'resource.k8s.io/v1beta1', 'ResourceClaim', 'off'],
    ['1.31', 'resource.k8s.io/v1alpha3', 'ResourceClaim', 'undescribed'],
    ['1.36', 'apps/v1beta1', 'Deployment', 'removed'],
    ['1.31', 'extensions/v1beta1', 'Ingress', 'removed'],
    ['1.36', 'autoscaling/v2beta2', 'HorizontalPodAutoscaler', 'removed'],
    ['1.36', 'policy/v1beta1', 'PodSecurityPolicy', 'removed'],
    ['1.31', 'flowcontrol.apiserver.k8s.io/v1beta3', 'FlowSchema', 'on'],
    ['1.32', 'flowcontrol.apiserver.k8s.io/v1beta3', 'FlowSchema', 'removed'],
    ['1.33', 'admissionregistration.k8s.io/v1beta1', 'ValidatingAdmissionPolicy', 'off'],
    ['1.34', 'admissionregistration.k8s.io/v1beta1', 'ValidatingAdmissionPolicy', 'removed'],
    ['1.36', 'networking.k8s.io/v1beta1', 'Ingress', 'removed'],
    ['1.36', 'networking.k8s.io/v1beta1', 'ServiceCIDR', 'off'],
    ['1.36', 'authorization.k8s.io/v1', 'SubjectAccessReview', 'transient'],
    ['1.36', 'v1', 'PodList', 'transient'],
    ['1.36', 'policy/v1', 'Eviction', 'transient'],
    ['1.36', 'gateway.networking.k8s.io/v1', 'HTTPRoute', 'custom'],
    ['1.36', 'external-secrets.io/v1', 'ExternalSecret', 'custom'],
    ['1.36', 'external-secrets.io/v1beta1', 'ExternalSecret', 'unknown'],
    ['1.36', 'apps/v1', 'Deployement', 'unknown'],
    ['1.36', 'v1', 'Deployment', 'unknown'],
    ['1.36', '', '', 'unknown'],
  ])('%s: %s %s is %s', (version, apiVersion, kind, want) => expect(loadRelease(version).status(apiVersion, kind)).toBe(want));

  test.each<[string, string, string, string | undefined]>([
    ['apps/v1beta1', 'Deployment', '1.16', 'apps/v1'],
    ['extensions/v1beta1', 'Ingress', '1.22', 'networking.k8s.io/v1'],
    ['autoscaling/v2beta2', 'HorizontalPodAutoscaler', '1.26', 'autoscaling/v2'],
    ['events.k8s.io/v1beta1', 'Event', '1.25', 'events.k8s.io/v1'],
    ['policy/v1beta1', 'PodSecurityPolicy', '1.25', undefined],
    ['apiextensions.k8s.io/v1beta1', 'CustomResourceDefinition', '1.22', 'apiextensions.k8s.io/v1'],
    ['flowcontrol.apiserver.k8s.io/v1beta3', 'FlowSchema', '1.32', 'flowcontrol.apiserver.k8s.io/v1'],
  ])('%s %s was removed in %s', (apiVersion, kind, release, replacement) => {
    expect(newest.removal(apiVersion, kind)).toEqual({ release, replacement });
  });

  test('a stable version takes the place of a removed one, even while a beta is served', () => {
    expect(loadRelease('1.31').removal('flowcontrol.apiserver.k8s.io/v1beta1', 'FlowSchema')?.replacement).toBe('flowcontrol.apiserver.k8s.io/v1');
  });

  test.each([['apps/v1', 'Deployment'], ['apps/v1', 'Nothing'], ['constructor', 'x']])('%s %s was not removed', (apiVersion, kind) => {
    expect(newest.removal(apiVersion, kind)).toBeUndefined();
  });

  test('a removal that is yet to come is not one', () => {
    expect(loadRelease('1.31').removal('flowcontrol.apiserver.k8s.io/v1beta3', 'FlowSchema')).toBeUndefined();
  });

  test('removed kinds keep their schema', () => {
    expect(newest.kind('apps/v1beta1', 'Deployment')?.fields.has('spec')).toBe(true);
    expect(loadRelease('1.31').kind('extensions/v1beta1', 'Deployment')?.fields.has('spec')).toBe(true);
  });
});

describe('older releases', () => {
  test('do not have the fields that came later', () => {
    const has = (version: (typeof RELEASES)[number], type: string, name: string): boolean => loadRelease(version).type(type)!.fields.has(name);
    expect(has('1.36', 'core.v1.PodSpec', 'schedulingGroup')).toBe(true);
    expect(has('1.34', 'core.v1.PodSpec', 'schedulingGroup')).toBe(false);
    expect(has('1.34', 'core.v1.PodSpec', 'hostnameOverride')).toBe(true);
    expect(has('1.33', 'core.v1.PodSpec', 'hostnameOverride')).toBe(false);
    expect(has('1.32', 'core.v1.PodSpec', 'resources')).toBe(true);
    expect(has('1.31', 'core.v1.PodSpec', 'resources')).toBe(false);
    expect(has('1.31', 'core.v1.PodSpec', 'containers')).toBe(true);
  });

  test('do not have the types that came later', () => {
    expect(loadRelease('1.34').type('resource.v1.ResourceClaim')).toBeDefined();
    expect(loadRelease('1.33').type('resource.v1.ResourceClaim')).toBeUndefined();
  });

  test('have the types that went later', () => {
    expect(loadRelease('1.31').type('coordination.v1alpha1.LeaseCandidate')).toBeDefined();
    expect(loadRelease('1.32').type('coordination.v1alpha1.LeaseCandidate')).toBeUndefined();
  });
});
