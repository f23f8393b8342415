import { isPlainMap, type PlainMap } from '../../../core/plain-map';
import { type Code, type Entry, map, value } from '../../print/code';
import { isSame } from '../same';
import type { SourceObject } from '../sources';
import type { Candidate } from '../trials';
import { type ExposeCode, exposeProps } from './expose-props';
import { commentsInto } from './place-comments';
import { placeServicesOf } from './network';
import { podPropsOf } from './pod';
import { podPortsOf, withPortNames } from './port-names';
import { inOrderOfTexts, textsOf } from './texts';
import { autoscalerProps, budgetProps } from './scale-props';
import { isServiceOf, servicePart, serviceProps } from './service-props';
import { mapsIn, metadataProps, nameOf, optionalValue, sameFields, type Shelf, specOf, textMap } from './shelf';
import { claimProps } from './storage';

/** Everything that makes pods, with the Services, autoscalers and disruption budgets that belong to it alone. */
export function placeWorkloads(shelf: Shelf): void {
  const workloads = kinds.flatMap((kind) => shelf.open(kind.apiVersion, kind.kind).map((object) => ({ kind, object })));
  for (const { kind, object } of inOrderOfTexts(workloads, shelf)) placeWorkload(shelf, object, kind);
}

/** A kind of workload, and how its definition says what is its own. */
interface WorkloadKind {
  readonly apiVersion: string;
  readonly kind: string;
  readonly callee: string;
  /** Whether autoscalers and disruption budgets can be part of the definition. */
  readonly scales: boolean;
  /** Whether it has a Service that it was not asked for. */
  readonly service: 'with ports' | 'headless' | 'none';
  own(spec: PlainMap, object: SourceObject): { readonly [field: string]: Code | undefined };
}

const rolloutOf = (spec: PlainMap, strategyField: string): Code | undefined => {
  const strategy = isPlainMap(spec[strategyField]) ? spec[strategyField] : {};
  const rolling = isPlainMap(strategy['rollingUpdate']) ? strategy['rollingUpdate'] : {};
  const type = strategy['type'];
  const rollout = map({
    strategy: type === 'RollingUpdate' && Object.keys(rolling).length > 0 ? undefined : optionalValue(type),
    ...sameFields(rolling, ['maxSurge', 'maxUnavailable', 'partition']),
    ...sameFields(spec, ['minReadySeconds', 'revisionHistoryLimit', 'progressDeadlineSeconds', 'paused']),
  });
  return rollout.entries.length === 0 ? undefined : rollout;
};

const jobFields = [
  'completions', 'parallelism', 'completionMode', 'backoffLimit', 'backoffLimitPerIndex', 'maxFailedIndexes', 'activeDeadlineSeconds',
  'ttlSecondsAfterFinished', 'podFailurePolicy', 'successPolicy', 'podReplacementPolicy', 'managedBy',
];
const cronFields = ['schedule', 'timeZone', 'concurrencyPolicy', 'startingDeadlineSeconds', 'successfulJobsHistoryLimit', 'failedJobsHistoryLimit', 'suspend'];

