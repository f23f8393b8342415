import fc from 'fast-check';
import '../../support/fixed-seed';
import { writeDocuments } from '../../../src/yaml/write';
import { comparable, migrate, run } from './support';

const nasty = fc.constantFrom(
  '`${process.exit(1)}`', '\'); process.exit(1); (\'', '"); process.exit(1); ("', '*/ process.exit(1) /*', '// @ts-nocheck', '</script>', '\\', '\\\'', '${x}',
  'a\r\nb', '\u2028process.exit(1)', '\u202etxt.exe', '# no comment', '\t', ' ', '', 'yes', '1e3', '0x1F', 'null', '__proto__', 'constructor', 'toString', '😀', 'ünï',
);
const text = fc.oneof({ arbitrary: nasty, weight: 3 }, { arbitrary: fc.string(), weight: 1 });
const name = fc.oneof(
  fc.constantFrom('web', 'db', 'class', 'new', 'await', 'app', 'bundle', 'join', '1st', 'a.b', 'a-b', 'Bad_Name', 'x'.repeat(70)), text.filter((one) => one !== ''),
);
const map = (value: fc.Arbitrary<unknown>): fc.Arbitrary<object> => fc.dictionary(text, value, { maxKeys: 3 });
const labels = fc.option(map(text), { nil: undefined });
const metadata = fc.record({ name, namespace: fc.option(fc.constantFrom('shop', 'default', 'Bad NS'), { nil: undefined }), labels, annotations: labels });
const data = fc.letrec((tie) => ({
  any: fc.oneof({ depthSize: 'small' }, text, fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), tie('list'), tie('map')),
  list: fc.array(tie('any'), { maxLength: 3 }),
  map: map(tie('any')),
}));
const container = fc.record({
  name, image: text,
  ports: fc.array(fc.record({ name: fc.option(name, { nil: undefined }), containerPort: fc.integer({ min: 0, max: 70000 }) }), { maxLength: 2 }),
  env: fc.array(fc.record({ name: text, value: text }), { maxLength: 3 }), command: fc.array(text, { maxLength: 2 }), somethingElse: data.any,
}, { requiredKeys: ['name'] });
const containers = fc.array(container, { minLength: 1, maxLength: 2 });
const pod = fc.record({ containers, nodeSelector: map(text), restartPolicy: text }, { requiredKeys: ['containers'] });
const template = fc.record({ metadata: fc.record({ labels: map(text), annotations: map(text) }, { requiredKeys: [] }), spec: pod });
const of = (apiVersion: string, kind: string, fields: fc.Arbitrary<object>): fc.Arbitrary<object> =>
  fc.tuple(metadata, fields).map(([own, rest]) => ({ apiVersion, kind, metadata: own, ...rest }));
const object = fc.oneof(
  of('v1', 'ConfigMap', fc.record({ data: map(text) })),
  of('v1', 'Service', fc.record({ spec: fc.record({ selector: map(text), ports: fc.array(fc.record({ name, port: fc.integer({ min: 0, max: 70000 }) }), { maxLength: 2 }), type: text }, { requiredKeys: [] }) })),
  of('apps/v1', 'Deployment', fc.record({ spec: fc.record({ replicas: fc.integer(), selector: fc.record({ matchLabels: map(text) }), template }, { requiredKeys: ['template'] }) })),
  of('v1', 'Pod', fc.record({ spec: pod })),
  of('example.com/v1', 'Widget', fc.record({ spec: data.any })),
  of('batch/v1', 'Job', fc.record({ spec: data.any })),
);

/** What a cluster, and so a manifest, cannot tell apart, and what no manifest holds. */
interface Named {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}
const identity = (one: object): string => {
  const { kind, metadata: own } = one as Named;
  return JSON.stringify([kind, own.namespace, own.name]);
};
const objects = fc.uniqueArray(object, { maxLength: 4, selector: identity }).map((all) => JSON.parse(JSON.stringify(all)) as object[]);

test('the program of any objects gives exactly these objects, and does nothing else', async () => {
  await fc.assert(fc.asyncProperty(objects, async (given) => {
    let yaml: string;
    try {
      yaml = writeDocuments(given);
    } catch {
      return;
    }
    const migrated = migrate(yaml);
    fc.pre(migrated.sources.diagnostics.length === 0);
    const { objects: result, touched } = await run(migrated);
    expect(comparable(result)).toEqual(comparable(migrated.sources.objects.map(({ manifest }) => manifest)));
    expect(touched).toEqual([]);
  }), { numRuns: 45 });
});

test('no comment of a manifest is a statement of the program', async () => {
  const comment = fc.stringMatching(/^[^\r\n\u2028\u2029\u0085\ufeff\u0000-\u001f\u007f-\u009f\ufffe\uffff]*$/);
  await fc.assert(fc.asyncProperty(fc.array(fc.oneof(nasty.filter((one) => !/[\r\n\u2028]/.test(one)), comment), { minLength: 3, maxLength: 3 }), async ([a, b, c]) => {
    const yaml = `# ${a}\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  # ${b}\n  name: settings\ndata:\n  # ${c}\n  A: one\n`;
    const migrated = migrate(yaml);
    fc.pre(migrated.sources.diagnostics.length === 0);
    const { objects: result, touched } = await run(migrated);
    expect(result).toEqual([{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' }, data: { A: 'one' } }]);
    expect(touched).toEqual([]);
  }), { numRuns: 30 });
});
