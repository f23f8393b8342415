import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PersistentVolumeClaim } from '../../generated/kubernetes';
import { App, Bundle, DiagnosticsError, glusterfs, PersistentVolume as Volume } from '../../src';
import { bindClaims } from '../../src/core/volume-binding';
import { synthesize, type Synthesized, systems } from './systems';

const system = (slug: string): Synthesized => synthesize(systems[slug]!);

/** Which volume each claim of a bundle gets, as the cluster decides it. */
function bindings({ all }: Synthesized): { readonly [claim: string]: string | undefined } {
  const bound = bindClaims(all('PersistentVolumeClaim'), all('PersistentVolume'));
  return Object.fromEntries(bound.map(({ claim, volume }) => [claim.metadata?.name ?? '', volume?.metadata?.name]));
}

describe('stateful-web', () => {
  const { one } = system('stateful-web');
  const { spec } = one('StatefulSet', 'web');

  test('brings a class of storage that provisions volumes', () => {
    const { provisioner, parameters, reclaimPolicy, volumeBindingMode, allowVolumeExpansion } = one('StorageClass', 'stateful-web-standard');
    expect({ provisioner, parameters, reclaimPolicy, volumeBindingMode, allowVolumeExpansion }).toEqual({
      provisioner: 'ebs.csi.aws.com', parameters: { type: 'gp3' }, reclaimPolicy: 'Retain', volumeBindingMode: 'WaitForFirstConsumer', allowVolumeExpansion: true,
    });
  });

  test('runs 2 replicas of nginx', () => {
    expect([spec.replicas, spec.template.spec.containers.map(({ image }) => image)]).toEqual([2, ['nginx:1.27']]);
  });

  test('gives each of them a volume of its own, of that class', () => {
    expect(spec.volumeClaimTemplates).toEqual([{
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'www' },
      spec: { accessModes: ['ReadWriteOnce'], storageClassName: 'stateful-web-standard', resources: { requests: { storage: '1Gi' } } },
    }]);
    expect(spec.template.spec.containers[0]!.volumeMounts).toEqual([{ name: 'www', mountPath: '/usr/share/nginx/html' }]);
    expect(spec.template.spec).not.toHaveProperty('volumes');
  });

  test('names them by a headless Service', () => {
    expect(spec.serviceName).toBe('web');
    const service = one('Service', 'web').spec;
    expect([service.clusterIP, service.selector]).toEqual(['None', spec.selector.matchLabels]);
  });
});

