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
  otherVolumes(update, specPath);
  const [old, now] = [mountsOf(before, specPath).filter(({ volume }) => stored.has(volume)), mountsOf(after, specPath)];
  for (const mount of old) {
    const { container, volume, path } = mount;
    const same = now.find((other) => other.container === container && other.volume === volume && other.path === path);
    if (same !== undefined) {
      if (same.subPath !== mount.subPath) update.reportAt([...same.place, 'subPath'], 'data/sub-path', { id, container, volume, from: mount.subPath, to: same.subPath });
      continue;
    }
    const replaced = now.find((other) => other.container === container && other.path === path);
    if (replaced !== undefined) {
      // A claim template under another name is told of the template.
      if (!claimTemplates.includes(volume) && !sameSource(before, volume, after, replaced.volume)) update.reportAt([...replaced.place, 'name'], 'data/other-volume', { id, volume });
      continue;
    }
    // Which of several new mounts it became cannot be said: the first one that was not there.
    const known = new Set(old.filter((other) => other.container === container).map((other) => other.path));
    const moved = now.find((other) => other.container === container && other.volume === volume && !known.has(other.path));
    if (moved !== undefined) update.reportAt([...moved.place, 'mountPath'], 'data/mount-moved', { id, container, volume, from: path, to: moved.path });
    else update.reportAt([...specPath], 'data/mount-removed', { id, container, volume, path });
  }
  variables(update, specPath);
}

/** Whether two volumes come from the same place, whatever the pod calls them. */
function sameSource(before: unknown, volume: string, after: unknown, other: string): boolean {
  const source = (spec: unknown, name: string): unknown => {
    const found = listAt(spec, 'volumes').find((one) => textAt(one, 'name') === name);
    return isPlainMap(found) ? { ...found, name: undefined } : undefined;
  };
  return isSame(ANY, source(before, volume), source(after, other));
}

function storedVolumes(spec: unknown): string[] {
  return listAt(spec, 'volumes').filter((volume) => isPlainMap(volume) && Object.keys(volume).some((key) => !WITHOUT_DATA.has(key))).map((volume) => textAt(volume, 'name') ?? '');
}

function otherVolumes(update: Update, specPath: readonly string[]): void {
  const { id, from, to } = update;
  const now = listAt(to, ...specPath, 'volumes');
  for (const volume of listAt(from, ...specPath, 'volumes')) {
    const name = textAt(volume, 'name') ?? '';
    const index = now.findIndex((other) => textAt(other, 'name') === name);
    if (index < 0 || storedVolumes({ volumes: [volume] }).length === 0 || isSame(ANY, volume, now[index])) continue;
    update.reportAt([...specPath, 'volumes', index], 'data/other-volume', { id, volume: name });
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

function variables(update: Update, specPath: readonly string[]): void {
  const { id, from, to } = update;
  listAt(to, ...specPath, 'containers').forEach((container, index) => {
    const old = listAt(from, ...specPath, 'containers').find((other) => textAt(other, 'name') === textAt(container, 'name'));
    if (old === undefined) return;
    listAt(container, 'env').forEach((variable, position) => {
      const name = textAt(variable, 'name') ?? '';
      if (!DATA_VARIABLES.has(name)) return;
      const before = listAt(old, 'env').find((other) => textAt(other, 'name') === name);
      if (isSame(ANY, before, variable)) return;
      update.reportAt([...specPath, 'containers', index, 'env', position], 'data/variable', { id, container: textAt(container, 'name') ?? '', variable: name });
    });
  });
}
