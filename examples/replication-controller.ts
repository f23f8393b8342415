import { type App, Bundle, Namespace, StatelessApp } from 'kubeloom';

/**
 * The same app kept by a ReplicationController, the forerunner of the ReplicaSet. It is here for systems that still have one:
 * a Deployment is recommended, since only that replaces its pods when the template changes.
 */
export function replicationController(app: App): Bundle {
  const bundle = new Bundle(app, 'replication-controller', { namespace: 'replication-controller' });
  new Namespace(bundle, 'replication-controller', { podSecurity: 'baseline' });

  new StatelessApp(bundle, 'kin-stateless-rc', {
    workload: 'ReplicationController',
    image: 'nginx:1.27',
    replicas: 2,
    selector: { app: 'kin-stateless-rc' },
    ports: { http: 80 },
  });
  return bundle;
}
