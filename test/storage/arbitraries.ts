import * as fc from 'fast-check';
import type { Mountable } from '../../src/core/pod-inputs';
import { csi } from '../../src/storage/backends/csi';
import { emptyDir } from '../../src/storage/backends/empty-dir';
import { ephemeral } from '../../src/storage/backends/ephemeral';
import { fc as fibreChannel } from '../../src/storage/backends/fc';
import { hostPath } from '../../src/storage/backends/host-path';
import { iscsi } from '../../src/storage/backends/iscsi';
import { local } from '../../src/storage/backends/local';
import { nfs } from '../../src/storage/backends/nfs';
import { claim, pod, statefulSet, storageClass, type Try, volume } from './tries';

/** Any of some values: right ones, nearly right ones, and such as only an untyped caller can give. */
function any(...values: unknown[]): fc.Arbitrary<unknown> {
  return fc.constantFrom(...values);
}

type Fields = Record<string, fc.Arbitrary<unknown>>;

/** A good definition in which one or two fields are others. */
function changed(base: object, fields: Fields): fc.Arbitrary<object> {
  const pick = (keys: string[]): fc.Arbitrary<object> => fc.record(Object.fromEntries(keys.map((key) => [key, fields[key]!])));
  return fc.subarray(Object.keys(fields), { minLength: 1, maxLength: 2 }).chain(pick).map((change) => ({ ...base, ...change }));
}

const names = any('fast', 'a.b', 'a'.repeat(63), 'a'.repeat(253), 'a'.repeat(254), 'Fast', 'a_b', '-a', 'a-', 'a..b', '', ' ', 'ä', 7, null);
const labelKeys = fc.constantFrom('a', 'a/b', 'a b', '', 'A.b/c', 'a.b/C', 'x'.repeat(63), 'x'.repeat(64));
const labels = fc.dictionary(labelKeys, any('v', '', 'v w', '-v', 'V_1', 'x'.repeat(64), 1), { maxKeys: 2 });
const sizes = any('1Gi', '1.5Gi', 1, 0.5, '0', '-1Gi', '1GB', '', '1e3', '8Gi ', '+2Mi', '1E', '999999999Ei', '.5Gi', '1.Gi', null, NaN);
const paths = any('/data', '/', '//', 'data', '/a/../b', '/a/..', '/..a', '', '/a b', '/ä', 3);
const accessModes = any(
  'ReadWriteOnce', ['ReadWriteMany', 'ReadOnlyMany'], ['ReadWriteOncePod'], ['ReadWriteOncePod', 'ReadWriteOnce'], [], 'RWO',
  ['ReadWriteOnce', 'ReadWriteOnce'], [null],
);
const volumeMode = any('Filesystem', 'Block', 'block', '', 1);

const requirement = fc.record({
  key: any('a', 'a b', 'x/y', '', 3),
  operator: any('In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt', 'in'),
  values: any(['a'], [], ['a', 'b'], ['a b'], ['4'], undefined, 'a'),
});
const fieldRequirement = fc.record({
  key: any('metadata.name', 'a'), operator: any('In', 'NotIn', 'Exists'), values: any(['n'], [], ['N_'], ['a', 'b']),
});
const term = fc.oneof(
  fc.record({ matchExpressions: fc.array(requirement, { minLength: 1, maxLength: 2 }) }),
  fc.record({ matchFields: fc.array(fieldRequirement, { maxLength: 2 }) }),
  fc.constant({}),
);
const nodeAffinity = fc.oneof(labels, fc.record({ required: fc.record({ nodeSelectorTerms: fc.array(term, { maxLength: 2 }) }) }));
const selector = fc.oneof(labels, fc.record({ matchExpressions: fc.array(requirement, { maxLength: 2 }) }));

const secret = { name: 'keys', namespace: 'kube-system' };
const iqn = 'iqn.2001-04.com.example:storage';

