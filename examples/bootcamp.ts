import { type App, Bundle, Namespace, StatelessApp } from 'kubeloom';

/** Where the life of the app stands: each stage is applied over the one before. */
export type BootcampStage = 'first' | 'scaled-up' | 'scaled-down' | 'updated';

/** What changes from stage to stage. */
const stages: { readonly [S in BootcampStage]: { readonly version: string; readonly replicas: number } } = {
  'first': { version: 'v1', replicas: 1 },
  'scaled-up': { version: 'v1', replicas: 4 },
  'scaled-down': { version: 'v1', replicas: 2 },
  'updated': { version: 'v2', replicas: 2 },
};

/** The app of the Kubernetes tutorial, reached in three ways: inside of the cluster, by a port of every node, by a load balancer. */
export function bootcamp(app: App, stage: BootcampStage = 'updated'): Bundle {
  const bundle = new Bundle(app, 'bootcamp', { namespace: 'bootcamp' });
  new Namespace(bundle, 'bootcamp', { podSecurity: 'baseline' });
  const { version, replicas } = stages[stage];

  const web = new StatelessApp(bundle, 'kubernetes-bootcamp', {
    image: `gcr.io/google-samples/kubernetes-bootcamp:${version}`,
    replicas,
    ports: { http: 8080 },
    services: {
      'node-port': { type: 'NodePort', ports: { http: { port: 8080, nodePort: 30080 } } },
      'load-balancer': { type: 'LoadBalancer', ports: { http: 8080 } },
    },
  });
  if (stage === 'first') web.suppress('practice/single-replica', 'the tutorial starts with one, and scales it up');
  return bundle;
}
