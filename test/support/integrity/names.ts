import type { Manifest } from '../../../src/core/manifest';
import { containersOf, nameOf, podsOf } from '../objects';

const label = '[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?';
const dnsLabel = new RegExp(`^${label}$`);
const subdomain = new RegExp(`^(?=.{1,253}$)${label}(\\.${label})*$`);
const labelText = /^(([A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9])?$/;
const portWord = /^(?=.{1,15}$)(?=.*[a-z])(?!.*--)[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const labelNamed = new Set(['Service', 'Namespace', 'Job']);

/** Names and label values that a cluster refuses. */
export function invalidNames(objects: readonly Manifest[]): string[] {
  const invalid: string[] = [];
  const check = (pattern: RegExp, what: string, value: string): void => {
    if (!pattern.test(value)) invalid.push(`${what} ${value}`);
  };
  for (const object of objects) {
    check(labelNamed.has(object.kind) ? dnsLabel : subdomain, object.kind, object.metadata?.name ?? '');
    for (const value of Object.values(object.metadata?.labels ?? {})) check(labelText, `label of ${nameOf(object)}`, value);
  }
  for (const { owner, labels, spec } of podsOf(objects)) {
    const name = nameOf(owner);
    for (const value of Object.values(labels)) check(labelText, `pod label of ${name}`, value);
    for (const volume of spec.volumes ?? []) check(dnsLabel, `volume of ${name}`, volume.name);
    for (const container of containersOf(spec)) {
      check(dnsLabel, `container of ${name}`, container.name);
      for (const port of container.ports ?? []) check(portWord, `port of ${name}`, port.name ?? '');
    }
  }
  return invalid;
}
