import fc from 'fast-check';
import type { EnvVar } from '../../generated/kubernetes';
import { Problems } from '../../src/core/problems';
import { field, resource } from '../../src/pod/downward';
import { Environment } from '../../src/pod/env';
import { envFile } from '../../src/pod/env-file';
import { env, text } from '../../src/pod/text';
import { VolumeTable } from '../../src/pod/volume-table';
import { consumer } from '../support/diagnostics';
import { folder, knownText, podOfAnything, secretKey, volume } from '../support/pods';

function envOf(given: unknown, others: { readonly [field: string]: unknown } = {}): { env: readonly EnvVar[]; reported: readonly string[] } {
  const { result, reported } = podOfAnything({ env: given, ...others });
  return { env: result.containers[0]!.env ?? [], reported };
}

const password = secretKey('db', 'root');
const passwordRef = { secretKeyRef: { name: 'db', key: 'root' } };

describe('environment variables', () => {
  test.each<[string, { given: unknown; want: unknown }]>([
    ['a text', { given: { A: 'x' }, want: [{ name: 'A', value: 'x' }] }],
    ['an empty text', { given: { A: '' }, want: [{ name: 'A', value: '' }] }],
    ['a number, as a text', { given: { A: 5, B: 0.5 }, want: [{ name: 'A', value: '5' }, { name: 'B', value: '0.5' }] }],
    ['a boolean, as a text', { given: { A: true, B: false }, want: [{ name: 'A', value: 'true' }, { name: 'B', value: 'false' }] }],
    ['a key of a Secret', { given: { A: password }, want: [{ name: 'A', valueFrom: passwordRef }] }],
    ['a host name', { given: { A: knownText('db.shop.svc') }, want: [{ name: 'A', value: 'db.shop.svc' }] }],
    ['a known text with dollar signs, exactly', { given: { A: knownText('a$$(B)') }, want: [{ name: 'A', value: 'a$$$$(B)' }] }],
    ['a field of the pod', { given: { A: field('metadata.name') }, want: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }] }],
    ['one label', {
      given: { A: field("metadata.labels['app.kubernetes.io/name']") },
      want: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: "metadata.labels['app.kubernetes.io/name']" } } }],
    }],
    ['a limit', {
      given: { A: resource('limits.memory', { container: 'web', divisor: '1Mi' }) },
      want: [{ name: 'A', valueFrom: { resourceFieldRef: { containerName: 'web', resource: 'limits.memory', divisor: '1Mi' } } }],
    }],
    ['nothing for what is not given', { given: { A: undefined, B: 'x' }, want: [{ name: 'B', value: 'x' }] }],
  ])('hold %s', (_name, { given, want }) => {
    expect(envOf(given)).toEqual({ env: want, reported: [] });
  });

  test.each<[string, { given: unknown; want: string[] }]>([
    ['no map', { given: 'A=x', want: ['value/wrong-type /env'] }],
    ['a list', { given: [{ name: 'A' }], want: ['value/wrong-type /env'] }],
    ['null', { given: { A: null }, want: ['value/wrong-type /env/A'] }],
    ['NaN', { given: { A: NaN }, want: ['value/wrong-type /env/A'] }],
    ['an object', { given: { A: { value: 'x' } }, want: ['value/wrong-type /env/A'] }],
    ['a function', { given: { A: () => 'x' }, want: ['value/wrong-type /env/A'] }],
    ['a name that starts with a digit', { given: { '1A': 'x' }, want: ['name/invalid /env/1A'] }],
    ['a name with a blank', { given: { 'A B': 'x' }, want: ['name/invalid /env/A B'] }],
    ['all labels, which only files can have', { given: { A: field('metadata.labels') }, want: ['value/not-one-of /env/A'] }],
    ['a misspelt field', { given: { A: field('metadata.nmae' as 'metadata.name') }, want: ['value/not-one-of /env/A'] }],
    ['a label with a wrong key', { given: { A: field("metadata.labels['a b']") }, want: ['label/invalid-key /env/A'] }],
    ['a misspelt resource', { given: { A: resource('limits.memry' as 'limits.memory') }, want: ['value/not-one-of /env/A'] }],
    ['a divisor that the resource does not have', { given: { A: resource('limits.cpu', { divisor: '1Mi' }) }, want: ['value/not-one-of /env/A'] }],
    ['options that are none', { given: { A: resource('limits.cpu', null as unknown as object) }, want: ['value/wrong-type /env/A'] }],
    ['a misspelt option', { given: { A: resource('limits.cpu', { diviser: '1' } as object) }, want: ['value/unknown-field /env/A/diviser'] }],
    ['all that is wrong at once', { given: { A: null, B: 'x', C: {} }, want: ['value/wrong-type /env/A', 'value/wrong-type /env/C'] }],
  ])('refuse %s', (_name, { given, want }) => {
    expect(envOf(given).reported).toEqual(want);
  });

  test('say in which container something is wrong', () => {
    const { reported } = podOfAnything({ containers: { helper: { image: 'helper', env: { A: null } } } });
    expect(reported).toEqual(['value/wrong-type /containers/helper/env/A']);
  });
});

