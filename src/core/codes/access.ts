import { bare, show } from '../show';
import { didYouMean, doubtful, wrong } from './code';

/** Service accounts and what they may do. */
export const accessCodes = {
  'access/unknown-resource': wrong<{ resource: string; nearest?: string | undefined }>({
    title: 'A resource is named that Kubernetes itself does not have, without its API group.',
    message: ({ resource }) => `Kubernetes has no resource ${show(resource)}`,
    help: ({ nearest }) => didYouMean(nearest, 'a resource of another API needs "apiGroup"; names are plural and in lower case'),
  }),
  'access/cluster-scoped': wrong<{ resource: string }>({
    title: 'A resource that lives outside of namespaces needs a grant for the whole cluster.',
    message: ({ resource }) => `${bare(resource)} live outside of namespaces: no Role grants them`,
    help: () => 'add { clusterWide: true }',
  }),
  'access/not-in-namespace': doubtful<{ resource: string }>({
    title: 'A Role lists a resource that lives outside of namespaces, which it grants to nobody.',
    message: ({ resource }) => `${bare(resource)} live outside of namespaces: a Role lists them to no effect`,
    help: () => 'list them in a ClusterRole, bound by a ClusterRoleBinding',
  }),
  'access/unknown-verb': doubtful<{ verb: string; nearest?: string | undefined }>({
    title: 'A verb that Kubernetes itself does not know.',
    message: ({ verb }) => `Kubernetes does not ask for the verb ${show(verb)}`,
    help: ({ nearest }) => didYouMean(nearest, 'the verbs are get, list, watch, create, update, patch, delete and deletecollection'),
  }),
  'access/names-and-verb': doubtful<{ verb: string }>({
    title: 'A verb that names cannot restrict.',
    message: ({ verb }) => `${show(verb)} cannot be granted for single names: Kubernetes does not know the name when it decides`,
    help: ({ verb }) => `grant ${show(verb)} without "names"`,
  }),
  'access/namespace-and-cluster': wrong<Record<string, never>>({
    title: 'A grant is for one namespace or for the whole cluster.',
    message: () => 'expected "namespace" or "clusterWide", found both',
    help: () => 'keep one of them',
  }),
  'access/no-namespace': wrong<Record<string, never>>({
    title: 'The account of a grant needs a namespace by which the grant can name it.',
    message: () => 'a grant outside of the own namespace must name the namespace of the account, and its bundle has none',
    help: () => 'give the bundle a namespace',
  }),
};
