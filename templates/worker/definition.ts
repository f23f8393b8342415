import { type App, Bundle, ConfigMapData, env, exec, Namespace, SecretData, StatelessApp, text } from 'kubeloom';

/** An app that nobody connects to: it takes work from a queue, and finishes what it has begun before it stops. */
export function define(app: App): Bundle {
  const bundle = new Bundle(app, 'worker', { namespace: 'worker' });
  new Namespace(bundle, 'worker', { podSecurity: 'restricted' });

  const settings = new ConfigMapData(bundle, 'worker-settings', {
    data: { QUEUE_HOST: 'queue.example.com', QUEUE_NAME: 'orders', LOG_LEVEL: 'info' },
  });
  const queue = SecretData.existing(bundle, 'worker-queue', { keys: ['user', 'password'] });

  new StatelessApp(bundle, 'worker', {
    image: 'busybox:1.36',
    // In place of your own program: it says what it would do, and ends when it is told to.
    command: ['sh', '-c', 'touch /tmp/alive; trap "exit 0" TERM; while true; do echo "waiting for $QUEUE_NAME"; touch /tmp/alive; sleep 10 & wait; done'],
    envFrom: [settings.all()],
    env: {
      QUEUE_USER: queue.key('user'),
      QUEUE_URL: text`amqp://${env('QUEUE_USER')}:${queue.key('password')}@${env('QUEUE_HOST')}:5672/`,
    },
    replicas: 2,
    health: { liveness: exec(['sh', '-c', 'test $(($(date +%s) - $(date -r /tmp/alive +%s))) -lt 60'], { periodSeconds: 30 }) },
    resources: { requests: { cpu: '50m', memory: '32Mi' }, limits: { memory: '64Mi' } },
    security: { profile: 'restricted', runAsUser: 1000 },
    terminationGracePeriodSeconds: 60,
    disruptionBudget: { maxUnavailable: 1 },
  });
  return bundle;
}