describe('the order of variables', () => {
  const namesOf = (given: unknown, others?: object): string[] => envOf(given, { ...others }).env.map(({ name }) => name);

  test('is the one given', () => {
    expect(namesOf({ Z: '1', A: '2', M: '$(A)' })).toEqual(['Z', 'A', 'M']);
  });

  test('puts a variable behind those that it refers to, and moves no other', () => {
    expect(namesOf({ A: '1', URL: '$(HOST):$(PORT)', B: '2', PORT: '$(A)', HOST: 'h', C: '3' })).toEqual(['A', 'B', 'PORT', 'HOST', 'URL', 'C']);
  });

  test('takes an escaped reference for text', () => {
    expect(envOf({ A: '$$(B)', B: 'x' })).toEqual({ env: [{ name: 'A', value: '$$(B)' }, { name: 'B', value: 'x' }], reported: [] });
  });

  test('reports each circle once', () => {
    expect(envOf({ X: '1', W: '$(A)', A: '$(B)', B: '$(C)', C: '$(A)' }).reported).toEqual(['env/cycle /env/A']);
    expect(envOf({ A: '$(B)', B: '$(A)', C: '$(D)', D: '$(C)' }).reported).toEqual(['env/cycle /env/A', 'env/cycle /env/C']);
  });

  test('says who is in a circle', () => {
    const problems = new Problems();
    const variables = new Environment(problems, consumer(), new VolumeTable(consumer()), false);
    variables.addAll({ W: '$(A)', A: '$(B)', B: '$(A)' });
    variables.finish();
    expect(problems.reported.map(({ args }) => args)).toEqual([{ names: ['A', 'B', 'A'] }]);
  });

  test('holds for any variables without a circle', () => {
    const graphs = fc.integer({ min: 1, max: 8 }).chain((count) => fc.tuple(
      fc.array(fc.array(fc.nat(), { maxLength: 3 }), { minLength: count, maxLength: count }),
      fc.shuffledSubarray(Array.from({ length: count }, (_, index) => index), { minLength: count, maxLength: count }),
    ));
    fc.assert(fc.property(graphs, ([edges, order]) => {
      // Each variable refers only to ones with a smaller number; the order in the definition is another one.
      const values = edges.map((targets, index) => (index === 0 ? 'x' : targets.map((target) => `$(V${target % index})`).join('')));
      const { env: found, reported } = envOf(Object.fromEntries(order.map((index) => [`V${index}`, values[index]])));
      expect(reported).toEqual([]);
      expect(found).toHaveLength(values.length);
      const seen = new Set<string>();
      for (const { name, value } of found) {
        for (const [, other] of value!.matchAll(/\$\((V\d+)\)/g)) expect(seen).toContain(other);
        seen.add(name);
      }
    }));
  });
});

