import type {
  AppArmorProfile, Capabilities, PodSecurityContext, SeccompProfile, SecurityContext, SELinuxOptions, WindowsSecurityContextOptions,
} from '../../generated/kubernetes';
import { checkBoolean, checkFields, checkInteger, checkMap, checkOneOf, checkText, type PlainMap } from '../core/checks';
import type { Problems } from '../core/problems';
import { type Check, itemsOf } from '../core/read-field';
import { normalizeCapabilities } from './capabilities';
import { hasBackstep, type PodOs } from './paths';
import { normalizeSysctls, type SysctlsInput } from './sysctls';
import { normalizeWindowsOptions } from './windows-options';

/** Fields that a pod's security context shares with that of a container, where the container's own value wins. */
export interface SharedSecurityContextProps {
  /** User that processes run as, 0-2147483647. @default - as the image says */
  readonly runAsUser?: number | undefined;
  /** Group that processes run as, 0-2147483647. @default - as the image says */
  readonly runAsGroup?: number | undefined;
  /** Whether the kubelet refuses to run a process as root. @default - true with the profile `restricted`, otherwise not asked for */
  readonly runAsNonRoot?: boolean | undefined;
  /**
   * System calls that are allowed. @default - `{ type: 'RuntimeDefault' }`, unless the profile is `none` or the pod is for Windows
   * @see https://kubernetes.io/docs/tutorials/security/seccomp/
   */
  readonly seccompProfile?: SeccompProfile | undefined;
  /** AppArmor profile. @default - the runtime's @see https://kubernetes.io/docs/tutorials/security/apparmor/ */
  readonly appArmorProfile?: AppArmorProfile | undefined;
  /** SELinux label. @default - chosen by the runtime */
  readonly seLinuxOptions?: SELinuxOptions | undefined;
  /** Windows options. @default - none */
  readonly windowsOptions?: WindowsSecurityContextOptions | undefined;
}

/**
 * Security context of a pod: what holds for all of its containers and its volumes.
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
 */
export interface PodSecurityContextProps extends SharedSecurityContextProps {
  /** Group that owns the files of volumes, 0-2147483647. @default - files keep their group */
  readonly fsGroup?: number | undefined;
  /** When the kubelet changes the group of files: at each mount, or only where the volume's root differs. @default 'Always' */
  readonly fsGroupChangePolicy?: 'Always' | 'OnRootMismatch' | undefined;
  /** Further groups of the processes, 0-2147483647 each. @default - none */
  readonly supplementalGroups?: readonly number[] | undefined;
  /** Whether the groups that the image gives its user are kept as well. @default 'Merge' */
  readonly supplementalGroupsPolicy?: 'Merge' | 'Strict' | undefined;
  /** How volumes get their SELinux label. @default 'MountOption' where the volume supports it */
  readonly seLinuxChangePolicy?: 'Recursive' | 'MountOption' | undefined;
  /**
   * Kernel parameters of the pod: `{ 'net.core.somaxconn': '1024' }`, or Kubernetes' own list. @default - none
   * @see https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/
   */
  readonly sysctls?: SysctlsInput | undefined;
}

/**
 * Security context of one container.
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
 */
export interface ContainerSecurityContextProps extends SharedSecurityContextProps {
  /**
   * Whether a process may gain more privileges than its parent.
   * @default - false; left open for a privileged container and one with the capability SYS_ADMIN, where the API server refuses false
   */
  readonly allowPrivilegeEscalation?: boolean | undefined;
  /** Whether the container has all the rights of a process of the node. @default false */
  readonly privileged?: boolean | undefined;
  /** Whether the container's own file system is read-only. @default false */
  readonly readOnlyRootFilesystem?: boolean | undefined;
  /** Linux capabilities, without the prefix `CAP_`; `ALL` for all of them. @default - the runtime's; with the profile `restricted` all are dropped */
  readonly capabilities?: Capabilities | undefined;
  /** Whether `/proc` is masked as usual. `Unmasked` needs `hostUsers: false`. @default 'Default' */
  readonly procMount?: 'Default' | 'Unmasked' | undefined;
}

/** Brings the value of one field into Kubernetes' own shape; what is wrong is reported, and then there is none. */
type Normalize = (problems: Problems, value: unknown) => unknown;

const maxId = 2_147_483_647;
const maxAppArmorProfile = 4095;
const profileFields: ReadonlySet<string> = new Set(['type', 'localhostProfile']);
const profileTypes = ['RuntimeDefault', 'Localhost', 'Unconfined'] as const;
const seLinuxFields: ReadonlySet<string> = new Set(['level', 'role', 'type', 'user']);

const id = accepted(isId);
const boolean = accepted(checkBoolean);

const shared: { readonly [F in keyof Required<SharedSecurityContextProps>]: Normalize } = {
  runAsUser: id,
  runAsGroup: id,
  runAsNonRoot: boolean,
  seccompProfile: accepted(isSeccompProfile),
  appArmorProfile: accepted(isAppArmorProfile),
  seLinuxOptions: accepted(isSeLinuxOptions),
  windowsOptions: normalizeWindowsOptions,
};

