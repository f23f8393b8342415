import { applyOverride, type MergeProblem } from '../../src/schema/merge';
import { loadRelease } from '../../src/schema/release';

const release = loadRelease('1.36');
type Data = { readonly [key: string]: unknown };

const app = {
  name: 'app',
  image: 'nginx:1.27',
  env: [{ name: 'A', value: '1' }, { name: 'B', value: '2' }],
  ports: [{ containerPort: 53, protocol: 'UDP' }, { containerPort: 80, name: 'http' }],
};
const log = { name: 'log', image: 'fluent-bit:3', args: ['-q'], volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }] };

const web = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', labels: { app: 'web' } },
  spec: {
    replicas: 2,
    template: {
      spec: {
        containers: [
          app,
          log,
        ],
        volumes: [{ name: 'tmp', emptyDir: {} }],
        hostAliases: [{ ip: '10.0.0.1', hostnames: ['a'] }],
        tolerations: [{ key: 'a', operator: 'Exists' }],
        topologySpreadConstraints: [
          { topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule', maxSkew: 1 },
          { topologyKey: 'zone', whenUnsatisfiable: 'ScheduleAnyway', maxSkew: 1 },
          { topologyKey: 'host', whenUnsatisfiable: 'ScheduleAnyway', maxSkew: 1 },
        ],
      },
    },
  },
};

const pod = web.spec.template.spec;

interface MergedData {
  readonly object: Data;
  readonly problems: readonly MergeProblem[];
}

function merge(object: { apiVersion: string; kind: string }, override: unknown): MergedData {
  const before = structuredClone(object);
  const result = applyOverride(object as object, override, { schema: release.kind(object.apiVersion, object.kind) });
  expect(object).toEqual(before);
  return result as MergedData;
}

/** The pod of the Deployment after an override of it that has no problems. */
function mergedPod(override: Data): Data {
  const { object, problems } = merge(web, { spec: { template: { spec: override } } });
  expect(problems).toEqual([]);
  return (object as unknown as typeof web).spec.template.spec;
}

function problemsOf(override: unknown, object: { apiVersion: string; kind: string } = web): [string, string][] {
  return merge(object, override).problems.map(({ code, pointer }) => [code, pointer]);
}

