import { type App, Bundle, CronJob, hostPath, Job, Namespace, NodeAgent } from 'kubeloom';

/** What is no service: an agent on every node, work that runs once, and work that runs every night. */
export function agentsAndJobs(app: App): Bundle {
  const bundle = new Bundle(app, 'agents-and-jobs', { namespace: 'agents-and-jobs' });
  // The agent reads a folder of its node, which the level "baseline" does not allow.
  new Namespace(bundle, 'agents-and-jobs', { podSecurity: 'privileged' });

  // Prints what all containers of its node log, but for its own lines, which would never end.
  new NodeAgent(bundle, 'log-agent', {
    image: 'fluent/fluent-bit:3.1.9',
    command: [
      '/fluent-bit/bin/fluent-bit', '-i', 'tail', '-p', 'path=/var/log/containers/*.log', '-p', 'exclude_path=/var/log/containers/log-agent-*.log',
      '-o', 'stdout',
    ],
    mounts: { '/var/log': { volume: hostPath('/var/log', { type: 'Directory' }), readOnly: true } },
    resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '128Mi' } },
    scheduling: { tolerations: [{ key: 'node-role.kubernetes.io/control-plane', operator: 'Exists', effect: 'NoSchedule' }] },
    rollout: { maxUnavailable: '10%' },
  });

  new Job(bundle, 'pi', {
    image: 'perl:5.40',
    command: ['perl', '-Mbignum=bpi', '-wle', 'print bpi(2000)'],
    backoffLimit: 4,
    security: { profile: 'restricted', runAsUser: 1000 },
  });

  new CronJob(bundle, 'nightly-report', {
    schedule: '15 3 * * *',
    timeZone: 'Etc/UTC',
    concurrencyPolicy: 'Forbid',
    startingDeadlineSeconds: 600,
    image: 'busybox:1.36',
    command: ['sh', '-c', 'date; echo "the report of the night"'],
    restartPolicy: 'OnFailure',
    ttlSecondsAfterFinished: 86_400,
    security: { profile: 'restricted', runAsUser: 1000 },
  });
  return bundle;
}
