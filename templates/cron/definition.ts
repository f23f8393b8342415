import { type App, Bundle, ConfigMapData, CronJob, Namespace } from 'kubeloom';

/** Work that runs every night, never twice at once, and leaves its jobs behind for a day. */
export function define(app: App): Bundle {
  const bundle = new Bundle(app, 'cron', { namespace: 'cron' });
  new Namespace(bundle, 'cron', { podSecurity: 'restricted' });

  const script = new ConfigMapData(bundle, 'report-script', {
    data: { 'report.sh': '#!/bin/sh\nset -eu\necho "report of $(date -u +%F) for $RECIPIENT"\n' },
  });

  new CronJob(bundle, 'report', {
    schedule: '15 3 * * *',
    timeZone: 'Etc/UTC',
    concurrencyPolicy: 'Forbid',
    startingDeadlineSeconds: 600,
    image: 'busybox:1.36',
    command: ['sh', '/scripts/report.sh'],
    env: { RECIPIENT: 'operations' },
    mounts: { '/scripts': script.files(['report.sh']) },
    backoffLimit: 2,
    activeDeadlineSeconds: 900,
    ttlSecondsAfterFinished: 86_400,
    resources: { requests: { cpu: '50m', memory: '16Mi' }, limits: { memory: '64Mi' } },
    security: { profile: 'restricted', runAsUser: 1000 },
  });
  return bundle;
}
