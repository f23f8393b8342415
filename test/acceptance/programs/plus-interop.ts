import { ConfigMap, Deployment, Env, EnvValue, Ingress, Secret } from 'cdk8s-plus-27';
import { type App, Bundle, ConfigMapData, Namespace, StatelessApp } from 'kubeloom';
import { asConfigMap, asEnvValue, asIngressBackend } from 'kubeloom/plus';

/** One bundle of two libraries: constructs of cdk8s-plus beside ours, each using what the other defines. */
export function plusInterop(app: App): Bundle {
  const bundle = new Bundle(app, 'plus-interop', { namespace: 'plus-interop' });
  new Namespace(bundle, 'plus-interop', { podSecurity: { enforce: 'baseline' } });

  const settings = new ConfigMapData(bundle, 'settings', { data: { LOG_LEVEL: 'info', REGION: 'eu' } });
  const web = new StatelessApp(bundle, 'web', { image: 'nginx:1.27', replicas: 2, ports: { http: 80 }, env: { LOG_LEVEL: settings.key('LOG_LEVEL') } });

  new ConfigMap(bundle, 'limits', { metadata: { name: 'limits' }, data: { RATE: '100' } });
  const limits = ConfigMap.fromConfigMapName(bundle, 'limits-by-name', 'limits');
  const token = Secret.fromSecretName(bundle, 'token', 'token');
  const worker = new Deployment(bundle, 'worker', { metadata: { name: 'worker' }, replicas: 2 });
  worker.addContainer({
    image: 'busybox:1.36',
    portNumber: 8080,
    envVariables: {
      LEVEL: asEnvValue(worker, settings, 'LOG_LEVEL'),
      RATE: EnvValue.fromConfigMap(limits, 'RATE'),
      TOKEN: EnvValue.fromSecretValue({ secret: token, key: 'token' }),
    },
    envFrom: [Env.fromConfigMap(asConfigMap(worker, settings), 'ALL_')],
  });
  worker.exposeViaService({ name: 'worker' });

  const ingress = new Ingress(bundle, 'ingress', { metadata: { name: 'shop' } });
  ingress.addHostRule('shop.example.com', '/', asIngressBackend(ingress, web, 'http'));
  return bundle;
}
