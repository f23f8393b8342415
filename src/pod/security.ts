import type { Capabilities, Container, PodSecurityContext, PodSpec, SecurityContext } from '../../generated/kubernetes';
import { checkBoolean, checkFields, checkMap, checkOneOf, isPlainMap, type PlainMap } from '../core/checks';
import type { Problems } from '../core/problems';
import { readField } from '../core/read-field';
import { alternatives } from '../core/show';
import type { Writable } from '../core/writable';
import { administratorCapability } from './capabilities';
import type { PodOs } from './paths';
import { contextViolations, placeOf, type PodPart, type PodSecurityLevel, podViolations } from '../core/pod-security-standards';
import {
  containerContextFields, type ContainerSecurityContextProps, type GivenFields, normalizeContainerContext, normalizePodContext, podContextFields,
  type PodSecurityContextProps,
} from './security-context';
import { sysctlNamespace } from './sysctls';

/**
 * How much a pod is confined:
 * - `default`: the runtime's own filter of system calls, no privilege escalation, no service account token. Runs the images people use.
 * - `baseline`: the same, and what the Pod Security level "baseline" does not allow is reported.
 * - `restricted`: as well no root user and no capabilities; what the Pod Security level "restricted" does not allow is reported.
 * - `none`: nothing is set and nothing is reported.
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export type SecurityProfile = 'default' | 'baseline' | 'restricted' | 'none';

/**
 * How a pod is confined.
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export interface SecurityProps extends Pick<PodSecurityContextProps, 'runAsUser' | 'runAsGroup' | 'runAsNonRoot' | 'fsGroup' | 'supplementalGroups'> {
  /** What is set unless said otherwise, and what is reported. It holds for all containers. @default 'default' */
  readonly profile?: SecurityProfile | undefined;
  /** Security context of the pod; the fields that are used most can stand beside it. @default - as the profile says */
  readonly pod?: PodSecurityContextProps | undefined;
  /** Security context of the main container; other containers have a `security` of their own. @default - as the profile says */
  readonly container?: ContainerSecurityContextProps | undefined;
  /** Whether the main container has all the rights of a process of the node. @default false */
  readonly privileged?: boolean | undefined;
  /** Whether the main container's own file system is read-only. @default false */
  readonly readOnlyRootFilesystem?: boolean | undefined;
  /** Linux capabilities of the main container, without the prefix `CAP_`. @default - the runtime's; with the profile `restricted` all are dropped */
  readonly capabilities?: Capabilities | undefined;
  /** Whether the pod uses the network of its node. @default false */
  readonly hostNetwork?: boolean | undefined;
  /** Whether the pod sees the processes of its node. @default false */
  readonly hostPID?: boolean | undefined;
  /** Whether the pod shares memory and semaphores with its node. @default false */
  readonly hostIPC?: boolean | undefined;
  /**
   * Whether users in the pod are users of the node; `false` gives the pod a user namespace of its own.
   * @default true
   * @see https://kubernetes.io/docs/concepts/workloads/pods/user-namespaces/
   */
  readonly hostUsers?: boolean | undefined;
  /**
   * Whether the pod gets a token of its service account.
   * @default - only where the service account has been granted something; with the profile `none` as the service account says
   * @see https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#opt-out-of-api-credential-automounting
   */
  readonly automountServiceAccountToken?: boolean | undefined;
}

/** How a pod is confined: a profile, or a profile and what differs from it. */
export type SecurityInput = SecurityProfile | SecurityProps;

/** How one container is confined. */
export interface ContainerSecurityProps extends ContainerSecurityContextProps {
  /** What is set unless said otherwise. @default - that of the pod */
  readonly profile?: SecurityProfile | undefined;
}

/** How one container is confined: a profile, or what differs from the pod's. */
export type ContainerSecurityInput = SecurityProfile | ContainerSecurityProps;

/** What security needs to know of the pod. */
export interface SecurityContextOf {
  /** Operating system of the images. @default - not said, treated as Linux */
  readonly os?: PodOs | undefined;
}

/** A container's security after normalization. */
export interface ContainerSecurityModel {
  /** As in `spec.containers[].securityContext`; absent when there is nothing to say. */
  readonly context?: SecurityContext | undefined;
}

