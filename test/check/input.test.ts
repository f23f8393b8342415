import { check } from '../../src/check';
import { readInputs } from '../../src/check/input';

const file = '/project/shop.yaml';
const object = (name: string): string => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n`;

describe('readInputs', () => {
  test('gives an input for each document, with its places', () => {
    const [first, second] = readInputs(`${object('a')}---\n${object('b')}`, { file, cluster: 'c' });
    expect([first!.manifest, second!.manifest].map((manifest) => (manifest as { metadata: object }).metadata)).toEqual([{ name: 'a' }, { name: 'b' }]);
    expect([first!.file, first!.cluster]).toEqual([file, 'c']);
    expect(second!.locate!('/metadata/name')).toEqual({ file, line: 9, column: 3 });
    expect(second!.locate!('/nothing')).toBeUndefined();
  });

  test('reads JSON', () => {
    const [input] = readInputs('{"kind": "ConfigMap",\n "metadata": {"name": "a"}}', { file });
    expect(input!.locate!('/metadata/name')).toEqual({ file, line: 2, column: 15 });
  });

  test('reads objects of JSON behind each other', () => {
    const inputs = readInputs('{"metadata": {"name": "a}{\\""}} {"metadata": {"name": "b"}}\n{"metadata": [}\n---\n{metadata: {name: c}}\n', { file });
    expect(inputs.map(({ manifest }) => manifest)).toEqual([{ metadata: { name: 'a}{"' } }, { metadata: { name: 'b' } }, undefined, { metadata: { name: 'c' } }]);
    expect(inputs[1]!.locate!('/metadata/name')).toEqual({ file, line: 1, column: 47 });
    expect(inputs[2]!.problems![0]!.source).toMatchObject({ line: 2 });
  });

  test('knows at least where a document starts that is too large to look for more', () => {
    const [input] = readInputs(`# large\r\na:\r\n${'- x\r\n'.repeat(1_100_000)}`, { file });
    expect([input!.locate!('/a/7'), input!.locate!('')]).toEqual([undefined, { file, line: 2, column: 1 }]);
  });

  test('reads the documents around a broken one', () => {
    const inputs = readInputs(`${object('a')}---\nkind: [\n---\n${object('b')}`, { file });
    expect(inputs.map(({ problems }) => problems?.length ?? 0)).toEqual([0, 1, 0]);
    expect(inputs[1]!.problems![0]!.source).toMatchObject({ file, line: 7 });
    expect(check(inputs, { layers: ['schema'] }).diagnostics.map(({ code }) => code)).toEqual(['schema/unreadable']);
  });

  test.each([
    ['a control line', 'kind: ConfigMap\ndata:\n{{- range .items }}\n  a: b\n{{- end }}\n'],
    ['a value', 'kind: ConfigMap\nmetadata:\n  name: {{ .Release.Name }}\n'],
    ['a value among others', 'kind: ConfigMap\nname: {{ .Release.Name }}-{{ .Chart }}\nother: a\n'],
  ])('tells a template, once in a document: %s', (_, template) => {
    const inputs = readInputs(`${template}---\nkind: Pod\n---\na: {{ b }}\n`, { file: 'a.yaml' });
    expect(inputs.map(({ problems }) => problems?.map(({ problem }) => problem))).toEqual([['yaml/template'], undefined, ['yaml/template']]);
  });

  test('what is written in quotes is no template, and a mistake elsewhere none either', () => {
    expect(readInputs("a: '{{ b }}'\n")[0]!.problems).toBeUndefined();
    expect(readInputs("a: '{{ b }}'\nb: 1\nc: 2\nd: [\n")[0]!.problems!.map(({ problem }) => problem)).toEqual(['yaml/syntax']);
  });

  test('says where bytes are no text, and still reads what is', () => {
    const bytes = Buffer.concat([Buffer.from(`${object('a')}x: "`), Buffer.from([0xff]), Buffer.from('"\n')]);
    const inputs = readInputs(bytes, { file });
    expect(inputs).toHaveLength(2);
    expect(inputs[1]!.problems).toEqual([{ problem: 'yaml/encoding', message: 'expected UTF-8, found other bytes', source: { file, line: 5, column: 5 } }]);
  });

  test('takes the character for what cannot be shown as a character', () => {
    expect(readInputs(Buffer.from('x: "\ufffd"\n'), { file })).toHaveLength(1);
  });

  test.each([[''], ['# nothing\n'], ['---\n---\n']])('reads nothing out of %j', (text) => {
    expect(readInputs(text, { file })).toEqual([]);
  });
});

describe('what SOPS encrypted', () => {
  const secret = `apiVersion: v1
kind: Secret
metadata:
  name: db
type: kubernetes.io/dockerconfigjson
data:
  .dockerconfigjson: ENC[AES256_GCM,data:p673w==,iv:YY=,tag:UQ=,type:str]
stringData:
  port: ENC[AES256_GCM,data:p673w==,iv:YY=,tag:UQ=,type:str]
sops:
  mac: ENC[AES256_GCM,data:x,iv:y,tag:z,type:str]
  version: 3.9.0
`;

  test('is read as what it will be', () => {
    const [input] = readInputs(secret, { file });
    expect(input!.manifest).toEqual({
      apiVersion: 'v1', kind: 'Secret', metadata: { name: 'db' }, type: 'kubernetes.io/dockerconfigjson', data: { '.dockerconfigjson': 'e30=' }, stringData: { port: '{}' },
    });
    expect(check([input!], { layers: ['schema', 'api'] }).diagnostics).toEqual([]);
  });

  test('keeps the types of values', () => {
    const text = 'apiVersion: v1\nkind: X\nspec:\n- ENC[AES256_GCM,data:a,iv:b,tag:c,type:int]\n- ENC[AES256_GCM,data:a,iv:b,tag:c,type:bool]\nsops: {}\n';
    expect(readInputs(text)[0]!.manifest).toMatchObject({ spec: [1, true] });
  });

  test('is nothing else where no sops stands beside it', () => {
    const text = 'data:\n  a: ENC[AES256_GCM,data:a,iv:b,tag:c,type:str]\n';
    expect(readInputs(text)[0]!.manifest).toEqual({ data: { a: 'ENC[AES256_GCM,data:a,iv:b,tag:c,type:str]' } });
  });
});
