import type { Construct } from 'constructs';
import { HostRef } from '../../network/service-ref';
import { Text } from '../../pod/text';
import { Bundle } from '../../synth/bundle';

/** The host name of a Service of the same bundle, for an app that is not there yet: a definition cannot refer to itself. */
export function hostNamed(scope: Construct, service: string): HostRef {
  const { namespace, cluster } = Bundle.of(scope);
  return new HostRef({ apiVersion: 'v1', kind: 'Service', namespace, name: service, cluster });
}

/** The stable host names of the pods of a StatefulSet, behind the headless Service of its name. */
export function podHostsNamed(scope: Construct, name: string, replicas: number): readonly HostRef[] {
  const host = hostNamed(scope, name);
  return Array.from({ length: replicas }, (_, ordinal) => host.ofPod(`${name}-${ordinal}`));
}

/** Several hosts in one text: `db-0.db db-1.db`. */
export function hostList(hosts: readonly HostRef[], separator = ' ', suffix = ''): Text {
  return new Text(['', ...hosts.map((_, index) => suffix + (index < hosts.length - 1 ? separator : ''))], hosts);
}