describe('an override of fields', () => {
  test('sets, replaces and removes them, and leaves all others', () => {
    const { object, problems } = merge(web, { metadata: { labels: { tier: 'front' } }, spec: { replicas: null, paused: true } });
    expect(problems).toEqual([]);
    expect(object).toEqual({ ...web, metadata: { name: 'web', labels: { app: 'web', tier: 'front' } }, spec: { paused: true, template: web.spec.template } });
  });

  test('makes the objects on the way', () => {
    const { object } = merge(web, { spec: { strategy: { rollingUpdate: { maxSurge: '25%' } } } });
    expect((object.spec as Data).strategy).toEqual({ rollingUpdate: { maxSurge: '25%' } });
  });

  test('an empty object can be set', () => {
    expect(mergedPod({ securityContext: {} }).securityContext).toEqual({});
  });

  test('what is not touched is shared with the object that was given', () => {
    const { object } = merge(web, { spec: { replicas: 3 } });
    expect(object.metadata).toBe(web.metadata);
    expect((object.spec as Data).template).toBe(web.spec.template);
  });

  test('nothing of the override is shared with the result', () => {
    const labels = { a: '1' };
    const command = ['a'];
    const { object } = merge(web, { metadata: { annotations: labels }, spec: { template: { spec: { containers: [{ name: 'new', command }] } } } });
    labels.a = '2';
    command.push('b');
    expect(object.metadata).toMatchObject({ annotations: { a: '1' } });
    expect((object as unknown as typeof web).spec.template.spec.containers[2]).toEqual({ name: 'new', command: ['a'] });
  });

  test('a field that is undefined is not given', () => {
    const { object, problems } = merge(web, { metadata: undefined, spec: { replicas: undefined, paused: true } });
    expect(problems).toEqual([]);
    expect(object.spec).toEqual({ ...web.spec, paused: true });
  });

  test('an override whose every field is switched off is not a mistake', () => {
    const { object, problems } = merge(web, { spec: { replicas: undefined } });
    expect(problems).toEqual([]);
    expect(object).toBe(web);
  });

  test('a field that is undefined in the object can be set, and is not there to remove', () => {
    const object = { ...web, metadata: { name: 'web', labels: undefined } };
    expect(merge(object, { metadata: { labels: { a: 'b' } } })).toEqual({ object: { ...web, metadata: { name: 'web', labels: { a: 'b' } } }, problems: [] });
    expect(problemsOf({ metadata: { labels: null } }, object)).toEqual([['override/no-effect', '/metadata/labels']]);
  });

  test('apiVersion and kind may be repeated', () => {
    expect(problemsOf({ apiVersion: 'apps/v1', kind: 'Deployment', spec: { replicas: 3 } })).toEqual([]);
    expect(problemsOf({ apiVersion: 'apps/v1', kind: 'Deployment' })).toEqual([['override/no-effect', '']]);
  });

  test.each<[string, unknown]>([['$patch: replace', { $patch: 'replace', type: 'Recreate' }], ['$patch: replace of nothing', { $patch: 'replace', type: 'Recreate', rollingUpdate: undefined }]])(
    '%s puts an object in the place of the old one',
    (_name, strategy) => {
      const object = { ...web, spec: { strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1 } } } };
      expect(merge(object, { spec: { strategy } })).toEqual({ object: { ...web, spec: { strategy: { type: 'Recreate' } } }, problems: [] });
    },
  );

  test('puts new fields where people look for them: before the containers, and before the template of the pods', () => {
    const object = {
      apiVersion: 'apps/v1', kind: 'Deployment', spec: { selector: {}, template: { spec: { hostname: 'a', containers: [app], volumes: [{ name: 'a' }] } } },
    };
    const overrides: unknown[] = [
      { spec: { replicas: 3, template: { spec: { tolerations: [{ key: 'a' }], initContainers: [{ name: 'first' }] } } } },
      [
        { op: 'add', path: '/spec/replicas', value: 3 }, { op: 'add', path: '/spec/template/spec/tolerations', value: [{ key: 'a' }] },
        { op: 'add', path: '/spec/template/spec/initContainers', value: [{ name: 'first' }] },
      ],
    ];
    for (const override of overrides) {
      const { spec } = merge(object, override).object as typeof object;
      expect(Object.keys(spec)).toEqual(['selector', 'replicas', 'template']);
      expect(Object.keys(spec.template.spec)).toEqual(['hostname', 'tolerations', 'initContainers', 'containers', 'volumes']);
    }
  });

  test('moves nothing but what is new: claim templates and volumes stay behind', () => {
    const set = { apiVersion: 'apps/v1', kind: 'StatefulSet', spec: { selector: {}, template: { spec: { containers: [app] } }, volumeClaimTemplates: [] } };
    const { spec } = merge(set, { spec: { minReadySeconds: 3, template: { spec: { volumes: [{ name: 'a' }], hostname: 'b' } } } }).object as typeof set;
    expect(Object.keys(spec)).toEqual(['selector', 'minReadySeconds', 'template', 'volumeClaimTemplates']);
    expect(Object.keys(spec.template.spec)).toEqual(['hostname', 'containers', 'volumes']);
  });

  test('leaves the order of fields alone where none is new, and of keys that the user gave', () => {
    const object = { apiVersion: 'v1', kind: 'ConfigMap', data: { template: 'a', other: 'b' } };
    expect(Object.keys((merge(object, { data: { third: 'c' } }).object as typeof object).data)).toEqual(['template', 'other', 'third']);
    const odd = { apiVersion: 'apps/v1', kind: 'Deployment', spec: { template: {}, replicas: 1 } };
    expect(Object.keys((merge(odd, { spec: { replicas: 2 } }).object as typeof odd).spec)).toEqual(['template', 'replicas']);
  });

  test('$patch: delete removes an object as null does', () => {
    expect(merge(web, { spec: { template: { $patch: 'delete' } } }).object.spec).toEqual({ replicas: 2 });
  });
});

