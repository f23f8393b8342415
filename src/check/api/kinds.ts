import type { Manifest } from '../../core/manifest';
import { groupOf } from '../../core/object-id';
import type { Rule } from '../rule/rules';
import { limitRange } from './cluster/limit-range';
import { namespace } from './cluster/namespace';
import { resourceQuota } from './cluster/resource-quota';
import { configMap } from './config/config-map';
import { secret } from './config/secret';
import { endpointSlice } from './network/endpoint-slice';
import { endpoints } from './network/endpoints';
import { ingress } from './network/ingress';
import { ingressClass } from './network/ingress-class';
import { networkPolicy } from './network/network-policy';
import { service } from './network/service';
import { kind } from './shared/kind';
import { dnsSubdomain } from './shared/names';

/** What is checked of each kind, by kind and group, in all of its versions unless one is named. */
const kinds: { readonly [kind: string]: Rule<never> } = {
  'ConfigMap': configMap,
  'Endpoints': endpoints,
  'LimitRange': limitRange,
  'Namespace': namespace,
  'ResourceQuota': resourceQuota,
  'Secret': secret,
  'Service': service,
  'ServiceAccount': kind(dnsSubdomain),

  'EndpointSlice.discovery.k8s.io': endpointSlice,
  'Ingress.networking.k8s.io': ingress,
  'IngressClass.networking.k8s.io': ingressClass,
  'NetworkPolicy.networking.k8s.io': networkPolicy,
};

/** What the API server checks of a kind, after decoding and defaulting; `undefined` for a kind without rules. */
export function rulesOf(apiVersion: string, kind: string): Rule<Manifest> | undefined {
  const group = groupOf(apiVersion);
  const name = group === '' ? kind : `${kind}.${group}`;
  return (kinds[`${name}/${apiVersion.slice(apiVersion.indexOf('/') + 1)}`] ?? kinds[name]) as Rule<Manifest> | undefined;
}
