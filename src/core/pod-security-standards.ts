import type {
  Container, LifecycleHandler, PodSecurityContext, PodSpec, Probe, SecurityContext, SELinuxOptions, Volume,
} from '../../generated/kubernetes';
import type { Path } from './json-pointer';

/**
 * A level of the Pod Security Standards that forbids something.
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export type PodSecurityLevel = 'baseline' | 'restricted';

/** Something that a level does not allow. */
export interface Violation {
  /** Where it stands. */
  readonly path: Path;
  /** What the level allows there. */
  readonly expected: string;
  readonly found: unknown;
}

/** What containers inherit from their pod. */
export type PodPart = Pick<PodSpec, 'securityContext' | 'hostNetwork' | 'hostPID' | 'hostIPC' | 'hostUsers' | 'os'>;

/** The newest version of the levels that differs from the one before. */
const newestVersion = 35;

/**
 * What a level refuses of a pod.
 * @param version the minor version of the level: 24 for `v1.24`; a level may stay as it was in an older release.
 * @default - the newest
 */
export function podSecurityViolations(level: PodSecurityLevel, spec: PodSpec, version = newestVersion): Violation[] {
  const found = podViolations(level, spec, version);
  (spec.volumes ?? []).forEach((volume, index) => found.push(...below(['volumes', index], volumeViolations(level, volume))));
  for (const list of ['initContainers', 'containers', 'ephemeralContainers'] as const) {
    (spec[list] ?? []).forEach((container, index) => {
      const context = contextViolations(level, container.securityContext ?? {}, spec, version);
      if (context.length > 0) found.push(...below([list, index, 'securityContext'], context));
      const others = containerViolations(container, version);
      if (others.length > 0) found.push(...below([list, index], others));
    });
  }
  return found;
}

/** How messages name a place: `capabilities.add[0]`. */
export function placeOf(path: Path): string {
  return path.map((key, index) => (typeof key === 'number' ? `[${key}]` : index === 0 ? key : `.${key}`)).join('');
}

/** What a pod itself does that the level does not allow: its namespaces and its security context. */
export function podViolations(level: PodSecurityLevel, pod: PodPart, version = newestVersion): Violation[] {
  const found: Violation[] = [];
  for (const field of ['hostNetwork', 'hostPID', 'hostIPC'] as const) {
    if (pod[field] === true) found.push({ path: [field], expected: 'false', found: true });
  }
  const context: PodSecurityContext = pod.securityContext ?? {};
  (context.sysctls ?? []).forEach(({ name }, index) => {
    if ((allowedSysctls.get(name) ?? Infinity) <= version) return;
    const allowed = [...allowedSysctls].filter(([, since]) => since <= version).map(([sysctl]) => sysctl);
    found.push({ path: ['securityContext', 'sysctls', index, 'name'], expected: `one of ${allowed.join(', ')}`, found: name });
  });
  found.push(...below(['securityContext'], sharedViolations(level, context, pod, version)));
  return found;
}

/** What a container's security context allows it, together with what it inherits from the pod, that the level does not allow. */
export function contextViolations(level: PodSecurityLevel, context: SecurityContext, pod: PodPart, version = newestVersion): Violation[] {
  const found = sharedViolations(level, context, pod, version);
  const relaxed = isRelaxed(pod, version);
  if (context.privileged === true) found.push({ path: ['privileged'], expected: 'false', found: true });
  if (context.procMount !== undefined && context.procMount !== 'Default' && (level === 'restricted' || !relaxed)) {
    found.push({ path: ['procMount'], expected: '"Default"', found: context.procMount });
  }
  if (level === 'baseline' || version < dropsCapabilities) found.push(...addedViolations(context, defaultCapabilities));
  if (level === 'baseline') return found;
  if (!isExempt(pod, version)) found.push(...restrictedViolations(context, pod, version));
  if (!relaxed && context.runAsNonRoot === undefined && pod.securityContext?.runAsNonRoot === undefined) {
    found.push({ path: ['runAsNonRoot'], expected: 'true', found: undefined });
  }
  return found;
}

