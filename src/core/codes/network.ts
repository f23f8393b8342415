import { formatObjectId, type ObjectId } from '../object-id';
import { alternatives, bare, listed, show } from '../show';
import { didYouMean, doubtful, type Phrase, wrong } from './code';

/** Services, Ingresses, routes and network policies. */
export const networkCodes = {
  'address/invalid': wrong<{ expected: Phrase; found: unknown; nearest?: string | undefined; hint?: Phrase | undefined }>({
    title: 'An IP address or address range is not one that every supported Kubernetes release accepts.',
    message: ({ expected, found }) => `expected ${expected}, found ${show(found)}`,
    help: ({ nearest, hint }) => hint ?? didYouMean(nearest, 'write it without a port, a scheme or leading zeros'),
  }),
  'service/no-ports': wrong<Record<string, never>>({
    title: 'A Service without ports, which only a headless one and ExternalName may be.',
    message: () => 'expected at least one port, found none',
    help: () => 'declare ports for the pods or for the Service, or set "headless": true',
  }),
  'service/unknown-port': wrong<{ port: string; known: readonly string[]; nearest?: string | undefined }>({
    title: 'A port name is used that its owner does not declare.',
    message: ({ port, known }) => `there is no port ${show(port)}; ${known.length === 0 ? 'no ports are declared' : `the ports are ${listed(known)}`}`,
    help: ({ nearest }) => didYouMean(nearest, 'declare the port, or name one of those that are'),
  }),
  'service/which-port': wrong<{ known: readonly string[] }>({
    title: 'A port must be named, since its owner has several.',
    message: ({ known }) => `expected the name of a port (${listed(known)}), found none`,
    help: ({ known }) => (known[0] === undefined ? 'name the port' : `name the port that is meant, such as ${show(known[0])}`),
  }),
  'service/type-only': wrong<{ field: string; types: readonly Phrase[]; type: Phrase }>({
    title: 'A field that Services of this type do not have.',
    message: ({ field, types, type }) => `${show(field)} is for type ${types.join(' or ')}, this Service is of type ${type}`,
    help: ({ field, types }) => `remove ${show(field)} or set "type" to ${alternatives(types)}`,
  }),
  'service/headless-type': wrong<{ type: Phrase }>({
    title: 'A headless Service has no address to balance, so only type ClusterIP can be headless.',
    message: ({ type }) => `a headless Service must be of type ClusterIP, found ${type}`,
    help: () => 'remove "headless", or make a second Service',
  }),
  'service/kubelet-port': wrong<Record<string, never>>({
    title: 'Port 10250 is that of the kubelet; Kubernetes before 1.33 refuses a LoadBalancer that exposes it.',
    message: () => 'Kubernetes before 1.33 refuses port 10250 of a LoadBalancer: it is the port of the kubelet',
    help: () => 'give the Service another port; "targetPort" may stay 10250',
  }),
  'service/node-port-range': doubtful<{ found: number }>({
    title: 'A node port lies outside of the range that clusters have unless it was changed.',
    message: ({ found }) => `expected a node port from 30000 to 32767, found ${found}`,
    help: () => 'leave "nodePort" out and the cluster picks one',
  }),
  'service/headless-port': doubtful<{ port: number; targetPort: string | number; number: number }>({
    title: 'A headless Service gives the addresses of the pods, so its port number is not translated.',
    message: ({ port, number }) => `clients of a headless Service reach the pods themselves, on port ${number}; port ${port} answers nobody`,
    help: ({ number }) => `use ${number}`,
  }),
  'service/namespace-unknown': wrong<{ target: ObjectId; from: string | undefined }>({
    title: 'A name is needed across namespaces, and one of the two namespaces is not known.',
    message: ({ target, from }) =>
      `${formatObjectId(target)} is used from ${from === undefined ? 'a bundle without a namespace' : `namespace ${show(from)}`}, and ${target.namespace === undefined ? 'it has none itself' : `it is in ${show(target.namespace)}`}`,
    help: () => 'give both bundles a namespace',
  }),
  'service/headless-affinity': doubtful<Record<string, never>>({
    title: 'A headless Service cannot keep a client at its pod: there is no address that leads to one of them.',
    message: () => 'clients of a headless Service choose among the pods themselves: sessionAffinity is ignored',
    help: () => 'leave it out, or add a Service with an address under "services"',
  }),
  'service/none': wrong<{ what: Phrase }>({
    title: 'A Service is referred to that its app does not have.',
    message: ({ what }) => `${what} has no Service`,
    help: () => 'declare ports, and let "service" make a Service of them: {} makes one, false none',
  }),
  'path/not-absolute': wrong<{ found: unknown }>({
    title: 'A URL path that does not start with "/".',
    message: ({ found }) => `expected a path that starts with "/", found ${show(found)}`,
    help: ({ found }) => (typeof found === 'string' && found !== '' ? `use ${show(`/${found}`)}` : 'use "/" for every path'),
  }),
  'path/invalid': wrong<{ found: string; why: Phrase }>({
    title: 'A URL path has a part that the API server refuses.',
    message: ({ found, why }) => `path ${show(found)} is refused: ${why}`,
    help: () => 'write the path that is meant, such as "/api/v1", with everything unusual %-encoded',
  }),
  'ingress/mixed-class': wrong<{ name: string; found: string | undefined; first: string | undefined }>({
    title: 'Ports that are exposed by one Ingress ask for different Ingress classes.',
    message: ({ name, found, first }) => `Ingress ${show(name)} has class ${show(first ?? 'of the cluster')} and class ${show(found ?? 'of the cluster')}`,
    help: () => 'give one of them a "name" of its own: it becomes an Ingress of its own',
  }),
  'ingress/mixed-annotation': wrong<{ name: string; key: string }>({
    title: 'Ports that are exposed by one Ingress set an annotation to different values.',
    message: ({ name, key }) => `Ingress ${show(name)} gets annotation ${bare(key)} twice, with different values`,
    help: () => 'give one of them a "name" of its own: it becomes an Ingress of its own',
  }),
  'ingress/protocol': wrong<{ port: string; protocol: Phrase }>({
    title: 'An Ingress or HTTP route leads only to TCP ports.',
    message: ({ port, protocol }) => `port ${show(port)} speaks ${protocol}, expected TCP`,
    help: () => 'lead to a TCP port; a Service of type LoadBalancer or NodePort serves other protocols',
  }),
  'route/mixed': wrong<{ name: string }>({
    title: 'Ports that are exposed by one HTTPRoute ask for different Gateways or hosts.',
    message: ({ name }) => `HTTPRoute ${show(name)} cannot serve different Gateways or hosts by different rules`,
    help: () => 'give one of them a "name" of its own: it becomes an HTTPRoute of its own',
  }),
  'route/too-many': wrong<{ what: Phrase; count: number; max: number }>({
    title: 'An HTTPRoute has more of something than the Gateway API allows.',
    message: ({ what, count, max }) => `expected at most ${max} ${what}, found ${count}`,
    help: () => 'spread them over several HTTPRoutes: they may attach to the same Gateway and hosts',
  }),
  'route/other-namespace': doubtful<{ target: ObjectId; from: string }>({
    title: 'A route leads into another namespace, which must allow that.',
    message: ({ target, from }) => `${formatObjectId(target)} takes no requests from routes of namespace ${show(from)} unless a ReferenceGrant in its namespace says so`,
    help: ({ target }) => `define a ReferenceGrant in ${target.namespace === undefined ? 'its namespace' : `namespace ${show(target.namespace)}`}`,
  }),
  'policy/port-number': wrong<{ port: string }>({
    title: 'A port name is used in a network policy for a peer whose ports are not known.',
    message: ({ port }) => `expected a port number, found ${show(port)}: the ports of this peer are not declared here`,
    help: () => 'give the number on which the pods listen, such as 5432',
  }),
  'policy/no-peers': wrong<Record<string, never>>({
    title: 'A rule of a network policy has an empty list of peers, which Kubernetes would read as everybody.',
    message: () => 'expected at least one peer, found an empty list',
    help: () => 'leave the rule out to allow nobody, or write "anyone"',
  }),
};
