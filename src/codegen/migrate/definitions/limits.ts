import { isPlainMap, type PlainMap } from '../../../core/plain-map';
import { type Entry, map, type MapCode, value } from '../../print/code';
import type { SourceObject } from '../sources';
import { mapsIn, metadataProps, nameOf, optionalValue, sameFields, type Shelf, specOf } from './shelf';

/** Priorities, quotas and limits. */
export function placeLimits(shelf: Shelf): void {
  for (const object of shelf.open('scheduling.k8s.io/v1', 'PriorityClass')) {
    const fields = ['value', 'globalDefault', 'preemptionPolicy', 'description'];
    place(shelf, object, 'PriorityClass', map({ ...sameFields(object.manifest as unknown as PlainMap, fields), ...metadataProps(object) }));
  }
  for (const object of shelf.open('v1', 'ResourceQuota')) {
    const spec = specOf(object);
    const { scopeSelector } = spec;
    const selected = isPlainMap(scopeSelector) ? scopeSelector['matchExpressions'] : undefined;
    place(shelf, object, 'ResourceQuota', map({ ...sameFields(spec, ['hard', 'scopes']), scopeSelector: optionalValue(selected), ...metadataProps(object) }));
  }
  for (const object of shelf.open('v1', 'LimitRange')) {
    const limits = mapsIn(specOf(object)['limits']).map(({ type, ...rest }): Entry => ({ key: String(type), value: value(rest) }));
    place(shelf, object, 'LimitRange', map({ limits: map(limits), ...metadataProps(object) }));
  }
}

function place(shelf: Shelf, object: SourceObject, callee: string, props: MapCode): void {
  shelf.place([{ objects: [object], callee, id: nameOf(object), props, override: 'object', label: `${nameOf(object)}-${callee}` }]);
}
