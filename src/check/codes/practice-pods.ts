import { bare, show } from '../../core/show';
import { advice, hint } from './rule-facts';

const images = 'https://kubernetes.io/docs/concepts/containers/images/';
const resources = 'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/';
const probes = 'https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/';
const disruptions = 'https://kubernetes.io/docs/concepts/workloads/pods/disruptions/';

/** Advice about what runs: images, resources, probes, replicas, labels. */
export const practicePodCodes = {
  'practice/image-tag': advice<{ container: string; image: string }>({
    title: 'An image is named without a tag, or by the tag "latest".',
    why: 'Which image runs then depends on when a node pulled it: two replicas can differ, and a rollback changes nothing.',
    see: images,
    message: ({ container, image }) => `container ${show(container)} runs ${show(image)}, whatever that is when a node pulls it`,
    help: () => 'name a version ("nginx:1.27"), or a digest ("nginx@sha256:…")',
    example: {
      wrong: `
        apiVersion: v1
        kind: Pod
        metadata:
          name: web
        spec:
          containers:
          - name: web
            image: nginx
      `,
      right: `
        apiVersion: v1
        kind: Pod
        metadata:
          name: web
        spec:
          containers:
          - name: web
            image: nginx:1.27
      `,
    },
  }),
  'practice/no-requests': advice<{ container: string; missing: readonly string[] }>({
    title: 'A container does not say how much CPU and memory it needs.',
    why: 'The scheduler takes it for one that needs nothing: it puts too many on a node, and such pods are the first to be evicted.',
    see: resources,
    message: ({ container, missing }) => `container ${show(container)} requests no ${missing.map(bare).join(' and no ')}`,
    help: () => 'set resources.requests to what it uses on a usual day, or give the namespace a LimitRange with defaults',
    example: {
      wrong: `
        apiVersion: v1
        kind: Pod
        metadata:
          name: web
        spec:
          containers:
          - name: web
            image: nginx:1.27
      `,
      right: `
        apiVersion: v1
        kind: Pod
        metadata:
          name: web
        spec:
          containers:
          - name: web
            image: nginx:1.27
            resources:
              requests:
                cpu: 100m
                memory: 64Mi
      `,
    },
  }),
  'practice/no-memory-limit': hint<{ container: string }>({
    title: 'A container may use as much memory as the node has.',
    why: 'One that leaks takes the memory of its neighbours before the node ends some pod, which need not be the one that leaks.',
    see: resources,
    message: ({ container }) => `container ${show(container)} has no memory limit`,
    help: () => 'set resources.limits.memory',
  }),
  'practice/no-cpu-limit': hint<{ container: string }>({
    title: 'A container may use all CPU time that nobody else asks for.',
    why: 'Response times then depend on what else runs on the node. Without a limit idle CPU time is not lost, so many clusters prefer to have none.',
    see: resources,
    message: ({ container }) => `container ${show(container)} has no CPU limit`,
    help: () => 'set resources.limits.cpu, or switch this rule off',
  }),
  'practice/no-ephemeral-storage': hint<{ container: string }>({
    title: 'A container does not say how much of the node\'s disk it writes to.',
    why: 'Logs, the writable layer and emptyDir volumes share the disk of the node; who fills it gets all its neighbours evicted.',
    see: 'https://kubernetes.io/docs/concepts/storage/ephemeral-storage/',
    message: ({ container }) => `container ${show(container)} has no request and limit of ephemeral-storage`,
    help: () => 'set resources.requests and resources.limits of ephemeral-storage',
  }),
  'practice/no-readiness-probe': advice<{ container: string; service: string; port: string | number }>({
    title: 'A Service sends requests to a container that never says when it can take them.',
    why: 'Without a readiness probe a pod gets requests as soon as its process has started, also during a rollout: some of them fail.',
    see: probes,
    message: ({ container, service, port }) => `Service ${show(service)} sends requests to port ${show(port)} of container ${show(container)}, which has no readinessProbe`,
    help: () => 'give it a readinessProbe on that port',
    example: {
      wrong: `
        apiVersion: v1
        kind: Service
        metadata:
          name: web
        spec:
          selector:
            app.kubernetes.io/name: web
          ports:
          - port: 80
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: web
          labels:
            app.kubernetes.io/name: web
        spec:
          containers:
          - name: web
            image: nginx:1.27
            ports:
            - containerPort: 80
      `,
      right: `
        apiVersion: v1
        kind: Service
        metadata:
          name: web
        spec:
          selector:
            app.kubernetes.io/name: web
          ports:
          - port: 80
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: web
          labels:
            app.kubernetes.io/name: web
        spec:
          containers:
          - name: web
            image: nginx:1.27
            ports:
            - containerPort: 80
            readinessProbe:
              httpGet:
                path: /
                port: 80
      `,
    },
  }),
  'practice/no-liveness-probe': hint<{ container: string; service: string; port: string | number }>({
    title: 'Nothing restarts a served container that hangs.',
    why: 'A process that ends is restarted anyway; one that hangs stays as it is. A probe that asks too much restarts healthy pods, so it must be cheap and local.',
    see: probes,
    message: ({ container, service, port }) => `Service ${show(service)} sends requests to port ${show(port)} of container ${show(container)}, which has no livenessProbe`,
    help: () => 'give it a livenessProbe that asks the process itself and nothing it depends on',
  }),
  'practice/equal-probes': hint<{ container: string }>({
    title: 'The liveness probe asks the same as the readiness probe.',
    why: 'A pod that is too busy to be ready is then restarted as well, which makes the others busier.',
    see: probes,
    message: ({ container }) => `container ${show(container)} has the same readinessProbe and livenessProbe`,
    help: () => 'let the livenessProbe fail later (failureThreshold), or ask something simpler',
  }),
  'practice/single-replica': advice<{ service: string }>({
    title: 'A served app runs as one pod, and nothing says that this is meant.',
    why: 'Every eviction, node upgrade and crash is an outage for those who use the Service.',
    see: disruptions,
    message: ({ service }) => `one pod answers all requests to Service ${show(service)}`,
    help: () => 'run two replicas, add a HorizontalPodAutoscaler, or say that an outage is fine with a PodDisruptionBudget of maxUnavailable: 1',
    example: {
      wrong: `
        apiVersion: v1
        kind: Service
        metadata:
          name: web
        spec:
          selector:
            app: web
          ports:
          - port: 80
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: web
        spec:
          selector:
            matchLabels:
              app: web
          template:
            metadata:
              labels:
                app: web
            spec:
              containers:
              - name: web
                image: nginx:1.27
      `,
      right: `
        apiVersion: v1
        kind: Service
        metadata:
          name: web
        spec:
          selector:
            app: web
          ports:
          - port: 80
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: web
        spec:
          replicas: 2
          selector:
            matchLabels:
              app: web
          template:
            metadata:
              labels:
                app: web
            spec:
              containers:
              - name: web
                image: nginx:1.27
      `,
    },
  }),
  'practice/no-disruption-budget': hint<{ replicas: number }>({
    title: 'All replicas may be evicted at the same time.',
    why: 'A node upgrade asks the PodDisruptionBudget how many pods must stay; without one it takes as many as it likes.',
    see: disruptions,
    message: ({ replicas }) => `no PodDisruptionBudget protects these ${replicas} pods`,
    help: () => 'add a PodDisruptionBudget with maxUnavailable: 1',
  }),
  'practice/no-spread': hint<{ replicas: number }>({
    title: 'All replicas may run on one node.',
    why: 'The scheduler spreads pods a little by itself. Without a rule of their own, a node that fails can still take all of them.',
    see: 'https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/',
    message: ({ replicas }) => `${replicas} pods have neither topologySpreadConstraints nor a podAntiAffinity`,
    help: () => 'spread them over kubernetes.io/hostname by topologySpreadConstraints',
  }),
  'practice/missing-labels': advice<Record<string, never>>({
    title: 'Pods carry none of the labels by which tools tell apps apart.',
    why: 'Dashboards, cost reports and policies group objects by app.kubernetes.io/name and app.kubernetes.io/instance.',
    see: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/',
    message: () => 'the pods have no label app.kubernetes.io/…',
    help: () => 'label the pods with app.kubernetes.io/name (and instance, version, part-of)',
    example: {
      wrong: `
        apiVersion: v1
        kind: Pod
        metadata:
          name: web
          labels:
            app: web
        spec:
          containers:
          - name: web
            image: nginx:1.27
      `,
      right: `
        apiVersion: v1
        kind: Pod
        metadata:
          name: web
          labels:
            app.kubernetes.io/name: web
        spec:
          containers:
          - name: web
            image: nginx:1.27
      `,
    },
  }),
  'practice/pull-policy': hint<{ container: string; found: string }>({
    title: 'An image that a node already has is started without asking the registry.',
    why: 'Who can start a pod on the node can then start private images without their credentials. Asking needs the registry at every start.',
    see: images,
    message: ({ container, found }) => `container ${show(container)} has imagePullPolicy ${show(found)}`,
    help: () => 'set imagePullPolicy to "Always", or name the image by its digest and switch this rule off',
  }),
  'practice/no-priority-class': hint<Record<string, never>>({
    title: 'Pods have no priority of their own.',
    why: 'When nodes are full, priorities decide which pods give way; without them everything is as important as everything else.',
    see: 'https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/',
    message: () => 'priorityClassName is not set',
    help: () => 'name a PriorityClass',
  }),
  'practice/deprecated-service-account': advice<{ found: string }>({
    title: 'The account is named by a field that is kept for old clients.',
    why: '"serviceAccount" is an alias of "serviceAccountName" that later versions of the API do without.',
    see: 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/',
    message: ({ found }) => `"serviceAccount" names ${show(found)}; its name is "serviceAccountName" now`,
    help: ({ found }) => `write serviceAccountName: ${bare(found)}`,
  }),
  'practice/job-stays': hint<Record<string, never>>({
    title: 'A finished Job and its pods stay until somebody removes them.',
    why: 'They fill lists and the cluster\'s store, one more with each run.',
    see: 'https://kubernetes.io/docs/concepts/workloads/controllers/ttlafterfinished/',
    message: () => 'ttlSecondsAfterFinished is not set',
    help: () => 'set ttlSecondsAfterFinished, 86400 for a day',
  }),
};
