import type { Phrase } from '../../core/codes/code';
import { show } from '../../core/show';
import { refused } from './rule-facts';

const services = 'https://kubernetes.io/docs/concepts/services-networking/service/';
const ingresses = 'https://kubernetes.io/docs/concepts/services-networking/ingress/';

/** What the API server says about Services, endpoints, Ingresses and network policies. */
export const apiNetworkCodes = {
  'service/headless': refused<{ type: string }>({
    reason: 'FieldValueInvalid',
    title: 'A Service has no address although its type needs one.',
    why: 'Ports of nodes and load balancers lead to the address of the Service.',
    see: `${services}#headless-services`,
    message: ({ type }) => `a Service of type ${show(type)} cannot have the address "None"`,
    help: () => 'remove clusterIP, or use the type ClusterIP',
    example: { wrong: 'type: NodePort\nclusterIP: None', right: 'type: ClusterIP\nclusterIP: None' },
  }),
  'service/kubelet-port': refused<Record<string, never>>({
    reason: 'FieldValueInvalid',
    title: 'A load balancer has the port of the kubelet.',
    why: 'Before Kubernetes 1.33 the API server refused it, to keep the kubelet out of reach.',
    see: services,
    message: () => 'the port 10250 is the kubelet\'s',
    help: () => 'use another port, with targetPort 10250 where that is meant',
  }),
  'service/ip-family': refused<{ found: string; family: string }>({
    reason: 'FieldValueInvalid',
    title: 'An address is of another IP family than the object says.',
    why: 'The lists of addresses and families go side by side.',
    see: 'https://kubernetes.io/docs/concepts/services-networking/dual-stack/',
    message: ({ found, family }) => `expected an ${family} address, found ${show(found)}`,
    help: ({ family }) => `use an ${family} address, or change the family`,
    example: { wrong: 'ipFamilies: [IPv6]\nclusterIP: 10.0.0.1', right: 'ipFamilies: [IPv4]\nclusterIP: 10.0.0.1' },
  }),
  'api/special-ip': refused<{ found: string; range: Phrase }>({
    reason: 'FieldValueInvalid',
    title: 'An address is one that no other machine can be reached by.',
    why: 'Traffic to unspecified, loopback and link-local addresses never leaves a node, and could be used to reach what runs on it.',
    see: services,
    message: ({ found, range }) => `${show(found)} is ${range === 'unspecified' ? 'the unspecified address' : `a ${range} address`}`,
    help: () => 'use the address under which the machine is known to others',
    example: { wrong: 'addresses:\n  - ip: 127.0.0.1', right: 'addresses:\n  - ip: 10.0.0.7' },
  }),
  'api/domain': refused<{ found: string; parts: number }>({
    reason: 'FieldValueInvalid',
    title: 'A domain has too few parts.',
    why: 'A name without a domain means something else in every network.',
    see: 'https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/',
    message: ({ found, parts }) => `expected a domain of ${parts} parts at least, found ${show(found)}`,
    help: () => 'use the whole name, such as db.example.com',
  }),
  'ingress/wildcard': refused<{ found: string }>({
    reason: 'FieldValueInvalid',
    title: 'A host of an Ingress has a "*" that does not stand for its first part.',
    why: 'A wildcard covers one whole part of a host name, the first.',
    see: `${ingresses}#hostname-wildcards`,
    message: ({ found }) => `expected "*." and a host name, found ${show(found)}`,
    help: () => 'write it as in *.example.com',
    example: { wrong: 'host: "*shop.example.com"', right: 'host: "*.example.com"' },
  }),
  'ingress/host-is-ip': refused<{ found: string }>({
    reason: 'FieldValueInvalid',
    title: 'A host of an Ingress is an IP address.',
    why: 'An Ingress tells requests apart by their host name.',
    see: `${ingresses}#the-ingress-resource`,
    message: ({ found }) => `expected a host name, found the address ${show(found)}`,
    help: () => 'use a host name, or leave the host out for all of them',
    example: { wrong: 'rules:\n  - host: 10.0.0.7', right: 'rules:\n  - host: shop.example.com' },
  }),
  'ingress/path': refused<{ found: string; bad?: string | undefined }>({
    reason: 'FieldValueInvalid',
    title: 'A path of an Ingress is not absolute, or can be read in two ways.',
    why: 'Proxies resolve "//", "..", "." and coded slashes differently.',
    see: `${ingresses}#path-types`,
    message: ({ found, bad }) => (bad === undefined ? `expected a path that begins with "/", found ${show(found)}` : `expected no ${show(bad)} in the path, found ${show(found)}`),
    help: () => 'write the path plainly, as in /shop/items',
    example: { wrong: 'path: shop', right: 'path: /shop' },
  }),
  'ingress/no-backend': refused<Record<string, never>>({
    reason: 'FieldValueInvalid',
    title: 'A path of an Ingress leads nowhere.',
    why: 'Requests to it could not be answered.',
    see: `${ingresses}#the-ingress-resource`,
    message: () => '"service" or "resource" is missing',
    help: () => 'set service with its name and port',
    example: { wrong: 'backend:\n  {}', right: 'backend:\n  service:\n    name: web\n    port:\n      name: http' },
  }),
  'ingress/empty': refused<Record<string, never>>({
    reason: 'FieldValueInvalid',
    title: 'An Ingress has neither rules nor a default backend.',
    why: 'It would route nothing.',
    see: `${ingresses}#the-ingress-resource`,
    message: () => '"rules" or "defaultBackend" is missing',
    help: () => 'set rules',
  }),
  'network-policy/except': refused<{ found: string; range: string }>({
    reason: 'FieldValueInvalid',
    title: 'A range that a network policy leaves out does not lie inside the range that it allows.',
    why: 'Leaving it out would change nothing, or would allow nothing.',
    see: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-to-and-from-selectors',
    message: ({ found, range }) => `expected a smaller range inside ${show(range)}, found ${show(found)}`,
    help: () => 'use a range inside of it, or widen cidr',
    example: { wrong: 'cidr: 10.0.0.0/16\nexcept:\n  - 10.1.0.0/24', right: 'cidr: 10.0.0.0/8\nexcept:\n  - 10.1.0.0/24' },
  }),
};
