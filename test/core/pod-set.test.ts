import { isPodOwner, type PodOwner } from '../../src/core/pod-set';

class App implements PodOwner {
  readonly podSet = { target: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }, selector: { app: 'web' }, ports: [] };
}

test('an app has pods of its own', () => {
  expect(isPodOwner(new App())).toBe(true);
  expect(isPodOwner({ podSet: new App().podSet })).toBe(true);
});

test.each([
  undefined, null, 'web', {}, { podSet: undefined }, { podSet: null }, { podSet: 'web' }, { podSet: {} }, { podSet: { target: {}, selector: {} } },
  { podSet: { target: null, selector: {}, ports: [] } }, { podSet: { target: {}, selector: null, ports: [] } },
])('%j has none', (value) => {
  expect(isPodOwner(value)).toBe(false);
});
