import { checkExclusive } from '../core/checks';
import { checkLabelKey } from '../core/label-selector';
import type { Problems } from '../core/problems';
import { nearest } from '../core/suggest';

/** Groups of nodes that pods are spread over: `nodes` one by one, `zones`, or the key of a node label that groups them. */
export type TopologyInput = 'nodes' | 'zones' | (string & Record<never, never>);

/** Groups of nodes, by a word or by the key of a label. */
export interface TopologyProps {
  /** Groups of nodes: `nodes`, `zones` or the key of a node label. Instead of `topologyKey`. */
  readonly over?: TopologyInput | undefined;
  /** Key of the node label that groups nodes. @default - from `over` */
  readonly topologyKey?: string | undefined;
}

const keys: { readonly [word: string]: string } = {
  nodes: 'kubernetes.io/hostname',
  zones: 'topology.kubernetes.io/zone',
};

/** The key of the node label that groups nodes; what is wrong is reported, and then there is none. */
export function topologyKeyOf(props: TopologyProps, problems: Problems, fallback?: TopologyInput): string | undefined {
  if (checkExclusive(problems, props, ['over', 'topologyKey'], fallback === undefined) === 'topologyKey') {
    return checkLabelKey(problems.at('topologyKey'), props.topologyKey) ? props.topologyKey : undefined;
  }
  const over = props.over === undefined ? fallback : props.over;
  return over === undefined ? undefined : keyOf(over, problems.at('over'));
}

/** The key that a word stands for. A word that is nearly one of the known ones is taken for a mistake. */
export function keyOf(over: unknown, problems: Problems): string | undefined {
  if (typeof over === 'string') {
    if (Object.hasOwn(keys, over)) return keys[over];
    const near = over.includes('/') ? undefined : nearest(over, Object.keys(keys));
    if (near !== undefined) {
      problems.report('value/not-one-of', { expected: Object.keys(keys), orElse: 'the key of a node label', found: over, nearest: near });
      return undefined;
    }
  }
  return checkLabelKey(problems, over) ? over : undefined;
}