/** What the level "restricted" wants of containers that Windows does not have. */
function restrictedViolations(context: SecurityContext, pod: PodPart, version: number): Violation[] {
  const found: Violation[] = [];
  if (version >= dropsCapabilities) {
    found.push(...addedViolations(context, bindCapability));
    if (context.capabilities?.drop?.includes('ALL') !== true) {
      found.push({ path: ['capabilities', 'drop'], expected: '["ALL"]', found: context.capabilities?.drop });
    }
  }
  if (version >= forbidsEscalation && context.allowPrivilegeEscalation !== false) {
    found.push({ path: ['allowPrivilegeEscalation'], expected: 'false', found: context.allowPrivilegeEscalation });
  }
  if (version >= readsSeccomp && context.seccompProfile === undefined && pod.securityContext?.seccompProfile === undefined) {
    found.push({ path: ['seccompProfile', 'type'], expected: '"RuntimeDefault" or "Localhost"', found: undefined });
  }
  return found;
}

/** Since when the levels ask for what they did not before. */
const forbidsEscalation = 8;
const readsSeccomp = 19;
const dropsCapabilities = 22;
const forbidsRootUser = 23;
const exemptsWindows = 25;
const acceptsContainerEngines = 31;
const forbidsProbeHosts = 34;
const acceptsUserNamespaces = 35;

function isExempt(pod: PodPart, version: number): boolean {
  return version >= exemptsWindows && pod.os?.name === 'windows';
}

/** In a user namespace of its own, root of the pod is nobody on the node. */
function isRelaxed(pod: PodPart, version: number): boolean {
  return version >= acceptsUserNamespaces && pod.hostUsers === false;
}

/** What a container does outside of its security context that no level allows: ports of the node, probes of other hosts. */
export function containerViolations(
  { ports, livenessProbe, readinessProbe, startupProbe, lifecycle }: Container, version = newestVersion,
): Violation[] {
  const hostPorts = (ports ?? []).flatMap(({ hostPort }, index) =>
    (hostPort ? [{ path: ['ports', index, 'hostPort'], expected: 'left out', found: hostPort }] : []));
  if (version < forbidsProbeHosts) return hostPorts;
  return [
    ...hostPorts,
    ...hostViolations(['livenessProbe'], livenessProbe),
    ...hostViolations(['readinessProbe'], readinessProbe),
    ...hostViolations(['startupProbe'], startupProbe),
    ...hostViolations(['lifecycle', 'postStart'], lifecycle?.postStart),
    ...hostViolations(['lifecycle', 'preStop'], lifecycle?.preStop),
  ];
}

/** A volume of a kind that the level does not allow. */
export function volumeViolations(level: PodSecurityLevel, volume: Volume): Violation[] {
  const kind = Object.keys(volume).find((field) => field !== 'name' && volume[field as keyof Volume] !== undefined);
  const allowed = level === 'baseline' ? kind !== 'hostPath' : kind === undefined || restrictedVolumes.has(kind);
  if (kind === undefined || allowed) return [];
  return [{ path: [kind], expected: level === 'baseline' ? 'another kind of volume' : `one of ${[...restrictedVolumes].join(', ')}`, found: kind }];
}