describe('an override of a list with keys', () => {
  test('changes the item with the key, keeps the order, and appends new items', () => {
    expect(mergedPod({ containers: [{ name: 'new', image: 'x' }, { name: 'log', image: 'fluent-bit:4' }] }).containers)
      .toEqual([app, { ...log, image: 'fluent-bit:4' }, { name: 'new', image: 'x' }]);
  });

  test('reaches lists within lists', () => {
    expect(mergedPod({ containers: [{ name: 'app', env: [{ name: 'C', value: '3' }, { name: 'A', value: '9' }] }] }).containers)
      .toEqual([{ ...app, env: [{ name: 'A', value: '9' }, { name: 'B', value: '2' }, { name: 'C', value: '3' }] }, log]);
  });

  test('removes an item by its key', () => {
    expect(mergedPod({ containers: [{ name: 'log', $patch: 'delete' }] }).containers).toEqual([app]);
  });

  test('replaces an item', () => {
    expect(mergedPod({ containers: [{ name: 'log', image: 'x', $patch: 'replace' }] }).containers).toEqual([app, { name: 'log', image: 'x' }]);
  });

  test('replaces the whole list', () => {
    expect(mergedPod({ containers: [{ $patch: 'replace' }, { name: 'only', image: 'x' }] }).containers).toEqual([{ name: 'only', image: 'x' }]);
    expect(mergedPod({ containers: [{ $patch: 'replace' }, { name: 'app', image: 'x' }] }).containers).toEqual([{ name: 'app', image: 'x' }]);
    expect(mergedPod({ volumes: [{ $patch: 'replace' }] }).volumes).toEqual([]);
  });

  test('makes the list where there is none', () => {
    expect(mergedPod({ initContainers: [{ name: 'init', image: 'x' }] }).initContainers).toEqual([{ name: 'init', image: 'x' }]);
  });

  test('the last of two items with one key counts', () => {
    expect(mergedPod({ containers: [{ name: 'new', image: 'a' }, { name: 'new', image: 'b' }] }).containers).toEqual([app, log, { name: 'new', image: 'b' }]);
  });

  test('changes the last of several items that share a key, as a container sees it', () => {
    const object = { apiVersion: 'v1', kind: 'Pod', spec: { containers: [{ name: 'a', env: [{ name: 'A', value: '1' }, { name: 'A', value: '2' }] }] } };
    const { object: result } = merge(object, { spec: { containers: [{ name: 'a', env: [{ name: 'A', value: '3' }] }] } });
    expect(result.spec).toEqual({ containers: [{ name: 'a', env: [{ name: 'A', value: '1' }, { name: 'A', value: '3' }] }] });
    const deletion = { spec: { containers: [{ name: 'a', env: [{ name: 'A', $patch: 'delete' }] }] } };
    expect(merge(object, deletion).object.spec).toEqual({ containers: [{ name: 'a', env: [] }] });
  });

  test('a part of a key that has a default may be left out, on either side', () => {
    expect(mergedPod({ containers: [{ name: 'app', ports: [{ containerPort: 80, protocol: 'TCP', hostPort: 80 }] }] }).containers)
      .toEqual([{ ...app, ports: [app.ports[0], { containerPort: 80, name: 'http', protocol: 'TCP', hostPort: 80 }] }, log]);
    expect(mergedPod({ containers: [{ name: 'app', ports: [{ containerPort: 53, name: 'dns-tcp' }] }] }).containers)
      .toEqual([{ ...app, ports: [...app.ports, { containerPort: 53, name: 'dns-tcp' }] }, log]);
    expect(mergedPod({ containers: [{ name: 'app', ports: [{ containerPort: 53, protocol: 'UDP', name: 'dns' }] }] }).containers)
      .toEqual([{ ...app, ports: [{ containerPort: 53, protocol: 'UDP', name: 'dns' }, app.ports[1]] }, log]);
  });

  test('the key of a new item is checked like any other field', () => {
    expect(problemsOf({ spec: { template: { spec: { containers: [{ name: 5, image: 'x' }] } } } }))
      .toEqual([['override/wrong-type', '/spec/template/spec/containers/0/name']]);
  });

  test('a part of a key that has a default can be removed', () => {
    const service = { apiVersion: 'v1', kind: 'Service', spec: { ports: [{ port: 80, protocol: 'TCP' }] } };
    const want = { ...service, spec: { ports: [{ port: 80 }] } };
    expect(merge(service, { spec: { ports: [{ port: 80, protocol: null }] } })).toEqual({ object: want, problems: [] });
  });

  test('a part of a key without a default may be left out while the others name one item', () => {
    expect(mergedPod({ topologySpreadConstraints: [{ topologyKey: 'host', maxSkew: 2 }] }).topologySpreadConstraints)
      .toEqual([...pod.topologySpreadConstraints.slice(0, 2), { topologyKey: 'host', whenUnsatisfiable: 'ScheduleAnyway', maxSkew: 2 }]);
  });

  test.each<[string, Data, string[], string]>([
    ['names two items', { topologyKey: 'zone', maxSkew: 2 }, ['whenUnsatisfiable'], '/topologySpreadConstraints/0'],
    ['names no item', { topologyKey: 'rack', maxSkew: 2 }, ['whenUnsatisfiable'], '/topologySpreadConstraints/0'],
    ['has no key', { maxSkew: 2 }, ['topologyKey', 'whenUnsatisfiable'], '/topologySpreadConstraints/0'],
  ])('an item that %s is a problem', (_name, item, keys, pointer) => {
    const { object, problems } = merge(web, { spec: { template: { spec: { topologySpreadConstraints: [item] } } } });
    expect(problems).toEqual([{ code: 'override/no-merge-key', pointer: `/spec/template/spec${pointer}`, args: { keys } }]);
    expect(object).toBe(web);
  });

  test.each<[string, Data, Data]>([
    ['volumeMounts by mountPath', { containers: [{ name: 'log', volumeMounts: [{ mountPath: '/tmp', readOnly: true }] }] },
      { containers: [app, { ...log, volumeMounts: [{ name: 'tmp', mountPath: '/tmp', readOnly: true }] }] }],
    ['volumes by name', { volumes: [{ name: 'tmp', emptyDir: null, hostPath: { path: '/x' } }] }, { volumes: [{ name: 'tmp', hostPath: { path: '/x' } }] }],
    ['hostAliases by ip', { hostAliases: [{ ip: '10.0.0.1', hostnames: ['b'] }] }, { hostAliases: [{ ip: '10.0.0.1', hostnames: ['b'] }] }],
  ])('finds %s', (_name, override, want) => expect(mergedPod(override)).toEqual({ ...pod, ...want }));

  test('finds the ports of a Service by port and protocol', () => {
    const service = { apiVersion: 'v1', kind: 'Service', spec: { ports: [{ name: 'http', port: 80, targetPort: 8080 }] } };
    expect(merge(service, { spec: { ports: [{ port: 80, nodePort: 30080 }, { port: 443, name: 'https' }] } })).toEqual({
      object: { ...service, spec: { ports: [{ name: 'http', port: 80, targetPort: 8080, nodePort: 30080 }, { port: 443, name: 'https' }] } },
      problems: [],
    });
  });
});

