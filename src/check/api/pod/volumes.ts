import type { DownwardAPIVolumeSource, EphemeralVolumeSource, ObjectMeta, PersistentVolumeClaimTemplate, Volume } from '../../../../generated/kubernetes';
import type { Context } from '../../rule/context';
import { all, fields, isEmpty, needs, objects, type Rule } from '../../rule/rules';
import { annotations, labels } from '../shared/metadata';
import { byteLength, dnsLabel, dnsSubdomain } from '../shared/names';
import { claimSpecRules } from '../storage/claim-spec';
import { downwardFiles } from './downward';
import { fileMode } from './file-mode';
import { projected } from './projected';
import * as sources from './volume-sources';

const inTemplate: ReadonlySet<string> = new Set(['annotations', 'labels']);

/** A claim that is made for a pod is named after it: of its metadata, labels and annotations alone are free. */
const templateMetadata: Rule<ObjectMeta> = all(
  fields<ObjectMeta>({ labels, annotations }),
  (metadata, at) => {
    for (const field in metadata) {
      const value = metadata[field as keyof ObjectMeta];
      if (inTemplate.has(field) || (!Array.isArray(value) && isEmpty(value))) continue;
      at.reportAt(field === 'uid' ? 'uID' : field, 'api/forbidden', { field, when: 'in the template of a claim' }, [field]);
    }
  },
);

const ephemeral: Rule<EphemeralVolumeSource> = needs<EphemeralVolumeSource>({
  volumeClaimTemplate: all(
    fields<PersistentVolumeClaimTemplate>({ metadata: templateMetadata }),
    objects<PersistentVolumeClaimTemplate>({ spec: claimSpecRules }),
  ),
});

const downwardAPI: Rule<DownwardAPIVolumeSource> = all(fields<DownwardAPIVolumeSource>({ defaultMode: fileMode }), downwardFiles);

type Sources = { readonly [K in Exclude<keyof Volume, 'name'>]-?: Rule<NonNullable<Volume[K]>> };

/** In the order of the server: of several sources, the first is judged, and the others are too much. */
const rules: Sources = {
  emptyDir: sources.emptyDir,
  hostPath: sources.hostPath,
  gitRepo: sources.gitRepo,
  gcePersistentDisk: sources.gcePersistentDisk,
  awsElasticBlockStore: sources.awsElasticBlockStore,
  secret: sources.secret,
  nfs: sources.nfs,
  iscsi: sources.iscsi,
  glusterfs: sources.glusterfs,
  flocker: sources.flocker,
  persistentVolumeClaim: sources.persistentVolumeClaim,
  rbd: sources.rbd,
  cinder: sources.cinder,
  cephfs: sources.cephfs,
  quobyte: sources.quobyte,
  downwardAPI,
  fc: sources.fc,
  flexVolume: sources.flexVolume,
  configMap: sources.configMap,
  azureFile: sources.azureFile,
  vsphereVolume: sources.vsphereVolume,
  photonPersistentDisk: sources.photonPersistentDisk,
  portworxVolume: sources.portworxVolume,
  azureDisk: sources.azureDisk,
  storageos: sources.storageos,
  projected,
  scaleIO: sources.scaleIO,
  csi: sources.csi,
  ephemeral,
  image: sources.image,
};

type SourceName = keyof Sources;

const order: ReadonlyMap<string, number> = new Map(Object.keys(rules).map((name, index) => [name, index]));

/** Where the server spells a source otherwise: inside of it, and where it is one too many. */
const inside: { readonly [name: string]: string } = { gcePersistentDisk: 'persistentDisk' };
const tooMuch: { readonly [name: string]: string } = { cephfs: 'cephFS', downwardAPI: 'downwarAPI' };

/** Judges where a volume comes from; returns which source it is. */
function source(volume: Volume, at: Context): SourceName | undefined {
  const given = sourcesOf(volume);
  const first = given[0];
  if (first === undefined) at.report('api/one-needed', { fields: ['emptyDir', 'configMap', 'secret', 'persistentVolumeClaim', 'hostPath'] });
  else {
    const rule = rules[first] as Rule<unknown>;
    if (inside[first] === undefined) {
      at.enter(first);
      rule(volume[first], at);
      at.leave();
    } else at.enterAs([inside[first]], [first], () => rule(volume[first], at));
  }
  for (let index = 1; index < given.length; index++) {
    const other = given[index]!;
    at.reportAt(tooMuch[other] ?? other, 'api/exclusive', { fields: [first!, other] }, [other]);
  }
  return first;
}

/** The sources of a volume in the order of the server; nearly always one. */
function sourcesOf(volume: Volume): readonly SourceName[] {
  const given: SourceName[] = [];
  for (const name in volume) {
    if (name !== 'name' && order.has(name) && volume[name as SourceName] !== undefined) given.push(name as SourceName);
  }
  return given.length < 2 ? given : given.sort((one, other) => order.get(one)! - order.get(other)!);
}

/** The name of the volume becomes part of other names. Stands at the volume. */
function derivedNames({ name = '', iscsi }: Volume, first: SourceName | undefined, pod: string, at: Context): void {
  const { targetPortal = '', initiatorName } = iscsi ?? {};
  if (initiatorName !== undefined && byteLength(`${name}:${targetPortal}`) > 64) at.reportAt('name', 'api/iscsi-name-length', { name, targetPortal });
  const claim = `${pod}-${name}`;
  if (first === 'ephemeral' && pod !== '' && name !== '' && !dnsSubdomain.accepts(claim)) at.reportAt('name', 'api/ephemeral-name', { claim });
}

const none: ReadonlySet<string> = new Set();

/** The volumes of a pod; returns those that are not refused, by name. Stands at the list. */
export function checkVolumes(volumes: readonly Volume[], podName: string, at: Context): Map<string, Volume> {
  const accepted = new Map<string, Volume>();
  const made = podName === '' ? none : claimsOf(volumes, podName);
  for (let index = 0; index < volumes.length; index++) {
    const volume = volumes[index]!;
    const { name = '', persistentVolumeClaim } = volume;
    const before = at.reported.length;
    at.enter(index);
    derivedNames(volume, source(volume, at), podName, at);
    if (name === '') at.reportAt('name', 'api/required', { field: 'name' });
    else if (!dnsLabel.accepts(name)) at.reportAt('name', 'api/dns-label', { found: name });
    if (accepted.has(name)) at.reportAt('name', 'api/duplicate', { found: name });
    if (at.reported.length === before) accepted.set(name, volume);
    const claimName = persistentVolumeClaim?.claimName;
    if (claimName !== undefined && made.has(claimName)) at.reportAt(['persistentVolumeClaim', 'claimName'], 'api/claim-of-pod', { found: claimName });
    at.leave();
  }
  return accepted;
}

/** The names of claims that are made for a pod. */
function claimsOf(volumes: readonly Volume[], podName: string): ReadonlySet<string> {
  const made = new Set<string>();
  for (const { name = '', ephemeral: claim } of volumes) if (claim !== undefined) made.add(`${podName}-${name}`);
  return made;
}
