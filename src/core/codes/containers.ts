import { bare, listed, show, showPath } from '../show';
import { didYouMean, doubtful, type Phrase, wrong } from './code';

/** Containers: their environment, ports, probes, resources and mounts. */
export const containerCodes = {
  'container/image': doubtful<{ found: string }>({
    title: 'An image is not written as container runtimes read it.',
    message: ({ found }) => `image ${show(found)} is not a name that a container runtime can pull`,
    help: () => 'write [registry/]name[:tag][@digest], with lower-case letters in the name',
  }),
  'container/not-for-init': wrong<{ field: string; container: string }>({
    title: 'An init container has a field that only containers that keep running can have.',
    message: ({ field, container }) => `init container ${show(container)} runs to its end and cannot have ${show(field)}`,
    help: ({ field }) => `remove ${show(field)}, or make it a sidecar`,
  }),
  'container/resize-restart': wrong<{ container: string; why: Phrase }>({
    title: 'A container that is not started again cannot be restarted by a resize.',
    message: ({ container, why }) => `container ${show(container)} cannot have the resize policy "RestartContainer": ${why}`,
    help: () => 'use "NotRequired"',
  }),

  'env/cycle': wrong<{ names: readonly string[] }>({
    title: 'Environment variables refer to each other in a circle.',
    message: ({ names }) => `${chain(names)}: a variable cannot be part of its own value`,
    help: () => 'give one of them a value of its own',
  }),
  'env/unknown-variable': doubtful<{ name: string; nearest?: string | undefined }>({
    title: 'A text refers to an environment variable that the container does not have; it stays in the text as it is.',
    message: ({ name }) => `there is no environment variable ${show(name)} that $(${bare(name)}) could stand for`,
    help: ({ name, nearest }) => didYouMean(nearest, `define it under "env", or write $$(${bare(name)}) where the text itself is meant`),
  }),
  'env/dollar-pair': doubtful<{ what: Phrase }>({
    title: 'Kubernetes makes one "$" of "$$", which changes a value that was meant as it stands.',
    message: ({ what }) => `"$$" in ${what} becomes a single "$" in the container`,
    help: () => 'write "$$$$" for two of them, or "$" for one',
  }),
  'env/not-an-empty-dir': wrong<{ volume: string }>({
    title: 'Environment variables can be read only from files on emptyDir volumes.',
    message: ({ volume }) => `volume ${show(volume)} is not an emptyDir, so no environment variable can be read from its files`,
    help: () => 'read from an emptyDir() volume that another container of the pod writes to',
  }),

  'port/unknown-container': wrong<{ port: string; container: string; known: readonly string[]; nearest?: string | undefined }>({
    title: 'A port belongs to a container that the pod does not have.',
    message: ({ port, container, known }) => `port ${show(port)} belongs to container ${show(container)}; the pod has ${listed(known)}`,
    help: ({ nearest }) => didYouMean(nearest, 'name one of them, or leave "container" out for the main one'),
  }),
  'port/host-port': wrong<{ port: number; hostPort: number }>({
    title: 'A pod in the network of its node has its ports on the node under the same numbers.',
    message: ({ port, hostPort }) => `expected hostPort ${port} as the port itself, found ${hostPort}: with hostNetwork they are one`,
    help: () => 'leave hostPort out',
  }),
  'port/taken': doubtful<{ name: string; other: string; port: number; protocol: Phrase }>({
    title: 'Two containers of one pod listen on one port; they share an address, so that only one of them can.',
    message: ({ name, other, port, protocol }) => `${show(name)} and ${show(other)} are both port ${port}/${protocol} of the pod, on different containers`,
    help: () => 'containers of a pod share its network: give one of them another port',
  }),

  'probe/unknown-port': wrong<{ port: string; known: readonly string[]; nearest?: string | undefined }>({
    title: 'A probe or hook asks a port that the pod does not have.',
    message: ({ port, known }) => `there is no port ${show(port)}; the pod has ${listed(known)}`,
    help: ({ nearest }) => didYouMean(nearest, 'add it under "ports", or give the number'),
  }),
  'probe/no-port': wrong<{ container: string; known: readonly string[] }>({
    title: 'A probe or hook does not say which port to ask, and the container has not exactly one.',
    message: ({ container, known }) =>
      `expected a port: container ${show(container)} has ${known.length === 0 ? 'no TCP port' : `several, ${listed(known)}`}`,
    help: ({ known }) => (known.length === 0 ? 'add one under "ports", or give the number' : `name one of them, such as ${show(known[0])}`),
  }),
  'probe/not-tcp': wrong<{ port: string; protocol: Phrase }>({
    title: 'Probes and hooks connect by TCP; the port speaks another protocol.',
    message: ({ port, protocol }) => `port ${show(port)} is ${protocol}, probes connect by TCP`,
    help: () => 'ask another port, or use exec',
  }),
  'probe/success-threshold': wrong<{ probe: Phrase; found: unknown }>({
    title: 'A liveness or startup probe succeeds at its first success.',
    message: ({ probe, found }) => `expected successThreshold 1 for the ${probe} probe, found ${show(found)}`,
    help: () => 'leave successThreshold out',
  }),
  'probe/readiness-grace': wrong<Record<string, never>>({
    title: 'A readiness probe stops no container and has no grace period.',
    message: () => 'a readiness probe cannot have terminationGracePeriodSeconds: it never stops a container',
    help: () => 'move it to the liveness or startup probe',
  }),
  'probe/header': wrong<{ found: unknown }>({
    title: 'The name of an HTTP header has characters that it cannot have.',
    message: ({ found }) => `header name ${show(found)} is not valid: expected letters, digits and "-"`,
    help: () => 'write the name alone, such as "X-Probe": what follows the colon is the value',
  }),

  'lifecycle/tcp-socket': wrong<Record<string, never>>({
    title: 'Kubernetes accepts tcpSocket as a hook, and then no kubelet can run it.',
    message: () => 'a hook cannot be a tcpSocket: it is accepted and fails when it should run',
    help: () => 'use exec, http or sleep',
  }),
  'lifecycle/sleep-too-long': wrong<{ seconds: number; grace: number }>({
    title: 'A hook sleeps longer than the pod has time to stop.',
    message: ({ seconds, grace }) => `expected at most ${grace} seconds (terminationGracePeriodSeconds), found ${seconds}`,
    help: ({ seconds }) => `set terminationGracePeriodSeconds to more than ${seconds}, or sleep less`,
  }),

  'container/path-not-absolute': wrong<{ what: Phrase; found: string }>({
    title: 'A path within a container does not start at its root.',
    message: ({ what, found }) => `expected ${what} as an absolute path, found ${show(found)}`,
    help: ({ found }) => `did you mean ${showPath(`/${found.replace(/^\.?\/+/, '')}`)}?`,
  }),
  'volume/path-not-relative': wrong<{ what: Phrase; found: string }>({
    title: 'A path within a volume starts with a slash.',
    message: ({ what, found }) => `expected ${what} as a path within the volume, found ${show(found)}`,
    help: ({ found }) => `did you mean ${showPath(found.replace(/^\/+/, ''))}?`,
  }),
  'volume/path-invalid': wrong<{ what: Phrase; found: string; rule: Phrase }>({
    title: 'A path within a volume has a part that Kubernetes does not allow.',
    message: ({ what, found, rule }) => `${what} ${show(found)} is not valid: ${rule}`,
    help: () => 'write the path as it is after all its steps, with plain names between the slashes',
  }),

  'mount/unknown-volume': wrong<{ name: string; known: readonly string[]; nearest?: string | undefined }>({
    title: 'A mount names a volume that the pod does not have.',
    message: ({ name, known }) => `there is no volume ${show(name)}; the pod has ${listed(known)}`,
    help: ({ nearest }) => didYouMean(nearest, 'add it under "volumes" or "storage"'),
  }),
  'mount/unused-volume': doubtful<{ name: string }>({
    title: 'A volume is defined and no container mounts it.',
    message: ({ name }) => `volume ${show(name)} is mounted by no container`,
    help: ({ name }) => `mount it, for example { '/data': ${show(name)} }, or remove it`,
  }),
  'mount/not-a-device': wrong<{ name: string }>({
    title: 'A block device can only come from a claim.',
    message: ({ name }) => `volume ${show(name)} comes from no claim, so it cannot be a block device`,
    help: () => 'mount it instead, or use a claim of volumeMode Block',
  }),
  'mount/device-and-mount': wrong<{ what: Phrase; name: string }>({
    title: 'One container has a volume or a path both as a mount and as a block device.',
    message: ({ what, name }) => `${what} ${show(name)} is used by a mount as well`,
    help: () => 'a volume of mode Block is a device, one of mode Filesystem is mounted',
  }),
  'mount/needs-privileged': wrong<{ container: string }>({
    title: 'Only a privileged container can pass its mounts on to the node.',
    message: ({ container }) => `mountPropagation "Bidirectional" needs a privileged container, and ${show(container)} is none`,
    help: () => 'set privileged: true in its security, or use "HostToContainer"',
  }),

  'volume/no-projection': wrong<{ found: unknown }>({
    title: 'A projected volume can contain only files of some kinds.',
    message: ({ found }) => `a projected volume cannot contain ${show(found)}`,
    help: () => 'project the files() of ConfigMaps and Secrets, downwardFiles, serviceAccountToken or clusterTrustBundle; mount others by themselves',
  }),

  'resource/unknown': wrong<{ name: string; nearest?: string | undefined }>({
    title: 'A resource is none that containers can ask for.',
    message: ({ name }) => `${show(name)} is not a resource: expected cpu, memory, ephemeral-storage, hugepages-<size> or a name with a prefix such as example.com/gpu`,
    help: ({ nearest }) => didYouMean(nearest, 'write a device of a plug-in with its prefix, as "kubectl describe node" shows it'),
  }),
  'resource/needs-limit': wrong<{ name: string }>({
    title: 'Extended resources and huge pages are never shared, so a request needs an equal limit.',
    message: ({ name }) => `${show(name)} is requested without a limit`,
    help: ({ name }) => `put ${show(name)} under limits; the request follows from it`,
  }),
  'resource/not-limit': wrong<{ name: string; request: unknown; limit: unknown }>({
    title: 'Extended resources and huge pages are never shared: request and limit must be equal.',
    message: ({ name, request, limit }) => `${bare(name)} is requested with ${show(request)} and limited to ${show(limit)}: expected equal amounts`,
    help: () => 'leave the request out; it follows from the limit',
  }),
  'resource/request-over-limit': wrong<{ name: string; request: unknown; limit: unknown }>({
    title: 'A container requests more than it may use.',
    message: ({ name, request, limit }) => `${bare(name)} is requested with ${show(request)} and limited to ${show(limit)}: expected request <= limit`,
    help: () => 'raise the limit or lower the request',
  }),
  'resource/not-whole': wrong<{ name: string; found: unknown }>({
    title: 'An extended resource is counted in whole numbers.',
    message: ({ name, found }) => `expected a whole number of ${bare(name)}, found ${show(found)}`,
    help: () => 'write a whole number without a unit: a device is given to one container as a whole',
  }),
  'resource/page-size': wrong<{ name: string; found: unknown }>({
    title: 'Huge pages come in whole pages of their size.',
    message: ({ name, found }) => `expected a whole number of pages of ${bare(name)}, found ${show(found)}`,
    help: ({ name }) => `use a multiple of ${bare(name.replace(/^hugepages-/, ''))}`,
  }),
  'resource/huge-pages-alone': wrong<Record<string, never>>({
    title: 'Huge pages need cpu or memory beside them.',
    message: () => 'huge pages are asked for without cpu or memory',
    help: () => 'add a request or limit for cpu or memory',
  }),
  'resource/fractional-bytes': doubtful<{ name: string; found: unknown }>({
    title: 'An amount of bytes has a fraction; "m" means thousandths.',
    message: ({ name, found }) => `${bare(name)} of ${show(found)} is a fraction of a byte: "m" means thousandths`,
    help: ({ found }) => (typeof found === 'string' && found.endsWith('m') ? `did you mean ${show(`${found.slice(0, -1)}Mi`)}?` : 'write a whole number of bytes, or a larger unit such as Mi'),
  }),
  'resource/unknown-claim': wrong<{ name: string; known: readonly string[]; nearest?: string | undefined }>({
    title: 'A container uses a resource claim that the pod does not have.',
    message: ({ name, known }) => `there is no resource claim ${show(name)}; the pod has ${listed(known)}`,
    help: ({ nearest }) => didYouMean(nearest, 'add it under "resourceClaims"'),
  }),
  'resource/pod-too-small': wrong<{ name: string; what: Phrase; pod: unknown; containers: Phrase }>({
    title: 'The containers of a pod ask for more than the pod as a whole.',
    message: ({ name, what, pod, containers }) => `${what} of ${bare(name)} for the pod is ${show(pod)}, and ${containers}`,
    help: () => 'raise the amount of the pod or lower those of the containers',
  }),

  'feature/off-by-default': doubtful<{ field: Phrase; gate: Phrase }>({
    title: 'A field needs a feature gate that is off by default; an API server without it drops the field silently.',
    message: ({ field, gate }) => `${field} needs the feature gate ${gate}, which is off by default: without it the API server drops the field`,
    help: ({ gate }) => `make sure that the cluster has ${gate} switched on`,
  }),
};

function chain(names: readonly string[]): string {
  const shown = names.length > 8 ? [...names.slice(0, 7), ...names.slice(-1)] : names;
  return shown.map((name) => `$(${bare(name)})`).join(' refers to ');
}
