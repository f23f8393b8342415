import { type App, Bundle, Namespace, StatelessApp } from 'kubeloom';

/** Two nginx pods, kept by a ReplicaSet that is adopted with its published label. */
export function replicaSet(app: App): Bundle {
  const bundle = new Bundle(app, 'replica-set', { namespace: 'replica-set' });
  new Namespace(bundle, 'replica-set', { podSecurity: 'baseline' });

  new StatelessApp(bundle, 'kin-stateless-rs', {
    workload: 'ReplicaSet',
    image: 'nginx:1.27',
    replicas: 2,
    selector: { app: 'kin-stateless-rs' },
    ports: { http: 80 },
  });
  return bundle;
}
