import { constants, createCipheriv, generateKeyPairSync, publicEncrypt, randomBytes } from 'node:crypto';
import { buildSealedSecret } from '../../src/apps/secret-data';
import { type SealedSecretProps } from '../../src/config/sealed-secret';

const identity = { name: 'token', namespace: 'shop' };
const word = 'hunter2-7f3a';

/** What kubeseal does: a session key by RSA-OAEP, its length in front, and the value by AES-GCM with it. */
function seal(text: string): string {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const sessionKey = randomBytes(32);
  const sealedKey = publicEncrypt({ key: publicKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256', oaepLabel: Buffer.from('shop/token') }, sessionKey);
  const cipher = createCipheriv('aes-256-gcm', sessionKey, Buffer.alloc(12));
  const body = Buffer.concat([cipher.update(text), cipher.final(), cipher.getAuthTag()]);
  return Buffer.concat([Buffer.from([sealedKey.length >> 8, sealedKey.length & 255]), sealedKey, body]).toString('base64');
}

const sealed = seal(word);

/** Bytes of the same shape. */
function sealedBy(keyLength: number, textLength: number): string {
  return Buffer.concat([Buffer.from([keyLength >> 8, keyLength & 255]), Buffer.alloc(keyLength + textLength + 16, 7)]).toString('base64');
}

function built(given: unknown): { readonly objects: readonly unknown[]; readonly reported: readonly string[] } {
  const { objects, diagnostics } = buildSealedSecret(identity, given as SealedSecretProps);
  expect(JSON.stringify(diagnostics)).not.toContain(word);
  return { objects, reported: diagnostics.map(({ code, pointer }) => `${code} ${pointer}`.trimEnd()) };
}

test('writes the ciphertext as it is given', () => {
  expect(built({ encryptedData: { token: sealed } })).toEqual({
    reported: [],
    objects: [{ apiVersion: 'bitnami.com/v1alpha1', kind: 'SealedSecret', metadata: { name: 'token', namespace: 'shop' }, spec: { encryptedData: { token: sealed } } }],
  });
});

test.each([2048, 3072, 4096, 8192])('takes what a key of %i bits sealed, be it nothing', (bits) => {
  expect(built({ encryptedData: { token: sealedBy(bits / 8, 0) } }).reported).toEqual([]);
});

test('says under which scope it can be opened, to the controller and to kubeseal', () => {
  const annotations = { 'sealedsecrets.bitnami.com/cluster-wide': 'true' };
  expect(built({ encryptedData: { token: sealed }, sealingScope: 'cluster-wide', template: { labels: { a: 'b' }, annotations: { c: 'd' } } }).objects).toMatchObject([
    { metadata: { annotations }, spec: { template: { metadata: { labels: { a: 'b' }, annotations: { ...annotations, c: 'd' } } } } },
  ]);
});

test('says what the Secret is to be', () => {
  const given = { encryptedData: { username: sealed }, type: 'kubernetes.io/basic-auth', immutable: true, template: { data: { password: '{{ .username }}' } } };
  expect(built(given)).toMatchObject({
    reported: [], objects: [{ spec: { template: { type: 'kubernetes.io/basic-auth', immutable: true, data: { password: '{{ .username }}' } } } }],
  });
});

const refused: readonly [name: string, { readonly given: unknown; readonly want: readonly string[] }][] = [
  ['a value in clear', { given: { encryptedData: { token: word } }, want: ['secret/not-sealed /encryptedData/token'] }],
  ['a value in base64', { given: { encryptedData: { token: Buffer.from(word).toString('base64') } }, want: ['secret/not-sealed /encryptedData/token'] }],
  ['a long value in base64', { given: { encryptedData: { token: Buffer.from(word.repeat(100)).toString('base64') } }, want: ['secret/not-sealed /encryptedData/token'] }],
  ['ciphertext that was cut', { given: { encryptedData: { token: sealed.slice(0, 200) } }, want: ['secret/not-sealed /encryptedData/token'] }],
  ['ciphertext with a prefix', { given: { encryptedData: { token: `x ${sealed}` } }, want: ['secret/not-sealed /encryptedData/token'] }],
  ['another type', { given: { encryptedData: { token: [word] } }, want: ['secret/wrong-type /encryptedData/token'] }],
  ['no map', { given: { encryptedData: word }, want: ['secret/wrong-type /encryptedData'] }],
  ['a list', { given: { encryptedData: [word] }, want: ['secret/wrong-type /encryptedData'] }],
  ['a Map', { given: { encryptedData: new Map([['token', word]]) }, want: ['secret/wrong-type /encryptedData'] }],
  ['nothing', { given: {}, want: ['value/missing'] }],
  ['no props', { given: null, want: ['value/wrong-type'] }],
  ['a key that is none', { given: { encryptedData: { 'a/b': sealed } }, want: ['name/invalid /encryptedData/a~1b'] }],
  ['a type without its keys', { given: { encryptedData: { token: sealed }, type: 'kubernetes.io/tls' }, want: ['secret/missing-key /encryptedData'] }],
  ['another scope', { given: { encryptedData: { token: sealed }, sealingScope: 'wide', nope: 1 }, want: ['value/unknown-field /nope', 'value/not-one-of /sealingScope'] }],
  ['a template that is none', { given: { encryptedData: { token: sealed }, template: { dta: {} } }, want: ['value/unknown-field /template/dta'] }],
];

test.each(refused)('refuses %s', (_, { given, want }) => {
  expect(built(given).reported).toEqual(want);
});