const podFields: { readonly [F in keyof Required<PodSecurityContextProps>]: Normalize } = {
  ...shared,
  fsGroup: id,
  fsGroupChangePolicy: oneOf('Always', 'OnRootMismatch'),
  supplementalGroups: (problems, value) => itemsOf(problems, value).flatMap(([group, at]) => (isId(at, group) ? [group] : [])),
  supplementalGroupsPolicy: oneOf('Merge', 'Strict'),
  seLinuxChangePolicy: oneOf('Recursive', 'MountOption'),
  sysctls: (problems, value) => normalizeSysctls(value, problems),
};

const containerFields: { readonly [F in keyof Required<ContainerSecurityContextProps>]: Normalize } = {
  ...shared,
  allowPrivilegeEscalation: boolean,
  privileged: boolean,
  readOnlyRootFilesystem: boolean,
  capabilities: normalizeCapabilities,
  procMount: oneOf('Default', 'Unmasked'),
};

/** What a definition says of a security context, and where it says it. */
export interface GivenFields {
  readonly values: PlainMap;
  /** Where the value of a field stands; for a field that is not given, the place of the whole. */
  readonly at: (field: string) => Problems;
}

/** The pod's security context without what the API server refuses, which is reported. */
export function normalizePodContext(given: GivenFields, os: PodOs | undefined): PodSecurityContext {
  return normalizeFields(given, podFields, os);
}

/** A container's security context without what the API server refuses, which is reported. */
export function normalizeContainerContext(given: GivenFields, os: PodOs | undefined): SecurityContext {
  return normalizeFields(given, containerFields, os);
}

/** Names of the fields of a pod's security context. */
export const podContextFields: ReadonlySet<string> = new Set(Object.keys(podFields));

/** Names of the fields of a container's security context. */
export const containerContextFields: ReadonlySet<string> = new Set(Object.keys(containerFields));

function normalizeFields({ values, at }: GivenFields, fields: { readonly [field: string]: Normalize }, os: PodOs | undefined): object {
  const context: { [field: string]: unknown } = {};
  for (const field of Object.keys(fields)) {
    const value = values[field];
    if (value === undefined) continue;
    if (!fitsOs(field, os)) at(field).report('pod/wrong-os', { field, os: os! });
    else {
      const normal = fields[field]!(at(field), value);
      if (normal !== undefined) context[field] = normal;
    }
  }
  return context;
}

function fitsOs(field: string, os: PodOs | undefined): boolean {
  if (os === 'windows') return field === 'runAsNonRoot' || field === 'windowsOptions';
  return os === undefined || field !== 'windowsOptions';
}

function accepted<T>(check: Check<T>): Normalize {
  return (problems, value) => (check(problems, value) ? value : undefined);
}

function oneOf(...words: readonly string[]): Normalize {
  return (problems, value) => (checkOneOf(problems, value, words) ? value : undefined);
}

function isId(problems: Problems, value: unknown): value is number {
  return checkInteger(problems, value, 0, maxId);
}

function isSeccompProfile(problems: Problems, value: unknown): value is SeccompProfile {
  return isProfile(problems, value, (at, path) => {
    if (!checkText(at, path, 'the path of a profile')) return;
    if (path.startsWith('/') || hasBackstep(path)) {
      at.report('value/wrong-type', { expected: 'a path below the folder of the kubelet, relative and without ".."', found: path });
    }
  });
}

function isAppArmorProfile(problems: Problems, value: unknown): value is AppArmorProfile {
  return isProfile(problems, value, (at, name) => {
    if (!checkText(at, name, 'the name of a profile')) return;
    if (name !== name.trim() || name.length > maxAppArmorProfile) {
      at.report('value/wrong-type', { expected: `a name of at most ${maxAppArmorProfile} characters without space around it`, found: name });
    }
  });
}

function isProfile(problems: Problems, value: unknown, checkLocal: (problems: Problems, value: unknown) => void): boolean {
  if (!checkMap(problems, value, 'a profile, such as { type: "RuntimeDefault" }')) return false;
  checkFields(problems, value, profileFields);
  const { type, localhostProfile } = value;
  if (!checkOneOf(problems.at('type'), type, profileTypes)) return false;
  const at = problems.at('localhostProfile');
  if (type === 'Localhost') checkLocal(at, localhostProfile);
  else if (localhostProfile !== undefined) at.report('value/needs-other', { field: 'localhostProfile', needs: 'type: "Localhost"' });
  return true;
}

function isSeLinuxOptions(problems: Problems, value: unknown): value is SELinuxOptions {
  if (!checkMap(problems, value, 'a map with level, role, type and user')) return false;
  checkFields(problems, value, seLinuxFields);
  return Object.keys(value).every((field) => {
    const text = value[field];
    if (text === undefined || typeof text === 'string') return true;
    problems.at(field).report('value/wrong-type', { expected: 'a text', found: text });
    return false;
  });
}
