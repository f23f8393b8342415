import { type App, Bundle, http, Namespace, StatefulApp, StorageClass } from 'kubeloom';

/** Two web servers, each with a name and a volume of its own, behind a headless Service. */
export function statefulWeb(app: App): Bundle {
  const bundle = new Bundle(app, 'stateful-web', { namespace: 'stateful-web' });
  new Namespace(bundle, 'stateful-web', { podSecurity: 'baseline' });

  const standard = new StorageClass(bundle, 'stateful-web-standard', {
    provisioner: 'ebs.csi.aws.com',
    parameters: { type: 'gp3' },
    reclaimPolicy: 'Retain',
    volumeBindingMode: 'WaitForFirstConsumer',
    allowVolumeExpansion: true,
  });

  new StatefulApp(bundle, 'web', {
    image: 'nginx:1.27',
    replicas: 2,
    ports: { http: 80 },
    storage: { www: { mountPath: '/usr/share/nginx/html', size: '1Gi', storageClass: standard } },
    health: { readiness: http('/') },
    // A new volume is empty: its first page says whose it is, and stays when the pod is replaced.
    initContainers: {
      'first-page': {
        image: 'busybox:1.36',
        command: ['sh', '-c', 'test -e /html/index.html || hostname > /html/index.html'],
        mounts: { '/html': 'www' },
      },
    },
  });
  return bundle;
}
