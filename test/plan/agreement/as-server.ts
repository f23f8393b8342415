import { isPlainMap } from '../../../src/core/checks';
import { quantityValue } from '../../../src/core/quantity';
import type { Manifest } from '../../../src/core/manifest';
import { verdicts } from '../../support/oracle';
import type { PairOfObjects } from './pairs';

type Fields = { [field: string]: unknown };

const APP_ARMOR = 'container.apparmor.security.beta.kubernetes.io/';

/**
 * Updates as a server gets them. The checkers know the rules of the API, and not what a live server does around them: it allocates
 * for a Service and keeps that when a manifest leaves it out, its claims are bound before anybody changes them, and `kubectl apply`
 * keeps the annotations that the server made itself.
 */
export function asServer(release: string, pairs: readonly PairOfObjects[]): { readonly from: Manifest; readonly to: Manifest }[] {
  const stored = verdicts(release, pairs.map(({ from }) => from), [], true);
  return pairs.map(({ from, to }, index) => {
    if (to.apiVersion === 'v1' && to.kind === 'Service') {
      // Who writes an address down where none was asked for writes the one that the cluster gave.
      const before = allocated(from, specOf(to)?.['clusterIP']);
      return { from: before, to: allocated(kept(before, to)) };
    }
    if (to.kind === 'PersistentVolumeClaim') return { from, to: asOfBound(release, from, to) };
    return { from, to: to.kind === 'Pod' ? withMadeAnnotations(from, to, stored[index]!.object) : to };
  });
}

function specOf(object: Manifest): Fields | undefined {
  const { spec } = object as unknown as { spec?: unknown };
  return isPlainMap(spec) ? spec : undefined;
}

/** Whether nothing is given for a field; what cannot be decoded is something. */
function isUnset(value: unknown, empty: unknown): boolean {
  return value === undefined || value === null || value === empty;
}

function isAddress(value: unknown): boolean {
  return typeof value === 'string' && /^[0-9]+[.]|:/.test(value);
}

const needsAddress = ({ type }: Fields): boolean => type !== 'ExternalName';
const needsHealthPort = ({ type, externalTrafficPolicy }: Fields): boolean => type === 'LoadBalancer' && externalTrafficPolicy === 'Local';

/** What a cluster gives to every Service that does not ask for something itself. */
function allocated(service: Manifest, later?: unknown): Manifest {
  const given = specOf(service);
  if (given === undefined) return service;
  const spec: Fields = { ...given };
  const { clusterIPs } = spec;
  if (needsAddress(spec) && isUnset(spec['clusterIP'], '')) spec['clusterIP'] = Array.isArray(clusterIPs) && clusterIPs.length > 0 ? clusterIPs[0] : isAddress(later) ? later : '10.0.0.99';
  if (needsHealthPort(spec) && isUnset(spec['healthCheckNodePort'], 0)) spec['healthCheckNodePort'] = 32099;
  return { ...service, spec } as Manifest;
}

/** `patchAllocatedValues` of the storage of Services; families are defaulted from what the Service had. */
function kept(from: Manifest, to: Manifest): Manifest {
  const [before, after] = [specOf(from), specOf(to)];
  if (before === undefined || after === undefined) return to;
  const spec: Fields = { ...after };
  const keep = (field: string, empty?: unknown): void => {
    const value = spec[field];
    const none = isUnset(value, empty) || (field.endsWith('s') && Array.isArray(value) && value.length === 0);
    if (none && before[field] !== undefined) spec[field] = before[field];
  };
  // A headless Service stays headless without a word; what was asked for does not happen, which the plan calls refused.
  if (needsAddress(before) && needsAddress(after) && before['clusterIP'] !== 'None') {
    keep('clusterIP', '');
    for (const field of ['clusterIPs', 'ipFamilies', 'ipFamilyPolicy']) keep(field);
  }
  if (needsHealthPort(before) && needsHealthPort(after)) keep('healthCheckNodePort', 0);
  return { ...to, spec } as Manifest;
}

/** A bound claim may grow, and may have another class of attributes: a checker is asked about the rest. */
function asOfBound(release: string, from: Manifest, to: Manifest): Manifest {
  const [before, after] = [specOf(from), specOf(to)];
  if (before === undefined || after === undefined) return to;
  const spec: Fields = structuredClone(after);
  const requests = (of: Fields): unknown => (isPlainMap(of['resources']) ? of['resources']['requests'] : undefined);
  const [old, now] = [requests(before), requests(spec)];
  const sizeOf = (of: unknown): bigint | undefined => (isPlainMap(of) && typeof of['storage'] === 'string' ? quantityValue(of['storage']) : undefined);
  const [oldSize, newSize] = [sizeOf(old), sizeOf(now)];
  if (oldSize !== undefined && newSize !== undefined && newSize > oldSize) (now as Fields)['storage'] = (old as Fields)['storage'];
  const name = spec['volumeAttributesClassName'];
  if (Number(release.slice(2)) >= 34 && (name === undefined || (typeof name === 'string' && /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(name)))) {
    spec['volumeAttributesClassName'] = before['volumeAttributesClassName'];
  }
  return { ...to, spec } as Manifest;
}

function withMadeAnnotations(from: Manifest, to: Manifest, stored: unknown): Manifest {
  const annotations = (object: unknown): Fields => {
    const found = ((object as Fields | undefined)?.['metadata'] as Fields | undefined)?.['annotations'];
    return isPlainMap(found) ? found : {};
  };
  const made = Object.entries(annotations(stored)).filter(([key]) => key.startsWith(APP_ARMOR) && !Object.hasOwn(annotations(from), key));
  if (made.length === 0 || !isPlainMap(to.metadata)) return to;
  return { ...to, metadata: { ...to.metadata, annotations: { ...Object.fromEntries(made), ...annotations(to) } } } as unknown as Manifest;
}
