import { type App, Bundle, Namespace, StatefulApp } from 'kubeloom';

/** How the set is updated at a stage of its life. */
export interface Update {
  readonly image: string;
  readonly replicas?: number;
  readonly rollout: { readonly strategy?: 'RollingUpdate' | 'OnDelete'; readonly partition?: number };
}

/** A StatefulSet of three, each with a volume of its own. */
export function statefulUpdates(app: App, { image, replicas = 3, rollout }: Update): Bundle {
  const bundle = new Bundle(app, 'stateful-updates', { namespace: 'stateful-updates' });
  new Namespace(bundle, 'stateful-updates', { podSecurity: { enforce: 'restricted' } });
  new StatefulApp(bundle, 'store', {
    image,
    replicas,
    ports: { http: 8080 },
    storage: { data: { mountPath: '/data', size: '1Gi' } },
    security: { profile: 'restricted', runAsUser: 1000 },
    rollout,
  });
  return bundle;
}
