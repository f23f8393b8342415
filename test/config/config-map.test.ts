import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assert, property, string } from 'fast-check';
import { buildConfigMap } from '../../src/apps/config-map-data';
import { type ConfigMapProps } from '../../src/config/config-map';
import { fromFile, fromFolder } from '../../src/config/file-content';
import { describeOracle, verdicts } from '../support/oracle';

const identity = { name: 'settings', namespace: 'shop' };
const mebibyte = 1024 * 1024;

interface Want {
  readonly fields?: object;
  readonly reported?: readonly string[];
}

function built(props: unknown, name = 'settings'): { fields: object; reported: string[]; name: string } {
  const { objects, diagnostics } = buildConfigMap({ ...identity, name }, props as ConfigMapProps);
  const { apiVersion, kind, metadata, ...fields } = objects[0] ?? { apiVersion: 'v1', kind: 'ConfigMap', metadata: identity };
  expect({ apiVersion, kind, namespace: metadata?.namespace }).toEqual({ apiVersion: 'v1', kind: 'ConfigMap', namespace: 'shop' });
  return { fields, reported: diagnostics.map(({ code, pointer }) => `${code} ${pointer}`.trimEnd()), name: metadata?.name ?? '' };
}

const TABLE: readonly [name: string, { readonly given: unknown; readonly want: Want }][] = [
  ['carries texts', { given: { data: { A: 'x', 'my.cnf': '[mysqld]\n', empty: '' } }, want: { fields: { data: { A: 'x', 'my.cnf': '[mysqld]\n', empty: '' } } } }],
  ['needs no data', { given: {}, want: { fields: {} } }],
  ['takes undefined for not given', { given: { data: { A: undefined }, immutable: undefined }, want: { fields: {} } }],
  ['carries control characters, emoji and line ends', { given: { data: { A: '\u0001\u001b\u007f\u2028 😀\r\n\t ' } }, want: { fields: { data: { A: '\u0001\u001b\u007f\u2028 😀\r\n\t ' } } } }],
  ['carries 100,000 characters', { given: { data: { A: 'x'.repeat(100_000) } }, want: { fields: { data: { A: 'x'.repeat(100_000) } } } }],
  ['takes bytes', { given: { binaryData: { logo: Buffer.from([0, 255]) } }, want: { fields: { binaryData: { logo: 'AP8=' } } } }],
  ['takes a part of a larger buffer', { given: { binaryData: { logo: new Uint8Array([9, 0, 255, 9]).subarray(1, 3) } }, want: { fields: { binaryData: { logo: 'AP8=' } } } }],
  ['takes base64, joined as the API server reads it', { given: { binaryData: { logo: 'AP\r\n8=' } }, want: { fields: { binaryData: { logo: 'AP8=' } } } }],
  ['can be immutable', { given: { data: { A: 'x' }, immutable: true }, want: { fields: { data: { A: 'x' }, immutable: true } } }],
  ['says nothing of immutable: false', { given: { data: { A: 'x' }, immutable: false }, want: { fields: { data: { A: 'x' } } } }],

  ['refuses NUL', { given: { data: { A: 'a\0b' } }, want: { reported: ['data/not-text /data/A'] } }],
  ['refuses half of a surrogate pair', { given: { data: { A: 'a\ud83d' } }, want: { reported: ['data/not-text /data/A'] } }],
  ['refuses a number', { given: { data: { PORT: 8080 } }, want: { reported: ['value/wrong-type /data/PORT'] } }],
  ['refuses null, a list, a map', { given: { data: { a: null, b: [], c: {} } }, want: { reported: ['value/wrong-type /data/a', 'value/wrong-type /data/b', 'value/wrong-type /data/c'] } }],
  ['refuses keys that Kubernetes refuses', {
    given: { data: { '': 'x', '.': 'x', '..': 'x', '..a': 'x', 'a/b': 'x', 'é': 'x', ['k'.repeat(254)]: 'x', '.a': 'x', '...': 'x' } },
    want: {
      reported: [
        'name/invalid /data/', 'name/invalid /data/.', 'name/invalid /data/..', 'name/invalid /data/..a', 'name/invalid /data/a~1b', 'name/invalid /data/é',
        `name/too-long /data/${'k'.repeat(254)}`, 'name/invalid /data/...',
      ],
    },
  }],
  ['takes a key of 253 characters', { given: { data: { ['k'.repeat(253)]: 'x' } }, want: { fields: { data: { ['k'.repeat(253)]: 'x' } } } }],
  ['refuses optional keys that have values, or are none', { given: { data: { a: 'x' }, optionalKeys: { 'a': true, 'b/c': true, 'd': 'x', 'e': true } }, want: { reported: ['value/duplicate /optionalKeys/a', 'name/invalid /optionalKeys/b~1c', 'value/wrong-type /optionalKeys/d'] } }],
  ['refuses __proto__', { given: JSON.parse('{"data":{"__proto__":"x"}}') as unknown, want: { reported: ['value/prototype-key /data/__proto__'] } }],
  ['refuses a key in both places', { given: { data: { A: 'x' }, binaryData: { A: 'AAAA' } }, want: { reported: ['value/duplicate /binaryData/A'] } }],
  ['refuses what is not base64', { given: { binaryData: { a: '!!', b: 'YQ', c: '-_-_', d: 7 } }, want: { reported: ['data/not-base64 /binaryData/a', 'data/not-base64 /binaryData/b', 'data/not-base64 /binaryData/c', 'value/wrong-type /binaryData/d'] } }],
  ['refuses what is no map', { given: { data: [], binaryData: 'x', files: {} }, want: { reported: ['value/wrong-type /data', 'value/wrong-type /binaryData', 'value/wrong-type /files'] } }],
  ['refuses unknown fields', { given: { dta: {} }, want: { reported: ['value/unknown-field /dta'] } }],
  ['refuses other words for immutable', { given: { immutable: 'yes' }, want: { reported: ['value/wrong-type /immutable'] } }],
  ['refuses no props', { given: undefined, want: { reported: ['value/wrong-type'] } }],
  ['says everything at once', { given: { data: { A: 1, 'b/': 'x' }, nope: 1 }, want: { reported: ['value/unknown-field /nope', 'value/wrong-type /data/A', 'name/invalid /data/b~1'] } }],
  ['refuses labels that Kubernetes refuses', { given: { labels: { a: 'b c' } }, want: { reported: ['label/invalid-value /labels/a'] } }],

  ['takes 1 MiB, with a warning', { given: { data: { A: 'x'.repeat(mebibyte - 3) }, binaryData: { b: 'AAAA' } }, want: { reported: ['data/too-large-to-apply'] } }],
  ['refuses a byte more', { given: { data: { A: 'x'.repeat(mebibyte - 3), B: 'y' }, binaryData: { b: 'AAAA' } }, want: { reported: ['data/too-large'] } }],
  ['counts bytes, not characters', { given: { data: { A: '😀'.repeat(mebibyte / 4), B: 'y' } }, want: { reported: ['data/too-large'] } }],
  ['counts the bytes behind base64', { given: { binaryData: { a: Buffer.alloc(mebibyte - 1), b: 'AA==' } }, want: { reported: ['data/too-large-to-apply'] } }],
  ['warns of what a client-side apply cannot remember', { given: { data: { A: 'x'.repeat(mebibyte / 4 + 1) } }, want: { reported: ['data/too-large-to-apply'] } }],
];

