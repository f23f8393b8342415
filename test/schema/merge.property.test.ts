import fc from 'fast-check';
import { applyOverride } from '../../src/schema/merge';
import { loadRelease } from '../../src/schema/release';

const schema = loadRelease('1.36').kind('v1', 'Pod');

interface Item {
  readonly name: string;
  readonly image?: string;
  readonly env?: readonly { readonly name: string; readonly value: string }[];
}
interface Pod {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata?: { readonly labels?: { readonly [key: string]: string } };
  readonly spec: { readonly containers: readonly Item[] };
}

const name = fc.constantFrom('a', 'b', 'c', 'd');
const text = fc.string({ maxLength: 3 });
const env = fc.uniqueArray(fc.record({ name, value: text }), { selector: (item) => item.name });
const containers = fc.uniqueArray(fc.record({ name, image: text, env }, { requiredKeys: ['name'] }), { selector: (item) => item.name });
const labels = fc.dictionary(fc.oneof(text, fc.constantFrom('__proto__', 'constructor', 'toString')), text);
const pods = fc.record({ labels, containers }).map(({ labels: given, containers: items }): Pod =>
  ({ apiVersion: 'v1', kind: 'Pod', metadata: { labels: given }, spec: { containers: items } }));
const optional = { requiredKeys: [] };
const overrides = fc.record({ metadata: fc.record({ labels }, optional), spec: fc.record({ containers }, optional) }, optional);

const merge = (pod: Pod, override: unknown): ReturnType<typeof applyOverride<Pod>> => applyOverride(pod, override, { schema });

test('an empty override changes nothing, and is reported', () => {
  fc.assert(fc.property(pods, (pod) => {
    expect(merge(pod, {})).toEqual({ object: pod, problems: [{ code: 'override/no-effect', pointer: '', args: {} }] });
  }));
});

test('the object that was given stays as it is', () => {
  fc.assert(fc.property(pods, overrides, (pod, override) => {
    const before = structuredClone(pod);
    const given = structuredClone(override);
    merge(pod, override);
    expect(pod).toEqual(before);
    expect(override).toEqual(given);
  }));
});

test('applied again it changes nothing, and every leaf of it is reported', () => {
  fc.assert(fc.property(pods, overrides, (pod, override) => {
    const once = merge(pod, override).object;
    const twice = merge(once, override);
    expect(twice.object).toBe(once);
    expect(twice.problems.length).toBeGreaterThan(0);
    for (const { code } of twice.problems) expect(code).toBe('override/no-effect');
  }));
});

test('either something changes, or something is reported', () => {
  fc.assert(fc.property(pods, overrides, (pod, override) => {
    const { object, problems } = merge(pod, override);
    expect(object !== pod || problems.length > 0).toBe(true);
  }));
});

test('items keep their places, and new ones follow in the order of the override', () => {
  fc.assert(fc.property(pods, containers, (pod, items) => {
    const before = pod.spec.containers.map((item) => item.name);
    const added = items.map((item) => item.name).filter((key) => !before.includes(key));
    expect(merge(pod, { spec: { containers: items } }).object.spec.containers.map((item) => item.name)).toEqual([...before, ...added]);
  }));
});

test('the last item with a key wins', () => {
  fc.assert(fc.property(pods, name, text, text, (pod, key, first, last) => {
    const { object } = merge(pod, { spec: { containers: [{ name: key, image: first }, { name: key, image: last }] } });
    expect(object.spec.containers.find((item) => item.name === key)?.image).toBe(last);
  }));
});

test('every value of the override is in the object afterwards, and no other value is lost', () => {
  fc.assert(fc.property(pods, overrides, (pod, override) => {
    const { object } = merge(pod, override);
    const after = new Map(object.spec.containers.map((item) => [item.name, item]));
    for (const item of [...pod.spec.containers, ...(override.spec?.containers ?? [])]) {
      const given = override.spec?.containers?.find((other) => other.name === item.name);
      expect(after.get(item.name)?.image).toBe(given?.image ?? pod.spec.containers.find((other) => other.name === item.name)?.image);
    }
    const wanted = [...Object.entries(pod.metadata?.labels ?? {}), ...Object.entries(override.metadata?.labels ?? {})];
    expect(new Map(Object.entries(object.metadata?.labels ?? {}))).toEqual(new Map(wanted));
  }));
});

test('deleting by key removes that item and no other', () => {
  fc.assert(fc.property(pods, name, (pod, key) => {
    const { object, problems } = merge(pod, { spec: { containers: [{ name: key, $patch: 'delete' }] } });
    expect(object.spec.containers).toEqual(pod.spec.containers.filter((item) => item.name !== key));
    expect(problems.length).toBe(pod.spec.containers.some((item) => item.name === key) ? 0 : 1);
  }));
});

test('whatever is given, it is reported and nothing is thrown', () => {
  const anything = fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true, withSparseArray: true });
  fc.assert(fc.property(pods, anything, (pod, override) => {
    const before = structuredClone(pod);
    const { object, problems } = merge(pod, override);
    expect(pod).toEqual(before);
    expect(object !== pod || problems.length > 0 || Object.values(override as object).includes(undefined)).toBe(true);
  }));
});

test('without a schema, any data can be merged, and is there afterwards', () => {
  const data = fc.dictionary(text, fc.jsonValue({ maxDepth: 3 }).filter((value) => !JSON.stringify(value).includes('null')));
  fc.assert(fc.property(data, data, (object, override) => {
    const { object: after } = applyOverride(object, override);
    for (const [key, value] of Object.entries(override)) {
      if (typeof value !== 'object' || Array.isArray(value)) expect(after[key]).toEqual(value);
      else expect(after[key]).toMatchObject(value as object);
    }
    for (const [key, value] of Object.entries(object)) if (!Object.hasOwn(override, key)) expect(after[key]).toBe(value);
  }));
});
