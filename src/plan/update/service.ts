import { at, listAt, type Update, type UpdateRule } from './update';

/** What a Service got from the cluster stays: its address, its families, its class. */
export const serviceRule: UpdateRule = (update) => {
  const { from, to } = update;
  if (typeOf(from) !== 'ExternalName' && typeOf(to) !== 'ExternalName') {
    clusterAddress(update);
    families(update);
  }
  whileTypeStays(update);
};

function typeOf(service: unknown): unknown {
  return at(service, 'spec', 'type') ?? 'ClusterIP';
}

function isHeadless(service: unknown): boolean {
  return (at(service, 'spec', 'clusterIP') ?? at(service, 'spec', 'clusterIPs', 0)) === 'None';
}

/** What a manifest leaves out is kept by the server, so only an address that it names can be another one. */
function clusterAddress(update: Update): void {
  const { id, from, to } = update;
  const [before, after] = [at(from, 'spec', 'clusterIP'), at(to, 'spec', 'clusterIP')];
  // A cluster gave an address to a Service that asked for none, and that is never `None`.
  const other = before !== undefined && after !== undefined && before !== after;
  const changes = isHeadless(from) === isHeadless(to) ? other : before !== undefined || isHeadless(to);
  if (changes) update.reportChange(update.first(['spec', 'clusterIP']) ?? { kind: 'changed', path: ['spec', 'clusterIP'] }, 'update/cluster-ip', { id, field: 'spec.clusterIP' });
  const [old, now] = [listAt(from, 'spec', 'clusterIPs'), listAt(to, 'spec', 'clusterIPs')];
  const change = update.first(['spec', 'clusterIPs']);
  if (changes || change === undefined || old.length === 0 || now.length === 0) return;
  const another = old.some((ip, index) => index < now.length && now[index] !== ip);
  const written = listAt(update.written.to, 'spec', 'clusterIPs').length > 0;
  const released = written && now.length < old.length && at(to, 'spec', 'ipFamilyPolicy') !== 'SingleStack';
  if (another || released) {
    update.reportChange(change, 'update/cluster-ip', { id, field: 'spec.clusterIPs' });
  }
}

function families(update: Update): void {
  const { id, from, to } = update;
  if (isHeadless(from) || isHeadless(to)) return;
  const [old, now] = [listAt(from, 'spec', 'ipFamilies'), listAt(to, 'spec', 'ipFamilies')];
  const change = update.first(['spec', 'ipFamilies']);
  if (change === undefined || old.length === 0 || now.length === 0) return;
  const primary = old[0] !== now[0];
  const secondary = old.length === now.length && old[1] !== now[1];
  const released = now.length < old.length && at(to, 'spec', 'ipFamilyPolicy') !== 'SingleStack';
  if (primary || secondary || released) update.reportChange(change, 'update/cluster-ip', { id, field: 'spec.ipFamilies' });
}

function whileTypeStays(update: Update): void {
  const { id, from, to } = update;
  const balancer = typeOf(from) === 'LoadBalancer' && typeOf(to) === 'LoadBalancer';
  const change = update.first(['spec', 'loadBalancerClass']);
  if (balancer && change !== undefined) update.reportChange(change, 'update/service', { id, field: 'spec.loadBalancerClass' });
  const checked = [from, to].every((service) => typeOf(service) === 'LoadBalancer' && at(service, 'spec', 'externalTrafficPolicy') === 'Local');
  const port = update.first(['spec', 'healthCheckNodePort']);
  // One that the manifest leaves out is kept.
  if (checked && port?.from !== undefined && port.to !== undefined) update.reportChange(port, 'update/service', { id, field: 'spec.healthCheckNodePort' });
}
