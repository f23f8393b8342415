import { isPlainMap, type PlainMap } from '../../../core/plain-map';
import { call, type Code, type Entry, list, map, member, value } from '../../print/code';
import { mapsIn, optionalValue, type Shelf } from './shelf';
import { backendOf, claimProps } from './storage';

/** The volumes of a pod and how its containers mount them, as a definition says it. */
export interface VolumesCode {
  /** Volumes with names of their own. @default - none */
  readonly volumes: Code | undefined;
  /** What a container mounts. */
  mounts(container: PlainMap): Code | undefined;
}

interface Volume {
  readonly name: string;
  readonly source: PlainMap;
  /** As a definition says it. @default - it has no word for it */
  readonly code: Code | undefined;
  /** The name that a volume gets by itself. */
  readonly derived: string | undefined;
  readonly mounts: readonly PlainMap[];
}

/**
 * The two ways to say them: a volume that is mounted once stands where it is mounted, as long as it keeps its name; or every
 * volume has its name.
 * @param claims names of volumes that claim templates make
 */
export function volumesCodes(spec: PlainMap, shelf: Shelf, claims: ReadonlySet<string>): readonly VolumesCode[] {
  const containers = [...mapsIn(spec['containers']), ...mapsIn(spec['initContainers'])];
  const mounts = containers.flatMap((container) => mapsIn(container['volumeMounts']));
  const devices = containers.flatMap((container) => mapsIn(container['volumeDevices']).map(({ name }) => name));
  const volumes = mapsIn(spec['volumes']).flatMap((given): Volume[] => {
    const { name, ...source } = given;
    if (typeof name !== 'string') return [];
    const own = mounts.filter((mount) => mount['name'] === name);
    return [{ name, source, code: volumeCode(source, shelf), derived: derivedName(source), mounts: devices.includes(name) ? [...own, {}] : own }];
  });
  const isInline = ({ code, derived, name, mounts: own }: Volume): boolean => code !== undefined && derived === name && own.length === 1;
  const inline = new Set(volumes.filter(isInline).map(({ name }) => name));
  const ways = inline.size === 0 ? [new Set<string>()] : [inline, new Set<string>()];
  return ways.map((inPlace) => ({
    volumes: volumesCode(volumes, inPlace),
    mounts: (container) => mountsCode(container, volumes, inPlace, shelf, claims),
  }));
}

function volumesCode(volumes: readonly Volume[], inPlace: ReadonlySet<string>): Code | undefined {
  const entries = volumes.flatMap(({ name, code }): Entry[] => (code === undefined || inPlace.has(name) ? [] : [{ key: name, value: code }]));
  return entries.length === 0 ? undefined : map(entries);
}

function mountsCode(
  container: PlainMap, volumes: readonly Volume[], inPlace: ReadonlySet<string>, shelf: Shelf, claims: ReadonlySet<string>,
): Code | undefined {
  const entries = mapsIn(container['volumeMounts']).flatMap((mount): Entry[] => {
    const { name, mountPath, ...options } = mount;
    if (typeof mountPath !== 'string' || typeof name !== 'string') return [];
    const volume = volumes.find((one) => one.name === name);
    if (volume?.code === undefined && !claims.has(name)) return [];
    const stands = volume !== undefined && inPlace.has(name) ? inPlaceCode(volume, options, shelf) : { code: value(name), options };
    const rest = Object.keys(stands.options).length === 0 ? undefined : stands.options;
    const full = (): Entry['value'] => map({ volume: stands.code, ...Object.fromEntries(Object.entries(rest!).map(([key, item]) => [key, value(item)])) });
    return [{ key: mountPath, value: rest === undefined ? stands.code : full() }];
  });
  return entries.length === 0 ? undefined : map(entries);
}

/** A volume where it is mounted: one file of configuration data reads as that file. */
function inPlaceCode({ code, source }: Volume, options: PlainMap, shelf: Shelf): { readonly code: Code; readonly options: PlainMap } {
  const { subPath, ...rest } = options;
  const { configMap, secret } = source;
  const [kind, data] = isPlainMap(configMap) ? (['ConfigMap', configMap] as const) : (['Secret', secret] as const);
  if (!isPlainMap(data) || typeof subPath !== 'string') return { code: code!, options };
  const name = data['name'] ?? data['secretName'];
  const whole = Object.keys(data).length === 1;
  const [item, second] = mapsIn(data['items']);
  const selected = item !== undefined && second === undefined && item['key'] === subPath && item['path'] === subPath && Object.keys(data).length === 2;
  const owner = typeof name === 'string' && (whole || selected) ? shelf.data(kind, name) : undefined;
  if (owner === undefined) return { code: code!, options };
  const mode = selected ? item['mode'] : undefined;
  return { code: call(member(owner, 'file'), value(subPath), ...(mode === undefined ? [] : [value({ mode })])), options: rest };
}

/** The name that a volume gets by itself; only where that is easily known. */
function derivedName({ configMap, secret, persistentVolumeClaim, emptyDir, projected }: PlainMap): string | undefined {
  if (isPlainMap(configMap)) return text(configMap['name']);
  if (isPlainMap(secret)) return text(secret['secretName']);
  if (isPlainMap(persistentVolumeClaim)) return text(persistentVolumeClaim['claimName']);
  if (isPlainMap(emptyDir)) return 'empty-dir';
  return isPlainMap(projected) ? 'projected' : undefined;
}

