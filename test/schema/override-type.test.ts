import type { Deployment, HTTPRoute, Secret, Service } from '../../generated/kubernetes';
import { applyOverride } from '../../src/schema/merge';
import type { Override, OverrideOf } from '../../src/schema/override-type';

/** Compiles: that is the test. */
function accepts<T>(..._overrides: OverrideOf<T>[]): void { /* nothing to do when the program runs */ }

accepts<Deployment>(
  {},
  { spec: { replicas: 3, paused: null, strategy: undefined } },
  { spec: { template: { spec: { containers: [{ name: 'app', image: 'x', resources: { limits: { cpu: 1, memory: null } } }] } } } },
  { spec: { template: { spec: { containers: [{ name: 'app', $patch: 'delete' }] } } } },
  { spec: { template: { spec: { containers: [{ $patch: 'replace' }, { name: 'only' }], nodeSelector: { disk: null } } } } },
  { spec: { strategy: { $patch: 'replace', type: 'Recreate' } } },
  { spec: { strategy: { rollingUpdate: { maxSurge: '25%', maxUnavailable: 0 } } } },
  { metadata: { labels: { 'a/b': 'c', 'd': null }, finalizers: ['x'] } },
  [{ op: 'replace', path: '/spec/replicas', value: 3 }, { op: 'move', from: '/a', path: '/b' }, { op: 'remove', path: '/a' }],
);
accepts<Service>({ spec: { ports: [{ port: 80, nodePort: 30080 }], selector: { a: 'b' } } });
accepts<Secret>({ stringData: { a: 'b' }, data: null });
accepts<HTTPRoute>({ spec: { rules: [{ backendRefs: [{ name: 'a', weight: 2 }] }] } });

const conditional = (on: boolean): Override<Deployment> => ({ spec: { ...(on && { replicas: 1 }), paused: on ? true : undefined } });
accepts<Deployment>(conditional(true));

// @ts-expect-error a misspelt field
accepts<Deployment>({ spec: { replica: 3 } });
// @ts-expect-error a value of another type
accepts<Deployment>({ spec: { replicas: '3' } });
// @ts-expect-error a misspelt field of an item
accepts<Deployment>({ spec: { template: { spec: { containers: [{ name: 'app', imagePullPolcy: 'Always' }] } } } });
// @ts-expect-error a word that the field does not know
accepts<Deployment>({ spec: { strategy: { type: 'Rolling' } } });
// @ts-expect-error an object where a list belongs
accepts<Deployment>({ spec: { template: { spec: { containers: { name: 'app' } } } } });
// @ts-expect-error a directive that does not exist
accepts<Deployment>({ spec: { $patch: 'remove' } });
// @ts-expect-error another kind
accepts<Deployment>({ kind: 'StatefulSet' });
// @ts-expect-error an operation without a value
accepts<Deployment>([{ op: 'replace', path: '/spec/replicas' }]);

test('what the type takes, the merge takes', () => {
  const override: Override<Service> = { spec: { ports: [{ port: 443 }], selector: { a: null } } };
  const service = { apiVersion: 'v1', kind: 'Service', spec: { ports: [{ port: 80 }], selector: { a: 'b', c: 'd' } } } satisfies Service;
  expect(applyOverride<Service>(service, override).object).toEqual({ ...service, spec: { ports: [{ port: 443 }], selector: { c: 'd' } } });
});
