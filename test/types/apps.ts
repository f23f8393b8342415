/**
 * What must not compile: misspelt keys, ports, volumes and fields. Each `@ts-expect-error` is an error of the type check
 * if the line below it compiles.
 */
import {
  type App, Bundle, ConfigMapData, emptyDir, exec, grpc, http, KubeObject, PersistentVolumeClaim, PriorityClass, RoleBinding, SecretData,
  ServiceAccount, type StatefulApp, StatelessApp, StatefulApp as Stateful, StorageClass, tcp, text,
} from 'kubeloom';

declare const app: App;
const bundle = new Bundle(app, 'types');

const settings = new ConfigMapData(bundle, 'settings', { data: { LOG_LEVEL: 'info', 'my.cnf': '' } });
const password = SecretData.existing(bundle, 'password', { keys: ['root'] });

const db = new Stateful(bundle, 'db', {
  image: 'mysql:8.4',
  ports: { mysql: 3306 },
  storage: { data: { mountPath: '/var/lib/mysql', size: '8Gi' } },
  env: { PASSWORD: password.key('root'), URL: text`mysql://root:${password.key('root')}@db:3306` },
  health: { readiness: tcp('mysql'), liveness: exec(['mysqladmin', 'ping']) },
});

export const right = new StatelessApp(bundle, 'right', {
  image: 'nginx:1.27',
  ports: { http: 8080, admin: 9090 },
  volumes: { cache: emptyDir() },
  mounts: { '/cache': 'cache', '/etc/app': settings.files(['my.cnf']) },
  env: { LEVEL: settings.key('LOG_LEVEL'), DB_PORT: db.port('mysql'), DB_HOST: db.host },
  health: { readiness: http('/ready', 'http'), liveness: http('/live', 'admin', { periodSeconds: 5 }), startup: http('/start', { periodSeconds: 1 }) },
  containers: { helper: { image: 'helper:1', health: { readiness: http('/', 9000), liveness: tcp(9001, { periodSeconds: 5 }), startup: grpc(9002) } } },
  expose: { http: 'a.example.com' },
  service: { ports: { http: 80 } },
});

// A misspelt key or port of another definition.
// @ts-expect-error the key is LOG_LEVEL
settings.key('LOG_LEVLE');
// @ts-expect-error the key is root
password.key('rooot');
// @ts-expect-error the port is mysql
db.port('mysqll');
// @ts-expect-error the port is http or admin
right.port('https');
// @ts-expect-error my.cnf is the file
settings.file('my.conf');

// A misspelt port or volume of its own.
// @ts-expect-error the port is http
new StatelessApp(bundle, 'a', { image: 'x', ports: { http: 80 }, health: { readiness: http('/', 'htp') } });
// @ts-expect-error the port is http
new StatelessApp(bundle, 'b', { image: 'x', ports: { http: 80 }, expose: { htp: 'a.example.com' } });
// @ts-expect-error the volume is cache
new StatelessApp(bundle, 'c', { image: 'x', volumes: { cache: emptyDir() }, mounts: { '/cache': 'cahce' } });

// References to objects of another kind.
// @ts-expect-error a PriorityClass is asked for
new StatelessApp(bundle, 'ba', { image: 'x', scheduling: { priorityClass: settings } });
// @ts-expect-error a RuntimeClass is asked for
new StatelessApp(bundle, 'bb', { image: 'x', scheduling: { runtimeClass: new KubeObject(bundle, 'bba', { apiVersion: 'v1', kind: 'Secret' }) } });
// @ts-expect-error a ServiceAccount is asked for
new StatelessApp(bundle, 'bc', { image: 'x', serviceAccount: db });
// @ts-expect-error Secrets are asked for
new StatelessApp(bundle, 'bd', { image: 'x', imagePullSecrets: [settings] });
// @ts-expect-error a StorageClass is asked for
new PersistentVolumeClaim(bundle, 'be', { size: '1Gi', storageClass: password });
// @ts-expect-error a PersistentVolume is asked for
new PersistentVolumeClaim(bundle, 'bf', { volume: settings });
// @ts-expect-error a role is asked for
new RoleBinding(bundle, 'bg', { role: password, subjects: [ServiceAccount.existing(bundle, 'bga')] });
export const referred = new StatelessApp(bundle, 'bh', {
  image: 'x',
  scheduling: {
    priorityClass: new PriorityClass(bundle, 'urgent', { value: 1 }),
    runtimeClass: new KubeObject(bundle, 'gvisor', { apiVersion: 'node.k8s.io/v1', kind: 'RuntimeClass', handler: 'runsc' }),
  },
  serviceAccount: ServiceAccount.existing(bundle, 'reader'),
  imagePullSecrets: ['a', password, { name: 'b' }],
});
new PersistentVolumeClaim(bundle, 'bi', { size: '1Gi', storageClass: StorageClass.existing('fast') });

// Fields and words that do not exist.
// @ts-expect-error the field is image
new StatelessApp(bundle, 'd', { imgae: 'x' });
// @ts-expect-error OnDelete is for StatefulSets and DaemonSets
new StatelessApp(bundle, 'e', { image: 'x', rollout: { strategy: 'OnDelete' } });
// @ts-expect-error a partition belongs to StatefulSets
new StatelessApp(bundle, 'f', { image: 'x', rollout: { partition: 1 } });
// @ts-expect-error the field of an override is spec
new StatelessApp(bundle, 'g', { image: 'x', override: { Deployment: { spek: {} } } });
// @ts-expect-error a stateless app makes no StatefulSet
new StatelessApp(bundle, 'h', { image: 'x', override: { StatefulSet: { spec: {} } } });

// Any object, typed by its apiVersion and kind.
new KubeObject(bundle, 'i', { apiVersion: 'v1', kind: 'ConfigMap', data: { a: 'b' } });
new KubeObject(bundle, 'j', { apiVersion: 'example.com/v1', kind: 'Anything', spec: { whatever: true } });
// @ts-expect-error data holds texts
new KubeObject(bundle, 'k', { apiVersion: 'v1', kind: 'ConfigMap', data: { a: 1 } });
// @ts-expect-error a ConfigMap has no spec
new KubeObject(bundle, 'l', { apiVersion: 'v1', kind: 'ConfigMap', spec: {} });

/** Apps of all kinds of ports fit into a list of apps; one that has a port fits where that port is asked for. */
export const databases: readonly StatefulApp[] = [db];
export function portOf(owner: StatefulApp<'mysql'>): unknown {
  return owner.port('mysql');
}
portOf(db);
portOf(new Stateful(bundle, 'm', { image: 'x', ports: { mysql: 3306, metrics: 9104 } }));
// @ts-expect-error it has no port mysql
portOf(new Stateful(bundle, 'n', { image: 'x', ports: { metrics: 9104 } }));
