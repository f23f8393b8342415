import type { Container, EphemeralContainer, Job, PersistentVolumeClaim, PodSpec, SecurityContext, Volume } from '../../../generated/kubernetes';
import type { Path } from '../../core/json-pointer';
import { map, set } from './fill';
import { never } from './gates';
import { imageVolumesSince } from './pods';

/** Told of each field that is dropped: where it is, and the minor version from which on it is kept. */
type Dropped = (path: Path, since: number) => void;

/** Drops what a release does not keep, where that is more than a field of a type (see `gatedFields`). */
export type Dropper = (value: never, minor: number, dropped: Dropped) => object;

const restartPoliciesSince = 35;

/** In one release, only init containers that go on running beside the others keep a restart policy of their own. */
function containerRestarts(spec: PodSpec, minor: number, dropped: Dropped): PodSpec {
  if (minor !== 34) return spec;
  const without = <T extends Container | EphemeralContainer>(list: 'containers' | 'initContainers' | 'ephemeralContainers') => {
    let index = -1;
    return (container: T): T => {
      index++;
      if (container.restartPolicy === undefined || (list === 'initContainers' && container.restartPolicy === 'Always')) return container;
      dropped([list, index, 'restartPolicy'], restartPoliciesSince);
      return set<Container | EphemeralContainer>(container, { restartPolicy: undefined }) as T;
    };
  };
  return set(spec, {
    containers: map(spec.containers, without<Container>('containers'))!,
    initContainers: map(spec.initContainers, without<Container>('initContainers')),
    ephemeralContainers: map(spec.ephemeralContainers, without<EphemeralContainer>('ephemeralContainers')),
  });
}

function procMount(context: SecurityContext, minor: number, dropped: Dropped): SecurityContext {
  if (minor >= 33 || context.procMount === undefined || context.procMount === 'Default') return context;
  dropped(['procMount'], 33);
  return { ...context, procMount: 'Default' };
}

function managedBy(job: Job, minor: number, dropped: Dropped): Job {
  if (minor >= 32 || job.spec?.managedBy === undefined) return job;
  dropped(['spec', 'managedBy'], 32);
  return set(job, { spec: set(job.spec, { managedBy: undefined }) });
}

/** A volume of an image is dropped whole; its pod loses the mounts of what is but a name. */
function imageVolume(volume: Volume, minor: number, dropped: Dropped): Volume {
  if (minor >= imageVolumesSince || volume.image === undefined) return volume;
  dropped(['image'], imageVolumesSince);
  return { name: volume.name };
}

/** What a claim that is applied loses; templates of claims keep it. */
function claim(object: PersistentVolumeClaim, minor: number, dropped: Dropped): PersistentVolumeClaim {
  const { spec } = object;
  if (minor >= attributesClassesSince || spec?.volumeAttributesClassName === undefined) return dataSources(object, dropped);
  dropped(['spec', 'volumeAttributesClassName'], attributesClassesSince);
  return dataSources(set(object, { spec: set(spec, { volumeAttributesClassName: undefined }) }), dropped);
}

const attributesClassesSince = 34;

/**
 * Sources that the server takes in one field it shows in both; others it drops.
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#data-source-references
 */
function dataSources(object: PersistentVolumeClaim, dropped: Dropped): PersistentVolumeClaim {
  const { spec } = object;
  if (spec?.dataSource === undefined && spec?.dataSourceRef === undefined) return object;
  const { dataSource, dataSourceRef } = spec;
  const elsewhere = (dataSourceRef?.namespace ?? '') !== '';
  if (elsewhere) dropped(['spec', 'dataSourceRef'], never);
  const ref = elsewhere ? undefined : dataSourceRef;
  const { kind, apiGroup = '' } = dataSource ?? { kind: '' };
  const usual = (kind === 'PersistentVolumeClaim' && apiGroup === '') || (kind === 'VolumeSnapshot' && apiGroup === 'snapshot.storage.k8s.io');
  const lost = dataSource !== undefined && ref === undefined && !usual;
  if (lost) dropped(['spec', 'dataSource'], never);
  const source = lost ? undefined : dataSource;
  return set(object, { spec: set(spec, { dataSource: source ?? ref, dataSourceRef: ref ?? source }) });
}

const droppers: { readonly [type: string]: Dropper } = {
  'core.v1.PodSpec': containerRestarts,
  'core.v1.SecurityContext': procMount,
  'core.v1.Volume': imageVolume,
};

/** The same for objects of a kind, and not for what has their form inside of others. */
const objectDroppers: { readonly [type: string]: Dropper } = {
  'core.v1.PersistentVolumeClaim': claim,
  'batch.v1.Job': managedBy,
};

/** What drops parts of objects of a type; `undefined` where nothing does. */
export function dropperOf(type: string): Dropper | undefined {
  return Object.hasOwn(droppers, type) ? droppers[type] : undefined;
}

/** What drops parts of an object of a kind; `undefined` where nothing does. */
export function objectDropperOf(type: string): Dropper | undefined {
  return Object.hasOwn(objectDroppers, type) ? objectDroppers[type] : undefined;
}
