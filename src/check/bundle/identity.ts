import { formatLocation } from '../../core/format-diagnostic';
import type { Bundle } from './bundle';

/** Objects of one identity. */
export function identityRule(bundle: Bundle): void {
  for (const { first, second } of bundle.graph.twins) {
    const { input } = bundle.checked(first);
    const location = input.locate?.('/metadata/name') ?? input.locate?.('');
    const place = location === undefined ? (input.file ?? '') : formatLocation(location);
    bundle.report(second, 'object/duplicate', { id: second.id, first: place }, '/metadata/name');
  }
}