describe('nfs-pair', () => {
  const pair = system('nfs-pair');
  const { one, all, warnings } = pair;

  test.each([['nfs-0001', '2Gi', '/exports/data-0001'], ['nfs-0002', '5Gi', '/exports/data-0002']])('volume %s has %s at %s', (name, storage, path) => {
    expect(one('PersistentVolume', name).spec).toEqual({
      capacity: { storage },
      accessModes: ['ReadWriteOnce', 'ReadWriteMany'],
      persistentVolumeReclaimPolicy: 'Recycle',
      nfs: { server: 'nfs.example.com', path },
    });
  });

  test('warns of the reclaim policy of both, and suggests another', () => {
    expect(warnings.map(({ code, object }) => `${code} ${object?.name}`)).toEqual(['storage/recycle-deprecated nfs-0001', 'storage/recycle-deprecated nfs-0002']);
    expect(warnings[0]!.help).toContain('Retain');
  });

  test.each([['claim-mysql', '3Gi'], ['claim-http', '1Gi']])('%s asks for %s of a volume that exists', (name, storage) => {
    expect(one('PersistentVolumeClaim', name).spec).toEqual({ accessModes: ['ReadWriteOnce'], storageClassName: '', resources: { requests: { storage } } });
  });

  test('3Gi fits only nfs-0002, so that claim-http gets nfs-0001', () => {
    expect(bindings(pair)).toEqual({ 'claim-mysql': 'nfs-0002', 'claim-http': 'nfs-0001' });
  });

  test('a claim that no volume satisfies stays without one, and it is known why', () => {
    const claim = one('PersistentVolumeClaim', 'claim-mysql');
    const large: PersistentVolumeClaim = { ...claim, spec: { ...claim.spec, resources: { requests: { storage: '6Gi' } } } };
    const [binding] = bindClaims([large], all('PersistentVolume'));
    expect(binding!.volume).toBeUndefined();
    expect([...binding!.misfits.values()].flat()).toEqual([{ what: 'size', wanted: '6Gi', found: '2Gi' }, { what: 'size', wanted: '6Gi', found: '5Gi' }]);
  });

  test('the pod mysql is a MySQL server, with a root password that somebody else keeps', () => {
    const { containers } = one('Pod', 'mysql').spec;
    expect(containers.map(({ image, ports }) => [image, ports])).toEqual([['mysql:8.4', [{ name: 'mysql', containerPort: 3306 }]]]);
    expect(containers[0]!.env).toEqual([{ name: 'MYSQL_ROOT_PASSWORD', valueFrom: { secretKeyRef: { name: 'mysql-password', key: 'root' } } }]);
  });

  test('MySQL has its data on claim-mysql', () => {
    const { containers, volumes } = one('Pod', 'mysql').spec;
    expect(containers[0]!.volumeMounts).toEqual([{ name: 'claim-mysql', mountPath: '/var/lib/mysql/data' }]);
    expect(containers[0]!.args).toEqual(['--datadir=/var/lib/mysql/data']);
    expect(volumes).toEqual([{ name: 'claim-mysql', persistentVolumeClaim: { claimName: 'claim-mysql' } }]);
  });

  test.each(['www', 'www2'])('nginx pod %s serves claim-http', (name) => {
    const { containers, volumes } = one('Pod', name).spec;
    expect(containers.map(({ image, volumeMounts }) => [image, volumeMounts])).toEqual([['nginx:1.27', [{ name: 'claim-http', mountPath: '/usr/share/nginx/html' }]]]);
    expect(volumes).toEqual([{ name: 'claim-http', persistentVolumeClaim: { claimName: 'claim-http' } }]);
  });
});

describe('nfs-server', () => {
  const server = system('nfs-server');
  const { one, all } = server;
  const { containers, volumes } = one('Deployment', 'nfs-server').spec.template.spec;

  test('is privileged, in a namespace that allows it', () => {
    expect(containers[0]!.securityContext).toEqual({ privileged: true });
    expect(one('Namespace').metadata.labels).toEqual({ 'pod-security.kubernetes.io/enforce': 'privileged' });
  });

  test('exports two folders, each on a volume and with a number of its own', () => {
    expect(volumes.filter(({ emptyDir }) => emptyDir !== undefined).map(({ name }) => name)).toEqual(['data-0001', 'data-0002']);
    expect(containers[0]!.volumeMounts).toEqual([
      { name: 'nfs-exports', mountPath: '/etc/exports', subPath: 'exports' },
      { name: 'data-0001', mountPath: '/exports/data-0001' }, { name: 'data-0002', mountPath: '/exports/data-0002' },
    ]);
    const lines = one('ConfigMap', 'nfs-exports').data['exports']!.trimEnd().split('\n');
    expect(lines.map((line) => [line.split(' ')[0], /fsid=(\d+)/.exec(line)![1]])).toEqual([['/exports/data-0001', '1'], ['/exports/data-0002', '2']]);
  });

  test('has a Service with all that version 3 of NFS needs', () => {
    expect(one('Service', 'nfs-server').spec.ports.map(({ port, targetPort }) => [port, targetPort])).toEqual([[2049, 'nfs'], [20048, 'mountd'], [111, 'rpcbind']]);
  });

  test('has a volume for each export, at the address of the Service, bound to a claim both ways', () => {
    const { clusterIP } = one('Service').spec;
    expect(all('PersistentVolume').map(({ spec }) => spec.nfs)).toEqual([
      { server: clusterIP, path: '/exports/data-0001' }, { server: clusterIP, path: '/exports/data-0002' },
    ]);
    for (const { spec } of all('PersistentVolume')) expect(spec.mountOptions).toEqual(['nfsvers=3', 'proto=tcp', 'nolock']);
    expect(bindings(server)).toEqual({ 'claim-demo-0001': 'demo-0001', 'claim-demo-0002': 'demo-0002' });
    for (const { metadata, spec } of all('PersistentVolumeClaim')) expect(one('PersistentVolume', spec.volumeName).spec.claimRef.name).toBe(metadata.name);
  });
});

