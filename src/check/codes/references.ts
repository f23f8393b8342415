import { didYouMean, type Phrase } from '../../core/codes/code';
import { formatObjectId, type ObjectId } from '../../core/object-id';
import { barePath, listed, show } from '../../core/show';
import { referenceExamples } from './examples/references';
import { findTarget, type MissingKey, type MissingTarget, notHere } from './missing';
import { broken, fragile, noteworthy } from './rule-facts';

const configMaps = 'https://kubernetes.io/docs/concepts/configuration/configmap/';
const secrets = 'https://kubernetes.io/docs/concepts/configuration/secret/';
const namespaces = 'https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/';

const keyWords = {
  message: ({ target, key, known }: MissingKey) => `${formatObjectId(target)} has no key ${show(key)}; it has ${listed(known)}`,
  help: ({ nearest }: MissingKey) => didYouMean(nearest, 'add the key to its data, or set optional: true where the program does without'),
};
const orOptional = 'define it, declare it under "external", or set optional: true where the program does without';

/** References between objects, and who objects are. */
export const bundleReferenceCodes = {
  'config-map/missing': broken<MissingTarget>({
    title: 'A pod takes variables or files from a ConfigMap that is not there.',
    why: 'The kubelet does not start the container (CreateContainerConfigError) or cannot mount the volume, and waits.',
    see: configMaps,
    message: notHere,
    help: (args) => findTarget(args, orOptional),
    example: referenceExamples.configMapMissing,
  }),
  'config-map/key-missing': broken<MissingKey>({
    title: 'A pod takes a value from a key that its ConfigMap does not have.',
    why: 'The kubelet does not start the container (CreateContainerConfigError), or cannot mount the volume, until the key is there.',
    see: configMaps,
    ...keyWords,
    example: referenceExamples.configMapKey,
  }),
  'config-map/bytes': broken<{ target: ObjectId; key: string }>({
    title: 'A variable takes its value from bytes.',
    why: 'Variables read the keys under data alone: for the kubelet a key under binaryData is not there.',
    see: configMaps,
    message: ({ target, key }) => `${formatObjectId(target)} has ${show(key)} under binaryData, expected it under data`,
    help: () => 'move the key to data if it is text, or mount it as a file',
    example: referenceExamples.configMapBytes,
  }),
  'secret/not-found': broken<MissingTarget>({
    title: 'An object takes values from a Secret that is not there.',
    why: 'The kubelet does not start the container (CreateContainerConfigError) or cannot mount the volume, and waits.',
    see: secrets,
    message: notHere,
    help: (args) => findTarget(args, orOptional),
    example: referenceExamples.secretMissing,
  }),
  'secret/key-missing': broken<MissingKey>({
    title: 'A pod takes a value from a key that its Secret does not have.',
    why: 'The kubelet does not start the container (CreateContainerConfigError), or cannot mount the volume, until the key is there.',
    see: secrets,
    ...keyWords,
    example: referenceExamples.secretKey,
  }),
  'env-from/invalid-name': fragile<{ target: ObjectId; keys: readonly string[] }>({
    title: 'Variables are made of all keys of an object, and some keys are no names of variables.',
    why: 'Before Kubernetes 1.32 the kubelet leaves such keys out and goes on, with nothing but an event.',
    see: 'https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-via-secret/',
    message: ({ target, keys }) => `${formatObjectId(target)} has keys that make no variable: ${listed(keys)}`,
    help: () => 'name variables with letters, digits, "_", "-" and ".", not starting with a digit, or give the keys a prefix',
    example: referenceExamples.envFromName,
  }),
  'claim/missing': broken<MissingTarget>({
    title: 'A pod uses a PersistentVolumeClaim that is not there.',
    why: 'The scheduler places the pod only when its claims exist: it stays Pending.',
    see: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#claims-as-volumes',
    message: notHere,
    help: (args) => findTarget(args),
    example: referenceExamples.claimMissing,
  }),
  'resource-claim/missing': broken<MissingTarget>({
    title: 'A pod uses a ResourceClaim or its template, which is not there.',
    why: 'The scheduler places the pod only when its claims exist: it stays Pending.',
    see: 'https://kubernetes.io/docs/concepts/scheduling-eviction/dynamic-resource-allocation/',
    message: notHere,
    help: (args) => findTarget(args),
  }),
  'service-account/missing': broken<MissingTarget>({
    title: 'Pods run under a ServiceAccount that is not there.',
    why: 'Admission refuses the pods: a Deployment exists then, and none of its pods does.',
    see: 'https://kubernetes.io/docs/concepts/security/service-accounts/',
    message: notHere,
    help: (args) => findTarget(args),
    example: referenceExamples.accountMissing,
  }),
  'pull-secret/missing': fragile<MissingTarget>({
    title: 'Images are pulled with a Secret that is not there.',
    why: 'The kubelet goes on without it, so that images of a private registry cannot be pulled.',
    see: 'https://kubernetes.io/docs/tasks/configure-pod-container/pull-image-private-registry/',
    message: notHere,
    help: (args) => findTarget(args),
    example: referenceExamples.pullSecretMissing,
  }),
  'pull-secret/type': broken<{ target: ObjectId; found: string }>({
    title: 'Images are pulled with a Secret that holds no credentials of a registry.',
    why: 'The kubelet passes over it, so that images of a private registry cannot be pulled.',
    see: 'https://kubernetes.io/docs/concepts/configuration/secret/#docker-config-secrets',
    message: ({ target, found }) => `${formatObjectId(target)} has type ${show(found)}, expected "kubernetes.io/dockerconfigjson" or "kubernetes.io/dockercfg"`,
    help: () => 'make it with kubectl create secret docker-registry, or name another Secret',
    example: referenceExamples.pullSecretType,
  }),
  'priority-class/missing': broken<MissingTarget>({
    title: 'Pods have a PriorityClass that is not there.',
    why: 'Admission refuses the pods: no PriorityClass with that name was found.',
    see: 'https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/',
    message: notHere,
    help: (args) => findTarget(args),
    example: referenceExamples.priorityClassMissing,
  }),
  'runtime-class/missing': broken<MissingTarget>({
    title: 'Pods have a RuntimeClass that is not there.',
    why: 'Admission refuses the pods: the RuntimeClass was not found.',
    see: 'https://kubernetes.io/docs/concepts/containers/runtime-class/',
    message: notHere,
    help: (args) => findTarget(args),
    example: referenceExamples.runtimeClassMissing,
  }),
  'storage-class/missing': fragile<MissingTarget>({
    title: 'A claim has a StorageClass that is not there, and no volume of that class is either.',
    why: 'Nothing provisions a volume for the claim, so that its pods stay Pending, unless the cluster has such a class already.',
    see: 'https://kubernetes.io/docs/concepts/storage/storage-classes/',
    message: notHere,
    help: (args) => findTarget(args, 'declare it under "external" if the cluster has it, or define it'),
    example: referenceExamples.storageClassMissing,
  }),
  'namespace/missing': fragile<{ namespace: string; objects: number; nearest?: string | undefined }>({
    title: 'Objects are in a namespace that nothing here makes.',
    why: 'The API server refuses objects of a namespace that does not exist.',
    see: namespaces,
    message: ({ namespace, objects }) => `namespace ${show(namespace)} is not in this bundle; ${objects === 1 ? 'one object is' : `${objects} objects are`} in it`,
    help: ({ nearest }) => didYouMean(nearest, 'define a Namespace, or declare it under "external" if the cluster has it'),
    example: referenceExamples.namespaceMissing,
  }),
  'namespace/late': fragile<{ namespace: string; objects: number }>({
    title: 'A Namespace stands behind objects that are in it.',
    why: 'Who applies the file from top to bottom is refused: the namespace is not there yet.',
    see: namespaces,
    message: ({ namespace, objects }) => `namespace ${show(namespace)} is made after ${objects === 1 ? 'one object' : `${objects} objects`} of it`,
    help: () => 'put the Namespace first',
    example: referenceExamples.namespaceLate,
  }),
  'namespace/ignored': noteworthy<{ kind: string; namespace: string }>({
    title: 'An object that lives outside of namespaces names one.',
    why: 'The API server drops it: two such objects of one name in two namespaces are one object.',
    see: namespaces,
    message: ({ kind, namespace }) => `${barePath(kind)} objects live outside of namespaces, found namespace ${show(namespace)}`,
    help: () => 'remove metadata.namespace',
    example: referenceExamples.namespaceIgnored,
  }),
  'object/duplicate': broken<{ id: ObjectId; first: Phrase }>({
    title: 'Two objects have the same group, kind, namespace and name.',
    why: 'They are one object for the cluster: whichever is applied last overwrites the other.',
    see: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/',
    message: ({ id, first }) => `${formatObjectId(id)} is defined twice${first === '' ? '' : `, first at ${barePath(first)}`}`,
    help: () => 'remove one of them or rename it; files that are for different clusters are checked apart by --scope file or folder',
    example: referenceExamples.duplicate,
  }),
};
