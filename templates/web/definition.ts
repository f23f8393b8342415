import { type App, Bundle, ConfigMapData, emptyDir, http, Namespace, StatelessApp } from 'kubeloom';

/** A web app that anybody can reach: Deployment, Service, Ingress, autoscaler and disruption budget. */
export function define(app: App): Bundle {
  const bundle = new Bundle(app, 'web', { namespace: 'web' });
  new Namespace(bundle, 'web', { podSecurity: 'restricted' });

  const site = new ConfigMapData(bundle, 'web-site', {
    data: { 'index.html': '<!doctype html>\n<title>It works</title>\n<h1>It works</h1>\n' },
  });

  const web = new StatelessApp(bundle, 'web', {
    image: 'nginxinc/nginx-unprivileged:1.27',
    ports: { http: 8080 },
    security: { profile: 'restricted', runAsUser: 101, readOnlyRootFilesystem: true },
    mounts: {
      '/tmp': emptyDir(),
      '/usr/share/nginx/html/index.html': site.file('index.html'),
    },
    health: { readiness: http('/'), liveness: http('/', { initialDelaySeconds: 10 }) },
    resources: { requests: { cpu: '50m', memory: '32Mi' }, limits: { memory: '64Mi' } },
    replicas: { min: 2, max: 6, cpu: '70%' },
    disruptionBudget: { maxUnavailable: 1 },
    scheduling: { spread: 'nodes' },
    expose: { http: { host: 'web.example.com', className: 'nginx' } },
  });

  // Closed to everybody but the Ingress controller.
  web.allowFrom({ namespaces: 'ingress-nginx' });
  return bundle;
}