describe('references to variables', () => {
  test.each<[string, { given: unknown; others?: object; want: string[] }]>([
    ['that are there', { given: { A: 'x', B: '$(A)' }, want: [] }],
    ['that are not there', { given: { LEVEL: 'x', B: '$(LEVLE)' }, want: ['env/unknown-variable /env/B'] }],
    ['that may come from a ConfigMap', { given: { B: '$(A)' }, others: { envFrom: [{ envFromSource: () => ({ configMapRef: { name: 'a' } }) }] }, want: [] }],
    ['to itself', { given: { PATH: '$(PATH):/opt' }, want: ['env/unknown-variable /env/PATH'] }],
    ['that Kubernetes makes for Services', { given: { A: '$(REDIS_SERVICE_HOST):$(REDIS_PORT_6379_TCP_PORT)' }, want: [] }],
    ['that could not be read', { given: { A: null, B: '$(A)' }, want: ['value/wrong-type /env/A'] }],
    ['in arguments', { given: { A: 'x' }, others: { args: ['$(A)', '$(MISSING)'] }, want: ['env/unknown-variable /args/1'] }],
    ['that are commands of a shell', { given: {}, others: { command: ['sh', '-c', 'kill $(cat pid); echo $(hostname)'] }, want: [] }],
    ['in subPathExpr', {
      given: { POD: field('metadata.name') },
      others: { mounts: { '/a': { volume: folder(), subPathExpr: '$(POD)' }, '/b': { volume: folder(), subPathExpr: '$(PDO)' } } },
      want: ['env/unknown-variable /mounts/~1b/subPathExpr'],
    }],
  ])('%s', (_name, { given, others, want }) => {
    expect(envOf(given, { ...others }).reported).toEqual(want);
  });

  test('a pair of dollar signs that would become one is noticed, without showing the value', () => {
    expect(envOf({ PASSWORD: 'pa$$word' }).reported).toEqual(['env/dollar-pair /env/PASSWORD']);
    expect(envOf({ A: '$$(B) and $$$$' }).reported).toEqual([]);
  });
});

describe('text', () => {
  test('joins what is known, refers to what is not, and keeps secrets out of the manifest', () => {
    const given = { DB: 'shop', URL: text`mysql://app:${password}@${knownText('db')}:${3306}/${env('DB')}?x=$(DB)` };
    expect(envOf(given)).toEqual({
      env: [
        { name: 'DB', value: 'shop' },
        { name: 'URL_ROOT', valueFrom: passwordRef },
        { name: 'URL', value: 'mysql://app:$(URL_ROOT)@db:3306/$(DB)?x=$(DB)' },
      ],
      reported: [],
    });
  });

  test('writes interpolated texts exactly', () => {
    expect(envOf({ A: text`${'$(B)'}-${'x$'}(B)` }).env).toEqual([{ name: 'A', value: '$$(B)-x$$(B)' }]);
  });

  test('makes one variable for one value, and another one for another', () => {
    const found = envOf({ A: text`${password}${password}${secretKey('other', 'root')}` });
    expect(found.env).toEqual([
      { name: 'A_ROOT', valueFrom: passwordRef },
      { name: 'A_ROOT_2', valueFrom: { secretKeyRef: { name: 'other', key: 'root' } } },
      { name: 'A', value: '$(A_ROOT)$(A_ROOT)$(A_ROOT_2)' },
    ]);
  });

  test('takes no name that the user has given', () => {
    expect(envOf({ A: text`${password}`, A_ROOT: 'mine' }).env.map(({ name }) => name)).toEqual(['A_ROOT_2', 'A', 'A_ROOT']);
  });

  test.each<[string, { name: string; key: string; want: string }]>([
    ['camel case', { name: 'dbUrl', key: 'rootPassword', want: 'DB_URL_ROOT_PASSWORD' }],
    ['dots and dashes', { name: 'URL', key: 'tls.crt-2', want: 'URL_TLS_CRT_2' }],
    ['nothing usable', { name: '_', key: '..2', want: '_2' }],
  ])('names variables in upper case: %s', (_name, { name, key, want }) => {
    expect(envOf({ [name]: text`${secretKey('s', key)}` }).env[0]?.name).toBe(want);
  });

  test('refers to fields and resources by names made of their paths', () => {
    const given = { A: text`${field('metadata.name')} ${resource('limits.ephemeral-storage')}` };
    expect(envOf(given).env.map(({ name }) => name)).toEqual(['A_METADATA_NAME', 'A_LIMITS_EPHEMERAL_STORAGE', 'A']);
  });

  test('reports parts that are none, and writes nothing half', () => {
    const given = { A: text`x${null as unknown as string}`, B: text`${NaN}`, C: text`${knownText(undefined)}` };
    expect(envOf(given)).toEqual({ env: [], reported: ['value/wrong-type /env/A', 'value/wrong-type /env/B'] });
  });

  test('can be called as a function', () => {
    expect(envOf({ A: text('plain') }).env).toEqual([{ name: 'A', value: 'plain' }]);
    expect(envOf({ A: text(undefined as unknown as string) }).reported).toEqual(['value/wrong-type /env/A']);
  });

  test('reports references to what is no variable name', () => {
    expect(envOf({ A: text`${env(undefined as unknown as string)}`, B: text`${env('a)b')}` }).reported).toEqual(['value/missing /env/A', 'name/invalid /env/B']);
  });

  test('is the same in command and arguments', () => {
    const { result, reported } = podOfAnything({ command: ['run', text`--host=${knownText('db')}`], args: [text`--password=${password}`, password, 5] });
    expect(reported).toEqual([]);
    expect(result.containers[0]).toMatchObject({
      command: ['run', '--host=db'],
      args: ['--password=$(ARGS_ROOT)', '$(ARGS_ROOT)', '5'],
      env: [{ name: 'ARGS_ROOT', valueFrom: passwordRef }],
    });
  });

  test('warns of an unknown variable in the place that names it', () => {
    expect(envOf({ A: text`${env('B')}` }).reported).toEqual(['env/unknown-variable /env/A']);
  });
});

