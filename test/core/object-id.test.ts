import { formatObjectId } from '../../src/core/object-id';

test.each([
  ['with a namespace', { kind: 'StatefulSet', namespace: 'shop', name: 'db' }, 'StatefulSet shop/db'],
  ['without one', { kind: 'PersistentVolume', name: 'pv-1' }, 'PersistentVolume pv-1'],
  ['without a name', { kind: 'List', name: '' }, 'List'],
  ['with a namespace alone', { kind: 'Pod', namespace: 'shop', name: '' }, 'Pod'],
])('an object %s', (_, id, want) => {
  expect(formatObjectId({ apiVersion: 'v1', ...id })).toBe(want);
});
