import { isPlainMap, type PlainMap } from '../../../core/plain-map';
import { call, type Code, map, value } from '../../print/code';
import { isSame } from '../same';
import type { SourceObject } from '../sources';
import type { Candidate } from '../trials';
import { mapsIn, metadataProps, nameOf, optionalValue, sameFields, type Shelf, specOf } from './shelf';

/** Storage classes, volumes and claims. */
export function placeStorage(shelf: Shelf): void {
  for (const object of shelf.open('storage.k8s.io/v1', 'StorageClass')) placeClass(shelf, object);
  for (const object of shelf.open('v1', 'PersistentVolume')) placeVolume(shelf, object);
  for (const object of shelf.open('v1', 'PersistentVolumeClaim')) placeClaim(shelf, object);
}

const classFields = ['provisioner', 'parameters', 'reclaimPolicy', 'volumeBindingMode', 'allowVolumeExpansion', 'mountOptions', 'allowedTopologies'];

function placeClass(shelf: Shelf, object: SourceObject): void {
  const props = map({ ...sameFields(object.manifest as unknown as PlainMap, classFields), ...metadataProps(object) });
  shelf.place([{ objects: [object], callee: 'StorageClass', id: nameOf(object), props, override: 'object', label: `${nameOf(object)}-class` }]);
}

function placeVolume(shelf: Shelf, object: SourceObject): void {
  const spec = specOf(object);
  const source = backendOf(spec);
  const capacity = isPlainMap(spec['capacity']) ? spec['capacity']['storage'] : undefined;
  if (source === undefined || capacity === undefined) return;
  const { claimRef } = spec;
  const { name, namespace } = isPlainMap(claimRef) ? claimRef : ({} as PlainMap);
  const props = map({
    source, capacity: value(capacity), accessModes: modesOf(spec), storageClass: optionalValue(spec['storageClassName']),
    reclaimPolicy: optionalValue(spec['persistentVolumeReclaimPolicy']), ...sameFields(spec, ['volumeMode', 'mountOptions']),
    nodeAffinity: nodesOf(spec['nodeAffinity']), volumeAttributesClass: optionalValue(spec['volumeAttributesClassName']),
    claim: typeof name === 'string' && typeof namespace === 'string' ? value({ namespace, name }) : undefined,
    ...metadataProps(object),
  });
  shelf.place([{ objects: [object], callee: 'PersistentVolume', id: nameOf(object), props, override: 'object', label: `${nameOf(object)}-volume` }]);
}

/** The definition's own access mode needs no word. */
function modesOf(spec: PlainMap): Code | undefined {
  return isSame(spec['accessModes'], ['ReadWriteOnce']) ? undefined : optionalValue(spec['accessModes']);
}

/** One condition on one label reads best as that label and its values. */
function nodesOf(affinity: unknown): Code | undefined {
  if (!isPlainMap(affinity) || !isPlainMap(affinity['required'])) return undefined;
  const [term, second] = mapsIn(affinity['required']['nodeSelectorTerms']);
  const conditions = mapsIn(term?.['matchExpressions']);
  const simple = second === undefined && conditions.length > 0 && conditions.every(({ operator, key, values }) =>
    operator === 'In' && typeof key === 'string' && Array.isArray(values));
  if (!simple) return value(affinity);
  return map(conditions.map(({ key, values }) => ({ key: key as string, value: value(values) })));
}

const sameShape: { readonly [field: string]: string } = { nfs: 'nfs', csi: 'csi', fc: 'fc' };

/** What a volume is kept on, as a function of the SDK. */
export function backendOf(spec: PlainMap): Code | undefined {
  const { hostPath, local, iscsi } = spec;
  if (isPlainMap(hostPath)) return withPath('hostPath', hostPath);
  if (isPlainMap(local)) return withPath('local', local);
  if (isPlainMap(iscsi)) {
    const { secretRef, ...rest } = iscsi;
    return call('iscsi', value(secretRef === undefined ? rest : { ...rest, secret: secretRef }));
  }
  for (const [field, name] of Object.entries(sameShape)) if (isPlainMap(spec[field])) return call(name, value(spec[field]));
  return undefined;
}

function withPath(name: string, { path, ...options }: PlainMap): Code {
  return call(name, value(path), ...(Object.keys(options).length === 0 ? [] : [value(options)]));
}

function placeClaim(shelf: Shelf, object: SourceObject): void {
  const spec = specOf(object);
  const props = { ...claimProps(spec), ...metadataProps(object) };
  const candidate = (more: { readonly [field: string]: Code | undefined }): Candidate => (
    { objects: [object], callee: 'PersistentVolumeClaim', id: nameOf(object), props: map({ ...props, ...more }), override: 'object', label: `${nameOf(object)}-claim` }
  );
  const volume = spec['volumeName'];
  shelf.place(volume === undefined ? [candidate({})] : [candidate({ volume: value(volume) }), candidate({})]);
}

/** What a claim asks for. */
export function claimProps(spec: PlainMap): { readonly [field: string]: Code | undefined } {
  const { resources, selector, dataSource, dataSourceRef } = spec;
  const requests = isPlainMap(resources) ? resources['requests'] : undefined;
  return {
    size: optionalValue(isPlainMap(requests) ? requests['storage'] : undefined),
    accessModes: modesOf(spec),
    storageClass: optionalValue(spec['storageClassName']),
    volumeMode: optionalValue(spec['volumeMode']),
    selector: optionalValue(selector),
    dataSource: optionalValue(dataSource ?? dataSourceRef),
    volumeAttributesClass: optionalValue(spec['volumeAttributesClassName']),
  };
}