test.each(TABLE)('%s', (_, { given, want }) => {
  const { fields, reported } = built(given);
  expect(reported).toEqual(want.reported ?? []);
  if (want.fields !== undefined) expect(fields).toEqual(want.fields);
});

test('carries every well-formed text without NUL as it is', () => {
  assert(property(string({ unit: 'binary' }), (text) => {
    const { fields, reported } = built({ data: { A: text } });
    if (text.includes('\0')) expect(reported).toEqual(['data/not-text /data/A']);
    else expect([fields, reported]).toEqual([{ data: { A: text } }, []]);
  }));
});

test('says how to write a number', () => {
  const [diagnostic] = buildConfigMap(identity, { data: { PORT: 8080 as unknown as string } }).diagnostics;
  expect(diagnostic?.message).toBe('expected a text (quote it: "8080"), found 8080');
});

describe('content-hashed names', () => {
  const hashed = (props: ConfigMapProps): string => built({ ...props, immutable: 'hashed' }).name;

  test('stand behind the name and make the object immutable', () => {
    const { name, fields } = built({ data: { A: 'x' }, immutable: 'hashed' });
    // Not computed here: a change of the hash would replace every object of every user.
    expect(name).toBe('settings-746268e613');
    expect(fields).toEqual({ data: { A: 'x' }, immutable: true });
  });

  test('depend on the content alone', () => {
    const base = hashed({ data: { A: 'x', B: 'y' } });
    expect(hashed({ data: { B: 'y', A: 'x' }, labels: { a: 'b' } })).toBe(base);
    expect(hashed({ data: { A: 'x', B: 'z' } })).not.toBe(base);
    expect(hashed({ data: { A: 'x', C: 'y' } })).not.toBe(base);
    expect(hashed({ data: { A: 'x' }, binaryData: { B: 'eeee' } })).not.toBe(hashed({ data: { A: 'x', B: 'eeee' } }));
  });

  test('must be names as a whole', () => {
    expect(built({ data: { A: 'x' }, immutable: 'hashed' }, 'n'.repeat(243)).reported).toEqual(['name/too-long /name']);
    expect(built({ data: { A: 'x' }, immutable: 'hashed' }, 'n'.repeat(242)).reported).toEqual([]);
  });
});