/** A pod's security after normalization. */
export interface PodSecurityModel extends Switches {
  readonly profile: SecurityProfile;
  readonly os?: PodOs | undefined;
  /** As in `spec.securityContext`; absent when there is nothing to say. */
  readonly context?: PodSecurityContext | undefined;
  /** The main container. */
  readonly main: ContainerSecurityModel;
}

type Switches = Pick<PodSpec, 'hostNetwork' | 'hostPID' | 'hostIPC' | 'hostUsers' | 'automountServiceAccountToken'>;
type PodSecurity = Omit<PodSecurityModel, 'main'>;

/** Fields of a pod that come from security. */
export type PodSecurityFields = Switches & Pick<PodSpec, 'securityContext'>;

const profiles: readonly SecurityProfile[] = ['default', 'baseline', 'restricted', 'none'];
const podShort: readonly string[] = ['runAsUser', 'runAsGroup', 'runAsNonRoot', 'fsGroup', 'supplementalGroups'];
const containerShort: readonly string[] = ['privileged', 'readOnlyRootFilesystem', 'capabilities'];
const switches = ['hostNetwork', 'hostPID', 'hostIPC', 'hostUsers', 'automountServiceAccountToken'] as const;
const podFields: ReadonlySet<string> = new Set(['profile', 'pod', 'container', ...podShort, ...containerShort, ...switches]);
const containerFields: ReadonlySet<string> = new Set(['profile', ...containerContextFields]);
const runtimeDefault = { type: 'RuntimeDefault' } as const;

/** What became of a profile of which nothing more was said, by operating system and profile; only where all was well. */
const plainModels = new Map<string, PodSecurityModel>();

/** Reports what the API server and the profile refuse. `problems` is at the path of `security`. */
export function normalizePodSecurity(input: SecurityInput | undefined, problems: Problems, context: SecurityContextOf = {}): PodSecurityModel {
  if (input !== undefined && typeof input !== 'string') return readPodSecurity(input, problems, context);
  const key = `${context.os} ${input}`;
  const known = plainModels.get(key);
  if (known !== undefined) return known;
  const before = problems.reported.length;
  const model = readPodSecurity(input, problems, context);
  if (problems.reported.length === before) plainModels.set(key, model);
  return model;
}

function readPodSecurity(input: SecurityInput | undefined, problems: Problems, { os }: SecurityContextOf): PodSecurityModel {
  const props = propsOf(input, problems, podFields);
  const profile = profileOf(input, problems, 'default');
  const given = givenFields(props, 'pod', podShort, podContextFields, problems);
  const context: PodSecurityContext = { ...podDefaults(profile, os), ...normalizePodContext(given, os) };
  const pod: PodSecurity = { ...normalizeSwitches(props, os, problems), profile, os, context: filled(context) };
  checkSysctls(pod, given);
  const level = levelOf(profile);
  for (const { path, ...facts } of level === undefined ? [] : podViolations(level, podPart(pod))) {
    const inContext = path[0] === 'securityContext';
    const at = inContext ? given.at(String(path[1])) : problems.along(path);
    at.report('security/profile', { profile, place: placeOf(inContext ? path.slice(1) : path), ...facts });
  }
  const main = givenFields(props, 'container', containerShort, containerContextFields, problems);
  return { ...pod, main: normalizeContainer(main, profile, pod, given) };
}

/**
 * Reports what the API server, the container's own profile and that of the pod refuse. `problems` is at the path of the
 * container's `security`. For any container but the main one, which has its model in `pod.main`.
 */
export function normalizeContainerSecurity(
  input: ContainerSecurityInput | undefined, problems: Problems, pod: PodSecurityModel,
): ContainerSecurityModel {
  const values = propsOf(input, problems, containerFields);
  const given: GivenFields = { values, at: (field) => (values[field] === undefined ? problems : problems.at(field)) };
  return normalizeContainer(given, profileOf(input, problems, pod.profile), pod);
}