const kinds: readonly WorkloadKind[] = [
  {
    apiVersion: 'apps/v1', kind: 'Deployment', callee: 'StatelessApp', scales: true, service: 'with ports',
    own: (spec) => ({ replicas: optionalValue(spec['replicas']), rollout: rolloutOf(spec, 'strategy') }),
  },
  {
    apiVersion: 'apps/v1', kind: 'ReplicaSet', callee: 'StatelessApp', scales: true, service: 'with ports',
    own: (spec) => ({ workload: value('ReplicaSet'), replicas: optionalValue(spec['replicas']), rollout: rolloutOf(spec, 'none') }),
  },
  {
    apiVersion: 'v1', kind: 'ReplicationController', callee: 'StatelessApp', scales: true, service: 'with ports',
    own: (spec) => ({ workload: value('ReplicationController'), replicas: optionalValue(spec['replicas']), rollout: rolloutOf(spec, 'none') }),
  },
  {
    apiVersion: 'apps/v1', kind: 'StatefulSet', callee: 'StatefulApp', scales: true, service: 'headless',
    own: (spec) => ({
      replicas: optionalValue(spec['replicas']), ...sameFields(spec, ['podManagementPolicy', 'ordinals']),
      storage: storageCode(spec), claimRetention: optionalValue(spec['persistentVolumeClaimRetentionPolicy']), rollout: rolloutOf(spec, 'updateStrategy'),
    }),
  },
  {
    apiVersion: 'apps/v1', kind: 'DaemonSet', callee: 'NodeAgent', scales: false, service: 'none',
    own: (spec) => ({ rollout: rolloutOf(spec, 'updateStrategy') }),
  },
  { apiVersion: 'batch/v1', kind: 'Job', callee: 'Job', scales: false, service: 'none', own: (spec) => sameFields(spec, [...jobFields, 'suspend']) },
  {
    apiVersion: 'batch/v1', kind: 'CronJob', callee: 'CronJob', scales: false, service: 'none',
    own: (spec) => ({ ...sameFields(spec, cronFields), ...sameFields(jobSpecOf(spec), jobFields) }),
  },
  { apiVersion: 'v1', kind: 'Pod', callee: 'Pod', scales: false, service: 'none', own: () => ({}) },
];

function jobSpecOf(spec: PlainMap): PlainMap {
  const { jobTemplate } = spec;
  return isPlainMap(jobTemplate) && isPlainMap(jobTemplate['spec']) ? jobTemplate['spec'] : {};
}

/** The pod template of a workload; a Pod is one itself. */
function templateOf({ manifest }: SourceObject, spec: PlainMap): PlainMap {
  if (manifest.kind === 'Pod') return manifest as unknown as PlainMap;
  const owner = manifest.kind === 'CronJob' ? jobSpecOf(spec) : spec;
  return isPlainMap(owner['template']) ? owner['template'] : {};
}

function storageCode(spec: PlainMap): Code | undefined {
  const templates = mapsIn(spec['volumeClaimTemplates']);
  const entries = templates.flatMap((claim): Entry[] => {
    const metadata = isPlainMap(claim['metadata']) ? claim['metadata'] : {};
    if (typeof metadata['name'] !== 'string' || !isPlainMap(claim['spec'])) return [];
    const mount = firstMount(spec, metadata['name'], templates);
    return [{
      key: metadata['name'],
      value: map({ ...mount, ...claimProps(claim['spec']), labels: optionalValue(metadata['labels']), annotations: optionalValue(metadata['annotations']) }),
    }];
  });
  return entries.length === 0 ? undefined : map(entries);
}

/** A claim is mounted where it is made, as long as the main container mounts the claims before anything else, and in their order. */
function firstMount(spec: PlainMap, claim: string, templates: readonly PlainMap[]): { readonly [field: string]: Code | undefined } {
  if (!leadingMounts(spec, templates).has(claim)) return {};
  const mount = mapsIn(mainOf(spec)['volumeMounts']).find(({ name }) => name === claim)!;
  return sameFields(mount, ['mountPath', 'subPath', 'readOnly']);
}

function mainOf(spec: PlainMap): PlainMap {
  const template = isPlainMap(spec['template']) && isPlainMap(spec['template']['spec']) ? spec['template']['spec'] : {};
  return mapsIn(template['containers'])[0] ?? {};
}

/** The claims whose first mounts stand before all others. */
function leadingMounts(spec: PlainMap, templates: readonly PlainMap[]): ReadonlySet<string> {
  const names = templates.flatMap(({ metadata }) => (isPlainMap(metadata) && typeof metadata['name'] === 'string' ? [metadata['name']] : []));
  const mounts = mapsIn(mainOf(spec)['volumeMounts']);
  const mounted = names.filter((name) => mounts.some((mount) => mount['name'] === name));
  const leading = mounts.slice(0, mounted.length);
  const isPlain = leading.every((mount) => Object.keys(mount).every((key) => ['name', 'mountPath', 'subPath', 'readOnly'].includes(key)));
  return isPlain && isSame(leading.map(({ name }) => name), mounted) ? new Set(mounted) : new Set();
}

