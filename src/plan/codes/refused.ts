import { show } from '../../core/show';
import type { Effect } from '../effect';
import { kubectlDelete, kubectlName } from './commands';
import type { About, ReasonFacts } from './facts';

/** A field of the object, as the API names it: `spec.selector`. */
export interface Field extends About {
  readonly field: string;
}

function refused<A>(words: Omit<ReasonFacts<A>, 'effect'>): ReasonFacts<A> {
  return { effect: 'refused' satisfies Effect, ...words };
}

const UPDATES = 'https://kubernetes.io/docs/concepts/overview/working-with-objects/object-management/';

/** What the API server says no to when an object is updated. */
export const refusedCodes = {
  'update/invalid': refused<{ code: string; message: string; help: string }>({
    title: 'The new object is refused for itself, whatever the old one was.',
    see: UPDATES,
    message: ({ message, code }) => `${message} (${code})`,
    remedy: ({ help }) => [help],
  }),
  'update/immutable': refused<Field>({
    title: 'A field that cannot change once the object exists.',
    see: UPDATES,
    message: ({ field, id }) => `${field} of a ${id.kind} cannot change once it exists`,
    remedy: ({ id }) => ['keep the old value, or make the object anew:', kubectlDelete(id), 'then apply'],
  }),
  'update/selector': refused<Field>({
    title: 'The selector of a workload cannot change.',
    see: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#label-selector-updates',
    message: ({ id }) => `the selector of a ${id.kind} cannot change`,
    remedy: ({ id }) => [
      `keep the old labels with "selector" in the definition, or replace the ${id.kind} under another name and remove the old one once the new one is ready`,
      'or, with an outage:', kubectlDelete(id), 'then apply',
    ],
  }),
  'update/stateful-set': refused<Field>({
    title: 'A field of a StatefulSet that cannot change.',
    see: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/',
    message: ({ field }) => `${field} of a StatefulSet cannot change`,
    remedy: ({ id }) => [
      'delete the StatefulSet and leave its pods running, then apply: the new one adopts them', kubectlDelete(id, '--cascade=orphan'),
      'then apply',
    ],
  }),
  'update/claim-template': refused<Field & { claim: string; exists: boolean }>({
    title: 'The claim templates of a StatefulSet cannot change.',
    see: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#volume-claim-templates',
    message: ({ claim }) => `claim template ${show(claim)} cannot change, nor come or go, once the StatefulSet exists`,
    remedy: ({ id, claim, exists }) => [
      exists ? 'delete the StatefulSet and leave its pods and claims:' : 'move the data first, since pods get a new, empty claim; then delete the StatefulSet and leave its pods and claims:', kubectlDelete(id, '--cascade=orphan'), 'then apply',
      ...(exists ? [`claims that exist keep what they are: see to ${show(`${claim}-${id.name}-0`)} and the others yourself`] : []),
    ],
  }),
  'update/pod': refused<Field>({
    title: 'A field of a Pod that cannot change: of a running pod only images and a few more can.',
    see: 'https://kubernetes.io/docs/concepts/workloads/pods/#pod-update-and-replacement',
    message: ({ field }) => `${field} of a Pod cannot change`,
    remedy: ({ id }) => ['make the pod anew:', kubectlDelete(id), 'then apply', 'a Deployment or StatefulSet does that by itself'],
  }),
  'update/job': refused<Field>({
    title: 'A field of a Job that cannot change once it exists.',
    see: 'https://kubernetes.io/docs/concepts/workloads/controllers/job/',
    message: ({ field }) => `${field} of a Job cannot change once it exists`,
    remedy: ({ id }) => ['give the Job another name, or run it anew:', kubectlDelete(id), 'then apply'],
  }),
  'update/cluster-ip': refused<Field>({
    title: 'A Service keeps its address: one that has an address cannot become headless, nor the other way round.',
    see: 'https://kubernetes.io/docs/concepts/services-networking/service/#headless-services',
    message: ({ field }) => `${field} cannot change while the Service exists`,
    remedy: ({ id }) => ['make a second Service under another name, or, with an outage:', kubectlDelete(id), 'then apply'],
  }),
  'update/service': refused<Field>({
    title: 'A field of a Service that cannot change while its type stays.',
    see: 'https://kubernetes.io/docs/concepts/services-networking/service/',
    message: ({ field }) => `${field} cannot change while the type of the Service stays`,
    remedy: ({ id }) => ['make a second Service under another name, or, with an outage:', kubectlDelete(id), 'then apply'],
  }),
  'update/frozen-data': refused<Field>({
    title: 'The data of an immutable ConfigMap or Secret cannot change.',
    see: 'https://kubernetes.io/docs/concepts/configuration/configmap/#configmap-immutable',
    message: ({ id, field }) => `${field} cannot change: this ${id.kind} is immutable`,
    remedy: ({ id }) => [
      `give the ${id.kind} another name, to which its users are changed as well: immutable: 'versioned' in the definition does both`,
      'or make it anew and restart its users:', kubectlDelete(id), 'then apply',
    ],
  }),
  'update/claim': refused<Field>({
    title: 'A claim cannot change once it exists, but for its size and its class of attributes.',
    see: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#persistentvolumeclaims',
    message: ({ field }) => `${field} of a claim cannot change`,
    remedy: ({ id }) => [
      'make a second claim under another name, copy the data to it with a Job that mounts both, then let the workload use it',
      `the data of ${kubectlName(id)} stays where it is until the claim is deleted`,
    ],
  }),
  'update/claim-shrinks': refused<Field>({
    title: 'A claim cannot become smaller.',
    see: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#expanding-persistent-volumes-claims',
    message: () => 'a claim can grow but not shrink',
    remedy: () => ['keep the old size, or make a second, smaller claim and copy the data to it'],
  }),
  'update/claim-class': refused<Field & { storageClass: string }>({
    title: 'A claim grows only where its storage class allows that.',
    see: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#expanding-persistent-volumes-claims',
    message: ({ storageClass }) => `storage class ${show(storageClass)} does not allow claims to grow`,
    remedy: ({ storageClass }) => [`set allowVolumeExpansion: true in StorageClass ${show(storageClass)} first, if its driver can do it`],
  }),
  'update/volume': refused<Field>({
    title: 'The source, mode or node affinity of a volume cannot change.',
    see: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/',
    message: ({ field }) => `${field} of a PersistentVolume cannot change`,
    remedy: ({ id }) => [
      'set the reclaim policy to Retain and see that nothing uses the volume, then make it anew:', kubectlDelete(id), 'then apply: the data stays on the backend',
    ],
  }),
  'update/role-ref': refused<Field>({
    title: 'A binding keeps its role.',
    see: 'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#clusterrolebinding-example',
    message: ({ id }) => `roleRef of a ${id.kind} cannot change`,
    remedy: ({ id }) => ['make a second binding under another name, or replace this one (its subjects have no rights in between):', kubectlDelete(id), 'then apply'],
  }),
  'update/set-by-server': refused<Field>({
    title: 'A field that only the server sets.',
    see: 'https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/object-meta/',
    message: ({ field }) => `${field} is set by the server alone`,
    remedy: () => ['leave it out of the manifest'],
  }),
};
