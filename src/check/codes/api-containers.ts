import { didYouMean, type Phrase } from '../../core/codes/code';
import { alternatives, show } from '../../core/show';
import { nearest } from '../../core/suggest';
import { refused } from './rule-facts';

const concepts = 'https://kubernetes.io/docs/concepts';
const tasks = 'https://kubernetes.io/docs/tasks';
const resources = `${concepts}/configuration/manage-resources-containers/`;
const probes = `${tasks}/configure-pod-container/configure-liveness-readiness-startup-probes/`;
const downward = `${concepts}/workloads/pods/downward-api/`;

/** What the API server says about containers: variables, ports, probes, resources. */
export const apiContainerCodes = {
  'api/no-source': refused<{ fields: readonly string[] }>({
    reason: 'FieldValueInvalid',
    title: 'It is not said where something comes from.',
    why: 'The API server refuses the object, since one of several sources must be named.',
    see: `${tasks}/inject-data-application/define-environment-variable-container/`,
    message: ({ fields }) => `expected one of ${alternatives(fields)}, found none`,
    help: ({ fields }) => `set ${alternatives(fields)}`,
    example: { wrong: 'env:\n  - name: PASSWORD\n    valueFrom: {}', right: 'env:\n  - name: PASSWORD\n    valueFrom:\n      secretKeyRef:\n        name: db\n        key: password' },
  }),
  'api/env-name': refused<{ found: string; rule: Phrase }>({
    reason: 'FieldValueInvalid',
    title: 'A name has characters that no environment variable can have.',
    why: 'The process could not be started with it. Before Kubernetes 1.32 fewer characters were allowed.',
    see: `${tasks}/inject-data-application/define-environment-variable-container/`,
    message: ({ found, rule }) => `expected ${rule}, found ${show(found)}`,
    help: () => 'use letters, digits and "_", with a letter first',
    example: { wrong: 'env:\n  - name: A=B\n    value: c', right: 'env:\n  - name: A\n    value: B=c' },
  }),
  'api/field-path': refused<{ found: string; known: readonly string[]; apiVersion?: string }>({
    reason: 'FieldValueInvalid',
    title: 'A path leads to no field of a pod that could be told to its containers.',
    why: 'Of a pod, containers can be told its names, labels, annotations, node and addresses, by the paths of version v1.',
    see: downward,
    message: ({ found, apiVersion }) => (apiVersion === undefined ? `there is no such field: ${show(found)}` : `paths are those of version v1, found ${show(apiVersion)}`),
    help: ({ found, known, apiVersion }) => (apiVersion === undefined ? didYouMean(nearest(found, known), `use ${alternatives(known)}`) : 'remove apiVersion'),
    example: { wrong: 'fieldRef:\n  fieldPath: metadata.nodeName', right: 'fieldRef:\n  fieldPath: spec.nodeName' },
  }),
  'api/divisor': refused<{ found: unknown; resource: string; known: readonly string[] }>({
    reason: 'FieldValueInvalid',
    title: 'An amount cannot be told in that unit.',
    why: 'The unit is one of a few, which depend on the resource.',
    see: downward,
    message: ({ found, resource, known }) => `expected ${alternatives(known)} as unit of ${resource}, found ${show(found)}`,
    help: ({ known }) => `use ${alternatives(known)}`,
    example: { wrong: 'resource: limits.memory\ndivisor: 10Mi', right: 'resource: limits.memory\ndivisor: 1Mi' },
  }),
  'api/host-port': refused<{ found: number; containerPort: number }>({
    reason: 'FieldValueInvalid',
    title: 'A container in the network of its node has another port on the node than of its own.',
    why: 'With hostNetwork the ports of a container are those of the node: nothing translates one into the other.',
    see: `${concepts}/services-networking/`,
    message: ({ found, containerPort }) => `expected ${containerPort} as in containerPort, found ${found}`,
    help: ({ containerPort }) => `set it to ${containerPort}, or leave it out`,
    example: { wrong: 'hostNetwork: true\n…\nports:\n  - containerPort: 8080\n    hostPort: 80', right: 'hostNetwork: true\n…\nports:\n  - containerPort: 8080' },
  }),
  'api/http-header': refused<{ found: string }>({
    reason: 'FieldValueInvalid',
    title: 'A name of an HTTP header has other characters than letters, digits and "-".',
    why: 'The node could not send it.',
    see: `${probes}#http-probes`,
    message: ({ found }) => `expected letters, digits and "-", found ${show(found)}`,
    help: () => 'use a name such as X-Probe',
    example: { wrong: 'httpHeaders:\n  - name: "X Probe"\n    value: live', right: 'httpHeaders:\n  - name: X-Probe\n    value: live' },
  }),
  'api/success-threshold': refused<{ found: number }>({
    reason: 'FieldValueInvalid',
    title: 'A liveness or startup probe asks for more than one success.',
    why: 'Such a probe only counts failures: the first success says that the container is alive.',
    see: `${probes}#configure-probes`,
    message: ({ found }) => `expected 1, found ${found}`,
    help: () => 'remove it, or raise failureThreshold',
    example: { wrong: 'livenessProbe:\n  successThreshold: 2', right: 'livenessProbe:\n  failureThreshold: 5' },
  }),
  'api/sleep': refused<{ found: number; min: number; max: number }>({
    reason: 'FieldValueInvalid',
    title: 'A container sleeps longer than its pod is given to end.',
    why: 'It would be killed in its sleep. Before Kubernetes 1.33 it could not sleep for 0 seconds either.',
    see: `${concepts}/containers/container-lifecycle-hooks/`,
    message: ({ found, min, max }) => `expected ${min} to ${max} seconds, found ${found}`,
    help: () => 'sleep less, or raise terminationGracePeriodSeconds',
    example: { wrong: 'preStop:\n  sleep:\n    seconds: 60', right: 'preStop:\n  sleep:\n    seconds: 10' },
  }),
  'api/request-above-limit': refused<{ resource: string; request: unknown; limit: unknown; equal: boolean }>({
    reason: 'FieldValueInvalid',
    title: 'A container asks for more than it may use.',
    why: 'It could never have what it needs. Huge pages and devices are given for good: of them it asks for exactly what it may use.',
    see: `${resources}#requests-and-limits`,
    message: ({ resource, request, limit, equal }) => `expected ${equal ? 'exactly' : 'at most'} the limit of ${show(limit)} of ${resource}, found ${show(request)}`,
    help: ({ request }) => `raise the limit to ${show(request)}, or lower the request`,
    example: { wrong: 'requests:\n  memory: 2Gi\nlimits:\n  memory: 1Gi', right: 'requests:\n  memory: 1Gi\nlimits:\n  memory: 1Gi' },
  }),
  'api/limit-needed': refused<{ resource: string; request: unknown }>({
    reason: 'FieldValueRequired',
    title: 'Huge pages or devices are asked for without a limit.',
    why: 'They are given for good, so that the limit must be what is asked for.',
    see: `${resources}#extended-resources`,
    message: ({ resource }) => `${show(resource)} needs a limit`,
    help: ({ resource, request }) => `set the limit of ${show(resource)} to ${show(request)}`,
    example: { wrong: 'requests:\n  example.com/gpu: 1', right: 'limits:\n  example.com/gpu: 1' },
  }),
  'api/hugepages': refused<{ found: unknown; resource: string; size?: string | undefined }>({
    reason: 'FieldValueInvalid',
    title: 'An amount of huge pages is no multiple of their size.',
    why: 'Pages are given as a whole.',
    see: `${tasks}/manage-hugepages/scheduling-hugepages/`,
    message: ({ found, resource, size }) => (size === undefined ? `${show(resource)} does not end in a size of pages` : `expected a multiple of ${size}, found ${show(found)}`),
    help: ({ size }) => (size === undefined ? 'use a name such as hugepages-2Mi' : `use a multiple of ${size}`),
    example: { wrong: 'limits:\n  hugepages-2Mi: 3Mi', right: 'limits:\n  hugepages-2Mi: 4Mi' },
  }),
  'api/hugepages-alone': refused<Record<string, never>>({
    reason: 'FieldValueForbidden',
    title: 'Huge pages are asked for without processor or memory.',
    why: 'A container that uses huge pages uses processor and memory too, and must say how much of one of them.',
    see: `${tasks}/manage-hugepages/scheduling-hugepages/`,
    message: () => 'huge pages need an amount of cpu or memory beside them',
    help: () => 'add a request or limit of memory',
    example: { wrong: 'limits:\n  hugepages-2Mi: 4Mi', right: 'limits:\n  hugepages-2Mi: 4Mi\n  memory: 64Mi' },
  }),
  'api/containers-above-pod': refused<{ found: unknown; field: Phrase; resource: string }>({
    reason: 'FieldValueInvalid',
    title: 'The containers of a pod together need more than the pod asks for.',
    why: 'What a pod asks for as a whole must be enough for its containers.',
    see: `${resources}#pod-level-resource-specification`,
    message: ({ found, field, resource }) => `the ${field} of the containers for ${resource} are together above ${show(found)} of the pod`,
    help: ({ resource }) => `raise ${resource} of the pod, or lower it in the containers`,
    example: {
      wrong: 'resources:\n  requests:\n    cpu: 1\ncontainers:\n  - name: web\n    resources:\n      requests:\n        cpu: 2',
      right: 'resources:\n  requests:\n    cpu: 2\ncontainers:\n  - name: web\n    resources:\n      requests:\n        cpu: 2',
    },
  }),
  'api/image-blanks': refused<{ found: string }>({
    reason: 'FieldValueInvalid',
    title: 'The image of a container has blanks around it.',
    why: 'No image has such a name.',
    see: `${concepts}/containers/images/#image-names`,
    message: ({ found }) => `expected no blanks around the image, found ${show(found)}`,
    help: ({ found }) => `use ${show(found.trim())}`,
    example: { wrong: 'image: "nginx "', right: 'image: nginx' },
  }),
};
