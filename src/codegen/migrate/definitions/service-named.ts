import type { Unit } from '../unit';
import { mapsIn, nameOf, type Shelf } from './shelf';

/** A Service that a definition hands out, and its ports as they are called there. */
export interface NamedService {
  readonly unit: Unit;
  readonly ports: readonly { readonly name: string; readonly named?: unknown; readonly port: unknown }[];
}

/** The definition whose own Service has a name. */
export function serviceNamed(shelf: Shelf, name: unknown): NamedService | undefined {
  for (const unit of shelf.units) {
    const object = unit.objects.find((one) => one.manifest.kind === 'Service' && nameOf(one) === name);
    if (object === undefined) continue;
    const first = unit.objects[0]!;
    if (first !== object && nameOf(first) !== name) return undefined;
    const service = shelf.trials.facts(unit.variable, 'serviceRef');
    const ports = typeof service === 'object' && service !== null && 'ports' in service ? mapsIn(service.ports) : [];
    return { unit, ports: ports.flatMap(({ name: own, named, port }) => (typeof own === 'string' ? [{ name: own, named, port }] : [])) };
  }
  return undefined;
}