function text(given: unknown): string | undefined {
  return typeof given === 'string' ? given : undefined;
}

function volumeCode(source: PlainMap, shelf: Shelf): Code | undefined {
  if (Object.keys(source).length !== 1) return undefined;
  const { configMap, secret, persistentVolumeClaim, emptyDir, projected, downwardAPI, ephemeral, image } = source;
  if (isPlainMap(configMap)) return filesCode('ConfigMap', configMap, configMap['name'], shelf);
  if (isPlainMap(secret)) return filesCode('Secret', secret, secret['secretName'], shelf);
  if (isPlainMap(persistentVolumeClaim)) return claimCode(persistentVolumeClaim, shelf);
  if (isPlainMap(emptyDir)) return call('emptyDir', ...(Object.keys(emptyDir).length === 0 ? [] : [value(emptyDir)]));
  if (isPlainMap(projected)) return projectedCode(projected, shelf);
  if (isPlainMap(downwardAPI)) return downwardCode(downwardAPI);
  if (isPlainMap(ephemeral)) return ephemeralCode(ephemeral);
  if (isPlainMap(image)) {
    const { reference, ...options } = image;
    return call('imageVolume', value(reference), ...(Object.keys(options).length === 0 ? [] : [value(options)]));
  }
  return backendOf(source);
}

function claimCode({ claimName, readOnly }: PlainMap, shelf: Shelf): Code | undefined {
  const claim = typeof claimName === 'string' ? shelf.claim(claimName) : undefined;
  return claim === undefined || readOnly !== true ? claim : call(member(claim, 'readOnly'));
}

/** Keys that keep their names are a list; others say their paths. */
function filesCode(kind: 'ConfigMap' | 'Secret', given: PlainMap, name: unknown, shelf: Shelf): Code | undefined {
  const owner = typeof name === 'string' ? shelf.data(kind, name) : undefined;
  if (owner === undefined) return undefined;
  const { items, defaultMode, optional } = given;
  const selected = mapsIn(items);
  const plain = selected.every(({ key, path, mode }) => key === path && mode === undefined);
  const paths = selected.map(({ key, path, mode }): [string, unknown] => [String(key), mode === undefined ? path : { path, mode }]);
  const moved = plain ? undefined : Object.fromEntries(paths);
  const options = map({ items: optionalValue(moved), defaultMode: modeCode(defaultMode), optional: optional === true ? value(true) : undefined });
  const keys = items !== undefined && plain ? [value(selected.map(({ key }) => key))] : [];
  return call(member(owner, 'files'), ...keys, ...(options.entries.length === 0 ? [] : [options]));
}

function modeCode(mode: unknown): Code | undefined {
  return optionalValue(mode);
}

function projectedCode({ sources, defaultMode }: PlainMap, shelf: Shelf): Code | undefined {
  const codes = mapsIn(sources).map((source): Code | undefined => {
    if (Object.keys(source).length !== 1) return undefined;
    const { configMap, secret, serviceAccountToken, downwardAPI } = source;
    if (isPlainMap(configMap)) return filesCode('ConfigMap', configMap, configMap['name'], shelf);
    if (isPlainMap(secret)) return filesCode('Secret', secret, secret['name'], shelf);
    if (isPlainMap(downwardAPI)) return downwardCode(downwardAPI);
    return isPlainMap(serviceAccountToken) ? call('serviceAccountToken', value(serviceAccountToken)) : undefined;
  });
  if (codes.length === 0 || codes.includes(undefined)) return undefined;
  return call('projected', list(codes as readonly Code[]), ...(defaultMode === undefined ? [] : [map({ defaultMode: value(defaultMode) })]));
}

function downwardCode({ items, defaultMode }: PlainMap): Code | undefined {
  const entries = mapsIn(items).map(({ path, fieldRef, resourceFieldRef, mode }): Entry | undefined => {
    const source = isPlainMap(fieldRef) ? call('field', value(fieldRef['fieldPath'])) : resourceCode(resourceFieldRef);
    if (source === undefined || typeof path !== 'string' || mode !== undefined) return undefined;
    return { key: path, value: source };
  });
  if (entries.length === 0 || entries.includes(undefined)) return undefined;
  return call('downwardFiles', map(entries as readonly Entry[]), ...(defaultMode === undefined ? [] : [value({ defaultMode })]));
}

function resourceCode(given: unknown): Code | undefined {
  if (!isPlainMap(given)) return undefined;
  const { resource, containerName, divisor } = given;
  return call('resource', value(resource), map({ container: optionalValue(containerName), divisor: optionalValue(divisor) }));
}

function ephemeralCode({ volumeClaimTemplate }: PlainMap): Code | undefined {
  if (!isPlainMap(volumeClaimTemplate) || !isPlainMap(volumeClaimTemplate['spec'])) return undefined;
  const metadata = isPlainMap(volumeClaimTemplate['metadata']) ? volumeClaimTemplate['metadata'] : {};
  return call('ephemeral', map({ ...claimProps(volumeClaimTemplate['spec']), labels: optionalValue(metadata['labels']), annotations: optionalValue(metadata['annotations']) }));
}