describe('words of commands', () => {
  test.each<[string, { given: object; want: string[] }]>([
    ['no list', { given: { command: 'run it' }, want: ['value/wrong-type /command'] }],
    ['a boolean', { given: { args: ['--debug', true] }, want: ['value/wrong-type /args/1'] }],
    ['null', { given: { args: [null] }, want: ['value/wrong-type /args/0'] }],
    ['a list in a list', { given: { args: [['a']] }, want: ['value/wrong-type /args/0'] }],
  ])('refuse %s', (_name, { given, want }) => {
    expect(podOfAnything({ ...given }).reported).toEqual(want);
  });
});

describe('envFile', () => {
  test('reads a variable from a file of an emptyDir volume, under its own name unless said otherwise', () => {
    const given = { TOKEN: envFile('scratch', 'login.env'), USER_NAME: envFile('scratch', 'login.env', { key: 'USER', optional: true }) };
    expect(envOf(given, { volumes: { scratch: folder() } })).toEqual({
      env: [
        { name: 'TOKEN', valueFrom: { fileKeyRef: { volumeName: 'scratch', path: 'login.env', key: 'TOKEN' } } },
        { name: 'USER_NAME', valueFrom: { fileKeyRef: { volumeName: 'scratch', path: 'login.env', key: 'USER', optional: true } } },
      ],
      reported: [],
    });
  });

  test.each<[string, { given: unknown; want: string[] }]>([
    ['a volume that is not there', { given: envFile('scrtch', 'a'), want: ['mount/unknown-volume /env/A'] }],
    ['a volume of another type', { given: envFile('conf', 'a'), want: ['env/not-an-empty-dir /env/A'] }],
    ['a path that leaves the volume', { given: envFile('scratch', '../a'), want: ['volume/path-invalid /env/A'] }],
    ['a path from the root', { given: envFile('scratch', '/a'), want: ['volume/path-not-relative /env/A'] }],
    ['a wrong key', { given: envFile('scratch', 'a', { key: '1' }), want: ['name/invalid /env/A'] }],
    ['a misspelt option', { given: envFile('scratch', 'a', { ky: 'A' } as object), want: ['value/unknown-field /env/A/ky'] }],
  ])('refuses %s', (_name, { given, want }) => {
    const volumes = { scratch: folder(), conf: volume('conf', { configMap: { name: 'conf' } }) };
    const { reported } = envOf({ A: given }, { volumes, mounts: { '/scratch': 'scratch', '/conf': 'conf' } });
    expect(reported).toEqual(want);
  });
});

describe('envFrom', () => {
  test('keeps the order', () => {
    const of = (name: string): object => ({ envFromSource: () => ({ secretRef: { name }, prefix: 'P_' }) });
    expect(podOfAnything({ envFrom: [of('b'), of('a')] }).result.containers[0]?.envFrom).toEqual([
      { secretRef: { name: 'b' }, prefix: 'P_' }, { secretRef: { name: 'a' }, prefix: 'P_' },
    ]);
  });

  test.each<[string, { given: unknown; want: string[] }]>([
    ['no list', { given: 'settings', want: ['value/wrong-type /envFrom'] }],
    ['a name', { given: ['settings'], want: ['value/wrong-type /envFrom/0'] }],
    ['one key', { given: [password], want: ['value/wrong-type /envFrom/0'] }],
  ])('refuses %s', (_name, { given, want }) => {
    expect(podOfAnything({ envFrom: given }).reported).toEqual(want);
  });
});