const nameLabel = 'app.kubernetes.io/name';
const instanceLabel = 'app.kubernetes.io/instance';

/** Who an app is: by the standard labels where they are there, by its own selector where they are not. */
interface IdentityCode {
  readonly props: { readonly [field: string]: Code | undefined };
  /** Labels that all of its objects have. */
  readonly labels: ReadonlySet<string>;
  readonly matchLabels: PlainMap;
}

function identityOf(object: SourceObject, selector: PlainMap | undefined, podLabels: PlainMap): IdentityCode {
  const name = nameOf(object);
  const labels: PlainMap = object.manifest.metadata?.labels ?? {};
  const wanted = selector ?? podLabels;
  const matchLabels = isPlainMap(wanted['matchLabels']) && selector !== undefined && object.manifest.kind !== 'ReplicationController' ? wanted['matchLabels'] : wanted;
  const instance = matchLabels[instanceLabel];
  const standard = selector === undefined
    ? { [nameLabel]: name, [instanceLabel]: instance }
    : { matchLabels: { [nameLabel]: name, [instanceLabel]: instance } };
  const isStandard = typeof instance === 'string'
    && (selector === undefined ? podLabels[nameLabel] === name : isSame(selector, object.manifest.kind === 'ReplicationController' ? standard.matchLabels : standard));
  const hasBoth = [labels, podLabels].every((some) => some[nameLabel] === name && some[instanceLabel] === instance);
  if (isStandard && hasBoth) {
    const rest = withoutKeys(podLabels, [nameLabel, instanceLabel]);
    return {
      props: { instance: instance === name ? undefined : value(instance), podLabels: rest },
      labels: new Set([nameLabel, instanceLabel]),
      matchLabels: { [nameLabel]: name, [instanceLabel]: instance },
    };
  }
  const own = Object.keys(wanted).length === 0 ? { app: name } : wanted;
  const inSelector = Object.keys(isPlainMap(own['matchLabels']) ? own['matchLabels'] : own);
  const simple = isPlainMap(own['matchLabels']) && Object.keys(own).length === 1 && textMap(own['matchLabels']) !== undefined ? own['matchLabels'] : own;
  return {
    props: { standardLabels: value(false), selector: value(simple), podLabels: withoutKeys(podLabels, inSelector) },
    labels: new Set(),
    matchLabels,
  };
}

function withoutKeys(labels: PlainMap, keys: readonly string[]): Code | undefined {
  const rest = Object.fromEntries(Object.entries(labels).filter(([key]) => !keys.includes(key)));
  return Object.keys(rest).length === 0 ? undefined : value(rest);
}

const checksum = 'kubeloom.dev/config-checksum';

