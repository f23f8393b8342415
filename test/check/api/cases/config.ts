import { kind, long, type ObjectCases } from './given';

const configMap = kind('v1', 'ConfigMap');
const secret = kind('v1', 'Secret');
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const mebibyte = 1024 * 1024;

export const configCases: ObjectCases = [
  ['a ConfigMap with keys that can be files', { given: configMap({ data: { 'a.b_C-1': '' }, binaryData: { c: base64('x') } }), want: [] }],
  ['a ConfigMap with keys that cannot', {
    given: configMap({ data: { 'a/b': '', '..': '', '..a': '' }, binaryData: { [long(254)]: '' } }),
    want: ['api/data-key /data/a~1b', 'api/data-key /data/..', 'api/data-key /data/..a', `api/data-key /binaryData/${long(254)}`],
  }],
  ['a ConfigMap with a key in both maps', { given: configMap({ data: { a: '1' }, binaryData: { a: base64('1') } }), want: ['config/key-twice /data/a'] }],
  ['a ConfigMap of 1 MiB', { given: configMap({ data: { a: long(mebibyte) } }), want: [] }],
  ['a ConfigMap of more', { given: configMap({ data: { a: long(mebibyte) }, binaryData: { b: base64('x') } }), want: ['config/too-large '] }],

  ['a Secret of any type', { given: secret({ type: 'example.com/any', stringData: { a: 'b' } }), want: [] }],
  ['a Secret with keys that cannot be files', {
    given: secret({ data: { 'a b': '' }, stringData: { 'c/d': '' } }),
    want: ['api/data-key /data/c~1d > /stringData/c~1d', 'api/data-key /data/a b'],
  }],
  ['a Secret of more than 1 MiB', { given: secret({ data: { a: base64(long(mebibyte)) }, stringData: { b: 'x' } }), want: ['config/too-large /data'] }],
  ['a Secret whose texts replace data', { given: secret({ data: { a: base64(long(mebibyte)) }, stringData: { a: 'x' } }), want: [] }],
  ['certificates', { given: secret({ type: 'kubernetes.io/tls', stringData: { 'tls.crt': '', 'tls.key': '' } }), want: [] }],
  ['certificates without key', { given: secret({ type: 'kubernetes.io/tls', data: { 'tls.crt': '' } }), want: ['secret/type-without-key /data/tls.key'] }],
  ['credentials with a user alone', { given: secret({ type: 'kubernetes.io/basic-auth', stringData: { username: '' } }), want: [] }],
  ['credentials without any', {
    given: secret({ type: 'kubernetes.io/basic-auth', stringData: { user: '' } }),
    want: ['secret/type-without-key /data/username', 'secret/type-without-key /data/password'],
  }],
  ['an SSH key that is empty', {
    given: secret({ type: 'kubernetes.io/ssh-auth', stringData: { 'ssh-privatekey': '' } }),
    want: ['secret/type-without-key /data/ssh-privatekey'],
  }],
  ['credentials of a registry', { given: secret({ type: 'kubernetes.io/dockerconfigjson', data: { '.dockerconfigjson': base64('{"auths":{}}') } }), want: [] }],
  ['credentials of a registry that are no JSON', {
    given: secret({ type: 'kubernetes.io/dockerconfigjson', stringData: { '.dockerconfigjson': 'auths' } }),
    want: ['secret/no-json /data/.dockerconfigjson > /stringData/.dockerconfigjson'],
  }],
  ['credentials of a registry that are no object', {
    given: secret({ type: 'kubernetes.io/dockercfg', data: { '.dockercfg': base64('[]') } }),
    want: ['secret/no-json /data/.dockercfg'],
  }],
  ['credentials of a registry that are not there', { given: secret({ type: 'kubernetes.io/dockercfg' }), want: ['secret/type-without-key /data/.dockercfg'] }],
  ['a token without account', {
    given: secret({ type: 'kubernetes.io/service-account-token' }),
    want: ['secret/type-without-key /metadata/annotations/kubernetes.io~1service-account.name'],
  }],
  ['a token of an account', { given: secret({ type: 'kubernetes.io/service-account-token' }, { annotations: { 'kubernetes.io/service-account.name': 'a' } }), want: [] }],
];