describe('files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kubeloom-config-'));
  const write = (name: string, content: string | Uint8Array): string => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
  afterAll(() => rmSync(folder, { recursive: true }));

  test('are carried exactly: a byte order mark, CRLF, no line end', () => {
    const text = '\ufeffa\r\nb';
    expect(built({ data: { a: fromFile(write('text', text)) } }).fields).toEqual({ data: { a: text } });
  });

  test('become binary data where they are not UTF-8, hold NUL, or are asked for as such', () => {
    const latin = write('latin', Buffer.from([0x66, 0xfc, 0x72]));
    const nul = write('nul', 'a\0b');
    const plain = write('plain', 'abc');
    expect(built({ data: { latin: fromFile(latin), nul: fromFile(nul) }, binaryData: { plain: fromFile(plain) } }).fields).toEqual({
      binaryData: { latin: 'Zvxy', nul: 'YQBi', plain: 'YWJj' },
    });
  });

  test('that cannot be read are reported, each with its own place', () => {
    const given = { data: { a: fromFile(join(folder, 'none')), b: fromFile(folder), c: fromFile(''), d: fromFile(7 as never) }, binaryData: { e: fromFile(join(folder, 'x\0')) } };
    const { diagnostics } = buildConfigMap(identity, given);
    expect(diagnostics.map(({ code, pointer, args }) => [code, pointer, args.why])).toEqual([
      ['data/unreadable-file', '/data/a', 'there is no such file or folder'],
      ['data/unreadable-file', '/data/b', 'it is a folder'],
      ['value/wrong-type', '/data/c', undefined],
      ['value/wrong-type', '/data/d', undefined],
      ['data/unreadable-file', '/binaryData/e', 'ERR_INVALID_ARG_VALUE'],
    ]);
  });

  test('are found from the working folder at the time of the call', () => {
    write('relative', 'here');
    const before = process.cwd();
    process.chdir(folder);
    const file = fromFile('relative');
    process.chdir(before);
    expect(built({ data: { a: file } }).fields).toEqual({ data: { a: 'here' } });
  });

  describe('of a folder', () => {
    const conf = join(folder, 'conf.d');
    beforeAll(() => {
      mkdirSync(join(conf, 'drafts'), { recursive: true });
      for (const name of ['b.cnf', 'a.cnf', 'Z.cnf', '.hidden']) writeFileSync(join(conf, name), name);
    });

    test('are taken in one order, without those that start with a dot', () => {
      const { fields, reported } = built({ files: fromFolder(conf, { ignore: ['drafts'] }) });
      expect(reported).toEqual([]);
      expect(Object.keys((fields as { data: object }).data)).toEqual(['Z.cnf', 'a.cnf', 'b.cnf']);
    });

    test('include those that start with a dot where asked for', () => {
      const { fields } = built({ files: [fromFolder(conf, { ignore: ['drafts', 'a.cnf'], dotfiles: true })] });
      expect(Object.keys((fields as { data: object }).data)).toEqual(['.hidden', 'Z.cnf', 'b.cnf']);
    });

    const broken: readonly [name: string, { readonly given: unknown; readonly want: readonly string[] }][] = [
      ['a folder within it, which would be lost', { given: { files: fromFolder(conf) }, want: ['data/folder-in-folder /files'] }],
      ['a key that is there already', { given: { data: { 'a.cnf': '' }, files: [fromFolder(conf, { ignore: ['drafts'] })] }, want: ['value/duplicate /files/0/a.cnf'] }],
      ['a folder that is not there', { given: { files: fromFolder(join(conf, 'none')) }, want: ['data/unreadable-file /files'] }],
      ['a file in its place', { given: { files: fromFolder(join(conf, 'a.cnf')) }, want: ['data/unreadable-file /files'] }],
      ['options that are none', { given: { files: fromFolder(conf, { ignore: 'drafts', hidden: true } as never) }, want: ['value/unknown-field /files/hidden', 'value/wrong-type /files/ignore', 'data/folder-in-folder /files'] }],
      ['options that are no map', { given: { files: fromFolder(conf, 'drafts' as never) }, want: ['value/wrong-type /files'] }],
    ];
    test.each(broken)('report %s', (_, { given, want }) => {
      expect(built(given).reported).toEqual(want);
    });

    test('report file names that are no keys', () => {
      const odd = join(folder, 'odd');
      mkdirSync(odd);
      writeFileSync(join(odd, 'my file'), '');
      expect(built({ files: fromFolder(odd) }).reported).toEqual(['name/invalid /files/my file']);
    });
  });
});