describe('mysql-hostpath', () => {
  const { one, warnings } = system('mysql-hostpath');
  const { metadata, spec } = one('StatefulSet', 'mysql');
  const pod = spec.template.spec;

  test('Secret mysql-pass has the key password', () => {
    expect(Object.keys(one('Secret', 'mysql-pass').data)).toEqual(['password']);
  });

  test('volume mysql-pv: label type: local, class manual, 1Gi, ReadWriteOnce, a folder of the node', () => {
    const volume = one('PersistentVolume', 'mysql-pv');
    expect(volume.metadata.labels).toEqual({ type: 'local' });
    expect(volume.spec).toMatchObject({
      storageClassName: 'manual', capacity: { storage: '1Gi' }, accessModes: ['ReadWriteOnce'], hostPath: { path: '/mnt/data/mysql' },
    });
  });

  test('claim mysql-pv-claim: class manual, 1Gi, bound to the volume both ways', () => {
    expect(one('PersistentVolumeClaim', 'mysql-pv-claim').spec).toMatchObject({
      storageClassName: 'manual', resources: { requests: { storage: '1Gi' } }, volumeName: 'mysql-pv',
    });
    expect(one('PersistentVolume', 'mysql-pv').spec.claimRef).toMatchObject({ namespace: 'mysql-hostpath', name: 'mysql-pv-claim' });
  });

  test('Service mysql: headless, 3306, selector app and tier', () => {
    const service = one('Service', 'mysql').spec;
    expect([service.clusterIP, service.ports.map(({ port }) => port), service.selector]).toEqual(['None', [3306], { app: 'mysql', tier: 'backend' }]);
  });

  test('StatefulSet mysql: 2 replicas, ready for 10 s before they count, 10 s to end', () => {
    expect([metadata.name, spec.serviceName, spec.replicas, spec.minReadySeconds, pod.terminationGracePeriodSeconds]).toEqual(['mysql', 'mysql', 2, 10, 10]);
    expect(spec.selector).toEqual({ matchLabels: { app: 'mysql', tier: 'backend' } });
    expect(spec.template.metadata.labels).toMatchObject({ app: 'mysql', tier: 'backend' });
  });

  test('runs mysql:5.6 with the root password of the Secret and its data on the claim', () => {
    const { image, env, volumeMounts } = pod.containers[0]!;
    expect(image).toBe('mysql:5.6');
    expect(env).toEqual([{ name: 'MYSQL_ROOT_PASSWORD', valueFrom: { secretKeyRef: { name: 'mysql-pass', key: 'password' } } }]);
    expect(volumeMounts).toEqual([{ name: 'mysql-pv-claim', mountPath: '/var/lib/mysql' }]);
    expect(pod.volumes).toEqual([{ name: 'mysql-pv-claim', persistentVolumeClaim: { claimName: 'mysql-pv-claim' } }]);
  });

  test('is published with both replicas on one claim that one node can use', () => {
    expect([spec.replicas, one('PersistentVolumeClaim').spec.accessModes]).toEqual([2, ['ReadWriteOnce']]);
    expect(spec).not.toHaveProperty('volumeClaimTemplates');
  });

  test('is published with a password that ends in a newline, which is reported and does not show', () => {
    expect(Buffer.from(one('Secret', 'mysql-pass').data['password']!, 'base64').at(-1)).toBe('\n'.charCodeAt(0));
    const found = warnings.filter(({ code }) => code === 'secret/trailing-newline');
    expect(found.map(({ object, pointer }) => `${object?.name} ${pointer}`)).toEqual(['mysql-pass /data/password']);
    expect(JSON.stringify(found)).not.toContain('example-password');
  });
});

