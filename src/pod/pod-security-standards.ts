import type {
  Container, LifecycleHandler, PodSecurityContext, PodSpec, Probe, SecurityContext, SELinuxOptions, Volume,
} from '../../generated/kubernetes';
import type { Path } from '../core/json-pointer';

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

/** The levels as Kubernetes 1.36 has them: user namespaces relax some checks from 1.35 on, hosts of probes are checked from 1.34 on. */
export function podSecurityViolations(level: PodSecurityLevel, spec: PodSpec): Violation[] {
  return [
    ...podViolations(level, spec),
    ...(spec.volumes ?? []).flatMap((volume, index) => below(['volumes', index], volumeViolations(level, volume))),
    ...(['initContainers', 'containers', 'ephemeralContainers'] as const).flatMap((list) =>
      (spec[list] ?? []).flatMap((container, index) => below([list, index], [
        ...below(['securityContext'], contextViolations(level, container.securityContext ?? {}, spec)),
        ...containerViolations(container),
      ]))),
  ];
}

/** How messages name a place: `capabilities.add[0]`. */
export function placeOf(path: Path): string {
  return path.map((key, index) => (typeof key === 'number' ? `[${key}]` : index === 0 ? key : `.${key}`)).join('');
}

/** What a pod itself does that the level does not allow: its namespaces and its security context. */
export function podViolations(level: PodSecurityLevel, pod: PodPart): Violation[] {
  const found: Violation[] = [];
  for (const field of ['hostNetwork', 'hostPID', 'hostIPC'] as const) {
    if (pod[field] === true) found.push({ path: [field], expected: 'false', found: true });
  }
  const context: PodSecurityContext = pod.securityContext ?? {};
  (context.sysctls ?? []).forEach(({ name }, index) => {
    if (!allowedSysctls.has(name)) found.push({ path: ['securityContext', 'sysctls', index, 'name'], expected: `one of ${[...allowedSysctls].join(', ')}`, found: name });
  });
  found.push(...below(['securityContext'], sharedViolations(level, context, pod)));
  return found;
}

/** What a container's security context allows it, together with what it inherits from the pod, that the level does not allow. */
export function contextViolations(level: PodSecurityLevel, context: SecurityContext, pod: PodPart): Violation[] {
  const found = sharedViolations(level, context, pod);
  if (context.privileged === true) found.push({ path: ['privileged'], expected: 'false', found: true });
  if (context.procMount !== undefined && context.procMount !== 'Default' && (level === 'restricted' || pod.hostUsers !== false)) {
    found.push({ path: ['procMount'], expected: '"Default"', found: context.procMount });
  }
  if (level === 'baseline') return [...found, ...addedViolations(context, defaultCapabilities)];
  if (pod.os?.name !== 'windows') {
    found.push(...addedViolations(context, bindCapability));
    if (context.capabilities?.drop?.includes('ALL') !== true) {
      found.push({ path: ['capabilities', 'drop'], expected: '["ALL"]', found: context.capabilities?.drop });
    }
    if (context.allowPrivilegeEscalation !== false) {
      found.push({ path: ['allowPrivilegeEscalation'], expected: 'false', found: context.allowPrivilegeEscalation });
    }
    if (context.seccompProfile === undefined && pod.securityContext?.seccompProfile === undefined) {
      found.push({ path: ['seccompProfile', 'type'], expected: '"RuntimeDefault" or "Localhost"', found: undefined });
    }
  }
  if (pod.hostUsers !== false && context.runAsNonRoot === undefined && pod.securityContext?.runAsNonRoot === undefined) {
    found.push({ path: ['runAsNonRoot'], expected: 'true', found: undefined });
  }
  return found;
}

/** What a container does outside of its security context that no level allows: ports of the node, probes of other hosts. */
export function containerViolations({ ports = [], livenessProbe, readinessProbe, startupProbe, lifecycle }: Container): Violation[] {
  return [
    ...ports.flatMap(({ hostPort = 0 }, index) => (hostPort === 0 ? [] : [{ path: ['ports', index, 'hostPort'], expected: 'left out', found: hostPort }])),
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

const allowedSysctls: ReadonlySet<string> = new Set([
  'kernel.shm_rmid_forced', 'net.ipv4.ip_local_port_range', 'net.ipv4.ip_local_reserved_ports', 'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.ping_group_range', 'net.ipv4.tcp_fin_timeout', 'net.ipv4.tcp_keepalive_intvl', 'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_keepalive_time', 'net.ipv4.tcp_rmem', 'net.ipv4.tcp_syncookies', 'net.ipv4.tcp_wmem',
]);
const defaultCapabilities: ReadonlySet<string> = new Set([
  'AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD', 'NET_BIND_SERVICE', 'SETFCAP', 'SETGID', 'SETPCAP', 'SETUID',
  'SYS_CHROOT',
]);
const bindCapability: ReadonlySet<string> = new Set(['NET_BIND_SERVICE']);
const restrictedVolumes: ReadonlySet<string> = new Set([
  'configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'image', 'persistentVolumeClaim', 'projected', 'secret',
]);
const seLinuxTypes: ReadonlySet<string> = new Set(['', 'container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t']);

/** What a pod and a container can both say. */
function sharedViolations(level: PodSecurityLevel, context: PodSecurityContext & SecurityContext, pod: PodPart): Violation[] {
  const found: Violation[] = [];
  const { seccompProfile, appArmorProfile, windowsOptions, runAsNonRoot, runAsUser } = context;
  const checksSeccomp = level === 'baseline' || pod.os?.name !== 'windows';
  if (checksSeccomp && seccompProfile?.type === 'Unconfined') {
    found.push({ path: ['seccompProfile', 'type'], expected: '"RuntimeDefault" or "Localhost"', found: 'Unconfined' });
  }
  if (appArmorProfile?.type === 'Unconfined') {
    found.push({ path: ['appArmorProfile', 'type'], expected: '"RuntimeDefault" or "Localhost"', found: 'Unconfined' });
  }
  if (windowsOptions?.hostProcess === true) found.push({ path: ['windowsOptions', 'hostProcess'], expected: 'false', found: true });
  if (context.seLinuxOptions !== undefined) found.push(...below(['seLinuxOptions'], seLinuxViolations(context.seLinuxOptions)));
  if (level === 'baseline' || pod.hostUsers === false) return found;
  if (runAsNonRoot === false) found.push({ path: ['runAsNonRoot'], expected: 'true', found: false });
  if (runAsUser === 0) found.push({ path: ['runAsUser'], expected: 'another user than 0 (root)', found: 0 });
  return found;
}

function seLinuxViolations({ type = '', user, role }: SELinuxOptions): Violation[] {
  const found: Violation[] = [];
  if (!seLinuxTypes.has(type)) {
    found.push({ path: ['type'], expected: `one of ${[...seLinuxTypes].filter((word) => word !== '').join(', ')}`, found: type });
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