function placeWorkload(shelf: Shelf, object: SourceObject, kind: WorkloadKind): void {
  const spec = specOf(object);
  const template = templateOf(object, spec);
  const podMetadata = isPlainMap(template['metadata']) ? template['metadata'] : {};
  const isPod = kind.kind === 'Pod';
  const canRoll = !isPod && kind.kind !== 'Job';
  const podLabels = textMap(podMetadata['labels']) ?? {};
  const selector = isPod || kind.kind === 'Job' || kind.kind === 'CronJob' ? undefined : spec['selector'];
  const identity = identityOf(object, isPlainMap(selector) ? selector : undefined, podLabels);
  const leadHere = shelf.open('v1', 'Service').filter((service) => isServiceOf(service, identity.matchLabels));
  const podSpec = withPortNames(isPlainMap(template['spec']) ? template['spec'] : {}, leadHere);
  const annotations = textMap(podMetadata['annotations']);
  const rolled = annotations !== undefined && Object.keys(annotations).some((key) => key.startsWith(checksum));
  const claims = new Set(mapsIn(spec['volumeClaimTemplates']).flatMap(({ metadata }) => (isPlainMap(metadata) && typeof metadata['name'] === 'string' ? [metadata['name']] : [])));
  const leading = kind.kind === 'StatefulSet' ? leadingMounts(spec, mapsIn(spec['volumeClaimTemplates'])) : new Set<string>();
  const context = { shelf, appName: nameOf(object), matchLabels: identity.matchLabels, claims, texts: textsOf(shelf) };
  const inner = leading.size === 0 ? podSpec : withoutLeadingMounts(podSpec, leading);
  const ways = podPropsOf(inner, context);
  const metadata = metadataProps(object, new Set([...identity.labels, ...(isPod ? Object.keys(podLabels) : [])]));
  const parts = companions(shelf, object, kind, identity, podSpec);
  const candidates = (members: Companions): readonly Candidate[] => (rolled ? [true, false] : [false]).flatMap((rolls) => ways.map((pod) => {
    const restAnnotations = rolls ? withoutChecksums(annotations!) : annotations;
    const props = {
      ...metadata, ...identity.props,
      ...(isPod ? {} : { podAnnotations: restAnnotations === undefined ? undefined : value(restAnnotations) }),
      rollOnConfigChange: rolls === canRoll || !readsConfiguration(podSpec) ? undefined : value(rolls),
      ...kind.own(spec, object), ...pod, ...members.props,
    };
    const ordered = inUsualOrder(props);
    const { code, comment } = commentsInto(ordered, [object, ...members.objects]);
    return { objects: [object, ...members.objects], callee: kind.callee, id: nameOf(object), props: code, override: 'by-kind' as const, comment };
  }));
  const kept = shelf.trials.exactMembers(candidates(parts)[0], object);
  const members = kept === undefined || kept.size === parts.objects.length ? parts : companions(shelf, object, kind, identity, podSpec, kept);
  // What keeps the whole from being made is most often an Ingress; with that apart, the Services stay.
  const closed = new Set(members.objects.filter(({ manifest }) => manifest.kind !== 'Ingress'));
  const none = members.objects.length === 0 ? [] : [new Set<SourceObject>()];
  const fewer = closed.size < members.objects.length ? [closed, ...none] : none;
  for (const attempt of [members, ...fewer.map((only) => companions(shelf, object, kind, identity, podSpec, only))]) {
    if (shelf.place(candidates(attempt)) !== undefined) break;
  }
  placeServicesOf(shelf, identity.matchLabels);
}

/** Fields in the order in which people read them: what runs, then how it is reached, then where it runs. */
function inUsualOrder(props: { readonly [field: string]: Code | undefined }): { readonly [field: string]: Code | undefined } {
  const first = [
    'labels', 'annotations', 'finalizers', 'ownerReferences', 'instance', 'standardLabels', 'selector', 'podLabels', 'podAnnotations', 'rollOnConfigChange', 'workload', 'schedule',
    'containerName', 'image', 'imagePullPolicy', 'replicas', 'disruptionBudget', 'command', 'args', 'workingDir', 'ports', 'service', 'services', 'expose', 'env', 'envFrom',
    'storage', 'claimRetention', 'volumes', 'mounts', 'devices', 'health', 'lifecycle', 'resources', 'security', 'serviceAccount', 'scheduling', 'rollout',
  ];
  return Object.fromEntries([...new Set([...first, ...Object.keys(props)])].map((field) => [field, props[field]]));
}

function withoutLeadingMounts(spec: PlainMap, claims: ReadonlySet<string>): PlainMap {
  const containers = mapsIn(spec['containers']);
  const [main, ...others] = containers;
  const mounts = mapsIn(main!['volumeMounts']).slice(claims.size);
  return { ...spec, containers: [{ ...main, volumeMounts: mounts }, ...others] };
}

function withoutChecksums(annotations: { readonly [key: string]: string }): { readonly [key: string]: string } | undefined {
  const rest = Object.entries(annotations).filter(([key]) => !key.startsWith(checksum));
  return rest.length === 0 ? undefined : Object.fromEntries(rest);
}