describe('mariadb', () => {
  const { one } = system('mariadb');
  const { spec } = one('StatefulSet', 'mariadb');
  const pod = spec.template.spec;
  const container = pod.containers[0]!;

  test('has my.cnf in a ConfigMap, byte for byte', () => {
    expect(one('ConfigMap', 'mariadb-config').data['my.cnf']).toBe(readFileSync(join(__dirname, '../../examples/mariadb/my.cnf'), 'utf8'));
  });

  test('is a MariaDB server, with a root password that somebody else keeps', () => {
    expect([container.image, container.ports]).toEqual(['mariadb:11.4', [{ name: 'mysql', containerPort: 3306 }]]);
    expect(container.env).toEqual([{ name: 'MARIADB_ROOT_PASSWORD', valueFrom: { secretKeyRef: { name: 'mariadb-passwords', key: 'root' } } }]);
  });

  test('is named by a headless Service', () => {
    const { clusterIP, selector, ports } = one('Service', 'mariadb').spec;
    expect([spec.serviceName, clusterIP, selector, ports]).toEqual([
      'mariadb', 'None', spec.selector.matchLabels, [{ name: 'mysql', port: 3306, targetPort: 'mysql' }],
    ]);
  });

  test('runs as an account of its own, without its token', () => {
    expect([pod.serviceAccountName, pod.automountServiceAccountToken]).toEqual([one('ServiceAccount').metadata.name, false]);
  });

  test('runs as a user, with files of a group', () => {
    expect(pod.securityContext).toMatchObject({ runAsUser: 999, fsGroup: 999, runAsNonRoot: true });
  });

  test('is updated pod by pod', () => {
    expect(spec.updateStrategy).toEqual({ type: 'RollingUpdate' });
  });

  test('prefers nodes without a pod of its kind', () => {
    const [term, ...others] = pod.affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution;
    expect(others).toEqual([]);
    expect(term).toEqual({ weight: 50, podAffinityTerm: { labelSelector: { matchLabels: spec.selector.matchLabels }, topologyKey: 'kubernetes.io/hostname' } });
  });

  test('is asked by a command whether it lives and is ready', () => {
    const command = ['healthcheck.sh', '--connect', '--innodb_initialized'];
    expect(container.livenessProbe).toEqual({ exec: { command }, initialDelaySeconds: 60, periodSeconds: 15, timeoutSeconds: 5 });
    expect(container.readinessProbe).toEqual({ exec: { command }, initialDelaySeconds: 10, periodSeconds: 10, timeoutSeconds: 5 });
  });

  test('has two mounts: its data, and my.cnf alone', () => {
    expect(container.volumeMounts).toEqual([
      { name: 'data', mountPath: '/var/lib/mysql' }, { name: 'mariadb-config', mountPath: '/etc/mysql/my.cnf', subPath: 'my.cnf' },
    ]);
    expect(pod.volumes).toEqual([{ name: 'mariadb-config', configMap: { name: 'mariadb-config' } }]);
  });

  test('claims 8Gi for each pod', () => {
    expect(spec.volumeClaimTemplates.map((template) => [template.metadata.name, template.spec])).toEqual([
      ['data', { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '8Gi' } } }],
    ]);
  });
});

