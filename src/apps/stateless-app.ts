import type { Construct } from 'constructs';
import type { Deployment, ReplicaSet, ReplicationController } from '../../generated/kubernetes';
import type { Built } from '../core/built';
import { checkOneOf } from '../core/checks';
import type { Manifest } from '../core/manifest';
import type { Identity } from '../core/metadata';
import type { Problems } from '../core/problems';
import type { Consumer } from '../core/references';
import { deployment } from '../workload/deployment';
import { replicaSet, replicationController } from '../workload/replica-set';
import { type DeploymentRollout, normalizeRollout, type RolloutModel } from '../workload/rollout';
import { appFields, type AppModel, type AppProps, normalizeApp, type ReplicatedKinds, surroundings } from './app-model';
import { appScaleFields, type AppScaleModel, appScaleObjects, type AppScaleProps, normalizeAppScale } from './app-scale';
import { buildPure } from './build';
import { WorkloadApp } from './workload-app';

/** Objects that a stateless app may make. */
export interface StatelessKinds extends ReplicatedKinds {
  /** The workload. */
  readonly Deployment: Deployment;
  /** The workload, where it is asked for. */
  readonly ReplicaSet: ReplicaSet;
  /** The workload, where it is asked for. */
  readonly ReplicationController: ReplicationController;
}

/**
 * An app whose pods are all alike and keep nothing.
 * @typeParam P names of the ports, inferred from `ports`
 * @typeParam V names of the volumes, inferred from `volumes`
 */
export interface StatelessAppProps<P extends string = never, V extends string = never> extends AppProps<P, V, StatelessKinds>, AppScaleProps {
  /** How the pods are replaced when their template changes. @default - as Kubernetes does: a rolling update by quarters */
  readonly rollout?: DeploymentRollout | undefined;
  /**
   * The kind of workload. A Deployment replaces its pods when their template changes; the others are for systems that are
   * adopted as they are.
   * @default 'Deployment'
   * @see https://kubernetes.io/docs/concepts/workloads/controllers/replicaset/#when-to-use-a-replicaset
   */
  readonly workload?: 'Deployment' | 'ReplicaSet' | 'ReplicationController' | undefined;
}

/** What a stateless app has besides what all apps have. */
interface StatelessModel {
  readonly app: AppModel;
  readonly workload: 'Deployment' | 'ReplicaSet' | 'ReplicationController';
  readonly rollout: RolloutModel;
  readonly scale: AppScaleModel;
}

const workloads = ['Deployment', 'ReplicaSet', 'ReplicationController'] as const;
const fields: ReadonlySet<string> = new Set([...appFields, ...appScaleFields, 'rollout', 'workload']);
/** What a set of pods without rollouts still has of one. */
const setRolloutFields = new Set(['minReadySeconds']);

function kindOf(props: unknown): { readonly apiVersion: string; readonly kind: StatelessModel['workload'] } {
  const workload = (props as StatelessAppProps | null | undefined)?.workload;
  const kind = workload !== undefined && workloads.includes(workload) ? workload : 'Deployment';
  return { apiVersion: kind === 'ReplicationController' ? 'v1' : 'apps/v1', kind };
}

function normalize(identity: Identity, props: StatelessAppProps<string, string>, problems: Problems, consumer: Consumer): StatelessModel {
  const app = normalizeApp(identity, props, { workload: kindOf(props), fields, fallbackService: 'with ports', restartPolicies: ['Always'] }, problems, consumer);
  const { kind } = kindOf(props);
  if (props?.workload !== undefined && checkOneOf(problems.at('workload'), props.workload, workloads) && kind !== 'Deployment') {
    problems.at('workload').report(kind === 'ReplicationController' ? 'workload/legacy' : 'workload/no-rollout', { kind });
    for (const field of Object.keys(props.rollout ?? {})) {
      if (!setRolloutFields.has(field)) problems.at('rollout', field).report('rollout/not-of-kind', { field, kind });
    }
    if (kind === 'ReplicationController' && (app.identity.selector.matchExpressions?.length ?? 0) > 0) {
      problems.at('selector', 'matchExpressions').report('rollout/not-of-kind', { field: 'matchExpressions', kind });
    }
  }
  return {
    app,
    workload: kind,
    rollout: normalizeRollout('Deployment', props?.rollout, problems.at('rollout')),
    scale: normalizeAppScale(props ?? {}, app, problems),
  };
}

const objectOf = { Deployment: deployment, ReplicaSet: replicaSet, ReplicationController: replicationController };

function objectsOf({ app, workload, rollout, scale }: StatelessModel, problems: Problems): Manifest[] {
  const object = objectOf[workload](app, scale.replicas.replicas, rollout);
  return [object, ...surroundings(app, problems), ...appScaleObjects(app, scale, object, problems)];
}

/**
 * Builds the objects of a stateless app: a Deployment and what belongs to it.
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/
 */
export function buildStatelessApp<P extends string = never, V extends string = never>(identity: Identity, props: StatelessAppProps<P, V>): Built {
  return buildPure(kindOf(props), identity, props, (problems, consumer, self) => objectsOf(normalize(self, props, problems, consumer), problems), 'by-kind');
}

/**
 * An app whose pods are all alike and keep nothing: a Deployment, a Service for its ports and, where asked for, an
 * Ingress or HTTPRoute, an autoscaler and a disruption budget.
 *
 * ```ts
 * const web = new StatelessApp(shop, 'web', {
 *   image: 'nginx:1.27',
 *   replicas: { min: 2, max: 10, cpu: '70%' },
 *   ports: { http: 8080 },
 *   health: { readiness: http('/ready') },
 *   expose: { http: 'shop.example.com' },
 * });
 * ```
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/
 */
export class StatelessApp<P extends string = never, V extends string = never> extends WorkloadApp<P> {
  protected override readonly model: AppModel;
  private readonly stateless: StatelessModel;

  constructor(scope: Construct, id: string, props: StatelessAppProps<P, V>) {
    super(scope, id, kindOf(props), props);
    this.stateless = normalize(this.identity, props, this.problems, this.consumer);
    this.model = this.stateless.app;
  }

  protected override build(problems: Problems): readonly Manifest[] {
    return objectsOf(this.stateless, problems);
  }
}
