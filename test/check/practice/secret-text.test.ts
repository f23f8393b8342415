import { secretIn, secretInFile } from '../../../src/check/practice/secret-text';
import { advised, pod } from './advised';

describe('secretIn', () => {
  test.each([
    ['DB_PASSWORD', 'hunter2'], ['API_KEY', 'abcdef'], ['ANY', `-----BEGIN ${'RSA'} PRIVATE KEY-----\nMII\n`],
    ['DATABASE_URL', 'postgres://shop:hunter2@db:5432/shop'], ['ANY', `ghp_${'a'.repeat(36)}`],
  ])('%s: %s', (name, value) => {
    expect(secretIn(name, value)).toBeDefined();
  });

  test.each([
    ['a file', 'DB_PASSWORD_FILE', '/run/secrets/db'],
    ['a path', 'TOKEN', '/var/run/secrets/token'],
    ['another variable', 'DB_PASSWORD', '$(OTHER)'],
    ['a template', 'DB_PASSWORD', '{{ .Values.password }}'],
    ['a switch', 'MYSQL_ALLOW_EMPTY_PASSWORD', 'yes'],
    ['a number', 'TOKEN_LIMIT', '5'],
    ['nothing', 'DB_PASSWORD', ''],
    ['a plain value', 'LOG_LEVEL', 'info'],
    ['a URL without a password', 'DATABASE_URL', 'postgres://shop@db:5432/shop'],
    ['a URL with a variable', 'DATABASE_URL', 'postgres://shop:$(PASS)@db:5432/shop'],
    ['a public key', 'KEY', '-----BEGIN PUBLIC KEY-----'],
  ])('not %s', (_name, name, value) => {
    expect(secretIn(name, value)).toBeUndefined();
  });

  test('takes no time for a long text', () => {
    expect(secretIn('x', 'a://'.repeat(20_000))).toBeUndefined();
    expect(secretInFile('x', `${'a.'.repeat(40_000)}\n`)).toBeUndefined();
  });
});

describe('secretInFile', () => {
  test.each([
    ['properties', 'spring.datasource.url=x\nspring.datasource.password=hunter2\n', 'the setting spring.datasource.password'],
    ['YAML', 'db:\n  password: hunter2\n', 'the setting password'],
    ['JSON', '{\n  "apiKey": "abcdef",\n}\n', 'the setting apiKey'],
  ])('%s', (_name, text, want) => {
    expect(secretInFile('application.conf', text)).toBe(want);
  });

  test.each([
    ['a variable', 'password=${DB_PASSWORD}\nx\n'], ['a method', 'password_encryption = scram-sha-256\nx\n'], ['a comment', '# set the password in the Secret\nx\n'],
    ['nothing', 'password=\nx\n'], ['a switch', 'password: true\nx\n'], ['a header', 'proxy_set_header X-Token $http_token;\nx\n'],
    ['a place for it', '"k8s_auth_token": "__SERVICEACCOUNT_TOKEN__"\nx\n'], ['a program that reads it', 'token = f.read().strip()\nx\n'], ['the name of a Secret', 'default-tls-secret: "web/cert"\nx\n'],
  ])('not %s', (_name, text) => {
    expect(secretInFile('application.conf', text)).toBeUndefined();
  });
});

describe('practice/clear-text-secret', () => {
  test('points at the variable', () => {
    expect(advised('practice/clear-text-secret', pod({ env: [{ name: 'A', value: 'b' }, { name: 'DB_PASSWORD', value: 'hunter2' }] })))
      .toEqual(['Pod /spec/containers/0/env/1/value']);
  });

  test('takes a reference for what it is', () => {
    const valueFrom = { secretKeyRef: { name: 'db', key: 'password' } };
    expect(advised('practice/clear-text-secret', pod({ env: [{ name: 'DB_PASSWORD', valueFrom }] }))).toEqual([]);
  });

  test('looks into files of a ConfigMap', () => {
    const map = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' }, data: { 'app.properties': 'a=1\ndb.password=hunter2\n' } };
    expect(advised('practice/clear-text-secret', JSON.stringify(map))).toEqual(['ConfigMap /data/app.properties']);
  });
});
