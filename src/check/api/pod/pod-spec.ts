import type { PodReadinessGate, PodSpec } from '../../../../generated/kubernetes';
import type { Context } from '../../rule/context';
import { all, each, fields, given, oneOf, type Rule, since, texts } from '../../rule/rules';
import { labels } from '../shared/metadata';
import { dnsLabel, dnsSubdomain, labelKey, maxBytes } from '../shared/names';
import { between } from '../shared/numbers';
import { affinity } from './affinity';
import { checkContainers } from './containers';
import { dns, hostAliases } from './dns';
import { hostProcesses, operatingSystem } from './operating-system';
import { resourcesOfPod } from './pod-resources';
import { hostNetworkPorts } from './ports';
import { resourceClaims } from './resource-claims';
import { overhead } from './resources';
import { schedulingGates, tolerations, topologySpread } from './scheduling';
import { hostNamespaces, podSecurity } from './security';

/** The fields that are judged by themselves. */
const ownFields: Rule<PodSpec> = all(
  texts<PodSpec>({ restartPolicy: oneOf('Always', 'OnFailure', 'Never') }),
  fields<PodSpec>({
    activeDeadlineSeconds: between(1, 2 ** 31 - 1),
    affinity,
    hostAliases,
    hostname: given(dnsLabel),
    hostnameOverride: [maxBytes(64), dnsSubdomain],
    nodeName: given(dnsSubdomain),
    nodeSelector: labels,
    overhead,
    preemptionPolicy: oneOf('PreemptLowerPriority', 'Never'),
    priorityClassName: given(dnsSubdomain),
    readinessGates: each(texts<PodReadinessGate>({ conditionType: labelKey })),
    runtimeClassName: dnsSubdomain,
    schedulingGates,
    securityContext: podSecurity,
    subdomain: given(dnsLabel),
    tolerations,
    topologySpreadConstraints: topologySpread,
  }),
);

/** `serviceAccount` is an old name of the field. */
const serviceAccount: Rule<PodSpec> = (spec, at) => {
  const found = serviceAccountOf(spec);
  if (found !== '' && !dnsSubdomain.accepts(found)) at.reportAt('serviceAccountName', 'api/dns-subdomain', { found });
};

/** The name of the account that a pod runs as, empty where it is not said. */
export function serviceAccountOf({ serviceAccountName = '', serviceAccount: old = '' }: PodSpec): string {
  return serviceAccountName === '' ? old : serviceAccountName;
}

/** A name of its own for a host, from Kubernetes 1.35 on, takes the place of all others. */
const ownHostname: Rule<PodSpec> = ({ hostnameOverride, setHostnameAsFQDN, hostNetwork }, at) => {
  if (hostnameOverride === undefined) return;
  const forbidden = (when: string): void => at.reportAt('hostnameOverride', 'api/forbidden', { field: 'hostnameOverride', when });
  if (setHostnameAsFQDN === true) forbidden('beside setHostnameAsFQDN');
  if (hostNetwork === true) forbidden('beside hostNetwork');
};

const portsOfNode: Rule<PodSpec> = ({ hostNetwork, containers = [] }, at: Context) => {
  if (hostNetwork !== true) return;
  at.enter('containers');
  containers.forEach((container, index) => {
    at.enter(index);
    hostNetworkPorts(container, at);
    at.leave();
  });
  at.leave();
};

/**
 * What is checked of every pod, its own or that of a template, once its volumes are known (see `withPod`).
 * @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#PodSpec
 */
export const podSpecFields: Rule<PodSpec> = all(
  resourceClaims,
  checkContainers,
  since(34, resourcesOfPod),
  ownFields,
  serviceAccount,
  dns,
  ownHostname,
  portsOfNode,
  hostNamespaces,
  hostProcesses,
  operatingSystem,
);
