import { type App, Bundle, emptyDir, exec, http, Namespace, Pod } from 'kubeloom';

/** A web server and its helpers in one pod: they share a volume, and talk to each other over localhost. */
export function multiContainer(app: App): Bundle {
  const bundle = new Bundle(app, 'multi-container', { namespace: 'multi-container' });
  new Namespace(bundle, 'multi-container', { podSecurity: 'baseline' });

  new Pod(bundle, 'web', {
    image: 'nginx:1.27',
    ports: { http: 80 },
    volumes: { html: emptyDir({ sizeLimit: '64Mi' }), logs: emptyDir() },
    mounts: { '/usr/share/nginx/html': { volume: 'html', readOnly: true }, '/var/log/shared': 'logs' },
    health: { readiness: http('/') },

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
      'log-tail': {
        image: 'busybox:1.36',
        command: ['sh', '-c', 'touch /logs/helper.log && tail -F /logs/helper.log'],
        mounts: { '/logs': 'logs' },
      },
    },
    // Writes a page every ten seconds, and asks the web server for it over localhost.
    containers: {
      'page-writer': {
        image: 'busybox:1.36',
        command: [
          'sh', '-c',
          'while true; do date > /html/index.html; wget -q -O- http://localhost:80/ >> /logs/helper.log; sleep 10; done',
        ],
        mounts: { '/html': 'html', '/logs': 'logs' },
        health: { liveness: exec(['test', '-s', '/html/index.html'], { periodSeconds: 30 }) },
      },
    },
  });
  return bundle;
}
