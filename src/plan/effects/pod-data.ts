import { isPlainMap } from '../../core/checks';
import { isSame } from '../compare';
import { ANY } from '../../schema/schema';
import { at, listAt, textAt, type Update } from '../update/update';

/** Volumes whose content comes from elsewhere, or is gone with the pod: nothing is stored in them. */
const WITHOUT_DATA: ReadonlySet<string> = new Set(['name', 'configMap', 'secret', 'projected', 'downwardAPI', 'emptyDir', 'image', 'gitRepo']);

/** Variables by which well-known images are told where their data lies. */
const DATA_VARIABLES: ReadonlySet<string> = new Set([
  'PGDATA', 'MYSQL_DATADIR', 'MYSQL_DATA_DIR', 'MARIADB_DATA_DIR', 'MONGO_DATA_DIR', 'MONGODB_DATA_DIR', 'REDIS_DATA_DIR', 'KAFKA_LOG_DIRS', 'KAFKA_DATA_DIR',
  'ZOO_DATA_DIR', 'ZOO_DATA_LOG_DIR', 'SOLR_HOME', 'SOLR_DATA_HOME', 'ETCD_DATA_DIR', 'CONSUL_DATA_DIR', 'RABBITMQ_MNESIA_BASE', 'RABBITMQ_MNESIA_DIR',
  'INFLUXDB_DATA_DIR', 'INFLUXD_BOLT_PATH', 'INFLUXD_ENGINE_PATH', 'GF_PATHS_DATA', 'JENKINS_HOME', 'GITEA_WORK_DIR', 'MINIO_VOLUMES', 'NEO4J_dbms_directories_data',
  'NEO4J_server_directories_data', 'CASSANDRA_DATA_DIR', 'ELASTICSEARCH_DATA_DIR', 'path.data', 'DATA_DIR', 'DATADIR', 'DATA_PATH', 'DATA_HOME', 'STORAGE_PATH',
]);

interface Mount {
  readonly container: string;
  readonly volume: string;
  readonly path: string;
  readonly subPath: string;
  readonly place: readonly (string | number)[];
}

/** What a change of a pod or a template of pods does to the data that the pods keep. */
export function podData(update: Update, specPath: readonly string[], claimTemplates: readonly string[] = []): void {
  const { id, from, to } = update;
  const [before, after] = [at(from, ...specPath), at(to, ...specPath)];
  const stored = new Set([...claimTemplates, ...storedVolumes(before)]);
  if (stored.size === 0) return;
  const sources = { from: at(update.written.from, ...specPath), to: at(update.written.to, ...specPath) };
  otherVolumes(update, specPath, sources);
  const [old, now] = [mountsOf(before, specPath).filter(({ volume }) => stored.has(volume)), mountsOf(after, specPath)];
  const renamed = renamedContainers(before, after, old, now);
  for (const mount of old) {
    const { volume, path } = mount;
    const container = renamed.get(mount.container) ?? mount.container;
    const same = now.find((other) => other.container === container && other.volume === volume && other.path === path);
    if (same !== undefined) {
      const values = { from: mount.subPath, to: same.subPath };
      if (same.subPath !== mount.subPath) update.reportAt([...same.place, 'subPath'], 'data/sub-path', { id, container, volume, ...values }, values);
      continue;
    }
    const replaced = now.find((other) => other.container === container && other.path === path);
    if (replaced !== undefined) {
      // A claim template under another name is told of the template.
      if (claimTemplates.includes(volume) || sameSource(before, volume, after, replaced.volume)) continue;
      const values = { from: volumeOf(sources.from, volume), to: volumeOf(sources.to, replaced.volume) };
      update.reportAt([...replaced.place, 'name'], 'data/other-volume', { id, volume }, values);
      continue;
    }
    // Which of several new mounts it became cannot be said: the first one that was not there.
    const known = new Set(old.filter((other) => other.container === mount.container).map((other) => other.path));
    const moved = now.find((other) => other.container === container && other.volume === volume && !known.has(other.path));
    const runs = containerNames(after).has(container);
    if (moved !== undefined) update.reportAt([...moved.place, 'mountPath'], 'data/mount-moved', { id, container, volume, from: path, to: moved.path }, { from: path, to: moved.path });
    // What a container that is gone had mounted matters where no other one has it.
    else if (runs || !now.some((other) => other.volume === volume)) update.reportAt([...specPath], 'data/mount-removed', { id, container: runs ? container : undefined, volume, path }, { from: path });
  }
  variables(update, specPath, renamed);
}

function containerNames(spec: unknown): Set<string> {
  return new Set(['initContainers', 'containers'].flatMap((list) => listAt(spec, list)).map((container) => textAt(container, 'name') ?? ''));
}