describe('an override of a list without keys', () => {
  test('replaces it', () => {
    expect(mergedPod({ tolerations: [{ key: 'b' }] }).tolerations).toEqual([{ key: 'b' }]);
    expect(mergedPod({ tolerations: [] }).tolerations).toEqual([]);
    expect(mergedPod({ containers: [{ name: 'log', args: ['-v'] }] }).containers).toEqual([app, { ...log, args: ['-v'] }]);
  });

  test('leaves out items and fields that are undefined', () => {
    expect(mergedPod({ tolerations: [undefined, { key: 'b', value: undefined }] }).tolerations).toStrictEqual([{ key: 'b' }]);
  });

  test('cannot remove an item by key', () => {
    expect(problemsOf({ spec: { template: { spec: { tolerations: [{ key: 'a', $patch: 'delete' }] } } } }))
      .toEqual([['override/unknown-field', '/spec/template/spec/tolerations/0/$patch']]);
  });
});

describe('what changes nothing is a problem', () => {
  test.each<[string, unknown, string]>([
    ['an empty override', {}, ''],
    ['an empty part', { spec: { template: {} } }, '/spec/template'],
    ['the same value', { spec: { replicas: 2 } }, '/spec/replicas'],
    ['removing what is not there', { spec: { paused: null } }, '/spec/paused'],
    ['removing from an object that is to be made', { spec: { strategy: { type: null } } }, '/spec/strategy/type'],
    ['the same list', { spec: { template: { spec: { tolerations: [{ operator: 'Exists', key: 'a' }] } } } }, '/spec/template/spec/tolerations'],
    ['an empty list for one with keys', { spec: { template: { spec: { volumes: [] } } } }, '/spec/template/spec/volumes'],
    ['an item of which only the key is given', { spec: { template: { spec: { volumes: [{ name: 'tmp' }] } } } }, '/spec/template/spec/volumes/0'],
    ['removing an item that is not there', { spec: { template: { spec: { volumes: [{ name: 'x', $patch: 'delete' }] } } } }, '/spec/template/spec/volumes/0'],
    ['the same object in the place of the old one', { metadata: { $patch: 'replace', labels: { app: 'web' }, name: 'web' } }, '/metadata'],
    ['the same item in the place of the old one', { spec: { template: { spec: { volumes: [{ $patch: 'replace', name: 'tmp', emptyDir: {} }] } } } }, '/spec/template/spec/volumes/0'],
    ['the same list in the place of the old one', { spec: { template: { spec: { volumes: [{ $patch: 'replace' }, { name: 'tmp', emptyDir: {} }] } } } }, '/spec/template/spec/volumes'],
    ['no operations', [], ''],
  ])('%s', (_name, override, pointer) => expect(problemsOf(override)[0]).toEqual(['override/no-effect', pointer]));

  test('one leaf beside others that change something', () => {
    const { object, problems } = merge(web, { spec: { replicas: 2, paused: true } });
    expect(problems).toEqual([{ code: 'override/no-effect', pointer: '/spec/replicas', args: { value: 2 } }]);
    expect(object.spec).toEqual({ ...web.spec, paused: true });
  });

  test('fields of an item that is to be removed', () => {
    expect(problemsOf({ spec: { template: { spec: { volumes: [{ name: 'tmp', emptyDir: {}, $patch: 'delete' }] } } } }))
      .toEqual([['override/no-effect', '/spec/template/spec/volumes/0/emptyDir']]);
  });
});

