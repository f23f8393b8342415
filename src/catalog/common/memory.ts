import { isPlainMap } from '../../core/checks';
import type { Problems } from '../../core/problems';
import { compareQuantities, isQuantity, type Quantity, quantityValue } from '../../core/quantity';
import type { ResourceProps } from '../../pod/resources';

/** The memory limit as it was given; nothing where it is missing or no amount. */
export function memoryLimit(resources: ResourceProps | undefined): Quantity | undefined {
  const limit: unknown = isPlainMap(resources) && isPlainMap(resources['limits']) ? resources['limits']['memory'] : undefined;
  return isQuantity(limit) && quantityValue(limit)! > 0n ? limit : undefined;
}

/**
 * A share of the memory limit in whole MiB, for a setting of the server; nothing where there is no limit, so that the server
 * keeps its own default.
 * @param percent of the limit, 1-100
 */
export function memoryShare(resources: ResourceProps | undefined, percent: number): number | undefined {
  const limit = memoryLimit(resources);
  if (limit === undefined) return undefined;
  return Number((quantityValue(limit)! * BigInt(percent)) / 100n / 1_000_000_000n / 1_048_576n);
}

/** Memory that a setting asks for. */
export interface ConfiguredMemory {
  /** Name of the setting. */
  readonly setting: string;
  readonly bytes: number;
  /** What the server needs besides, in MiB. */
  readonly besides: number;
}

const mebibyte = 1_048_576;

/** Reports a memory limit that is too small for what a setting asks for. `problems` is at the props. */
export function checkConfiguredMemory(problems: Problems, resources: ResourceProps | undefined, { setting, bytes, besides }: ConfiguredMemory): void {
  const asked = Math.ceil(bytes / mebibyte);
  if (!Number.isSafeInteger(asked)) return;
  checkMemory(problems, resources, `${asked + besides}Mi`, `"${setting}" alone takes ${asked}Mi, and the server needs ${besides}Mi besides`);
}

/** Reports a memory limit that the server does not fit into. `problems` is at the props. */
export function checkMemory(problems: Problems, resources: ResourceProps | undefined, min: string, why: string): void {
  const limit = memoryLimit(resources);
  if (limit === undefined || compareQuantities(limit, min) >= 0) return;
  problems.at('resources', 'limits', 'memory').report('catalog/memory-too-small', { min, found: limit, why });
}