/** Containers that are gone, each with the new one that mounts a volume of it at the same place. */
function renamedContainers(before: unknown, after: unknown, old: readonly Mount[], now: readonly Mount[]): ReadonlyMap<string, string> {
  const [was, is] = [containerNames(before), containerNames(after)];
  const renamed = new Map<string, string>();
  for (const { container, volume, path } of old) {
    if (is.has(container) || renamed.has(container)) continue;
    const other = now.find((mount) => mount.volume === volume && mount.path === path && !was.has(mount.container));
    if (other !== undefined) renamed.set(container, other.container);
  }
  return renamed;
}

/** A volume of a pod as it is written; nothing where it comes from a claim template. */
function volumeOf(spec: unknown, name: string): unknown {
  return listAt(spec, 'volumes').find((one) => textAt(one, 'name') === name);
}

/** Whether two volumes come from the same place, whatever the pod calls them. */
function sameSource(before: unknown, volume: string, after: unknown, other: string): boolean {
  const source = (spec: unknown, name: string): unknown => {
    const found = volumeOf(spec, name);
    return isPlainMap(found) ? { ...found, name: undefined } : undefined;
  };
  return isSame(ANY, source(before, volume), source(after, other));
}

/** Volumes of a pod in which something is stored. */
export function storedVolumes(spec: unknown): string[] {
  return listAt(spec, 'volumes').filter((volume) => isPlainMap(volume) && Object.keys(volume).some((key) => !WITHOUT_DATA.has(key))).map((volume) => textAt(volume, 'name') ?? '');
}

function otherVolumes(update: Update, specPath: readonly string[], sources: { readonly from: unknown; readonly to: unknown }): void {
  const { id, from, to } = update;
  const now = listAt(to, ...specPath, 'volumes');
  for (const volume of listAt(from, ...specPath, 'volumes')) {
    const name = textAt(volume, 'name') ?? '';
    const index = now.findIndex((other) => textAt(other, 'name') === name);
    if (index < 0 || storedVolumes({ volumes: [volume] }).length === 0 || isSame(ANY, volume, now[index])) continue;
    update.reportAt([...specPath, 'volumes', index], 'data/other-volume', { id, volume: name }, { from: volumeOf(sources.from, name), to: volumeOf(sources.to, name) });
  }
}

function mountsOf(spec: unknown, specPath: readonly string[]): Mount[] {
  return ['initContainers', 'containers'].flatMap((list) => listAt(spec, list).flatMap((container, index) => [
    ...listAt(container, 'volumeMounts').map((mount, position) => ({ mount, place: [...specPath, list, index, 'volumeMounts', position], path: 'mountPath' })),
    ...listAt(container, 'volumeDevices').map((mount, position) => ({ mount, place: [...specPath, list, index, 'volumeDevices', position], path: 'devicePath' })),
  ].map(({ mount, place, path }) => ({
    container: textAt(container, 'name') ?? '',
    volume: textAt(mount, 'name') ?? '',
    path: (textAt(mount, path) ?? '').replace(/(?<=.)\/+$/, ''),
    subPath: textAt(mount, 'subPath') ?? textAt(mount, 'subPathExpr') ?? '',
    place,
  }))));
}

function variables(update: Update, specPath: readonly string[], renamed: ReadonlyMap<string, string>): void {
  const { id, from, to } = update;
  const containers = listAt(to, ...specPath, 'containers');
  listAt(from, ...specPath, 'containers').forEach((old, oldIndex) => {
    const name = textAt(old, 'name') ?? '';
    const index = containers.findIndex((one) => textAt(one, 'name') === (renamed.get(name) ?? name));
    if (index < 0) return;
    const container = textAt(containers[index], 'name') ?? '';
    const [before, after] = [listAt(old, 'env'), listAt(containers[index], 'env')];
    const report = (variable: string, place: readonly (string | number)[], values: { readonly from?: unknown; readonly to?: unknown }): void =>
      update.reportAt([...specPath, 'containers', ...place], 'data/variable', { id, container, variable }, values);
    after.forEach((variable, position) => {
      const known = dataVariable(variable);
      const was = known === undefined ? undefined : before.find((other) => textAt(other, 'name') === known);
      if (known !== undefined && !isSame(ANY, was, variable)) report(known, [index, 'env', position], { from: valueOf(was), to: valueOf(variable) });
    });
    before.forEach((variable, position) => {
      const known = dataVariable(variable);
      if (known !== undefined && !after.some((other) => textAt(other, 'name') === known)) report(known, [oldIndex, 'env', position], { from: valueOf(variable) });
    });
  });
}

/** The name of a variable, where that is one that says where data lies. */
export function dataVariable(variable: unknown): string | undefined {
  const name = textAt(variable, 'name');
  return name !== undefined && DATA_VARIABLES.has(name) ? name : undefined;
}

function valueOf(variable: unknown): unknown {
  return at(variable, 'value') ?? at(variable, 'valueFrom');
}
