import { formatObjectId, type ObjectId } from '../../core/object-id';
import { listed, show } from '../../core/show';
import { kubectlName } from './commands';
import type { About, ReasonFacts } from './facts';

function risk<A>(words: Omit<ReasonFacts<A>, 'effect'>): ReasonFacts<A> {
  return { effect: 'data-risk', ...words };
}

const RECLAIMING = 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#reclaiming';
const CLAIM_TEMPLATES = 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#volume-claim-templates';
const RETENTION = 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#persistentvolumeclaim-retention';

/** Stored data may be lost, or left behind where nobody looks for it. */
export const dataCodes = {
  'data/claim-removed': risk<About & { reclaim: string }>({
    title: 'A claim is removed: with reclaim policy Delete the volume goes with it.',
    see: RECLAIMING,
    message: ({ reclaim }) => `the claim is removed: its volume is ${reclaim}`,
    remedy: ({ id }) => ['take a backup or a snapshot first', `see what becomes of the volume: kubectl get pv -o wide | grep ${id.name}`, 'to keep it: set persistentVolumeReclaimPolicy of the volume to Retain'],
  }),
  'data/volume-removed': risk<About>({
    title: 'A PersistentVolume is removed.',
    see: RECLAIMING,
    message: () => 'the volume is removed from the cluster: its claim loses it, and the data is found again only by somebody who knows where it lies',
    remedy: ({ id }) => [`see who uses it: kubectl describe ${kubectlName(id)}`, 'keep it until the claim is gone and the data is elsewhere'],
  }),
  'data/namespace-removed': risk<About>({
    title: 'A namespace is removed, with everything in it.',
    see: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/',
    message: ({ id }) => `deleting namespace ${show(id.name)} deletes everything in it, claims and secrets too`,
    remedy: ({ id }) => [`see what is in it: kubectl get all,pvc,secret,cm -n ${id.name}`, 'take it out of what is pruned if anything in it shall stay'],
  }),
  'data/definition-removed': risk<About>({
    title: 'A CustomResourceDefinition is removed, with every object of its kind.',
    see: 'https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/',
    message: () => 'removing the definition deletes every object of its kind in all namespaces',
    remedy: ({ id }) => [`see what there is: kubectl get ${id.name} -A`, 'keep the definition until they are gone'],
  }),
  'data/set-removed': risk<About & { claims: readonly string[] }>({
    title: 'A StatefulSet is removed; its claims stay, or are deleted with it.',
    see: RETENTION,
    message: ({ claims }) => `its claims of ${listed(claims)} stay behind (whenDeleted: Retain) and nothing uses them`,
    remedy: ({ id }) => [`look at them first: kubectl get pvc -n ${id.namespace ?? 'default'} | grep -- -${id.name}-`],
  }),
  'data/set-removed-with-claims': risk<About & { claims: readonly string[] }>({
    title: 'A StatefulSet is removed, and its claims with it.',
    see: RETENTION,
    message: ({ claims }) => `its claims of ${listed(claims)} are deleted with it (whenDeleted: Delete)`,
    remedy: () => ['take a backup first, or set persistentVolumeClaimRetentionPolicy.whenDeleted to Retain and apply that before'],
  }),
  'data/set-renamed': risk<About & { other: ObjectId; claims: readonly string[] }>({
    title: 'A renamed StatefulSet starts with empty volumes: claims carry the name of the set.',
    see: CLAIM_TEMPLATES,
    message: ({ id, other, claims }) =>
      `it starts with empty volumes: the data stays in the claims ${listed(claims.map((claim) => `${claim}-${other.name}-0`))} …, and ${id.name} makes new ones`,
    remedy: ({ other }) => [`keep the name of the object: name: ${show(other.name)}`, 'or copy the data from the old claims to the new ones before clients move'],
  }),
  'data/claim-template-renamed': risk<About & { from: string; to: string }>({
    title: 'A renamed claim template starts with empty volumes.',
    see: CLAIM_TEMPLATES,
    message: ({ id, from, to }) => `pods would start with empty volumes: the data stays in ${from}-${id.name}-0 …, new claims are ${to}-${id.name}-0 …`,
    remedy: ({ from }) => [`keep the name ${show(from)}`, 'or copy the data to the new claims before the pods use them'],
  }),
  'data/claim-template-removed': risk<About & { claim: string }>({
    title: 'A claim template is gone: its claims stay behind.',
    see: CLAIM_TEMPLATES,
    message: ({ id, claim }) => `the data stays in the claims ${claim}-${id.name}-0 …, and no pod mounts them`,
    remedy: () => ['copy what is needed before the pods lose the volume'],
  }),
  'data/mount-moved': risk<About & { container: string; volume: string; from: string; to: string }>({
    title: 'Stored data appears at another path.',
    see: 'https://kubernetes.io/docs/concepts/storage/volumes/',
    message: ({ container, volume, from, to }) => `volume ${show(volume)} of container ${show(container)} moves from ${from} to ${to}: a program that looks at the old path finds nothing`,
    remedy: () => ['see that the program is told the new path in the same change'],
  }),
  'data/mount-removed': risk<About & { container: string | undefined; volume: string; path: string }>({
    title: 'Stored data is no longer mounted.',
    see: 'https://kubernetes.io/docs/concepts/storage/volumes/',
    message: ({ container, volume, path }) => (container === undefined
      ? `no container has volume ${show(volume)} any more, which was at ${path}: its data is not seen`
      : `container ${show(container)} no longer has volume ${show(volume)} at ${path}: what it writes there is lost with the pod`),
    remedy: () => ['keep the mount, or see that the program writes elsewhere'],
  }),
  'data/sub-path': risk<About & { container: string; volume: string; from: string; to: string }>({
    title: 'A volume is mounted from another folder of it.',
    see: 'https://kubernetes.io/docs/concepts/storage/volumes/#using-subpath',
    message: ({ volume, from, to }) => `subPath of volume ${show(volume)} changes from ${show(from)} to ${show(to)}: the data of the old folder is not seen any more`,
    remedy: () => ['move the data inside the volume first'],
  }),
  'data/other-volume': risk<About & { volume: string }>({
    title: 'A pod gets another volume under the same name.',
    see: 'https://kubernetes.io/docs/concepts/storage/volumes/',
    message: ({ volume }) => `volume ${show(volume)} comes from another place: the data of the old one is not seen any more`,
    remedy: () => ['copy the data to the new place first'],
  }),
  'data/variable': risk<About & { container: string; variable: string; of?: ObjectId | undefined }>({
    title: 'A variable that says where the data lies has another value.',
    see: 'https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/',
    message: ({ container, variable, of }) =>
      `${variable} of container ${show(container)}${of === undefined ? '' : ` of ${formatObjectId(of)}`} changes: the program looks for its data elsewhere${of === undefined ? '' : ' once its pods start anew'}`,
    remedy: () => ['move the data first, or keep the value'],
  }),
  'data/scaled-down': risk<About & { from: number; to: number }>({
    title: 'A StatefulSet that deletes claims when it shrinks gets fewer replicas.',
    see: RETENTION,
    message: ({ from, to }) => `the claims of replicas ${to} to ${from - 1} are deleted with them (whenScaled: Delete)`,
    remedy: () => ['see that the data of those replicas is elsewhere, or set whenScaled to Retain first'],
  }),
  'data/retention': risk<About & { when: string }>({
    title: 'Claims that were kept are deleted from now on.',
    see: RETENTION,
    message: ({ when }) => `from now on claims are deleted with their pods or set (${when}: Delete)`,
    remedy: () => ['keep Retain unless the data can be made again'],
  }),
  'data/reclaim-delete': risk<About>({
    title: 'A volume that was kept is deleted with its claim from now on.',
    see: RECLAIMING,
    message: () => 'from now on the data is deleted with the claim (reclaim policy Delete)',
    remedy: () => ['keep Retain unless the data can be made again'],
  }),
};
