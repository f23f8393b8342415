import type { Construct } from 'constructs';
import type { DaemonSet } from '../../generated/kubernetes';
import type { Built } from '../core/built';
import type { Manifest } from '../core/manifest';
import type { Identity } from '../core/metadata';
import type { Problems } from '../core/problems';
import type { Consumer } from '../core/references';
import { daemonSet } from '../workload/daemon-set';
import { type DaemonSetRollout, normalizeRollout, type RolloutModel, surges } from '../workload/rollout';
import { appFields, type AppModel, type AppProps, type CommonKinds, normalizeApp, surroundings } from './app-model';
import { buildPure } from './build';
import { WorkloadApp } from './workload-app';

/** Objects that a node agent may make. */
export interface AgentKinds extends CommonKinds {
  /** The workload. */
  readonly DaemonSet: DaemonSet;
}

/**
 * An app that runs once on every node.
 * @typeParam P names of the ports, inferred from `ports`
 * @typeParam V names of the volumes, inferred from `volumes`
 */
export interface NodeAgentProps<P extends string = never, V extends string = never> extends AppProps<P, V, AgentKinds> {
  /** How the pods are replaced when their template changes. @default - as Kubernetes does: node by node */
  readonly rollout?: DaemonSetRollout | undefined;
}

interface AgentModel extends AppModel {
  readonly rollout: RolloutModel;
}

const fields: ReadonlySet<string> = new Set([...appFields, 'rollout']);
const kind = { apiVersion: 'apps/v1', kind: 'DaemonSet' } as const;

function normalize(identity: Identity, props: NodeAgentProps<string, string>, problems: Problems, consumer: Consumer): AgentModel {
  const app = normalizeApp(identity, props, { workload: kind, fields, fallbackService: 'none', restartPolicies: ['Always'] }, problems, consumer);
  const rollout = normalizeRollout('DaemonSet', props?.rollout, problems.at('rollout'));
  if (surges(rollout)) checkNodePorts(app, problems.at('rollout', 'maxSurge'));
  return { ...app, rollout };
}

/** Two pods of one node cannot have the same port of it. */
function checkNodePorts({ pod: { ports, security } }: AppModel, problems: Problems): void {
  const port = ports.find(({ hostPort }) => hostPort !== undefined || security.hostNetwork === true);
  if (port !== undefined) problems.report('rollout/surge-host-port', { port: port.name });
}

function objectsOf(model: AgentModel, problems: Problems): Manifest[] {
  return [daemonSet(model, model.rollout), ...surroundings(model, problems)];
}

/**
 * Builds the objects of a node agent: a DaemonSet and what belongs to it.
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/
 */
export function buildNodeAgent<P extends string = never, V extends string = never>(identity: Identity, props: NodeAgentProps<P, V>): Built {
  return buildPure(kind, identity, props, (problems, consumer, self) => objectsOf(normalize(self, props, problems, consumer), problems), 'by-kind');
}

/**
 * An app that runs once on every node (that its scheduling allows): a DaemonSet. It has a Service only where asked for.
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/
 */
export class NodeAgent<P extends string = never, V extends string = never> extends WorkloadApp<P> {
  protected override readonly model: AgentModel;

  constructor(scope: Construct, id: string, props: NodeAgentProps<P, V>) {
    super(scope, id, kind, props);
    this.model = normalize(this.identity, props, this.problems, this.consumer);
  }

  protected override build(problems: Problems): readonly Manifest[] {
    return objectsOf(this.model, problems);
  }
}