/** @param podGiven what the pod says; only for the main container, which reports what concerns all that inherit it */
function normalizeContainer(given: GivenFields, profile: SecurityProfile, pod: PodSecurity, podGiven?: GivenFields): ContainerSecurityModel {
  const own = normalizeContainerContext(given, pod.os);
  const context: SecurityContext = { ...containerDefaults(profile, own, pod), ...own, ...restrictedCapabilities(profile, own, pod.os) };
  checkContainer(given, context, pod);
  const level = levelOf(profile, pod.profile);
  for (const { path, ...facts } of level === undefined ? [] : contextViolations(level, context, podPart(pod))) {
    given.at(String(path[0])).report('security/profile', { profile: level!, place: placeOf(path), ...facts });
  }
  if (level !== 'restricted' || pod.hostUsers === false) checkRootUser(given, context, pod, podGiven);
  return { context: filled(context) };
}

/** The level of the Pod Security Standards that the strictest of several profiles asks for. */
function levelOf(...given: readonly SecurityProfile[]): PodSecurityLevel | undefined {
  if (given.includes('restricted')) return 'restricted';
  return given.includes('baseline') ? 'baseline' : undefined;
}

function propsOf(input: unknown, problems: Problems, fields: ReadonlySet<string>): PlainMap {
  if (input === undefined || typeof input === 'string') return {};
  if (!checkMap(problems, input, `a profile (${alternatives(profiles)}) or a map`)) return {};
  checkFields(problems, input, fields);
  return input;
}

function profileOf(input: unknown, problems: Problems, fallback: SecurityProfile): SecurityProfile {
  const [profile, at] = isPlainMap(input) ? [input['profile'], problems.at('profile')] : [typeof input === 'string' ? input : undefined, problems];
  return profile !== undefined && checkOneOf(at, profile, profiles) ? profile : fallback;
}

/** What stands in a group of fields, and the fields of the group that may stand beside it. */
function givenFields(
  props: PlainMap, group: 'pod' | 'container', short: readonly string[], fields: ReadonlySet<string>, problems: Problems,
): GivenFields {
  const grouped = props[group];
  let values: { [field: string]: unknown } = {};
  if (grouped !== undefined && checkMap(problems.at(group), grouped)) {
    checkFields(problems.at(group), grouped, fields);
    values = { ...grouped };
  }
  for (const field of short) {
    if (props[field] === undefined) continue;
    if (values[field] !== undefined) problems.at(field).report('value/exclusive', { fields: [field, `${group}.${field}`] });
    values[field] = props[field];
  }
  return {
    values,
    at: (field) => {
      if (values[field] === undefined) return problems;
      return short.includes(field) && props[field] !== undefined ? problems.at(field) : problems.at(group, field);
    },
  };
}

function normalizeSwitches(props: PlainMap, os: PodOs | undefined, problems: Problems): Switches {
  const given: { [field: string]: boolean } = {};
  for (const field of switches) {
    const value = readField(problems, props, field, checkBoolean);
    if (value === undefined) continue;
    if (os === 'windows' && (field === 'hostUsers' || (value && (field === 'hostPID' || field === 'hostIPC')))) {
      problems.at(field).report('pod/wrong-os', { field, os });
    } else given[field] = value;
  }
  if (given['hostUsers'] === false) {
    for (const field of ['hostNetwork', 'hostPID', 'hostIPC']) {
      if (given[field] !== true) continue;
      problems.at(field).report('pod/conflict', { field, with: 'hostUsers: false', why: 'a pod with users of its own cannot use the namespaces of the node' });
    }
  }
  return given;
}

function podDefaults(profile: SecurityProfile, os: PodOs | undefined): PodSecurityContext {
  return {
    ...(profile === 'restricted' ? { runAsNonRoot: true } : undefined),
    ...(profile === 'none' || os === 'windows' ? undefined : { seccompProfile: runtimeDefault }),
  };
}