describe('what the schema does not have is a problem, and is not applied', () => {
  test.each<[string, unknown, string, object]>([
    ['a misspelt field', { spec: { replica: 3 } }, '/spec/replica', { field: 'replica', nearest: 'replicas' }],
    ['a misspelt field in a list', { spec: { template: { spec: { containers: [{ name: 'app', imagePullPolcy: 'Always' }] } } } },
      '/spec/template/spec/containers/0/imagePullPolcy', { field: 'imagePullPolcy', nearest: 'imagePullPolicy' }],
    ['a misspelt field in a new item', { spec: { template: { spec: { volumes: [{ name: 'x', configmap: {} }] } } } },
      '/spec/template/spec/volumes/0/configmap', { field: 'configmap', nearest: 'configMap' }],
    ['a field in a list that is replaced', { spec: { template: { spec: { tolerations: [{ kye: 'a' }] } } } },
      '/spec/template/spec/tolerations/0/kye', { field: 'kye', nearest: 'key' }],
    ['removing an unknown field', { spec: { foo: null } }, '/spec/foo', { field: 'foo', nearest: undefined }],
    ['a field of every JavaScript object', { spec: { constructor: {} } }, '/spec/constructor', { field: 'constructor' }],
    ['a prototype', JSON.parse('{"spec":{"__proto__":{"a":1}}}'), '/spec/__proto__', { field: '__proto__' }],
  ])('%s', (_name, override, pointer, args) => {
    const { problems } = merge(web, override);
    expect(problems[0]).toMatchObject({ code: 'override/unknown-field', pointer, args });
  });

  test('the known fields are listed', () => {
    expect(merge(web, { spec: { foo: 1 } }).problems[0]!.args).toMatchObject({ known: expect.arrayContaining(['replicas', 'selector', 'template']) as unknown });
    expect(merge(web, { spec: { foo: 1 } }).object).toBe(web);
  });
});

