import { DataReferences } from '../../src/config/keyed-data';
import type { DataOwner } from '../../src/config/data-owner';
import { Problems } from '../../src/core/problems';
import { Consumer } from '../../src/core/references';
import { describeOracle, verdicts } from '../support/oracle';

type Keys = 'LOG_LEVEL' | 'my.cnf';

const values: { readonly [key: string]: string } = { 'LOG_LEVEL': 'info', 'my.cnf': '[mysqld]' };

function owner(changes: Partial<DataOwner> = {}): DataOwner {
  return {
    kind: 'ConfigMap',
    target: { apiVersion: 'v1', kind: 'ConfigMap', namespace: 'shop', name: 'settings-abc' },
    stem: 'settings',
    keys: new Set(Object.keys(values)),
    complete: true,
    startContent: (key) => ({ config: () => (key === undefined ? JSON.stringify(values) : values[key] ?? '') }),
    ...changes,
  };
}

const secret: Partial<DataOwner> = {
  kind: 'Secret',
  target: { apiVersion: 'v1', kind: 'Secret', namespace: 'shop', name: 'settings-abc' },
  startContent: () => ({ secret: '2' }),
};

interface Outcome {
  readonly result: unknown;
  readonly reported: readonly string[];
  readonly starts: readonly string[];
  readonly targets: readonly string[];
}

type Taken = (settings: DataReferences<Keys>, problems: Problems, consumer: Consumer) => unknown;

function outcome(take: Taken, changes: Partial<DataOwner> = {}, namespace: string | undefined = 'shop', cluster?: string): Outcome {
  const problems = new Problems();
  const consumer = new Consumer(namespace, cluster);
  const result = take(new DataReferences<Keys>(owner(changes)), problems, consumer);
  return {
    result,
    reported: problems.reported.map(({ code, pointer }) => `${code} ${pointer}`.trimEnd()),
    starts: consumer.startValues.map(({ key, content }) => `${key ?? '*'}=${'config' in content ? content.config() : `version ${content.secret}`}`),
    targets: consumer.targets.map(({ kind, name }) => `${kind} ${name}`),
  };
}

const any = (value: unknown): never => value as never;

