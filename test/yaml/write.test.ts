import { writeDocument, writeDocuments } from '../../src/yaml/write';
import { YamlWriteError } from '../../src/yaml/yaml-write-error';
import { traps } from './arbitraries';
import { canonical } from './canonical';
import { readers } from './readers';

describe('the style of a document', () => {
  it('is that of a manifest written by hand', () => {
    const labels = { 'app.kubernetes.io/name': 'web' };
    expect(writeDocument({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web', labels },
      spec: {
        replicas: 2,
        paused: false,
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: {
            containers: [
              { name: 'web', image: 'nginx:1.27', args: ['--port=8080', '-v'], env: [{ name: 'DEBUG', value: 'true' }], resources: {}, ports: [] },
              { name: 'side', image: 'busybox', command: ['sh', '-c', 'set -e\necho "$A"\n'] },
            ],
            nodeName: null,
          },
        },
      },
    })).toBe(`apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  labels:
    app.kubernetes.io/name: web
spec:
  replicas: 2
  paused: false
  selector:
    matchLabels:
      app.kubernetes.io/name: web
  template:
    metadata:
      labels:
        app.kubernetes.io/name: web
    spec:
      containers:
        - name: web
          image: nginx:1.27
          args:
            - --port=8080
            - -v
          env:
            - name: DEBUG
              value: "true"
          resources: {}
          ports: []
        - name: side
          image: busybox
          command:
            - sh
            - -c
            - |
              set -e
              echo "$A"
      nodeName: null
`);
  });

  test.each<[string, { given: unknown; want: string }]>([
    ['lists in lists', { given: [['a', ['b', []]], [{}], [[{ c: 1, d: 2 }]]], want: '- - a\n  - - b\n    - []\n- - {}\n- - - c: 1\n      d: 2\n' }],
    ['maps in lists', { given: { a: [{ b: { c: 1 }, d: [2] }] }, want: 'a:\n  - b:\n      c: 1\n    d:\n      - 2\n' }],
    ['an empty map', { given: {}, want: '{}\n' }],
    ['an empty list', { given: [], want: '[]\n' }],
    ['a text', { given: 'a', want: 'a\n' }],
    ['a text of several lines alone', { given: 'a\nb\n', want: '"a\\nb\\n"\n' }],
    ['null', { given: null, want: 'null\n' }],
    ['keys that need quotes', { given: { on: 1, '8080': 2, 'a b': 3, '': 4, '.env': 5, '-a': 6 }, want: '"8080": 2\n"on": 1\n"a b": 3\n"": 4\n.env: 5\n"-a": 6\n' }],
    ['a key too long for one line', { given: [{ ['k'.repeat(1001)]: { a: 1 } }], want: `- ? ${'k'.repeat(1001)}\n  :\n    a: 1\n` }],
    ['an object used twice', { given: ((shared) => ({ a: shared, b: [shared, shared] }))({ c: 1 }), want: 'a:\n  c: 1\nb:\n  - c: 1\n  - c: 1\n' }],
    ['undefined as JSON has it', { given: { a: undefined, b: [undefined, 1], c: { d: undefined }, e: [{ f: undefined }] }, want: 'b:\n  - null\n  - 1\nc: {}\ne:\n  - {}\n' }],
    ['a list with holes as JSON has it', { given: Array.of<unknown>(1).concat(new Array(1)), want: '- 1\n- null\n' }],
    ['the key __proto__', { given: JSON.parse('{"__proto__": {"a": 1}}'), want: '__proto__:\n  a: 1\n' }],
    ['a map without a prototype', { given: Object.assign(Object.create(null) as object, { a: 1 }), want: 'a: 1\n' }],
    ['an instance of a class', { given: new (class { a = 1; #b = 2; get b() { return this.#b; } })(), want: 'a: 1\n' }],
    ['toJSON', { given: { a: { toJSON: () => 'b' }, c: { toJSON: () => undefined }, d: { toJSON: (key: string) => [key] } }, want: 'a: b\nd:\n  - d\n' }],
    ['a date', { given: { a: new Date(0) }, want: 'a: "1970-01-01T00:00:00.000Z"\n' }],
    ['boxed values', { given: [Object('a'), Object(1), Object(true), Object(2n)], want: '- a\n- 1\n- true\n- 2\n' }],
  ])('has %s', (_name, { given, want }) => {
    expect(writeDocument(given)).toBe(want);
  });

  it('gives the same bytes for the same object, whatever was written before', () => {
    const object = { metadata: { name: 'a', labels: { b: 'c' } }, list: [{ name: 'x', image: 'y' }] };
    const before = writeDocument(object);
    for (let i = 0; i < 10_000; i++) writeDocument({ [`k${i}`]: [{ [`l${i}`]: { a: i } }] });
    expect(writeDocument(object)).toBe(before);
  });
});

test('what somebody added to every object is not written', () => {
  const everyObject = Object.prototype as { added?: unknown };
  everyObject.added = 1;
  try {
    expect(writeDocuments([{ a: { b: 1 } }, { c: [{}] }])).toBe('a:\n  b: 1\n---\nc:\n  - {}\n');
  } finally {
    delete everyObject.added;
  }
});

describe('the order of keys', () => {
  it('is the one of Kubernetes for the object, its metadata and its containers', () => {
    const container = { env: [], image: 'a', name: 'b' };
    expect(writeDocument({
      status: {}, data: { z: '1', a: '2' }, metadata: { annotations: {}, labels: { z: 'z', a: 'a' }, uid: 'u', name: 'm', namespace: 's' }, kind: 'K', custom: 1, apiVersion: 'v1',
      spec: {
        template: { spec: { containers: [container], initContainers: [container] }, metadata: { labels: {}, name: 't' } },
        volumeClaimTemplates: [{ spec: {}, metadata: { name: 'c' } }],
      },
    })).toBe(`apiVersion: v1
kind: K
metadata:
  name: m
  namespace: s
  labels:
    z: z
    a: a
  annotations: {}
  uid: u
spec:
  template:
    metadata:
      name: t
      labels: {}
    spec:
      containers:
        - name: b
          image: a
          env: []
      initContainers:
        - name: b
          image: a
          env: []
  volumeClaimTemplates:
    - metadata:
        name: c
      spec: {}
data:
  z: "1"
  a: "2"
custom: 1
status: {}
`);
  });

  it('puts numbers where JavaScript does not', () => {
    expect(writeDocument({ kind: 'K', 1: 'a', apiVersion: 'v1' })).toBe('apiVersion: v1\nkind: K\n"1": a\n');
    expect(writeDocument({ metadata: { labels: { 2: 'b', 1: 'a' } }, kind: 'K' })).toBe('kind: K\nmetadata:\n  labels:\n    "1": a\n    "2": b\n');
  });

  it('reaches the items of a List', () => {
    expect(writeDocument({ kind: 'List', items: [{ metadata: {}, kind: 'A' }] })).toBe('kind: List\nitems:\n  - kind: A\n    metadata: {}\n');
  });

  it('is the given one without a table, and that of another table', () => {
    const object = { status: 1, kind: 2, metadata: { labels: 3, name: 4 } };
    expect(writeDocument(object, { keyOrders: {} })).toBe('status: 1\nkind: 2\nmetadata:\n  labels: 3\n  name: 4\n');
    expect(writeDocument(object, { keyOrders: { object: { first: ['metadata'], last: ['status'] } } })).toBe('metadata:\n  labels: 3\n  name: 4\nkind: 2\nstatus: 1\n');
  });
});

describe('texts', () => {
  test.each<[string, { given: string; want: string }]>([
    ['an image', { given: 'registry:5000/a/b:1.27', want: 'registry:5000/a/b:1.27' }],
    ['a headless address', { given: 'None', want: 'None' }],
    ['a quantity', { given: '8Gi', want: '8Gi' }],
    ['a percentage', { given: '70%', want: '70%' }],
    ['a variable', { given: '$(POD_NAME)', want: '$(POD_NAME)' }],
    ['a URL', { given: 'https://a.example/b?c=d&e#f', want: 'https://a.example/b?c=d&e#f' }],
    ['a sentence', { given: "It's done, isn't it?", want: "It's done, isn't it?" }],
    ['other scripts', { given: '日本語', want: '日本語' }],
    ['a boolean', { given: 'yes', want: '"yes"' }],
    ['a number', { given: '1e3', want: '"1e3"' }],
    ['a version', { given: '1.27', want: '"1.27"' }],
    ['an address', { given: '10.0.0.1', want: '"10.0.0.1"' }],
    ['a time', { given: '12:30:45', want: '"12:30:45"' }],
    ['JSON', { given: '{"a":"b"}', want: '\'{"a":"b"}\'' }],
    ['a pattern', { given: '^\\d+: "x"$', want: '\'^\\d+: "x"$\'' }],
    ['both quotes', { given: '\'a\' "b": c', want: '"\'a\' \\"b\\": c"' }],
    ['a tab', { given: 'a\tb', want: '"a\\tb"' }],
    ['characters that are not seen', { given: 'a\u00a0\u200b\u2028\ufeff\u0000\u007f\u0085\uffff', want: '"a\\xA0\\u200B\\u2028\\uFEFF\\u0000\\x7F\\x85\\uFFFF"' }],
    ['a text that looks like another one', { given: 'a\u202eb\nc', want: '"a\\u202Eb\\nc"' }],
    ['lines', { given: 'a\nb', want: '|-\n  a\n  b' }],
    ['lines with an end', { given: 'a\n\n  b \n', want: '|\n  a\n\n    b ' }],
    ['one line with an end', { given: 'secret\n', want: '|\n  secret' }],
    ['a first line with spaces', { given: '  a\nb\n', want: '|2\n    a\n  b' }],
    ['a first line with a tab', { given: '\n\ta\n', want: '|2\n\n  \ta' }],
    ['a windows line end', { given: 'a\r\nb\r\n', want: '"a\\r\\nb\\r\\n"' }],
    ['nothing but line ends', { given: '\n\n', want: '"\\n\\n"' }],
    ['a last line of spaces', { given: 'a\n  \n', want: '"a\\n  \\n"' }],
  ])('%s', (_name, { given, want }) => {
    expect(writeDocument({ k: given })).toBe(`k: ${want}\n`);
  });

  it('keep empty lines at their end, except at the end of the document, where an editor would remove them', () => {
    expect(writeDocument({ a: 'x\n\n', b: 1 })).toBe('a: |+\n  x\n\nb: 1\n');
    expect(writeDocument({ b: 1, a: ['x\n\n'] })).toBe('b: 1\na:\n  - "x\\n\\n"\n');
    expect(writeDocument({ a: 'x\n\n', b: 'y\n\n' })).toBe('a: "x\\n\\n"\nb: "y\\n\\n"\n');
  });

  test.each(traps)('%j comes back from every reader, as value, key and item', (trap) => {
    const value = { a: trap, [trap]: [trap, { [trap]: trap }], z: 'z' };
    const text = writeDocument(value);
    for (const { name, read } of readers) expect([name, canonical(read(text))]).toEqual([name, canonical(value)]);
  });
});

describe('numbers', () => {
  test.each<[number | bigint, string]>([
    [0, '0'], [-0, '-0.0'], [1, '1'], [-1.5, '-1.5'], [0.1, '0.1'], [1e-7, '1.0e-7'], [1.5e-7, '1.5e-7'], [5e-324, '5.0e-324'], [1e21, '1.0e+21'], [1.25e300, '1.25e+300'],
    [2 ** 53, '9007199254740992'], [2 ** 63, '9223372036854775808'], [1e20, '100000000000000000000'], [-(2 ** 63), '-9223372036854775808'],
    [9223372036854775807n, '9223372036854775807'], [-1n, '-1'],
  ])('%p is written %s and comes back from every reader', (value, want) => {
    const text = writeDocument({ a: value });
    expect(text).toBe(`a: ${want}\n`);
    for (const { read, integers } of readers) expect(canonical(read(text))).toBe(canonical({ a: integers ? value : Number(value) }));
  });
});

describe('what cannot be written', () => {
  const cycle: { list: unknown[] } = { list: [] };
  cycle.list.push({ again: cycle });
  let deep: unknown = 1;
  for (let level = 0; level < 513; level++) deep = [deep];

  test.each<[string, { given: unknown; pointer: string; message: RegExp }]>([
    ['a cycle', { given: cycle, pointer: '/list/0/again', message: /contains itself/ }],
    ['a cycle below the document', { given: { a: { b: cycle } }, pointer: '/a/b/list/0/again', message: /contains itself/ }],
    ['deep nesting', { given: deep, pointer: '/0'.repeat(512), message: /deeper than 512/ }],
    ['NaN', { given: { a: [NaN] }, pointer: '/a/0', message: /NaN/ }],
    ['Infinity', { given: { 'a/b~': -Infinity }, pointer: '/a~1b~0', message: /-Infinity/ }],
    ['a function', { given: { a: { b: () => 1 } }, pointer: '/a/b', message: /function/ }],
    ['a symbol', { given: [Symbol('a')], pointer: '/0', message: /symbol/ }],
    ['a Map', { given: { a: new Map([['b', 1]]) }, pointer: '/a', message: /Map/ }],
    ['a Set', { given: { a: new Set([1]) }, pointer: '/a', message: /Set/ }],
    ['a pattern', { given: { a: /b/ }, pointer: '/a', message: /RegExp/ }],
    ['an error', { given: { a: new Error('b') }, pointer: '/a', message: /Error/ }],
    ['bytes', { given: { a: Buffer.from('b') }, pointer: '/a', message: /base64/ }],
    ['half a surrogate pair', { given: { a: 'x\ud83d' }, pointer: '/a', message: /surrogate/ }],
    ['half a surrogate pair among lines', { given: { a: 'x\n\udc00\n' }, pointer: '/a', message: /surrogate/ }],
    ['half a surrogate pair in a key', { given: { a: { 'x\ud83d': 1 } }, pointer: '/a/x\ud83d', message: /surrogate/ }],
    ['what toJSON makes of it', { given: { a: { toJSON: () => NaN } }, pointer: '/a', message: /NaN/ }],
    ['no document', { given: undefined, pointer: '', message: /the document/ }],
  ])('%s is refused, with its place', (_name, { given, pointer, message }) => {
    const error = errorOf(() => writeDocument(given));
    expect(error).toMatchObject({ name: 'YamlWriteError', pointer, document: 0 });
    expect(error.message).toMatch(message);
  });

  it('is told with the document of the stream', () => {
    expect(errorOf(() => writeDocuments([{}, {}, { a: NaN }]))).toMatchObject({ pointer: '/a', document: 2 });
  });

  it('allows 512 levels', () => {
    expect(() => writeDocument((deep as unknown[])[0])).not.toThrow();
  });
});

describe('a stream', () => {
  test.each<[string, { given: unknown[]; want: string }]>([
    ['no document', { given: [], want: '' }],
    ['one document', { given: [{ a: 1 }], want: 'a: 1\n' }],
    ['several', { given: [{ a: 1 }, {}, { b: 'x\n' }], want: 'a: 1\n---\n{}\n---\nb: |\n  x\n' }],
    ['empty lines at the end of one', { given: [{ a: 'x\n\n' }, { a: 'y\n\n' }], want: 'a: "x\\n\\n"\n---\na: "y\\n\\n"\n' }],
  ])('of %s', (_name, { given, want }) => {
    expect(writeDocuments(given)).toBe(want);
  });

  it('starts with a marker if asked to', () => {
    expect(writeDocuments([{ a: 1 }, { b: 2 }], { leadingMarker: true })).toBe('---\na: 1\n---\nb: 2\n');
    expect(writeDocuments([], { leadingMarker: true })).toBe('');
  });

  it('takes any iterable and the options of documents', () => {
    expect(writeDocuments(new Set([{ kind: 1, apiVersion: 2 }]), { keyOrders: {} })).toBe('kind: 1\napiVersion: 2\n');
  });
});

function errorOf(run: () => unknown): YamlWriteError {
  try {
    run();
  } catch (error) {
    if (error instanceof YamlWriteError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}
