import type {
  APIService, CustomResourceDefinition, EndpointSlice, HorizontalPodAutoscaler, Ingress, ObjectMeta, PersistentVolume, PersistentVolumeClaim,
  PersistentVolumeClaimSpec, RoleBinding, Secret, ServiceAccount, StatefulSet, ValidatingWebhookConfiguration,
} from '../../../generated/kubernetes';
import type { Manifest } from '../../core/manifest';
import { foreignReferences } from './foreign-references';
import { type KindKey, kindKey } from './kinds';
import { each, type Fields, fields, isMap, own, text, texts } from './read';
import type { References } from './reference';

type Reader = (manifest: never, references: References) => void;

const service = '/Service';
const secret = '/Secret';

/** What objects refer to besides the pods that they make, by kind. */
const readers: { readonly [kind: KindKey]: Reader | undefined } = {
  'apps/StatefulSet': ({ spec }: Fields<StatefulSet>, references) => {
    const { serviceName, volumeClaimTemplates } = fields(spec);
    references.add('governed-by', service, serviceName, '/spec/serviceName');
    each(volumeClaimTemplates, (template, index) => claimReferences(fields(template.spec), `/spec/volumeClaimTemplates/${index}/spec`, references));
  },
  '/PersistentVolumeClaim': ({ spec }: Fields<PersistentVolumeClaim>, references) => claimReferences(fields(spec), '/spec', references),
  '/PersistentVolume': ({ spec }: Fields<PersistentVolume>, references) => volumeReferences(fields(spec), references),
  'networking.k8s.io/Ingress': ({ spec }: Fields<Ingress>, references) => ingressReferences(fields(spec), references),
  'autoscaling/HorizontalPodAutoscaler': ({ spec }: Fields<HorizontalPodAutoscaler>, references) => {
    targetReference('scales', fields(spec).scaleTargetRef, '/spec/scaleTargetRef', references);
  },
  'rbac.authorization.k8s.io/RoleBinding': (binding: Fields<RoleBinding>, references) => bindingReferences(binding, references),
  'rbac.authorization.k8s.io/ClusterRoleBinding': (binding: Fields<RoleBinding>, references) => bindingReferences(binding, references),
  '/ServiceAccount': ({ secrets, imagePullSecrets }: Fields<ServiceAccount>, references) => {
    each(secrets, ({ name }, index) => references.add('uses-secret', secret, name, `/secrets/${index}/name`, { optional: true }));
    each(imagePullSecrets, ({ name }, index) => references.add('pulls-with', secret, name, `/imagePullSecrets/${index}/name`));
  },
  '/Secret': ({ type, metadata }: Fields<Secret>, references) => {
    if (type !== 'kubernetes.io/service-account-token') return;
    const account = own(texts(fields(metadata).annotations), 'kubernetes.io/service-account.name');
    references.add('token-of', '/ServiceAccount', account, '/metadata/annotations/kubernetes.io~1service-account.name');
  },
  'discovery.k8s.io/EndpointSlice': ({ metadata }: Fields<EndpointSlice>, references) => {
    const name = own(texts(fields(metadata).labels), 'kubernetes.io/service-name');
    references.add('endpoints-of', service, name, '/metadata/labels/kubernetes.io~1service-name');
  },
  '/Endpoints': ({ metadata }: Manifest, references) => references.add('endpoints-of', service, metadata?.name, '/metadata/name', { optional: true }),
  'admissionregistration.k8s.io/ValidatingWebhookConfiguration': webhookReferences,
  'admissionregistration.k8s.io/MutatingWebhookConfiguration': webhookReferences,
  'apiregistration.k8s.io/APIService': ({ spec }: Fields<APIService>, references) => callReference(fields(spec).service, '/spec/service', references),
  'apiextensions.k8s.io/CustomResourceDefinition': ({ spec }: Fields<CustomResourceDefinition>, references) => {
    const client = fields(fields(fields(fields(spec).conversion).webhook).clientConfig);
    callReference(client.service, '/spec/conversion/webhook/clientConfig/service', references);
  },
};

/** What an object refers to besides the pods that it makes. */
export function objectReferences(key: KindKey, manifest: Manifest, references: References): void {
  const reader = readers[key] ?? foreignReferences[key];
  reader?.(manifest as never, references);
  const { ownerReferences } = fields<ObjectMeta>(manifest.metadata);
  each(ownerReferences, ({ apiVersion, kind, name }, index) => {
    if (text(kind) === undefined) return;
    references.add('owned-by', kindKey(text(apiVersion) ?? '', kind!), name, `/metadata/ownerReferences/${index}/name`, { optional: true });
  });
}

function claimReferences(spec: Fields<PersistentVolumeClaimSpec>, pointer: string, references: References): void {
  references.addClusterScoped('uses-class', 'storage.k8s.io/StorageClass', spec.storageClassName, `${pointer}/storageClassName`);
  references.addClusterScoped(
    'uses-class', 'storage.k8s.io/VolumeAttributesClass', spec.volumeAttributesClassName, `${pointer}/volumeAttributesClassName`,
  );
  references.addClusterScoped('binds', '/PersistentVolume', spec.volumeName, `${pointer}/volumeName`);
  for (const field of ['dataSource', 'dataSourceRef'] as const) {
    const source = fields(spec[field]);
    const kind = text(source.kind);
    if (kind === undefined) continue;
    const namespace = 'namespace' in source ? text(source.namespace) : undefined;
    references.add('copies', `${text(source.apiGroup) ?? ''}/${kind}`, source.name, `${pointer}/${field}/name`, { namespace });
  }
}

