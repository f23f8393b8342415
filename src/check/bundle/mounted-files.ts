import type { KeyToPath, Volume, VolumeProjection } from '../../../generated/kubernetes';
import { eachContainer, type PodSource } from '../graph/pods';
import { each, type Fields, fields, isMap, list, text } from '../graph/read';
import type { Bundle } from './bundle';

const mostKnown = 20;

/** Takes the path of a file in a volume. What collects them returns whether that were all. */
type Collect = (path: string) => void;

/** Mounts of a single file (`subPath`) of a volume that has no such file. */
export function mountedFileRule(bundle: Bundle): void {
  for (const pods of bundle.graph.pods) {
    eachContainer(pods, ({ volumeMounts }, pointer) => {
      each(volumeMounts, ({ name, subPath }, index) => {
        const path = text(subPath);
        if (path !== undefined) checkFile(bundle, pods, name, path.replace(/\/+$/, ''), `${pointer}/volumeMounts/${index}/subPath`);
      });
    });
  }
}

function checkFile(bundle: Bundle, pods: PodSource, name: unknown, path: string, pointer: string): void {
  const volume = list(pods.spec.volumes).find((one) => isMap(one) && one.name === name) as Fields<Volume> | undefined;
  if (volume === undefined || path === '.' || pods.claimTemplates.has(name)) return;
  const files: string[] = [];
  if (!filesOf(bundle, pods, volume, (file) => files.push(file))) return;
  if (files.some((file) => file === path || file.startsWith(`${path}/`))) return;
  const known = files.slice(0, mostKnown);
  bundle.report(pods.node, 'volume/file-missing', { volume: String(name), path, known, nearest: bundle.nearest(path, () => known) }, pointer);
}

function filesOf(bundle: Bundle, pods: PodSource, volume: Fields<Volume>, collect: Collect): boolean {
  if (isMap(volume.configMap)) return dataFiles(bundle, pods, '/ConfigMap', volume.configMap.name, volume.configMap, collect);
  if (isMap(volume.secret)) return dataFiles(bundle, pods, '/Secret', volume.secret.secretName, volume.secret, collect);
  if (isMap(volume.downwardAPI)) return paths(volume.downwardAPI.items, collect);
  if (!isMap(volume.projected)) return false;
  return list(volume.projected.sources).every((source: Fields<VolumeProjection>) => projectedFiles(bundle, pods, fields(source), collect));
}

function projectedFiles(bundle: Bundle, pods: PodSource, source: Fields<VolumeProjection>, collect: Collect): boolean {
  if (isMap(source.configMap)) return dataFiles(bundle, pods, '/ConfigMap', source.configMap.name, source.configMap, collect);
  if (isMap(source.secret)) return dataFiles(bundle, pods, '/Secret', source.secret.name, source.secret, collect);
  if (isMap(source.downwardAPI)) return paths(source.downwardAPI.items, collect);
  return isMap(source.serviceAccountToken) && paths([source.serviceAccountToken], collect);
}

interface Files {
  readonly items?: readonly KeyToPath[] | undefined;
  readonly optional?: boolean | undefined;
}

function dataFiles(bundle: Bundle, pods: PodSource, kind: string, name: unknown, { items, optional }: Files, collect: Collect): boolean {
  if (optional === true) return false;
  if (list(items).length > 0) return paths(items, collect);
  const found = typeof name === 'string' ? bundle.graph.find(kind, pods.namespace, name) : undefined;
  const keys = found === undefined ? undefined : bundle.graph.keysOf(found);
  if (keys === undefined || keys.open) return false;
  for (const key of keys.texts) collect(key);
  for (const key of keys.bytes) collect(key);
  return true;
}

function paths(items: readonly { readonly path?: unknown }[] | undefined, collect: Collect): boolean {
  each(items, ({ path }) => {
    if (typeof path === 'string') collect(path);
  });
  return true;
}
