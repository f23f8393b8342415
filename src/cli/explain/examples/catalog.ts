import { code, type DefinitionExample, type DefinitionExamples } from './example';

function ensemble(wrong: string, right: string): DefinitionExample {
  const text = (fields: string): string => `new ZooKeeperEnsemble(shop, 'zookeeper', { ${[...(fields.startsWith('storage') ? [] : ["storage: '2Gi'"]), fields].join(', ')} });`;
  return { wrong: text(wrong), right: text(right) };
}

const password = "const password = SecretData.existing(shop, 'passwords', { keys: ['root', 'app'] });\n";

/** Of ready systems, which `kubeloom/catalog` exports. */
export const catalogExamples: DefinitionExamples = {
  'catalog/even-quorum': ensemble('replicas: 4', 'replicas: 5'),
  'catalog/too-few': ensemble('replicas: 1', 'replicas: 3'),
  'catalog/storage-too-small': ensemble("storage: '10Mi'", "storage: '2Gi'"),
  'catalog/memory-too-small': ensemble("resources: { limits: { memory: '64Mi' } }", "resources: { limits: { memory: '2Gi' } }"),
  'catalog/unknown-version': ensemble("version: '2.9'", "version: '3.9'"),
  'catalog/no-credentials': code("new Redis(shop, 'cache', { storage: '1Gi' });", `${password}new Redis(shop, 'cache', { storage: '1Gi', passwords: { default: password.key('root') } });`),
  'catalog/password-not-secret': code(
    "new Redis(shop, 'cache', { storage: '1Gi', passwords: { default: 'hunter2' } });",
    `${password}new Redis(shop, 'cache', { storage: '1Gi', passwords: { default: password.key('root') } });`,
  ),
  'catalog/identifier': code(
    `${password}new Mysql(shop, 'db', { storage: '8Gi', passwords: { root: password.key('root'), app: password.key('app') }, database: 'my shop' });`,
    `${password}new Mysql(shop, 'db', { storage: '8Gi', passwords: { root: password.key('root'), app: password.key('app') }, database: 'shop' });`,
  ),
  'catalog/reserved-name': code(
    `${password}new Mysql(shop, 'db', { storage: '8Gi', passwords: { root: password.key('root'), app: password.key('app') }, user: 'root' });`,
    `${password}new Mysql(shop, 'db', { storage: '8Gi', passwords: { root: password.key('root'), app: password.key('app') }, user: 'shop' });`,
  ),
  'catalog/setting-taken': code(
    `${password}new Redis(shop, 'cache', { storage: '1Gi', passwords: { default: password.key('root') }, settings: { maxmemory: '100mb' } });`,
    `${password}new Redis(shop, 'cache', { storage: '1Gi', passwords: { default: password.key('root') }, maxmemory: '100Mi' });`,
  ),
  'catalog/no-such-option': code(
    `${password}new Mysql(shop, 'db', { storage: '8Gi', passwords: { root: password.key('root'), app: password.key('app') }, restore: { from: 'dump.sql.gz' } });`,
    `${password}new Mysql(shop, 'db', { storage: '8Gi', passwords: { root: password.key('root'), app: password.key('app') } });`,
  ),
};
