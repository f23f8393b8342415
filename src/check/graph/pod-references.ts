import type { Container, KeyToPath, PodSpec, Volume, VolumeProjection } from '../../../generated/kubernetes';
import { type PodSource, eachContainer } from './pods';
import { each, fields, type Fields, isMap } from './read';
import type { References } from './reference';

const configMap = '/ConfigMap';
const secret = '/Secret';

/** What the pods of an object refer to. */
export function podReferences(pods: PodSource, references: References): void {
  const { spec, pointer } = pods;
  each(spec.volumes, (volume, index) => {
    if (!pods.claimTemplates.has(volume.name)) volumeReferences(volume, `${pointer}/volumes/${index}`, references);
  });
  eachContainer(pods, (container, at) => containerReferences(container, at, references));
  accountReferences(spec, pointer, references);
}

function accountReferences(spec: Fields<PodSpec>, pointer: string, references: References): void {
  const account = spec.serviceAccountName ? 'serviceAccountName' : 'serviceAccount';
  references.add('runs-as', '/ServiceAccount', spec[account], `${pointer}/${account}`);
  each(spec.imagePullSecrets, ({ name }, index) => references.add('pulls-with', secret, name, `${pointer}/imagePullSecrets/${index}/name`));
  references.addClusterScoped('uses-class', 'scheduling.k8s.io/PriorityClass', spec.priorityClassName, `${pointer}/priorityClassName`);
  references.addClusterScoped('uses-class', 'node.k8s.io/RuntimeClass', spec.runtimeClassName, `${pointer}/runtimeClassName`);
  each(spec.resourceClaims, ({ resourceClaimName, resourceClaimTemplateName }, index) => {
    const at = `${pointer}/resourceClaims/${index}`;
    references.add('claims', 'resource.k8s.io/ResourceClaim', resourceClaimName, `${at}/resourceClaimName`);
    references.add('claims', 'resource.k8s.io/ResourceClaimTemplate', resourceClaimTemplateName, `${at}/resourceClaimTemplateName`);
  });
}

function containerReferences({ env, envFrom }: Fields<Container>, pointer: string, references: References): void {
  each(env, ({ valueFrom }, index) => {
    if (valueFrom === undefined || valueFrom === null) return;
    const { configMapKeyRef, secretKeyRef } = fields(valueFrom);
    const at = `${pointer}/env/${index}/valueFrom`;
    if (configMapKeyRef) keyReference(references, configMap, configMapKeyRef, `${at}/configMapKeyRef`);
    if (secretKeyRef) keyReference(references, secret, secretKeyRef, `${at}/secretKeyRef`);
  });
  each(envFrom, ({ configMapRef, secretRef }, index) => {
    const at = `${pointer}/envFrom/${index}`;
    if (configMapRef) references.add('reads-all', configMap, configMapRef.name, `${at}/configMapRef/name`, { optional: configMapRef.optional === true });
    if (secretRef) references.add('reads-all', secret, secretRef.name, `${at}/secretRef/name`, { optional: secretRef.optional === true });
  });
}

interface KeyReference {
  readonly name?: string | undefined;
  readonly key?: string | undefined;
  readonly optional?: boolean | undefined;
}

function keyReference(references: References, kind: string, { name, key, optional }: KeyReference, pointer: string): void {
  if (typeof key === 'string') references.add('reads-key', kind, name, `${pointer}/name`, { key, optional: optional === true });
}

/** A volume has a name and one source: the sources that are not there are not asked for one by one. */
function volumeReferences(volume: Fields<Volume>, pointer: string, references: References): void {
  for (const field in volume) sourceReferences(volume, field as keyof Volume, pointer, references);
}

function sourceReferences(volume: Fields<Volume>, field: keyof Volume, pointer: string, references: References): void {
  const source: unknown = volume[field];
  if (!isMap(source)) return;
  switch (field) {
    case 'configMap': return dataReferences(references, configMap, fields(volume.configMap).name, `${pointer}/configMap`, 'name', source);
    case 'secret': return dataReferences(references, secret, fields(volume.secret).secretName, `${pointer}/secret`, 'secretName', source);
    case 'persistentVolumeClaim':
      return references.add('claims', '/PersistentVolumeClaim', fields(volume.persistentVolumeClaim).claimName, `${pointer}/persistentVolumeClaim/claimName`);
    case 'projected':
      return each(fields(volume.projected).sources, (one, index) => projectionReferences(one, `${pointer}/projected/sources/${index}`, references));
    case 'ephemeral': {
      const { storageClassName } = fields(fields(fields(volume.ephemeral).volumeClaimTemplate).spec);
      return references.addClusterScoped('uses-class', 'storage.k8s.io/StorageClass', storageClassName, `${pointer}/ephemeral/volumeClaimTemplate/spec/storageClassName`);
    }
    case 'csi': return references.add('uses-secret', secret, fields(fields(volume.csi).nodePublishSecretRef).name, `${pointer}/csi/nodePublishSecretRef/name`);
    case 'azureFile': return references.add('uses-secret', secret, fields(volume.azureFile).secretName, `${pointer}/azureFile/secretName`);
    case 'cephfs': case 'rbd': case 'flexVolume': case 'iscsi': case 'scaleIO': case 'storageos':
      return references.add('uses-secret', secret, fields(fields(volume[field]).secretRef).name, `${pointer}/${field}/secretRef/name`);
    default:
  }
}

function projectionReferences({ configMap: files, secret: secretFiles }: Fields<VolumeProjection>, pointer: string, references: References): void {
  if (files) dataReferences(references, configMap, files.name, `${pointer}/configMap`, 'name', files);
  if (secretFiles) dataReferences(references, secret, secretFiles.name, `${pointer}/secret`, 'name', secretFiles);
}

interface Files {
  readonly items?: readonly KeyToPath[] | undefined;
  readonly optional?: boolean | undefined;
}

function dataReferences(references: References, kind: string, name: unknown, pointer: string, field: string, { items, optional }: Files): void {
  references.add('mounts', kind, name, `${pointer}/${field}`, { optional: optional === true });
  each(items, ({ key }, index) => {
    if (typeof key === 'string') references.add('mounts', kind, name, `${pointer}/items/${index}/key`, { key, optional: optional === true });
  });
}