function volumeReferences(spec: Fields<NonNullable<PersistentVolume['spec']>>, references: References): void {
  const { claimRef, csi, azureFile } = spec;
  references.addClusterScoped('uses-class', 'storage.k8s.io/StorageClass', spec.storageClassName, '/spec/storageClassName', true);
  if (isMap(claimRef)) {
    references.add('binds', '/PersistentVolumeClaim', claimRef.name, '/spec/claimRef/name', { namespace: text(claimRef.namespace) ?? '', optional: true });
  }
  if (isMap(csi)) {
    for (const field of ['controllerExpandSecretRef', 'controllerPublishSecretRef', 'nodeExpandSecretRef', 'nodePublishSecretRef', 'nodeStageSecretRef'] as const) {
      secretReference(csi[field], `/spec/csi/${field}`, references);
    }
  }
  if (isMap(azureFile)) {
    references.add('uses-secret', secret, azureFile.secretName, '/spec/azureFile/secretName', { namespace: text(azureFile.secretNamespace) ?? '' });
  }
  for (const kind of ['cephfs', 'rbd', 'flexVolume', 'iscsi', 'scaleIO'] as const) {
    const source = spec[kind];
    if (isMap(source)) secretReference(source.secretRef, `/spec/${kind}/secretRef`, references);
  }
}

function secretReference(
  reference: { readonly name?: string | undefined; readonly namespace?: string | undefined } | undefined, pointer: string, references: References,
): void {
  if (isMap(reference)) references.add('uses-secret', secret, reference.name, `${pointer}/name`, { namespace: text(reference.namespace) ?? '' });
}

function ingressReferences(spec: Fields<NonNullable<Ingress['spec']>>, references: References): void {
  references.addClusterScoped('uses-class', 'networking.k8s.io/IngressClass', spec.ingressClassName, '/spec/ingressClassName');
  backendReference(spec.defaultBackend, '/spec/defaultBackend', references);
  each(spec.rules, ({ http }, rule) => each(fields(http).paths, ({ backend }, path) =>
    backendReference(backend, `/spec/rules/${rule}/http/paths/${path}/backend`, references)));
  each(spec.tls, ({ secretName }, index) => references.add('serves-with', secret, secretName, `/spec/tls/${index}/secretName`));
}

type IngressBackend = NonNullable<NonNullable<Ingress['spec']>['defaultBackend']>;

function backendReference(backend: IngressBackend | undefined, pointer: string, references: References): void {
  const { service: target, resource } = fields(backend);
  if (isMap(target)) {
    const port = fields(target.port);
    references.add('routes-to', service, target.name, `${pointer}/service/name`, { key: port.name ?? port.number });
  }
  if (isMap(resource) && text(resource.kind) !== undefined) {
    references.add('routes-to', `${text(resource.apiGroup) ?? ''}/${resource.kind}`, resource.name, `${pointer}/resource/name`, { optional: true });
  }
}

/** The object that an autoscaler sets the size of. */
export function targetReference(type: 'scales', target: unknown, pointer: string, references: References, otherwise?: string): void {
  const { apiVersion, kind = otherwise, name } = fields(target as { apiVersion?: unknown; kind?: unknown; name?: unknown } | undefined);
  const group = typeof apiVersion === 'string' ? apiVersion : 'apps/v1';
  if (typeof kind === 'string') references.add(type, kindKey(group, kind), name, `${pointer}/name`);
}

function bindingReferences({ roleRef, subjects }: Fields<RoleBinding>, references: References): void {
  const { kind, name } = fields(roleRef);
  if (kind === 'ClusterRole') references.addClusterScoped('grants', 'rbac.authorization.k8s.io/ClusterRole', name, '/roleRef/name');
  else if (kind === 'Role') references.add('grants', 'rbac.authorization.k8s.io/Role', name, '/roleRef/name');
  each(subjects, (subject, index) => {
    if (subject.kind !== 'ServiceAccount') return;
    references.add('grants-to', '/ServiceAccount', subject.name, `/subjects/${index}/name`, { namespace: text(subject.namespace) });
  });
}

function webhookReferences({ webhooks }: Fields<ValidatingWebhookConfiguration>, references: References): void {
  each(webhooks, ({ clientConfig }, index) => callReference(fields(clientConfig).service, `/webhooks/${index}/clientConfig/service`, references));
}

function callReference(target: unknown, pointer: string, references: References): void {
  const { name, namespace, port } = fields(target as { name?: unknown; namespace?: unknown; port?: unknown } | undefined);
  references.add('calls', service, name, `${pointer}/name`, { namespace: text(namespace) ?? '', key: typeof port === 'number' ? port : 443 });
}
