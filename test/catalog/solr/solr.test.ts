import { PersistentVolumeClaim } from '../../../src';
import { SolrCloud, type SolrCloudProps, ZooKeeperEnsemble } from '../../../src/catalog';
import { synthesize, systems } from '../../examples/systems';
import { built, errorsOf, newBundle } from '../../support/definitions';

describe('solrcloud: the nodes', () => {
  const { one } = synthesize(systems['solrcloud']!);
  const { spec } = one('StatefulSet', 'solr');
  const pod = spec.template.spec;
  const [container] = pod.containers;
  const env = Object.fromEntries(container!.env.map(({ name, value }) => [name, value]));

  test('are given every address of the ensemble, and make their place in it', () => {
    expect(env['ZK_HOST']).toBe('zookeeper-0.zookeeper:2181,zookeeper-1.zookeeper:2181,zookeeper-2.zookeeper:2181/solr');
    expect(env['ZK_CREATE_CHROOT']).toBe('true');
  });

  test('are known by the stable names of their pods', () => {
    expect(env['SOLR_HOST']).toBe('$(POD_NAME).solr.$(POD_NAMESPACE).svc');
    expect(container!.env.findIndex(({ name }) => name === 'POD_NAME')).toBeLessThan(container!.env.findIndex(({ name }) => name === 'SOLR_HOST'));
    const service = one('Service', 'solr').spec;
    expect([spec.serviceName, service.clusterIP, service.publishNotReadyAddresses]).toEqual(['solr', 'None', true]);
  });

  test('each have a volume of their own', () => {
    expect(spec.volumeClaimTemplates[0]!.spec.resources.requests['storage']).toBe('20Gi');
    expect(container!.volumeMounts).toContainEqual({ name: 'data', mountPath: '/var/solr' });
  });

  test('leave half of the memory to the page cache', () => {
    expect([container!.resources.limits['memory'], env['SOLR_HEAP']]).toEqual(['4Gi', '2048m']);
  });

  test('are not ready while they recover', () => {
    expect(container!.readinessProbe.httpGet).toEqual({ path: '/solr/admin/info/health?requireHealthyCores=true', port: 'http' });
    expect(container!.livenessProbe.httpGet.path).toBe('/solr/admin/info/system');
  });

  test('run with the rights of the level restricted, one at a time evicted', () => {
    expect(pod.securityContext).toMatchObject({ runAsUser: 8983, fsGroup: 8983, runAsNonRoot: true });
    expect(one('PodDisruptionBudget', 'solr').spec.maxUnavailable).toBe(1);
  });

  test('are known to the app by the Service of those that are ready', () => {
    expect(one('Deployment', 'web').spec.template.spec.containers[0]!.env).toEqual([{ name: 'SOLR_URL', value: 'http://solr-client:8983/solr' }]);
    expect(one('Service', 'solr-client').spec).not.toHaveProperty('publishNotReadyAddresses');
  });
});

test('two clouds live in one ensemble, each below a path of its own', () => {
  const bundle = newBundle();
  const zookeeper = new ZooKeeperEnsemble(bundle, 'zk', { storage: '1Gi' });
  new SolrCloud(bundle, 'goods', { zookeeper, storage: '1Gi' });
  new SolrCloud(bundle, 'people', { zookeeper, storage: '1Gi', chroot: '/org/people' });
  const host = (name: string): string | undefined =>
    built(bundle, 'StatefulSet', name).spec.template.spec.containers[0]!.env.find((one) => one.name === 'ZK_HOST')?.value;
  expect([host('goods'), host('people')]).toEqual(['zk-0.zk:2181,zk-1.zk:2181,zk-2.zk:2181/goods', 'zk-0.zk:2181,zk-1.zk:2181,zk-2.zk:2181/org/people']);
});

