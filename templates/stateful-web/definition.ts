import { type App, Bundle, http, Namespace, StatefulApp } from 'kubeloom';

/** Two web servers, each with a stable name (web-0.web, web-1.web) and a volume of its own. */
export function define(app: App): Bundle {
  const bundle = new Bundle(app, 'stateful-web', { namespace: 'stateful-web' });
  new Namespace(bundle, 'stateful-web', { podSecurity: 'restricted' });

  new StatefulApp(bundle, 'web', {
    image: 'nginxinc/nginx-unprivileged:1.27',
    replicas: 2,
    ports: { http: 8080 },
    // A Service for clients beside the headless one, which gives the pods their names.
    services: { clients: { ports: { http: 80 } } },
    storage: { www: { mountPath: '/usr/share/nginx/html', size: '1Gi' } },
    health: { readiness: http('/healthz'), liveness: http('/healthz') },
    initContainers: {
      // The health check must not depend on what somebody uploads.
      'health-page': {
        image: 'busybox:1.36',
        command: ['sh', '-c', 'echo ok > /html/healthz'],
        mounts: { '/html': 'www' },
      },
    },
    resources: { requests: { cpu: '50m', memory: '32Mi' }, limits: { memory: '64Mi' } },
    security: { profile: 'restricted', runAsUser: 101, fsGroup: 101 },
    scheduling: { spread: 'nodes' },
    disruptionBudget: { maxUnavailable: 1 },
  });
  return bundle;
}
