import { type App, Bundle, http, Namespace, Pod } from 'kubeloom';

/** One nginx container in one pod: the smallest thing that runs. */
export function singlePod(app: App): Bundle {
  const bundle = new Bundle(app, 'single-pod', { namespace: 'single-pod' });
  new Namespace(bundle, 'single-pod', { podSecurity: 'baseline' });

  new Pod(bundle, 'kin-stateless-1', {
    image: 'nginx:1.27',
    ports: { http: 80 },
    health: { readiness: http('/') },
  });
  return bundle;
}