const TABLE: readonly [name: string, { readonly take: Taken; readonly owner?: Partial<DataOwner>; readonly want: Partial<Outcome> }][] = [
  ['a key is a variable that pods read at start', {
    take: (s, p, c) => s.key('LOG_LEVEL').envSource(p, c),
    want: { result: { configMapKeyRef: { name: 'settings-abc', key: 'LOG_LEVEL' } }, starts: ['LOG_LEVEL=info'], targets: ['ConfigMap settings-abc'] },
  }],
  ['a key of a Secret', {
    take: (s, p, c) => s.key('LOG_LEVEL', { optional: true }).envSource(p, c), owner: secret,
    want: { result: { secretKeyRef: { name: 'settings-abc', key: 'LOG_LEVEL', optional: true } }, starts: ['LOG_LEVEL=version 2'], targets: ['Secret settings-abc'] },
  }],
  ['the same by property', {
    take: (s, p, c) => s.keys['my.cnf'].envSource(p, c), want: { result: { configMapKeyRef: { name: 'settings-abc', key: 'my.cnf' } }, starts: ['my.cnf=[mysqld]'] },
  }],
  ['a key known only at run time', {
    take: (s, p, c) => s.dynamicKey('my.cnf').envSource(p, c), want: { result: { configMapKeyRef: { name: 'settings-abc', key: 'my.cnf' } } },
  }],
  ['a misspelt key is reported', { take: (s, p, c) => s.key(any('LOG_LEVLE')).envSource(p, c), want: { reported: ['reference/unknown-key'], targets: [] } }],
  ['a misspelt dynamic key is reported', { take: (s, p, c) => s.dynamicKey('LOG_LEVLE', { optional: true }).envSource(p, c), want: { reported: ['reference/unknown-key'] } }],
  ['a key that somebody may add', {
    take: (s, p, c) => s.key(any('LATER'), { optional: true }).envSource(p, c), owner: { optionalKeys: new Set(['LATER']) },
    want: { result: { configMapKeyRef: { name: 'settings-abc', key: 'LATER', optional: true } } },
  }],
  ['a key that somebody may add, as if it were there', { take: (s, p, c) => s.key(any('LATER')).envSource(p, c), owner: { optionalKeys: new Set(['LATER']) }, want: { reported: ['value/needs-other'] } }],
  ['of data that others make, a dynamic key is taken at its word', {
    take: (s, p, c) => s.dynamicKey('other').envSource(p, c), owner: { complete: false }, want: { result: { configMapKeyRef: { name: 'settings-abc', key: 'other' } } },
  }],
  ['of data that others make, a key must be declared', { take: (s, p, c) => s.key(any('other')).envSource(p, c), owner: { complete: false }, want: { reported: ['reference/unknown-key'] } }],
  ['a dynamic key must be one', { take: (s, p, c) => s.dynamicKey('a/b').envSource(p, c), owner: { complete: false }, want: { reported: ['name/invalid'] } }],
  ['a key that is no text is reported', { take: (s, p, c) => s.key(any(undefined)).envSource(p, c), want: { reported: ['value/wrong-type'] } }],
  ['options that are none are reported', { take: (s, p, c) => s.key('LOG_LEVEL', any({ optionl: 1, optional: 'x' })).envSource(p, c), want: { reported: ['value/unknown-field /optionl', 'value/wrong-type /optional'] } }],

  ['all keys', {
    take: (s, p, c) => s.all().envFromSource(p, c),
    want: { result: { configMapRef: { name: 'settings-abc' } }, starts: [`*=${JSON.stringify(values)}`], targets: ['ConfigMap settings-abc'] },
  }],
  ['all keys of a Secret', {
    take: (s, p, c) => s.all({ prefix: 'SHOP_', optional: true }).envFromSource(p, c), owner: secret,
    want: { result: { prefix: 'SHOP_', secretRef: { name: 'settings-abc', optional: true } }, starts: ['*=version 2'] },
  }],
  ['an empty prefix is none', { take: (s, p, c) => s.all({ prefix: '' }).envFromSource(p, c), want: { result: { configMapRef: { name: 'settings-abc' } } } }],
  ['a prefix that is none is reported', { take: (s, p, c) => s.all({ prefix: '1=' }).envFromSource(p, c), want: { reported: ['name/invalid /prefix'] } }],

  ['all files, which pods follow while they run', {
    take: (s, p, c) => s.files().podVolume(p, c),
    want: { result: { name: 'settings', source: { configMap: { name: 'settings-abc' } } }, starts: [], targets: ['ConfigMap settings-abc'] },
  }],
  ['some files', {
    take: (s, p, c) => s.files(['my.cnf'], { defaultMode: 0o440 }).podVolume(p, c),
    want: { result: { name: 'settings', source: { configMap: { name: 'settings-abc', items: [{ key: 'my.cnf', path: 'my.cnf' }], defaultMode: 0o440 } } } },
  }],
  ['files of a Secret at other paths', {
    take: (s, p, c) => s.files({ items: { 'my.cnf': 'etc/my.cnf', 'LOG_LEVEL': { path: 'level', mode: 0o400 } }, optional: true }).podVolume(p, c), owner: secret,
    want: {
      result: {
        name: 'settings',
        source: { secret: { secretName: 'settings-abc', items: [{ key: 'my.cnf', path: 'etc/my.cnf' }, { key: 'LOG_LEVEL', path: 'level', mode: 0o400 }], optional: true } },
      },
    },
  }],
  ['files that are read at start', { take: (s, p, c) => s.files({ restartOnChange: true }).podVolume(p, c), want: { starts: [`*=${JSON.stringify(values)}`] } }],
  ['some files that are read at start', { take: (s, p, c) => s.files(['my.cnf'], { restartOnChange: true, items: { 'my.cnf': 'again' } }).podVolume(p, c), want: { starts: ['my.cnf=[mysqld]'] } }],
  ['files in a projected volume', {
    take: (s, p, c) => s.files(['my.cnf'], { optional: true }).volumeProjection(p, c), owner: secret,
    want: { result: { secret: { name: 'settings-abc', items: [{ key: 'my.cnf', path: 'my.cnf' }], optional: true } } },
  }],
  ['a projected volume has one mode for all', { take: (s, p, c) => s.files({ defaultMode: 0o440 }).volumeProjection(p, c), want: { reported: ['value/needs-other /defaultMode'] } }],
  ['no files at all would be all files', { take: (s, p, c) => s.files([]).podVolume(p, c), want: { reported: ['data/no-keys'] } }],
  ['no items at all would be all files', { take: (s, p, c) => s.files({ items: {} }).podVolume(p, c), want: { reported: ['data/no-keys'] } }],
  ['misspelt files are reported', { take: (s, p, c) => s.files([any('my.conf'), any(7)], { items: any({ nope: 'x' }) }).podVolume(p, c), want: { reported: ['reference/unknown-key', 'value/wrong-type', 'reference/unknown-key /items/nope'] } }],
  ['paths that Kubernetes refuses are reported', {
    take: (s, p, c) => s.files({ items: any({ 'my.cnf': '/a', 'LOG_LEVEL': { path: 'a/../b' } }) }).podVolume(p, c),
    want: { reported: ['data/invalid-path /items/my.cnf', 'data/invalid-path /items/LOG_LEVEL/path'] },
  }],
  ['paths that are no files are reported', {
    take: (s, p, c) => s.files({ items: any({ 'my.cnf': './a', 'LOG_LEVEL': { path: 'a/' } }) }).podVolume(p, c),
    want: { reported: ['data/invalid-path /items/my.cnf', 'data/invalid-path /items/LOG_LEVEL/path'] },
  }],
  ['an item must have a path', { take: (s, p, c) => s.files({ items: any({ 'my.cnf': { mode: 9999 }, 'LOG_LEVEL': 7 }) }).podVolume(p, c), want: { reported: ['value/out-of-range /items/my.cnf/mode', 'value/missing /items/my.cnf/path', 'value/wrong-type /items/LOG_LEVEL'] } }],
  ['two keys cannot be one file', { take: (s, p, c) => s.files(['my.cnf'], { items: { LOG_LEVEL: 'my.cnf' } }).podVolume(p, c), want: { reported: ['data/overlapping-paths'] } }],
  ['a file is no folder', { take: (s, p, c) => s.files(['my.cnf'], { items: { LOG_LEVEL: 'my.cnf/a' } }).podVolume(p, c), want: { reported: ['data/overlapping-paths'] } }],
  ['modes are octal', { take: (s, p, c) => s.files({ defaultMode: 644 }).podVolume(p, c), want: { reported: ['value/out-of-range /defaultMode'] } }],
  ['modes that look octal are warned of', { take: (s, p, c) => s.files({ defaultMode: 400 }).podVolume(p, c), want: { reported: ['file/decimal-mode /defaultMode'] } }],
  ['options of files that are none are reported', { take: (s, p, c) => s.files(any('my.cnf')).podVolume(p, c), want: { reported: ['value/wrong-type'] } }],

  ['one file, which is read at start', {
    take: (s, p, c) => s.file('my.cnf').podVolume(p, c),
    want: { result: { name: 'settings', source: { configMap: { name: 'settings-abc' } }, mount: { subPath: 'my.cnf' } }, starts: ['my.cnf=[mysqld]'] },
  }],
  ['one file with a mode', {
    take: (s, p, c) => s.file('my.cnf', { mode: 0o555 }).podVolume(p, c), owner: secret,
    want: { result: { name: 'settings', source: { secret: { secretName: 'settings-abc', items: [{ key: 'my.cnf', path: 'my.cnf', mode: 0o555 }] } }, mount: { subPath: 'my.cnf' } } },
  }],
  ['one file of data that others make fails in the cluster where it is missing', {
    take: (s, p, c) => s.file('my.cnf').podVolume(p, c), owner: { complete: false },
    want: { result: { name: 'settings', source: { configMap: { name: 'settings-abc', items: [{ key: 'my.cnf', path: 'my.cnf' }] } }, mount: { subPath: 'my.cnf' } } },
  }],
  ['one misspelt file is reported', { take: (s, p, c) => s.file(any('my.conf'), any({ mod: 1 })).podVolume(p, c), want: { reported: ['value/unknown-field /mod', 'reference/unknown-key'] } }],

  ['what makes the object is a target too', {
    take: (s, p, c) => s.key('LOG_LEVEL').envSource(p, c), owner: { ...secret, maker: { apiVersion: 'bitnami.com/v1alpha1', kind: 'SealedSecret', name: 'settings' } },
    want: { targets: ['Secret settings-abc', 'SealedSecret settings'] },
  }],
  ['an owner that is none says so', {
    take: (s, p, c) => s.key('LOG_LEVEL').envSource(p, c), owner: { fault: (problems) => problems.report('value/missing', { field: 'owner' }) },
    want: { reported: ['value/missing'], targets: [], starts: [] },
  }],
  ['nothing is known of the content', { take: (s, p, c) => s.all().envFromSource(p, c), owner: { startContent: undefined }, want: { starts: [] } }],
];

