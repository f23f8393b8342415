import { type App, Bundle, Namespace, StatefulApp, StorageClass } from 'kubeloom';

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
  });
  return bundle;
}
