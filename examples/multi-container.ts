import { type App, Bundle, emptyDir, exec, http, Namespace, Pod } from 'kubeloom';

/** A web server and its helpers in one pod: they share volumes, and talk to each other over localhost. */
export function multiContainer(app: App): Bundle {
  const bundle = new Bundle(app, 'multi-container', { namespace: 'multi-container' });
  new Namespace(bundle, 'multi-container', { podSecurity: 'baseline' });

  new Pod(bundle, 'web', {
    image: 'nginx:1.27',
    ports: { http: 80 },
    volumes: { html: emptyDir({ sizeLimit: '64Mi' }), logs: emptyDir({ sizeLimit: '256Mi' }) },
    mounts: { '/usr/share/nginx/html': { volume: 'html', readOnly: true }, '/var/log/nginx': 'logs' },
    health: { readiness: http('/') },
    // The shells of the helpers are process 1 of their containers, which no signal stops.
    terminationGracePeriodSeconds: 5,

    // Runs to its end before the others start.
    initContainers: {
      'first-page': {
        image: 'busybox:1.36',
        command: ['sh', '-c', 'echo "<h1>starting</h1>" > /html/index.html'],
        mounts: { '/html': 'html' },
      },
    },
    // Starts before the init container and runs until the others have ended.
    sidecars: {
      'access-log': {
        image: 'busybox:1.36',
        command: ['sh', '-c', 'touch /logs/access.log; tail -F /logs/access.log'],
        mounts: { '/logs': 'logs' },
      },
    },
    // Writes a page every ten seconds, and asks the web server for it over localhost.
    containers: {
      'page-writer': {
        image: 'busybox:1.36',
        command: [
          'sh', '-c',
          'while true; do date > /html/next.html; mv /html/next.html /html/index.html; wget -q -O- http://localhost:80/; sleep 10; done',
        ],
        mounts: { '/html': 'html' },
        health: { liveness: exec(['test', '-s', '/html/index.html'], { periodSeconds: 30 }) },
      },
    },
  });
  return bundle;
}
