/** Compiled, never run: what must not compile is marked, and the compiler fails where a mark has become needless. */
import { ApiObject } from 'cdk8s';
import { ConfigMapData } from '../../src/apps/config-map-data';
import { SecretData } from '../../src/apps/secret-data';
import { dockerConfigJson } from '../../src/config/docker-config';
import { fromFile, fromFolder } from '../../src/config/file-content';
import type { KeyedData } from '../../src/config/keyed-data';
import type { KeyRef } from '../../src/config/key-references';
import { fromEnvironment, unsafeLiteral } from '../../src/config/secret-sources';
import type { Bundle } from '../../src/synth/bundle';

export function configMaps(shop: Bundle, dynamic: Record<string, string>, debug: boolean): void {
  const settings = new ConfigMapData(shop, 'settings', {
    data: { LOG_LEVEL: 'info', 'my.cnf': fromFile('my.cnf'), ...(debug ? { DEBUG: '1' } : {}), MAYBE: debug ? 'yes' : undefined },
    binaryData: { logo: new Uint8Array(), icon: 'AAAA' },
    files: fromFolder('conf.d'),
  });
  settings.key('LOG_LEVEL');
  settings.key('DEBUG', { optional: true });
  settings.key('logo');
  settings.dynamicKey('whatever');
  settings.files(['my.cnf', 'icon'], { defaultMode: 0o400 });
  settings.files({ items: { 'my.cnf': 'etc/my.cnf', 'icon': { path: 'icon.png', mode: 0o444 } } });
  settings.file('my.cnf', { mode: 0o555 });
  const level: KeyRef<'LOG_LEVEL'> = settings.keys.LOG_LEVEL;
  settings.all({ prefix: 'SHOP_' });

  // @ts-expect-error a misspelt key
  settings.key('LOG_LEVLE');
  // @ts-expect-error a misspelt key
  void settings.keys.LOG_LEVLE;
  // @ts-expect-error a misspelt key
  settings.files(['my.conf']);
  // @ts-expect-error a misspelt key among right ones
  settings.files(['my.cnf', 'LOGO']);
  // @ts-expect-error a misspelt key
  settings.files({ items: { 'my.conf': 'my.cnf' } });
  // @ts-expect-error a misspelt key
  settings.file('my.conf');
  // @ts-expect-error a misspelt option
  settings.all({ prefx: 'SHOP_' });
  // @ts-expect-error a number is no text
  new ConfigMapData(shop, 'numbers', { data: { PORT: 8080 } });
  // @ts-expect-error a misspelt field
  new ConfigMapData(shop, 'field', { dta: { PORT: '8080' } });
  // @ts-expect-error a word that is none
  new ConfigMapData(shop, 'word', { data: { A: '' }, immutable: 'hash' });

  const known = new ConfigMapData(shop, 'known', { data: dynamic });
  known.key('whatever');
  const empty = new ConfigMapData(shop, 'empty', { files: fromFolder('conf.d') });
  // @ts-expect-error no key is known to the compiler
  empty.key('a.conf');
  empty.dynamicKey('a.conf');

  const any: ConfigMapData[] = [settings, known, empty];
  const fewer: KeyedData<'LOG_LEVEL' | 'logo'> = settings;
  // @ts-expect-error it has no such key
  const more: KeyedData<'LOG_LEVEL' | 'OTHER'> = settings;
  // @ts-expect-error a reference to another key
  const other: KeyRef<'logo'> = level;
  void [any, fewer, more, other];
}

export function existing(shop: Bundle): void {
  const found = ConfigMapData.existing(shop, 'found', { keys: ['a', 'b'] });
  found.key('a');
  found.files(['b']);
  // @ts-expect-error not one of its keys
  found.key('c');
  // @ts-expect-error the keys must be said
  ConfigMapData.existing(shop, 'no-keys', {});

  const foreign = ConfigMapData.from(new ApiObject(shop, 'foreign', { apiVersion: 'v1', kind: 'ConfigMap' }), ['a']);
  foreign.key('a');
  // @ts-expect-error not one of its keys
  foreign.key('b');
}

export function secrets(shop: Bundle): void {
  const password = SecretData.existing(shop, 'password', { keys: ['root', 'user'], version: '2' });
  password.key('root');
  // @ts-expect-error not one of its keys
  password.key('rot');

  const literal = new SecretData(shop, 'literal', { data: { root: unsafeLiteral('x') }, commit: 'base64', reason: 'an example' });
  literal.key('root');
  // @ts-expect-error not one of its keys
  literal.key('rot');
  // @ts-expect-error a text is no secret value
  new SecretData(shop, 'text', { data: { root: 'hunter2' } });
  // @ts-expect-error nothing but base64 can be committed
  new SecretData(shop, 'commit', { data: { root: unsafeLiteral('x') }, commit: 'plain', reason: 'an example' });

  const external = SecretData.externalSecret(shop, 'external', {
    store: 'vault', data: { user: 'db/user', password: { key: 'db', property: 'password' } }, dataFrom: [{ extract: { key: 'all' } }], keys: ['more'],
  });
  external.key('user');
  external.key('more');
  // @ts-expect-error not one of its keys
  external.key('other');

  const sealed = SecretData.sealed(shop, 'sealed', { encryptedData: { token: 'AgBy' } });
  sealed.file('token');
  // @ts-expect-error not one of its keys
  sealed.file('tokn');

  const registry = new SecretData(shop, 'registry', {
    type: 'kubernetes.io/dockerconfigjson',
    data: dockerConfigJson({ 'ghcr.io': { username: 'bot', password: fromEnvironment('TOKEN') } }),
    commit: 'base64',
    reason: 'an example',
  });
  registry.key('.dockerconfigjson');
  // @ts-expect-error a text is no secret value
  dockerConfigJson({ 'ghcr.io': { username: 'bot', password: 'hunter2' } });
}

/** Keys that somebody may add are keys as well. */
export function optionalKeys(shop: Bundle): void {
  const later = new ConfigMapData(shop, 'later', { data: { a: '1' }, optionalKeys: { b: true } });
  later.key('b', { optional: true });
  // @ts-expect-error neither given nor optional
  later.key('c', { optional: true });
}
