import { type App, Bundle, Namespace, StatelessApp } from 'kubeloom';

/** Where the life of the app stands: each stage is applied over the one before. */
export type RollingWebStage = 'first' | 'updated' | 'scaled-up' | 'scaled-down' | 'paused' | 'resumed';

interface Stage {
  readonly image: string;
  readonly replicas: number;
  /** Whether the pods may use only so much; changed while the rollout is paused. */
  readonly limited: boolean;
  readonly paused: boolean;
}

/** What changes from stage to stage: the image, the number of pods, and a change that waits until the rollout is resumed. */
const stages: { readonly [S in RollingWebStage]: Stage } = {
  'first': { image: 'nginx:1.15.12', replicas: 2, limited: false, paused: false },
  'updated': { image: 'nginx:1.16.0', replicas: 2, limited: false, paused: false },
  'scaled-up': { image: 'nginx:1.16.0', replicas: 5, limited: false, paused: false },
  'scaled-down': { image: 'nginx:1.16.0', replicas: 3, limited: false, paused: false },
  'paused': { image: 'nginx:1.16.0', replicas: 3, limited: true, paused: true },
  'resumed': { image: 'nginx:1.16.0', replicas: 3, limited: true, paused: false },
};

/** A Deployment through update, scaling, pause and resume, beside one that stops all of its pods before it starts new ones. */
export function rollingWeb(app: App, stage: RollingWebStage = 'resumed'): Bundle {
  const bundle = new Bundle(app, 'rolling-web', { namespace: 'rolling-web' });
  new Namespace(bundle, 'rolling-web', { podSecurity: 'baseline' });
  const { image, replicas, limited, paused } = stages[stage];

  new StatelessApp(bundle, 'kin-stateless-dp', {
    image,
    replicas,
    ports: { http: 80 },
    resources: limited ? { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '128Mi' } } : undefined,
    rollout: { strategy: 'RollingUpdate', maxSurge: 1, maxUnavailable: '25%', revisionHistoryLimit: 5, paused },
  });

  new StatelessApp(bundle, 'kin-stateless-recreate', {
    image,
    ports: { http: 80 },
    rollout: { strategy: 'Recreate' },
  });
  return bundle;
}