/** Whether a definition would put a checksum over configuration into the template. */
function readsConfiguration(spec: PlainMap): boolean {
  const text = JSON.stringify(spec);
  return text.includes('"configMapKeyRef"') || text.includes('"configMapRef"') || text.includes('"subPath"');
}

/** The objects around a workload that its definition gives as well. */
interface Companions {
  readonly objects: readonly SourceObject[];
  readonly props: { readonly [field: string]: Code | undefined };
}

interface Exposed extends ExposeCode {
  readonly ingress: SourceObject;
}

/** @param only those that may be part of it. @default - all that belong to nothing else */
function companions(
  shelf: Shelf, object: SourceObject, kind: WorkloadKind, { matchLabels, labels }: IdentityCode, podSpec: PlainMap, only?: ReadonlySet<SourceObject>,
): Companions {
  const name = nameOf(object);
  const may = (one: SourceObject): boolean => only === undefined || only.has(one);
  const services = shelf.open('v1', 'Service').filter((service) => may(service) && isServiceOf(service, matchLabels));
  const governing = kind.kind === 'StatefulSet' ? specOf(object)['serviceName'] : name;
  const main = services.find((service) => nameOf(service) === governing) ?? (kind.kind === 'StatefulSet' ? undefined : services.find((service) => nameOf(service) === name));
  const others = services.filter((service) => service !== main);
  const hasPorts = podPortsOf(podSpec).some((port) => typeof port['name'] === 'string');
  const wantsOne = kind.service === 'headless' || (kind.service === 'with ports' && hasPorts);
  const mainCode = main === undefined ? (wantsOne ? value(false) : undefined) : serviceProps(main, podSpec, name, labels, kind.service === 'headless');
  const further = others.map((service): Entry => {
    const part = servicePart(service, name);
    return { key: part, value: serviceProps(service, podSpec, `${name}-${part}`, labels, false) };
  });
  const scaled = kind.scales ? scaleOf(shelf, object, kind, matchLabels, may) : { objects: [], props: {} };
  const exposed = main === undefined ? [] : shelf.open('networking.k8s.io/v1', 'Ingress').flatMap((ingress): readonly Exposed[] => {
    const code = may(ingress) ? exposeProps(ingress, main, podSpec, name, labels) : undefined;
    return code === undefined ? [] : [{ ingress, ...code }];
  });
  const opened = exposed.filter(({ port }, index) => exposed.findIndex((one) => one.port === port) === index);
  const isPlainMain = main !== undefined && mainCode?.type === 'map' && mainCode.entries.length === 0;
  return {
    objects: [...(main === undefined ? [] : [main]), ...others, ...opened.map(({ ingress }) => ingress), ...scaled.objects],
    props: {
      service: isPlainMain && wantsOne ? undefined : mainCode,
      services: further.length === 0 ? undefined : map(further),
      expose: opened.length === 0 ? undefined : map(opened.map(({ port, code }): Entry => ({ key: port, value: code }))),
      ...scaled.props,
    },
  };
}

function scaleOf(shelf: Shelf, object: SourceObject, kind: WorkloadKind, matchLabels: PlainMap, may: (one: SourceObject) => boolean): Companions {
  const name = nameOf(object);
  const autoscaler = shelf.open('autoscaling/v2', 'HorizontalPodAutoscaler').find((one) => may(one) && nameOf(one) === name
    && isSame(specOf(one)['scaleTargetRef'], { apiVersion: kind.apiVersion, kind: kind.kind, name }));
  const budget = shelf.open('policy/v1', 'PodDisruptionBudget').find((one) => may(one) && nameOf(one) === name && isSame(specOf(one)['selector'], { matchLabels }));
  return {
    objects: [...(autoscaler === undefined ? [] : [autoscaler]), ...(budget === undefined ? [] : [budget])],
    props: {
      ...(autoscaler === undefined ? {} : { replicas: map(autoscalerProps(specOf(autoscaler))) }),
      ...(budget === undefined ? {} : { disruptionBudget: map(budgetProps(specOf(budget))) }),
    },
  };
}