describeOracle('what the API server says', (release) => {
  test('agrees about everything that is accepted here', () => {
    const cases = TABLE.filter(([, { want }]) => want.reported === undefined || want.reported[0] === 'data/too-large-to-apply')
      .map(([name, { given }]) => ({ name, object: buildConfigMap(identity, given as ConfigMapProps).objects[0]! }));
    const refused = verdicts(release, cases.map(({ object }) => object)).flatMap(({ code, message }, index) => (code === 201 ? [] : [`${cases[index]!.name}: ${message}`]));
    expect(refused).toEqual([]);
  });

  test('agrees about keys, sizes and base64', () => {
    const keys = ['', '.', '..', '...', '..a', '.a', 'a.', 'a..b', 'a/b', 'a b', 'é', 'A_b-C.9', '-', 'k'.repeat(253), 'k'.repeat(254)];
    const cases: ConfigMapProps[] = [
      ...keys.flatMap((key) => [{ data: { [key]: 'x' } }, { binaryData: { [key]: 'AAAA' } }]),
      ...['', 'AAAA', 'AA==', 'AA\n==\r\n', 'AB==', 'AA', 'AA=', '-_-_', '!', 'AA==AA=='].map((text) => ({ binaryData: { a: text } })),
      { data: { a: 'x' }, binaryData: { a: 'AAAA' } },
      { data: { a: 'x'.repeat(mebibyte) } },
      { data: { a: 'x'.repeat(mebibyte), b: 'x' } },
      { data: { a: 'x'.repeat(mebibyte - 1) }, binaryData: { b: 'AA==' } },
      { data: { a: 'x'.repeat(mebibyte - 1) }, binaryData: { b: 'AAA=' } },
    ];
    const given = verdicts(release, cases.map((fields) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: identity, ...fields })));
    const ours = cases.map((props) => buildConfigMap(identity, props).diagnostics.every(({ severity }) => severity !== 'error'));
    expect(ours).toEqual(given.map(({ code }) => code === 201));
  });
});
