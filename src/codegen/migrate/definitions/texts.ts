import { isPlainMap, type PlainMap } from '../../../core/plain-map';
import { addressCode, addressIn } from '../../address';
import { call, type Code, member, name as variableOf, value } from '../../print/code';
import type { SourceObject } from '../sources';
import { type NamedService, serviceNamed } from './service-named';
import { nameOf, type Shelf, specOf } from './shelf';

/** How a text of a variable is said: the host and port of a definition as references to it. */
export function textsOf(shelf: Shelf): (text: string, variable: string) => Code {
  return (text, variable) => {
    const found = addressIn(text, variable);
    const service = found === undefined ? undefined : serviceNamed(shelf, found.host);
    if (found === undefined || service === undefined) return value(text);
    return addressCode(found, member(variableOf(service.unit.variable), 'host'), portCode(service, found.port));
  };
}

function portCode({ unit, ports }: NamedService, number: number | undefined): Code | undefined {
  const port = number === undefined ? undefined : ports.find((one) => one.port === number);
  return port === undefined ? undefined : call(member(variableOf(unit.variable), 'port'), value(port.name));
}

/** Workloads in an order in which those whose hosts others name come first, as far as there is one. */
export function inOrderOfTexts<T extends { readonly object: SourceObject }>(workloads: readonly T[], shelf: Shelf): readonly T[] {
  const services = shelf.open('v1', 'Service');
  const owners = new Map(services.flatMap((service): [string, T][] => {
    const { selector } = specOf(service);
    const owner = isPlainMap(selector) ? workloads.find(({ object }) => leadsTo(selector, object)) : undefined;
    return owner === undefined ? [] : [[nameOf(service), owner]];
  }));
  const ordered: T[] = [];
  const seen = new Set<T>();
  const place = (workload: T): void => {
    if (seen.has(workload)) return;
    seen.add(workload);
    for (const host of hostsIn(workload.object.manifest)) {
      const owner = owners.get(host);
      if (owner !== undefined) place(owner);
    }
    ordered.push(workload);
  };
  for (const workload of workloads) place(workload);
  return ordered;
}

function leadsTo(selector: PlainMap, { manifest }: SourceObject): boolean {
  const { template: pods } = specOf({ manifest } as SourceObject);
  const metadata = isPlainMap(pods) ? pods['metadata'] : manifest.metadata;
  const labels = isPlainMap(metadata) && isPlainMap(metadata['labels']) ? metadata['labels'] : {};
  const entries = Object.entries(selector);
  return entries.length > 0 && entries.every(([key, label]) => labels[key] === label);
}

function hostsIn(data: unknown): readonly string[] {
  if (Array.isArray(data)) return data.flatMap(hostsIn);
  if (!isPlainMap(data)) return [];
  const { name, value: text } = data;
  const own = typeof name === 'string' && typeof text === 'string' ? addressIn(text, name)?.host : undefined;
  return [...(own === undefined ? [] : [own]), ...Object.values(data).flatMap(hostsIn)];
}
