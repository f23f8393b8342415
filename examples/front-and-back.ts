import { type App, Bundle, ConfigMapData, http, Namespace, StatelessApp } from 'kubeloom';

/** Two apps: the front end passes every request on to the back end, which it finds by the name of its Service. */
export function frontAndBack(app: App): Bundle {
  const bundle = new Bundle(app, 'front-and-back', { namespace: 'front-and-back' });
  new Namespace(bundle, 'front-and-back', { podSecurity: 'baseline' });

  const back = new StatelessApp(bundle, 'hello', {
    image: 'gcr.io/google-samples/hello-go-gke:1.0',
    replicas: 3,
    ports: { http: 80 },
    health: { readiness: http('/') },
  });

  const site = new ConfigMapData(bundle, 'front-site', {
    data: { 'default.conf': `server {\n  listen 80;\n  location / {\n    proxy_pass http://${back.host}:${back.port('http')};\n  }\n}\n` },
  });

  const front = new StatelessApp(bundle, 'front', {
    image: 'nginx:1.27',
    replicas: 2,
    ports: { http: 80 },
    mounts: { '/etc/nginx/conf.d/default.conf': site.file('default.conf') },
    health: { readiness: http('/') },
    service: { type: 'LoadBalancer' },
    expose: { http: { host: 'hello.example.com', className: 'nginx' } },
  });

  // Only the front end may reach the back end.
  back.allowFrom(front);
  return bundle;
}