describe('volume-backends', () => {
  const backends = system('volume-backends');
  const { one, all } = backends;

  test.each([
    ['aws-ebs', { csi: { driver: 'ebs.csi.aws.com', volumeHandle: 'vol-0abcd1234ef567890', fsType: 'ext4' } }],
    ['gce-pd', { csi: { driver: 'pd.csi.storage.gke.io', volumeHandle: 'projects/example-project/zones/europe-west1-b/disks/data' } }],
    ['azure-disk', {
      csi: {
        driver: 'disk.csi.azure.com',
        volumeHandle: '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/example/providers/Microsoft.Compute/disks/data',
      },
    }],
    ['cinder', { csi: { driver: 'cinder.csi.openstack.org', volumeHandle: 'bd82f7e2-3ece-4c01-a505-4acf60b07f4a' } }],
    ['csi', { csi: { driver: 'csi.example.com', volumeHandle: 'volume-0001', volumeAttributes: { tier: 'fast' } } }],
    ['host-path', { hostPath: { path: '/mnt/data', type: 'DirectoryOrCreate' } }],
    ['local', { local: { path: '/mnt/disks/ssd1' } }],
  ])('%s is a volume of its kind, and bound to a claim both ways', (name, source) => {
    const { spec } = one('PersistentVolume', `backend-${name}`);
    expect(spec).toMatchObject({ ...source, capacity: { storage: '10Gi' } });
    expect(spec.claimRef).toMatchObject({ namespace: 'volume-backends', name });
    expect(one('PersistentVolumeClaim', name).spec).toMatchObject({ volumeName: `backend-${name}`, storageClassName: '' });
    expect(bindings(backends)[name]).toBe(`backend-${name}`);
  });

  test('uses no source that Kubernetes has given up', () => {
    const sources = all('PersistentVolume').flatMap(({ spec }) => Object.keys(spec).filter((field) => ['csi', 'hostPath', 'local'].includes(field)));
    expect(sources).toEqual(['csi', 'csi', 'csi', 'csi', 'csi', 'hostPath', 'local']);
  });

  test('binds what only some nodes reach to those nodes', () => {
    const places = all('PersistentVolume').flatMap(({ metadata, spec }) => ('nodeAffinity' in spec
      ? [[metadata.name, ...spec.nodeAffinity.required.nodeSelectorTerms.flatMap((term) => term.matchExpressions.map(({ key, values }) => `${key}=${values.join()}`))]]
      : []));
    expect(places).toEqual([
      ['backend-aws-ebs', 'topology.kubernetes.io/zone=eu-west-1a'],
      ['backend-gce-pd', 'topology.kubernetes.io/zone=europe-west1-b'],
      ['backend-local', 'kubernetes.io/hostname=node-1'],
    ]);
  });

  test('has a class that makes volumes when they are asked for, and an app that asks', () => {
    expect(one('StorageClass', 'backend-dynamic')).toMatchObject({
      provisioner: 'csi.example.com', volumeBindingMode: 'WaitForFirstConsumer', allowVolumeExpansion: true,
    });
    expect(one('StatefulSet', 'dynamic').spec.volumeClaimTemplates[0]!.spec.storageClassName).toBe('backend-dynamic');
  });

  test('GlusterFS is an error that names the release which removed it', () => {
    const app = new App();
    new Volume(new Bundle(app, 'old'), 'gluster', { source: glusterfs({ endpoints: 'glusterfs-cluster', path: 'kube_vol' }), capacity: '1Gi' });
    expect(() => app.synthYaml()).toThrow(DiagnosticsError);
    try {
      app.synthYaml();
    } catch (error) {
      const [problem, ...others] = (error as DiagnosticsError).diagnostics;
      expect(others).toEqual([]);
      expect(problem).toMatchObject({ code: 'storage/removed-backend', severity: 'error', pointer: '/source', object: { kind: 'PersistentVolume', name: 'gluster' } });
      expect(problem!.message).toContain('1.26');
    }
  });
});