describe('a value of another type is a problem, and is not applied', () => {
  test.each<[string, unknown, string, unknown]>([
    ['text for a number', { spec: { replicas: '3' } }, 'a whole number', '3'],
    ['a fraction for a whole number', { spec: { replicas: 1.5 } }, 'a whole number', 1.5],
    ['NaN', { spec: { replicas: NaN } }, 'a whole number', NaN],
    ['a number for text', { metadata: { name: 1 } }, 'a text', 1],
    ['a number for a label', { metadata: { labels: { a: 1 } } }, 'a text', 1],
    ['text for true or false', { spec: { paused: 'yes' } }, 'true or false', 'yes'],
    ['an object for a list', { spec: { template: { spec: { containers: { app: {} } } } } }, 'a list', { app: {} }],
    ['a list for an object', { spec: [] }, 'an object', []],
    ['text in a list of objects', { spec: { template: { spec: { containers: ['app'] } } } }, 'an object', 'app'],
    ['null in a list', { spec: { template: { spec: { tolerations: [null] } } } }, 'an object', null],
    ['true for a quantity', { spec: { template: { spec: { overhead: { cpu: true } } } } }, 'a number or a text such as "1Gi"', true],
    ['an object for a number or text', { spec: { strategy: { rollingUpdate: { maxSurge: {} } } } }, 'a whole number or a text', {}],
    ['a function', { spec: { paused: Math.max } }, 'true or false', Math.max],
    ['an instance of a class', { metadata: new Date(0) }, 'an object', new Date(0)],
    ['an unknown directive', { spec: { $patch: 'remove', paused: true } }, '"delete", "replace" or "merge"', 'remove'],
    ['deleting the whole object', { $patch: 'delete' }, '"replace" or "merge"', 'delete'],
    ['text as override', 'replicas: 3', 'a partial object or a list of JSON Patch operations', 'replicas: 3'],
    ['null as override', null, 'a partial object or a list of JSON Patch operations', null],
  ])('%s', (_name, override, expected, found) => {
    expect(merge(web, override).problems[0]).toMatchObject({ code: 'override/wrong-type', args: { expected, found } });
  });

  test('a quantity may be a number, and an int-or-string either', () => {
    expect(mergedPod({ overhead: { cpu: 1, memory: '1Gi' } }).overhead).toEqual({ cpu: 1, memory: '1Gi' });
    expect(problemsOf({ spec: { strategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: '10%' } } } })).toEqual([]);
  });

  test('what contains itself', () => {
    const circle: { [key: string]: unknown } = {};
    circle.properties = circle;
    const crd = { apiVersion: 'example.com/v1', kind: 'Widget' };
    expect(merge(crd, { spec: circle }).problems).toMatchObject([{ code: 'override/wrong-type', args: { expected: 'data that does not contain itself' } }]);
  });
});