const nfsVolumes = changed({ server: 's', path: '/p' }, { server: any('s', '', 1), path: paths, readOnly: any(true, 'yes') }).map((props) => nfs(props as never));
const hostPaths = fc.tuple(paths, any('', 'Directory', 'Dir', undefined)).map(([path, type]) => hostPath(path as never, { type } as never));
const locals = fc.tuple(paths, any(['n'], ['n'], [], ['a b'], undefined)).map(([path, nodes]) => local(path as never, { nodes } as never));
const csiVolumes = changed({ driver: 'd.example.com', volumeHandle: 'v' }, {
  driver: names, volumeHandle: any('v', '', 1), nodeStageSecretRef: changed(secret, { name: names, namespace: names }), fsType: any('xfs', ''),
}).map((props) => csi(props as never));
const iscsiVolumes = changed({ targetPortal: 'p', iqn, lun: 0 }, {
  targetPortal: any('p', ''),
  lun: any(0, 255, 256, -1, 1.5, '1'),
  chapAuthSession: any(true, false),
  secret: any(secret, 'keys'),
  initiatorName: any(iqn, 'x'),
  iqn: any(
    'iqn.2001-04.com.example', 'iqn.01-04.com:x', 'iqn.2001-04.com_x:y', 'iqn.2001-04.COM:y', 'iqn.2001-04.com:a b', 'eui.02004567A425678D', 'eui.0',
    `naa.${'f'.repeat(32)}`, 'naa.1', 'x',
  ),
}).map((props) => iscsi(props as never));
const fibreChannels = fc.record({ targetWWNs: any(['a'], [], undefined), wwids: any(['b'], undefined), lun: any(1, 256, undefined) })
  .map((props) => fibreChannel(props as never));
const sources = fc.oneof(nfsVolumes, hostPaths, locals, csiVolumes, iscsiVolumes, fibreChannels);

const volumes = changed({ source: csi({ driver: 'd', volumeHandle: 'v' }), capacity: '8Gi' }, {
  source: sources, capacity: sizes, accessModes, storageClass: names, reclaimPolicy: any('Retain', 'Delete', 'Recycle', 'Keep'), volumeMode, nodeAffinity,
  volumeAttributesClass: names, mountOptions: any(['ro'], [], ['']), labels, claim: changed({ name: 'a', namespace: 'b' }, { name: names, namespace: names }),
});

const claimFields = {
  size: sizes, accessModes, storageClass: names, volumeMode, volumeAttributesClass: names, selector,
  dataSource: fc.record({ apiGroup: names, kind: any('PersistentVolumeClaim', 'VolumeSnapshot', '', 'Foo'), name: names }),
};

const topology = fc.oneof(
  fc.dictionary(fc.constantFrom('z', 'r', 'z', 'r', 'a b', ''), any('a', 'b', ['a', 'b'], ['b', 'a'], ['a', 'a'], [], ['a b'], 1), { maxKeys: 2 }),
  fc.record({ matchLabelExpressions: fc.array(fc.record({ key: any('z', 'r'), values: any(['a'], ['b', 'a'], []) }), { maxLength: 2 }) }),
);
const classes = changed({ provisioner: 'example.com' }, {
  provisioner: fc.oneof(names, any('a/b', 'A/b', 'a/', '/b', 'a/b/c', 'a'.repeat(64), `x/${'A'.repeat(63)}`)),
  parameters: fc.dictionary(fc.constantFrom('a', '', 'b c', 'x/y'), any('v', '', 1, true, null, NaN)),
  reclaimPolicy: any('Retain', 'Delete', 'Recycle'),
  volumeBindingMode: any('Immediate', 'WaitForFirstConsumer', 'immediate'),
  mountOptions: any(['ro'], ['']),
  labels,
  allowedTopologies: fc.array(topology, { maxLength: 3 }),
  default: any(true, false, 'yes'),
});

/** Definitions of every sort, already tried. */
export const arbitraries: { readonly [sort: string]: fc.Arbitrary<Try> } = {
  'volumes': volumes.map(volume),
  'sources of volumes': sources.map((source) => volume({ source, capacity: '8Gi' })),
  'claims': changed({ size: '8Gi' }, { ...claimFields, volume: names, labels }).map(claim),
  'claim templates': fc.tuple(fc.oneof(fc.constant('data'), names), changed({ size: '8Gi' }, { ...claimFields, labels }))
    .map(([name, spec]) => statefulSet({ [String(name)]: spec })),
  'ephemeral volumes': changed({ size: '8Gi' }, { ...claimFields, labels }).map((props) => pod(ephemeral(props as never))),
  'volumes in pods': sources.map((source) => pod(source as unknown as Mountable)),
  'emptyDir volumes': fc.record({ medium: any('', 'Memory', 'HugePages-1Gi', 'HugePages-', 'Disk', undefined), sizeLimit: sizes })
    .map((props) => pod(emptyDir(props as never))),
  'classes': classes.map(storageClass),
};
