import type { PodOwner } from '../../src/core/pod-set';
import type { PortModel } from '../../src/core/port-model';
import type { Diagnostic } from '../../src/core/diagnostic';
import { PolicyRules, type PolicyRulesOwner } from '../../src/network/network-policy';
import { ServiceRef } from '../../src/network/service-ref';

/** What was reported: `code /pointer` for each. */
export function told(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map(({ code, pointer }) => `${code} ${pointer}`.trimEnd());
}

export const webPorts: readonly PortModel[] = [
  { name: 'http', port: 8080, protocol: 'TCP', appProtocol: 'kubernetes.io/h2c' },
  { name: 'dns', port: 53, protocol: 'UDP' },
];

/** The pods of an app; `null` for one without a namespace. */
export function app(name: string, ports: readonly PortModel[] = webPorts, namespace: string | null = 'shop', cluster?: string): PodOwner {
  return { podSet: { target: { apiVersion: 'apps/v1', kind: 'Deployment', namespace: namespace ?? undefined, name, cluster }, selector: { app: name }, ports } };
}

/** The pods of an app, which keeps rules for them. */
export function ruledApp(name: string, ports?: readonly PortModel[], namespace?: string | null): PolicyRulesOwner {
  return { ...app(name, ports, namespace), policyRules: new PolicyRules(), otherPolicies: () => [] };
}

/** A Service of another definition; `null` for one without a namespace. */
export function service(name: string, namespace: string | null = 'shop', cluster?: string): ServiceRef<'http' | 'admin' | 'dns'> {
  return new ServiceRef({ apiVersion: 'v1', kind: 'Service', namespace: namespace ?? undefined, name, cluster }, [
    { name: 'http', port: 80, protocol: 'TCP' },
    { name: 'admin', port: 9000, protocol: 'TCP' },
    { name: 'dns', port: 53, protocol: 'UDP' },
  ]);
}
