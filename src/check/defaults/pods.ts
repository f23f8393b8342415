import type {
  AzureDiskVolumeSource, Container, ContainerPort, EphemeralContainer, HTTPGetAction, ImageVolumeSource, ObjectFieldSelector, Pod, PodSpec, Probe,
  ResourceRequirements, ServiceAccountTokenProjection, Volume,
} from '../../../generated/kubernetes';
import { type Defaulter, type Defaulters, fill, map, set, withMissing } from './fill';
import { isLatest } from './image-tag';
import { podResources } from './pod-resources';

const keptPolicy = fill<Container>({ terminationMessagePath: '/dev/termination-log', terminationMessagePolicy: 'File' });
const pulledAlways = fill<Container>({ imagePullPolicy: 'Always', terminationMessagePath: '/dev/termination-log', terminationMessagePolicy: 'File' });
const pulledOnce = fill<Container>({ imagePullPolicy: 'IfNotPresent', terminationMessagePath: '/dev/termination-log', terminationMessagePolicy: 'File' });

const containerDefaults: Defaulter<Container> = (value, minor) => {
  if (value.imagePullPolicy !== undefined) return keptPolicy(value, minor);
  return value.image !== undefined && isLatest(value.image) ? pulledAlways(value, minor) : pulledOnce(value, minor);
};

const mode = fill<{ readonly defaultMode?: number | undefined }>({ defaultMode: 0o644 });

/** What a volume is, for those that say nothing. */
const volumeDefaults: Defaulter<Volume> = (value) => {
  for (const field in value) if (field !== 'name') return value;
  return { ...value, emptyDir: {} };
};

const imageVolume: Defaulter<ImageVolumeSource> = (value, minor) => {
  if (value.pullPolicy !== undefined || minor < imageVolumesSince) return value;
  return { ...value, pullPolicy: value.reference !== undefined && isLatest(value.reference) ? 'Always' : 'IfNotPresent' };
};

const requestsAsLimits: Defaulter<ResourceRequirements> = (value) =>
  (value.limits === undefined ? value : set(value, { requests: withMissing(value.requests, value.limits) }));

/** In the network of its node, a port is a port of the node. */
function onHost(port: ContainerPort): ContainerPort {
  return port.hostPort === undefined && port.containerPort !== 0 ? set(port, { hostPort: port.containerPort }) : port;
}

/** What a pod alone has, and a template of pods does not. */
const podDefaults: Defaulter<Pod> = (pod, minor) => {
  const { spec } = pod;
  if (spec === undefined) return pod;
  const ofHost = spec.hostNetwork === true;
  const ofPod = (container: Container): Container => {
    const resources = container.resources === undefined ? undefined : requestsAsLimits(container.resources, minor);
    return set(container, { resources, ports: ofHost ? map(container.ports, onHost) : container.ports });
  };
  const changed = set(spec, {
    containers: map(spec.containers, ofPod)!,
    initContainers: map(spec.initContainers, ofPod),
    enableServiceLinks: spec.enableServiceLinks ?? true,
    terminationGracePeriodSeconds: Math.sign(spec.terminationGracePeriodSeconds ?? 0) < 0 ? 1 : spec.terminationGracePeriodSeconds,
  });
  return set(pod, { spec: changed.resources === undefined ? changed : podResources(changed, minor) });
};

const podSpec = fill<PodSpec>({
  dnsPolicy: 'ClusterFirst', restartPolicy: 'Always', securityContext: {}, terminationGracePeriodSeconds: 30, schedulerName: 'default-scheduler',
});

const podSpecDefaults: Defaulter<PodSpec> = (spec, minor) => {
  const { serviceAccountName = spec.serviceAccount } = spec;
  const filled = set(podSpec(spec, minor), { serviceAccountName, serviceAccount: serviceAccountName });
  return minor < imageVolumesSince ? withoutImages(filled) : filled;
};

/** The release that first keeps volumes of images. */
export const imageVolumesSince = 35;

/** A release that does not know volumes of images drops them whole, and their mounts. */
function withoutImages(spec: PodSpec): PodSpec {
  // What a volume is was dropped before: nothing but its name is left.
  const ofImage = (volume: Volume): boolean => Object.keys(volume).every((field) => field === 'name');
  const gone = new Set((spec.volumes ?? []).filter(ofImage).map(({ name }) => name));
  if (gone.size === 0) return spec;
  const kept = <T>(list: readonly T[] | undefined, isGone: (item: T) => boolean): readonly T[] | undefined => {
    const rest = list?.filter((item) => !isGone(item));
    return rest?.length === 0 ? undefined : rest;
  };
  const withoutMounts = <T extends Container | EphemeralContainer>(container: T): T =>
    set<Container | EphemeralContainer>(container, { volumeMounts: kept(container.volumeMounts, ({ name }) => gone.has(name)) }) as T;
  return set(spec, {
    volumes: kept(spec.volumes, ofImage),
    containers: map(spec.containers, withoutMounts)!,
    initContainers: map(spec.initContainers, withoutMounts),
    ephemeralContainers: map(spec.ephemeralContainers, withoutMounts),
  });
}

/** Defaults inside of pods, by type. */
export const podDefaulters: Defaulters = {
  'core.v1.Pod': podDefaults,
  'core.v1.PodSpec': podSpecDefaults,
  'core.v1.Container': containerDefaults,
  'core.v1.EphemeralContainer': containerDefaults,
  'core.v1.Volume': volumeDefaults,
  'core.v1.ImageVolumeSource': imageVolume,
  'core.v1.Probe': fill<Probe>({ timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 }),
  'core.v1.HTTPGetAction': fill<HTTPGetAction>({ path: '/', scheme: 'HTTP' }),
  'core.v1.ObjectFieldSelector': fill<ObjectFieldSelector>({ apiVersion: 'v1' }),
  'core.v1.SecretVolumeSource': mode,
  'core.v1.ConfigMapVolumeSource': mode,
  'core.v1.DownwardAPIVolumeSource': mode,
  'core.v1.ProjectedVolumeSource': mode,
  'core.v1.ServiceAccountTokenProjection': fill<ServiceAccountTokenProjection>({ expirationSeconds: 3600 }),
  'core.v1.HostPathVolumeSource': fill<{ readonly type?: string | undefined }>({ type: '' }),
  'core.v1.AzureDiskVolumeSource': fill<AzureDiskVolumeSource>({ cachingMode: 'ReadWrite', fsType: 'ext4', readOnly: false, kind: 'Shared' }),
};