test.each<[string, Partial<SolrCloudProps>, readonly string[]]>([
  ['nothing wrong', {}, []],
  ['one node', { replicas: 1 }, ['catalog/too-few /replicas']],
  ['no ensemble', { zookeeper: undefined as unknown as ZooKeeperEnsemble }, ['value/missing /zookeeper']],
  ['an address in place of an ensemble', { zookeeper: 'zk:2181' as unknown as ZooKeeperEnsemble }, ['value/wrong-type /zookeeper']],
  ['a path that is none', { chroot: 'solr/' }, ['value/wrong-type /chroot']],
  ['storage below a floor', { storage: '100Mi' }, ['catalog/storage-too-small /storage']],
  ['a limit that is too small', { resources: { limits: { memory: '512Mi' } } }, ['catalog/memory-too-small /resources/limits/memory']],
  ['a version with no image', { version: '7' }, ['catalog/unknown-version /version']],
])('a cloud with %s', (_name, props, want) => {
  const bundle = newBundle();
  const zookeeper = new ZooKeeperEnsemble(bundle, 'zk', { storage: '1Gi' });
  new SolrCloud(bundle, 'solr', { zookeeper, storage: '5Gi', ...props });
  expect(errorsOf(bundle)).toEqual(want);
});

describe('backups', () => {
  const define = (more: Partial<SolrCloudProps>) => {
    const bundle = newBundle();
    const zookeeper = new ZooKeeperEnsemble(bundle, 'zk', { storage: '1Gi' });
    new SolrCloud(bundle, 'solr', { zookeeper, storage: '2Gi', ...more }).allowFrom({ namespaces: 'web' });
    return bundle;
  };
  const backup = { schedule: '0 3 * * *', storage: '10Gi', keep: 3 };

  test('the nodes write them to a volume that all of them have, when a job asks them to', () => {
    const bundle = define({ backup, restore: { file: 'latest' } });
    expect(built(bundle, 'PersistentVolumeClaim', 'solr-backup').spec.accessModes).toEqual(['ReadWriteMany']);
    const pod = built(bundle, 'StatefulSet', 'solr').spec.template.spec;
    expect(pod.containers[0]!.volumeMounts).toContainEqual({ name: 'solr-backup', mountPath: '/backup' });
    expect(pod.containers[0]!.env).toContainEqual({ name: 'SOLR_OPTS', value: '-Dsolr.allowPaths=/backup' });
    const [job] = built(bundle, 'CronJob', 'solr-backup').spec.jobTemplate.spec.template.spec.containers;
    expect([job!.command, job!.image]).toEqual([['sh', '/etc/kubeloom/backup.sh'], 'docker.io/library/solr:9.9']);
    expect(job!.env.map(({ name, value }) => `${name}=${value}`)).toEqual(['SOLR_URL=http://solr-client:8983/solr', 'BACKUP_NAME=solr', 'BACKUP_KEEP=3']);
    expect(built(bundle, 'Job', 'solr-restore').spec.template.spec.containers[0]!.command).toEqual(['sh', '/etc/kubeloom/restore.sh']);
    expect(Object.keys(built(bundle, 'ConfigMap', 'solr-scripts').data).sort()).toEqual(['backup.sh', 'collections.sh', 'restore.sh']);
    const from = built(bundle, 'NetworkPolicy', 'solr').spec.ingress.flatMap((rule) => rule.from.map((peer) => peer.podSelector?.matchLabels['app.kubernetes.io/name']));
    expect(from).toEqual(expect.arrayContaining(['solr', 'solr-backup', 'solr-restore']));
  });

  test('the volume may be one that exists', () => {
    const bundle = newBundle();
    const storage = new PersistentVolumeClaim(bundle, 'nfs', { accessModes: 'ReadWriteMany', size: '50Gi' });
    const zookeeper = new ZooKeeperEnsemble(bundle, 'zk', { storage: '1Gi' });
    new SolrCloud(bundle, 'solr', { zookeeper, storage: '2Gi', backup: { schedule: '@daily', storage } });
    expect(built(bundle, 'StatefulSet', 'solr').spec.template.spec.volumes).toContainEqual({ name: 'nfs', persistentVolumeClaim: { claimName: 'nfs' } });
  });

  test.each<[string, Partial<SolrCloudProps>, string[]]>([
    ['no volume', { backup: { schedule: '@daily' } as never }, ['value/missing /backup/storage']],
    ['no backup to restore', { restore: { file: 'latest' } }, ['catalog/no-such-option /restore']],
    ['what is no map', { backup: true as never }, ['value/wrong-type /backup']],
    ['no schedule', { backup: { ...backup, schedule: 'daily' } }, ['cron/invalid /schedule']],
  ])('%s is refused', (_name, more, want) => {
    expect(errorsOf(define(more))).toEqual(want);
  });

  test('without them, nothing is mounted and nothing made', () => {
    const bundle = define({});
    expect(JSON.stringify(bundle.objects())).not.toContain('backup');
  });
});
