import { type App, Bundle, ConfigMapData, http, Namespace, StatelessApp, text } from 'kubeloom';

/** The image of nginx fills in variables when it starts. */
const site = `server {
  listen 80;
  location = /ready {
    access_log off;
    return 204;
  }
  location / {
    proxy_pass \${BACK_END};
  }
}
`;

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

  const config = new ConfigMapData(bundle, 'front-site', { data: { 'default.conf.template': site } });

  const front = new StatelessApp(bundle, 'front', {
    image: 'nginx:1.27',
    replicas: 2,
    ports: { http: 80 },
    env: { BACK_END: text`http://${back.host}:${back.port('http')}` },
    mounts: { '/etc/nginx/templates/default.conf.template': config.file('default.conf.template') },
    // Ready by itself: while the back end is away, the front end still answers, with an error page.
    health: { readiness: http('/ready') },
    service: { type: 'LoadBalancer' },
    expose: { http: { host: 'hello.example.com', className: 'nginx' } },
  });

  // Only the front end may reach the back end.
  back.allowFrom(front);
  return bundle;
}