function containerDefaults(profile: SecurityProfile, own: SecurityContext, pod: PodSecurity): SecurityContext {
  if (profile === 'none') return {};
  // A container of the pod's own profile inherits the rest.
  const other = profile !== pod.profile;
  const seccomp = pod.context?.seccompProfile?.type;
  const unfiltered = seccomp === undefined || (seccomp === 'Unconfined' && levelOf(profile) !== undefined);
  return {
    ...(pod.os === 'windows' || escalates(own) ? undefined : { allowPrivilegeEscalation: false }),
    ...(other && profile === 'restricted' && pod.context?.runAsNonRoot !== true ? { runAsNonRoot: true } : undefined),
    ...(other && unfiltered && pod.os !== 'windows' ? { seccompProfile: runtimeDefault } : undefined),
  };
}

function escalates({ privileged, capabilities }: SecurityContext): boolean {
  return privileged === true || administratorCapability(capabilities) !== undefined;
}

function restrictedCapabilities(profile: SecurityProfile, { capabilities }: SecurityContext, os: PodOs | undefined): SecurityContext {
  if (profile !== 'restricted' || os === 'windows' || capabilities?.drop?.includes('ALL') === true) return {};
  return { capabilities: { ...capabilities, drop: [...capabilities?.drop ?? [], 'ALL'] } };
}

function checkSysctls(pod: PodSecurity, given: GivenFields): void {
  for (const { name } of pod.context?.sysctls ?? []) {
    const namespace = sysctlNamespace(name);
    if (namespace === undefined || pod[namespace] !== true) continue;
    given.at('sysctls').report('pod/conflict', { field: name, with: `${namespace}: true`, why: 'it would change the node itself' });
  }
}

function checkContainer(given: GivenFields, context: SecurityContext, pod: PodSecurity): void {
  if (context.procMount === 'Unmasked' && pod.hostUsers !== false) {
    given.at('procMount').report('value/needs-other', { field: "procMount: 'Unmasked'", needs: 'hostUsers: false' });
  }
  if (context.allowPrivilegeEscalation !== false) return;
  const at = given.at('allowPrivilegeEscalation');
  if (context.privileged === true) at.report('security/escalation', { because: 'privileged: true' });
  if (context.capabilities?.add?.includes('CAP_SYS_ADMIN') === true) at.report('security/escalation', { because: 'the capability CAP_SYS_ADMIN' });
}

function checkRootUser(given: GivenFields, context: SecurityContext, pod: PodSecurity, podGiven: GivenFields | undefined): void {
  const user = context.runAsUser ?? pod.context?.runAsUser;
  const nonRoot = context.runAsNonRoot ?? pod.context?.runAsNonRoot;
  if (user !== 0 || nonRoot !== true) return;
  const own = (['runAsUser', 'runAsNonRoot'] as const).find((field) => context[field] !== undefined);
  const at = own === undefined ? podGiven?.at('runAsUser') : given.at(own);
  at?.report('security/root-user', { field: context.runAsUser === undefined ? 'runAsUser of the pod' : 'runAsUser' });
}

function podPart({ context, os, hostNetwork, hostPID, hostIPC, hostUsers }: PodSecurity): PodPart {
  return { securityContext: context, hostNetwork, hostPID, hostIPC, hostUsers, os: os === undefined ? undefined : { name: os } };
}

function filled<T extends object>(context: T): T | undefined {
  return Object.keys(context).length === 0 ? undefined : context;
}

/**
 * The fields of the pod.
 * @param needsToken whether the pod's service account has been granted something, so that its token is of use
 */
export function podSecurityFields(model: PodSecurityModel, needsToken = false): PodSecurityFields {
  const { profile, context, hostNetwork, hostPID, hostIPC, hostUsers } = model;
  const token = model.automountServiceAccountToken ?? (profile === 'none' ? undefined : needsToken);
  const fields: Writable<PodSecurityFields> = {};
  if (token !== undefined) fields.automountServiceAccountToken = token;
  if (hostNetwork !== undefined) fields.hostNetwork = hostNetwork;
  if (hostPID !== undefined) fields.hostPID = hostPID;
  if (hostIPC !== undefined) fields.hostIPC = hostIPC;
  if (hostUsers !== undefined) fields.hostUsers = hostUsers;
  if (context !== undefined) fields.securityContext = context;
  return fields;
}

/** The field of a container. */
export function containerSecurityFields(model: ContainerSecurityModel): Pick<Container, 'securityContext'> {
  return model.context === undefined ? {} : { securityContext: model.context };
}