test.each(TABLE)('%s', (_, { take, owner: changes, want }) => {
  const found = outcome(take, changes);
  expect(found.reported).toEqual(want.reported ?? []);
  expect(found).toEqual({ ...found, ...want });
});

const ways: readonly [name: string, Taken][] = [
  ['key', (s, p, c) => s.key('LOG_LEVEL').envSource(p, c)],
  ['all', (s, p, c) => s.all().envFromSource(p, c)],
  ['files', (s, p, c) => s.files().podVolume(p, c)],
  ['projection', (s, p, c) => s.files().volumeProjection(p, c)],
  ['file', (s, p, c) => s.file('my.cnf').podVolume(p, c)],
];

describe.each(ways)('%s', (_, take) => {
  test('is refused from another namespace or cluster, and then notes nothing', () => {
    const nothing = { result: undefined, starts: [], targets: [] };
    expect(outcome(take, {}, 'other')).toEqual({ ...nothing, reported: ['reference/other-namespace'] });
    expect(outcome(take, {}, 'shop', 'staging')).toEqual({ ...nothing, reported: ['reference/other-cluster'] });
  });

  test('is not taken for known where the namespace is decided later', () => {
    expect(outcome(take, { target: { apiVersion: 'v1', kind: 'ConfigMap', name: 'settings' } }, 'other').reported).toEqual([]);
  });
});

