import { isPlainMap } from '../../core/checks';
import type { Problems } from '../../core/problems';
import { compareQuantities, isQuantity, type Quantity } from '../../core/quantity';
import type { StorageSpec } from '../../storage/claim-template';

/** Storage of each pod: how much, or all that can be said of its claims. */
export type CatalogStorage = Quantity | Omit<StorageSpec, 'mountPath' | 'devicePath' | 'subPath' | 'readOnly' | 'volumeMode'>;

/** The claim template for the data of a server: on one node at a time, unless somebody says otherwise. */
export function dataStorage(input: CatalogStorage, mountPath: string): StorageSpec {
  return { accessModes: 'ReadWriteOnce', ...sizeOf(input), mountPath };
}

/** Both forms as one. What is neither is reported where the claims are read. */
export function sizeOf(input: CatalogStorage): Exclude<CatalogStorage, Quantity> {
  return isPlainMap(input) ? input : { size: input };
}

/** Reports storage below what a server needs. `problems` is at the props. */
export function checkStorage(problems: Problems, input: unknown, min: string, why: string): void {
  const size: unknown = isPlainMap(input) ? input['size'] : input;
  if (isQuantity(size) && compareQuantities(size, min) < 0) problems.at('storage').report('catalog/storage-too-small', { min, found: size, why });
}