/** With the minor version since which each is allowed. */
const allowedSysctls: ReadonlyMap<string, number> = new Map([
  ['kernel.shm_rmid_forced', 0], ['net.ipv4.ip_local_port_range', 0], ['net.ipv4.ip_local_reserved_ports', 27],
  ['net.ipv4.ip_unprivileged_port_start', 0], ['net.ipv4.ping_group_range', 0], ['net.ipv4.tcp_fin_timeout', 29],
  ['net.ipv4.tcp_keepalive_intvl', 29], ['net.ipv4.tcp_keepalive_probes', 29], ['net.ipv4.tcp_keepalive_time', 29],
  ['net.ipv4.tcp_rmem', 32], ['net.ipv4.tcp_syncookies', 0], ['net.ipv4.tcp_wmem', 32],
]);
const defaultCapabilities: ReadonlySet<string> = new Set([
  'AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD', 'NET_BIND_SERVICE', 'SETFCAP', 'SETGID', 'SETPCAP', 'SETUID',
  'SYS_CHROOT',
]);
const bindCapability: ReadonlySet<string> = new Set(['NET_BIND_SERVICE']);
const restrictedVolumes: ReadonlySet<string> = new Set([
  'configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'image', 'persistentVolumeClaim', 'projected', 'secret',
]);
const engineType = 'container_engine_t';
const seLinuxTypes: ReadonlySet<string> = new Set(['', 'container_t', 'container_init_t', 'container_kvm_t', engineType]);

/** What a pod and a container can both say. */
function sharedViolations(level: PodSecurityLevel, context: PodSecurityContext & SecurityContext, pod: PodPart, version: number): Violation[] {
  const found: Violation[] = [];
  const { seccompProfile, appArmorProfile, windowsOptions, runAsNonRoot, runAsUser } = context;
  const checksSeccomp = version >= readsSeccomp && (level === 'baseline' || !isExempt(pod, version));
  if (checksSeccomp && seccompProfile?.type === 'Unconfined') {
    found.push({ path: ['seccompProfile', 'type'], expected: '"RuntimeDefault" or "Localhost"', found: 'Unconfined' });
  }
  if (appArmorProfile?.type === 'Unconfined') {
    found.push({ path: ['appArmorProfile', 'type'], expected: '"RuntimeDefault" or "Localhost"', found: 'Unconfined' });
  }
  if (windowsOptions?.hostProcess === true) found.push({ path: ['windowsOptions', 'hostProcess'], expected: 'false', found: true });
  if (context.seLinuxOptions !== undefined) found.push(...below(['seLinuxOptions'], seLinuxViolations(context.seLinuxOptions, version)));
  if (level === 'baseline' || isRelaxed(pod, version)) return found;
  if (runAsNonRoot === false) found.push({ path: ['runAsNonRoot'], expected: 'true', found: false });
  if (runAsUser === 0 && version >= forbidsRootUser) found.push({ path: ['runAsUser'], expected: 'another user than 0 (root)', found: 0 });
  return found;
}

function seLinuxViolations({ type = '', user, role }: SELinuxOptions, version: number): Violation[] {
  const found: Violation[] = [];
  const isAllowed = (word: string): boolean => seLinuxTypes.has(word) && (word !== engineType || version >= acceptsContainerEngines);
  if (!isAllowed(type)) {
    found.push({ path: ['type'], expected: `one of ${[...seLinuxTypes].filter((word) => word !== '' && isAllowed(word)).join(', ')}`, found: type });
  }
  if (user !== undefined && user !== '') found.push({ path: ['user'], expected: 'left out', found: user });
  if (role !== undefined && role !== '') found.push({ path: ['role'], expected: 'left out', found: role });
  return found;
}

function addedViolations({ capabilities }: SecurityContext, allowed: ReadonlySet<string>): Violation[] {
  return (capabilities?.add ?? []).flatMap((name, index) =>
    (allowed.has(name) ? [] : [{ path: ['capabilities', 'add', index], expected: `one of ${[...allowed].join(', ')}`, found: name }]));
}

function hostViolations(path: Path, handler: Probe | LifecycleHandler | undefined): Violation[] {
  return (['httpGet', 'tcpSocket'] as const).flatMap((kind) => {
    const host = handler?.[kind]?.host ?? '';
    return host === '' ? [] : [{ path: [...path, kind, 'host'], expected: 'left out', found: host }];
  });
}

function below(path: Path, violations: readonly Violation[]): Violation[] {
  return violations.map((violation) => ({ ...violation, path: [...path, ...violation.path] }));
}
