import type { CheckOptions } from '../check-options';
import type { CheckedObject, Cluster, ClusterRule, Report } from '../cluster';
import type { CheckCode } from '../codes';
import { eachContainer } from '../graph/pods';
import { text } from '../graph/read';
import { ClusterFacts } from './cluster-facts';
import { containerAdvice } from './container-advice';
import { objectAdvice } from './object-advice';
import { podAdvice } from './pod-advice';
import { type AdvisedContainer, type AdvisedObject, type AdvisedPods, isWanted } from './practice';
import { containerSecurityAdvice, podSecurityAdvice } from './security-advice';

/** A question and who takes the advice; a pair and no closure, since there are many objects. */
interface Ask<T> {
  readonly ask: (of: T, advise: never) => void;
  readonly advise: never;
}

/** Gives all advice that is wanted, in one walk over the objects. */
const advise: ClusterRule = (cluster, report) => {
  const adviser = new Adviser(cluster.options, report);
  const forContainers = adviser.asks<AdvisedContainer>({ ...containerAdvice, ...containerSecurityAdvice });
  const forPods = adviser.asks<AdvisedPods>({ ...podAdvice, ...podSecurityAdvice });
  const forObjects = new Map(Object.entries(objectAdvice).map(([kind, advice]) => [kind, adviser.asks<AdvisedObject>(advice)]));
  const facts = new ClusterFacts(cluster.graph);
  if (forContainers.length > 0 || forPods.length > 0) {
    for (const pods of cluster.graph.pods) {
      if (!adviser.turnsTo(cluster, pods.node.index)) continue;
      const ofPods: AdvisedPods = { pods, facts };
      for (const { ask, advise: take } of forPods) ask(ofPods, take);
      eachContainer(pods, (container, pointer, role) => {
        if (role === 'ephemeral') return;
        const of: AdvisedContainer = { container, name: text(container.name) ?? '', pointer, role, pods, facts };
        for (const { ask, advise: take } of forContainers) ask(of, take);
      });
    }
  }
  for (const node of cluster.graph.nodes) {
    const asks = forObjects.get(node.key);
    if (asks === undefined || asks.length === 0 || !adviser.turnsTo(cluster, node.index)) continue;
    const of: AdvisedObject = { manifest: node.manifest!, node, facts };
    for (const { ask, advise: take } of asks) ask(of, take);
  }
};

/** Everything that is advice. */
export const practiceRules: readonly ClusterRule[] = [advise];

/** Gives advice about one object after another. */
class Adviser {
  private object: CheckedObject | undefined;

  constructor(private readonly options: CheckOptions, private readonly report: Report) {}

  /** Looks at an object from now on; whether there is anything to say about it: of one that cannot be decoded there is not. */
  turnsTo({ objects }: Cluster, index: number): boolean {
    this.object = objects[index];
    return this.object?.decoded === true;
  }

  /** What is asked of a table of advice, bound to its codes. */
  asks<T>(table: { readonly [code: string]: (of: T, advise: never) => void }): Ask<T>[] {
    return Object.entries(table).filter(([code]) => isWanted(code as CheckCode, this.options)).map(([code, ask]) => {
      const bound = (args: never, pointer: string, focus?: string): void => this.report(this.object!, code as CheckCode, args, pointer, focus);
      return { ask, advise: bound as never };
    });
  }
}