test('a key put into a plain text says how to do it', () => {
  const settings = new DataReferences<Keys>(owner());
  // eslint-disable-next-line @typescript-eslint/restrict-template-expressions
  expect(() => `${settings.key('LOG_LEVEL')}`).toThrow('the key LOG_LEVEL of ConfigMap settings-abc cannot be put into a plain text: write text`…`');
});

test('names what it refers to', () => {
  expect(new DataReferences<Keys>(owner()).name).toBe('settings-abc');
});

describeOracle('what the API server says', (release) => {
  const volume = (source: object): object => ({
    apiVersion: 'v1', kind: 'Pod', metadata: { name: 'pod', namespace: 'shop' },
    spec: { containers: [{ name: 'main', image: 'example', volumeMounts: [{ name: 'v', mountPath: '/v' }] }], volumes: [{ name: 'v', ...source }] },
  });

  test('agrees about paths and modes', () => {
    const paths = ['a', 'a/b', '/a', '..', '../a', 'a/..', 'a/../b', '..a', 'a/..b', 'a..b', '...', 'a\\b', 'a:b', ' '];
    const modes = [0, 0o400, 0o777, 0o1000, -1];
    const given = verdicts(release, [
      ...paths.map((path) => volume({ configMap: { name: 'c', items: [{ key: 'my.cnf', path }] } })),
      ...modes.map((defaultMode) => volume({ secret: { secretName: 'c', defaultMode } })),
    ]).map(({ code }) => code === 201);
    const ours = [
      ...paths.map((path) => outcome((s, p, c) => s.files({ items: { 'my.cnf': path } }).podVolume(p, c)).reported.length === 0),
      ...modes.map((defaultMode) => outcome((s, p, c) => s.files({ defaultMode }).podVolume(p, c), secret).reported.length === 0),
    ];
    expect(ours).toEqual(given);
  });

  test('accepts what is accepted here', () => {
    const sources = TABLE.flatMap(([, { take, owner: changes, want }]) => {
      const { result } = outcome(take, changes);
      const found = result as { source?: object; configMapKeyRef?: object; secretKeyRef?: object } | undefined;
      if ((want.reported ?? []).length > 0 || found === undefined) return [];
      if (found.source !== undefined) return [volume(found.source)];
      const isKey = found.configMapKeyRef !== undefined || found.secretKeyRef !== undefined;
      const variables = isKey ? { env: [{ name: 'A', valueFrom: found }] } : { envFrom: [found] };
      if (!isKey && !('configMapRef' in found) && !('secretRef' in found)) return [volume({ projected: { sources: [found] } })];
      return [{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'pod', namespace: 'shop' }, spec: { containers: [{ name: 'main', image: 'example', ...variables }] } }];
    });
    expect(sources.length).toBeGreaterThan(10);
    expect(verdicts(release, sources).filter(({ code }) => code !== 201)).toEqual([]);
  });
});
