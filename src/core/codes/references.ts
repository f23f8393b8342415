import { formatObjectId, type ObjectId } from '../object-id';
import { barePath, listed, show } from '../show';
import { didYouMean, type Phrase, wrong } from './code';

/** References between definitions, and the identity of objects in a cluster. */
export const referenceCodes = {
  'reference/other-namespace': wrong<{ target: ObjectId; from: string | undefined; why: Phrase }>({
    title: 'A reference leads into another namespace, where Kubernetes has no such reference.',
    message: ({ target, from, why }) =>
      `${formatObjectId(target)} cannot be used from ${from === undefined ? 'a bundle without a namespace' : `namespace ${show(from)}`}: ${why}`,
    help: () => 'define it in the namespace that uses it, or move both into one bundle',
  }),
  'reference/other-cluster': wrong<{ target: ObjectId; targetCluster: string | undefined; cluster: string | undefined }>({
    title: 'A reference leads into another cluster.',
    message: ({ target, targetCluster, cluster }) =>
      `${formatObjectId(target)} is in ${clusterName(targetCluster)}, this is in ${clusterName(cluster)}: no reference leads from one cluster to another`,
    help: () => 'define it once for each cluster, for example in a function that takes the bundle',
  }),
  'reference/unknown-key': wrong<{ target: ObjectId; key: string; known: readonly string[]; nearest?: string | undefined }>({
    title: 'A key is asked for that its owner does not have.',
    message: ({ target, key, known }) =>
      `${formatObjectId(target)} has no key ${show(key)}; it has ${listed(known)}`,
    help: ({ nearest }) => didYouMean(nearest, 'add the key to its data'),
  }),
  'reference/in-plain-text': wrong<{ target: ObjectId; key: string }>({
    title: 'A key of a ConfigMap or Secret stands in a plain template string, which would hold no value of it.',
    message: ({ target, key }) => `key ${show(key)} of ${formatObjectId(target)} cannot be put into a plain text: only the cluster knows its value`,
    help: () => 'write text`…` in place of `…`',
  }),
  'identity/duplicate': wrong<{ id: ObjectId; first: string; second: string }>({
    title: 'Two objects of one cluster have the same group, kind, namespace and name; one would overwrite the other.',
    message: ({ id, first, second }) =>
      (first === second ? `${formatObjectId(id)} is there twice in what is defined at ${barePath(first)}` : `${formatObjectId(id)} is defined twice: at ${barePath(first)} and at ${barePath(second)}`),
    help: () => 'give one of them another name, namespace or cluster',
  }),
};

function clusterName(cluster: string | undefined): string {
  return cluster === undefined ? 'the unnamed cluster' : `cluster ${show(cluster)}`;
}
