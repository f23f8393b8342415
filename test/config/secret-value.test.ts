import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { format } from 'pretty-format';
import { fromEnvironment, fromSecretFile, type SecretOptions, unsafeLiteral } from '../../src/config/secret-sources';
import { readSecret, type SecretValue } from '../../src/config/secret-value';
import { Problems } from '../../src/core/problems';

const word = 'hunter2-7f3a';
const folder = mkdtempSync(join(tmpdir(), 'kubeloom-secret-'));
const file = join(folder, 'password');
const variable = 'KUBELOOM_TEST_SECRET';

beforeAll(() => {
  writeFileSync(file, word);
  process.env[variable] = word;
});
afterAll(() => {
  rmSync(folder, { recursive: true });
  delete process.env[variable];
});

const sources: readonly [name: string, (options?: SecretOptions) => SecretValue][] = [
  ['fromEnvironment', (options) => fromEnvironment(variable, options)],
  ['fromSecretFile', (options) => fromSecretFile(file, options)],
  ['unsafeLiteral', (options) => unsafeLiteral(word, options)],
];

function read(value: SecretValue): string | undefined {
  const bytes = readSecret(value, new Problems());
  return bytes === undefined ? undefined : Buffer.from(bytes).toString('latin1');
}

const ways: readonly [name: string, (value: SecretValue) => string][] = [
  ['String', String],
  ['a template', (value) => `${value.toString()}`],
  ['a sum', (value) => '' + (value as unknown as string)],
  ['JSON', (value) => JSON.stringify({ value })],
  ['the inspector', (value) => inspect({ value }, { depth: 9 })],
  ['the inspector with everything', (value) => inspect(value, { depth: 9, showHidden: true, customInspect: false, getters: true })],
  ['a snapshot', (value) => format({ value })],
  ['a snapshot without toJSON', (value) => format({ value }, { callToJSON: false })],
  ['its own keys', (value) => Reflect.ownKeys(value).join()],
  ['an error of an assertion', (value) => {
    try {
      expect(value).toBe(1);
      return '';
    } catch (error) {
      return String((error as Error).message);
    }
  }],
];

describe.each(sources)('%s', (_, make) => {
  test.each(ways)('does not show its value in %s', (__, show) => {
    const value = make();
    expect(read(value)).toBe(word);
    const shown = show(value);
    for (const trace of [word, Buffer.from(word).toString('base64'), 'hunter2']) expect(shown).not.toContain(trace);
  });

  test('is what it was when it was read first', () => {
    const value = make();
    read(value);
    process.env[variable] = 'other';
    writeFileSync(file, 'other');
    expect(read(value)).toBe(word);
    process.env[variable] = word;
    writeFileSync(file, word);
  });
});

const literal = (text: string | Uint8Array, options?: SecretOptions): string | undefined => read(unsafeLiteral(text, options));

test('carries any bytes', () => {
  expect(literal(new Uint8Array([0, 255, 10]))).toBe('\0\u00ff\n');
  expect(literal('ü')).toBe('\u00c3\u00bc');
});

test('decodes base64, with a line end behind it', () => {
  expect(literal('AP8K\n', { encoding: 'base64' })).toBe('\0\u00ff\n');
});

test.each([
  ['a\n', 'a'], ['a\r\n', 'a'], ['a\n\n', 'a\n'], ['a', 'a'], ['\n', ''], ['a\r', 'a\r'],
])('takes one line break away: %j', (given, want) => {
  expect(literal(given, { trimNewline: true })).toBe(want);
});

describe('reports, without showing it,', () => {
  const any = (value: unknown): never => value as never;
  const cases: readonly [name: string, SecretValue, readonly string[]][] = [
    ['a variable that is not set', fromEnvironment('KUBELOOM_TEST_NOT_SET'), ['secret/environment-missing']],
    ['a name that is none', fromEnvironment(any('1=')), ['name/invalid']],
    ['a file that is not there', fromSecretFile(join(folder, 'none')), ['data/unreadable-file']],
    ['a folder', fromSecretFile(folder), ['data/unreadable-file']],
    ['a path that is none', fromSecretFile(any(7)), ['value/wrong-type']],
    ['a literal that is none', unsafeLiteral(any([word])), ['secret/wrong-type']],
    ['half of a character', unsafeLiteral(`${word}\ud83d`), ['data/not-text']],
    ['a default, which does not exist', fromEnvironment('KUBELOOM_TEST_NOT_SET', any(word)), ['secret/wrong-type']],
    ['what is not base64', unsafeLiteral(word, { encoding: 'base64' }), ['data/not-base64']],
    ['unknown options', unsafeLiteral(word, any({ encoding: 'hex', trim: true, trimNewline: 'yes' })), ['value/unknown-field', 'value/wrong-type', 'value/not-one-of']],
  ];
  test.each(cases)('%s', (_, value, want) => {
    const problems = new Problems();
    readSecret(value, problems);
    expect(problems.reported.map(({ code }) => code)).toEqual(want);
    expect(JSON.stringify(problems.reported)).not.toContain(word);
  });
});