describe('an object of a kind that nobody knows', () => {
  const widget = { apiVersion: 'example.com/v1', kind: 'Widget', spec: { parts: [{ name: 'a', size: 1 }], options: { x: 1 } } };

  test('merges maps and replaces lists', () => {
    expect(merge(widget, { spec: { parts: [{ name: 'b' }], options: { y: { z: [1, null] } } } })).toEqual({
      object: { ...widget, spec: { parts: [{ name: 'b' }], options: { x: 1, y: { z: [1, null] } } } }, problems: [],
    });
  });

  test('null removes a field', () => {
    expect(merge(widget, { spec: { options: null } }).object.spec).toEqual({ parts: widget.spec.parts });
  });

  test('a value takes the place of one of another type', () => {
    expect(merge(widget, { spec: { options: 1, parts: { a: 1 } } }).object.spec).toEqual({ options: 1, parts: { a: 1 } });
    const scalar = { ...widget, spec: { options: 1 } };
    expect(merge(scalar, { spec: { options: { a: 1 } } }).object.spec).toEqual({ options: { a: 1 } });
  });

  test('what changes nothing is a problem all the same', () => {
    expect(problemsOf({ spec: { parts: [{ size: 1, name: 'a' }], options: { x: 1 } } }, widget))
      .toEqual([['override/no-effect', '/spec/parts'], ['override/no-effect', '/spec/options/x']]);
  });

  test('a function is no data', () => {
    expect(merge(widget, { spec: { f: () => 1 } }).problems).toMatchObject([{ code: 'override/wrong-type', pointer: '/spec/f', args: { expected: 'plain data' } }]);
  });

  test('a key named like a prototype is a key', () => {
    const { object, problems } = merge(widget, JSON.parse('{"spec":{"__proto__":{"polluted":true}}}'));
    expect(problems).toEqual([]);
    expect(Object.keys(object.spec as Data)).toEqual(['parts', 'options', '__proto__']);
    expect(({} as Data).polluted).toBeUndefined();
    expect((object.spec as Data).polluted).toBeUndefined();
  });

  test('its metadata is merged too', () => {
    expect(merge(widget, { metadata: { labels: { a: 'b' } } }).object.metadata).toEqual({ labels: { a: 'b' } });
  });
});

describe('a Secret', () => {
  const secret = { apiVersion: 'v1', kind: 'Secret', stringData: { password: 'hunter2' } };

  test.each<[string, unknown]>([
    ['a value that is the same', { stringData: { password: 'hunter2' } }],
    ['a value of the wrong type', { stringData: { password: ['hunter2'] } }],
    ['data that is no text', { data: { password: { hunter2: 'hunter2' } } }],
    ['a patch', [{ op: 'add', path: '/stringData/x', value: { hunter2: 'hunter2' } }]],
    ['a failing test', [{ op: 'test', path: '/stringData/password', value: 'hunter2!' }]],
    ['a patch that changes nothing', [{ op: 'replace', path: '/stringData/password', value: 'hunter2' }]],
  ])('%s is not shown', (_name, override) => {
    const { problems } = merge(secret, override);
    expect(problems).toHaveLength(1);
    expect(JSON.stringify(problems)).not.toContain('hunter2');
  });

  test('other fields are shown', () => {
    expect(merge({ ...secret, type: 'Opaque' } as typeof secret, { type: 'Opaque' }).problems).toEqual([{ code: 'override/no-effect', pointer: '/type', args: { value: 'Opaque' } }]);
  });
});
