import type { KubeObject } from './bundle/bundle';
import type { Cluster } from './cluster/cluster';
import { type Failure, fail, ProofError } from './failure';
import { proveSystem } from './proof/system';
import type { System } from './systems/system';

/** One label of a system broken, and the failure that the run has to end in. */
interface Break {
  readonly what: string;
  readonly system: string;
  readonly change: (object: KubeObject) => KubeObject;
  /** The object that the failure has to name, and the words of the cluster that it has to hold. */
  readonly object: string;
  readonly said: string;
}

const PATIENCE_SECONDS = 5;

type Labels = { readonly [key: string]: string };

interface WithSpec extends KubeObject {
  readonly spec: { readonly selector?: Labels; readonly template: { readonly metadata: { readonly labels: Labels } } };
}

const BREAKS: readonly Break[] = [
  {
    what: 'a label of a pod template',
    system: 'front-and-back',
    change: only('Deployment', 'hello', (object) => {
      const { spec } = object as WithSpec;
      const labels = broken(spec.template.metadata.labels);
      return { ...object, spec: { ...spec, template: { ...spec.template, metadata: { ...spec.template.metadata, labels } } } } as KubeObject;
    }),
    object: 'Deployment front-and-back/hello',
    said: '`selector` does not match template `labels`',
  },
  {
    what: 'a label that a Service selects by',
    system: 'front-and-back',
    change: only('Service', 'hello', (object) => {
      const { spec } = object as WithSpec;
      return { ...object, spec: { ...spec, selector: broken(spec.selector ?? {}) } } as KubeObject;
    }),
    object: 'Service front-and-back/hello',
    said: 'EndpointSlices name nothing',
  },
  {
    what: 'the label of a namespace that says which pods it takes',
    system: 'single-pod',
    change: only('Namespace', 'single-pod', (object) => ({
      ...object, metadata: { ...object.metadata, labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
    })),
    object: 'Pod single-pod/kin-stateless-1',
    said: 'violates PodSecurity "restricted:latest"',
  },
];

/** Breaks one label after the other: a run that passes then could not fail at all. */
export async function selfCheck(cluster: Cluster, systems: readonly System[]): Promise<string[]> {
  const shown: string[] = [];
  for (const attempt of BREAKS) {
    const system = systems.find(({ name }) => name === attempt.system);
    if (system === undefined) throw new Error(`there is no system "${attempt.system}" to break`);
    const failures = await failuresOf(cluster, { ...system, bundle: system.bundle.map(attempt.change) });
    const right = failures.some(({ object, said = '' }) => object === attempt.object && said.includes(attempt.said));
    if (!right) fail(attempt.object, `with ${attempt.what} broken the run does not fail with "${attempt.said}"`, JSON.stringify(failures));
    shown.push(`${attempt.what}: ${attempt.object} fails with "${attempt.said}"`);
  }
  return shown;
}

async function failuresOf(cluster: Cluster, { bundle, particulars }: System): Promise<readonly Failure[]> {
  try {
    await proveSystem(cluster, bundle, particulars, PATIENCE_SECONDS);
    return [];
  } catch (error) {
    if (error instanceof ProofError) return error.failures;
    throw error;
  }
}

function only(kind: string, name: string, change: (object: KubeObject) => KubeObject): (object: KubeObject) => KubeObject {
  return (object) => object.kind === kind && object.metadata.name === name ? change(object) : object;
}

function broken(labels: Labels): Labels {
  return Object.fromEntries(Object.entries(labels).map(([key, value], index) => [key, index === 0 ? `${value}-broken` : value]));
}
