import { type App, Bundle, Namespace, StatelessApp } from 'kubeloom';

/** Where the life of the app stands: each stage is applied over the one before. */
export type RollingWebStage = 'first' | 'updated' | 'scaled-up' | 'scaled-down' | 'paused' | 'resumed';

/** What changes from stage to stage: the image, the number of pods, and whether changes wait. */
const stages: { readonly [S in RollingWebStage]: { readonly image: string; readonly replicas: number; readonly paused: boolean } } = {
  'first': { image: 'nginx:1.15.12', replicas: 2, paused: false },
  'updated': { image: 'nginx:1.16.0', replicas: 2, paused: false },
  'scaled-up': { image: 'nginx:1.16.0', replicas: 5, paused: false },
  'scaled-down': { image: 'nginx:1.16.0', replicas: 3, paused: false },
  'paused': { image: 'nginx:1.15.12', replicas: 3, paused: true },
  'resumed': { image: 'nginx:1.16.0', replicas: 3, paused: false },
};

/** A Deployment through update, scaling, pause and resume, beside one that stops all of its pods before it starts new ones. */
export function rollingWeb(app: App, stage: RollingWebStage = 'resumed'): Bundle {
  const bundle = new Bundle(app, 'rolling-web', { namespace: 'rolling-web' });
  new Namespace(bundle, 'rolling-web', { podSecurity: 'baseline' });
  const { image, replicas, paused } = stages[stage];

  new StatelessApp(bundle, 'kin-stateless-dp', {
    image,
    replicas,
    ports: { http: 80 },
    rollout: { strategy: 'RollingUpdate', maxSurge: 1, maxUnavailable: '25%', revisionHistoryLimit: 5, paused },
  });

  new StatelessApp(bundle, 'kin-stateless-recreate', {
    image,
    ports: { http: 80 },
    rollout: { strategy: 'Recreate' },
  });
  return bundle;
}
