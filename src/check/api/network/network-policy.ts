import type {
  IPBlock, NetworkPolicy, NetworkPolicyEgressRule, NetworkPolicyIngressRule, NetworkPolicyPeer, NetworkPolicyPort, NetworkPolicySpec,
} from '../../../../generated/kubernetes';
import { all, each, fields, objects, oneOf, type Rule } from '../../rule/rules';
import { cidr, readCidr } from '../shared/ip';
import { kind } from '../shared/kind';
import { dnsSubdomain } from '../shared/names';
import { portNumberOrName, protocol } from '../shared/ports';
import { labelSelector } from '../shared/selector';

/** The end of a range of ports, which begins with a number. */
const endPort: Rule<NetworkPolicyPort> = ({ port, endPort: found }, at) => {
  if (found === undefined) return;
  at.enter('endPort');
  if (typeof port !== 'number') at.report('api/not-allowed', { field: 'endPort', when: port === undefined ? 'without port' : 'with the name of a port' });
  else {
    if (found < port) at.report('api/less-than', { found, limit: port, of: 'port' });
    if (found < 1 || found > 65_535) at.report('api/port-range', { found });
  }
  at.leave();
};

const ports: Rule<readonly NetworkPolicyPort[]> = each(fields<NetworkPolicyPort>({ protocol, port: portNumberOrName }), endPort);

/** What is left out lies inside of what is meant. */
const ipBlock: Rule<IPBlock> = ({ cidr: range = '', except = [] }, at) => {
  at.enter('cidr');
  if (range === '') at.report('api/required', { field: 'cidr' });
  else cidr(range, at);
  at.leave();
  const outer = readCidr(range);
  if (outer === undefined) return;
  except.forEach((found, index) => {
    at.enter('except');
    at.enter(index);
    cidr(found, at);
    const inner = readCidr(found);
    if (inner !== undefined) {
      const shift = BigInt((outer.family === 'IPv4' ? 32 : 128) - outer.prefixLength);
      const inside = inner.family === outer.family && inner.value >> shift === outer.value >> shift && inner.prefixLength > outer.prefixLength;
      if (!inside) at.report('network-policy/except', { found, range });
    }
    at.leave();
    at.leave();
  });
};

const peer: Rule<NetworkPolicyPeer> = all(
  (value, at) => {
    const selectors = value.podSelector !== undefined || value.namespaceSelector !== undefined;
    if (!selectors && value.ipBlock === undefined) at.report('api/one-needed', { fields: ['podSelector', 'namespaceSelector', 'ipBlock'] });
    else if (selectors && value.ipBlock !== undefined) at.report('api/exclusive', { fields: ['ipBlock', value.podSelector === undefined ? 'namespaceSelector' : 'podSelector'] });
  },
  fields<NetworkPolicyPeer>({ podSelector: labelSelector, namespaceSelector: labelSelector, ipBlock }),
);

const policyType = each(oneOf('Ingress', 'Egress'));
/** The server looks at none of them where there are too many. */
const policyTypes: Rule<readonly string[]> = (found, at) => {
  if (found.length > 2) at.report('api/invalid', { found, expected: 'at most two policy types' });
  else policyType(found, at);
};

/** @see https://kubernetes.io/docs/concepts/services-networking/network-policies/ */
export const networkPolicy: Rule<NetworkPolicy> = kind(dnsSubdomain, objects<NetworkPolicy>({
  spec: fields<NetworkPolicySpec>({
    podSelector: labelSelector,
    ingress: each(fields<NetworkPolicyIngressRule>({ ports, from: each(peer) })),
    egress: each(fields<NetworkPolicyEgressRule>({ ports, to: each(peer) })),
    policyTypes,
  }),
}));
