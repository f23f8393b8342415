import type { PodSecurityContext, SecurityContext } from '../../../generated/kubernetes';
import { each, type Fields, fields, isMap, list, text, texts, whole } from '../graph/read';
import { safeSysctls } from './safe-sysctls';
import { secretIn } from './secret-text';
import type { AdvisedContainer, AdvisedPods, ContainerAdvice, PodAdvice } from './practice';

const dangerousCapabilities: ReadonlySet<string> = new Set(['ALL', 'SYS_ADMIN', 'NET_ADMIN', 'SYS_PTRACE', 'SYS_MODULE']);
/** Users and groups below are the node's own. */
const firstFreeUser = 10_000;

/** Advice about what a container may do, and about secrets in its environment. */
export const containerSecurityAdvice = {
  'practice/clear-text-secret': ({ container, pointer }, advise) => {
    each(container.env, ({ name, value }, index) => {
      const what = text(name) === undefined || text(value) === undefined ? undefined : secretIn(name!, value!);
      if (what !== undefined) advise({ key: name!, what }, `${pointer}/env/${index}/value`, `${pointer}/env/${index}/name`);
    });
  },
  'practice/privileged': (of, advise) => {
    if (contextOf(of).privileged === true) advise({ container: of.name }, `${of.pointer}/securityContext/privileged`);
  },
  'practice/privilege-escalation': (of, advise) => {
    const { allowPrivilegeEscalation, privileged, capabilities } = contextOf(of);
    if (allowPrivilegeEscalation === false || privileged === true || isForWindows(of)) return;
    // With this capability there is nothing left to gain, and the server refuses `false` beside it.
    if (list(fields(capabilities).add).some((name) => bareCapability(name) === 'SYS_ADMIN')) return;
    advise({ container: of.name }, of.pointer, `${of.pointer}/securityContext`);
  },
  'practice/dangerous-capability': (of, advise) => {
    const found = list(fields(contextOf(of).capabilities).add).filter((name) => dangerousCapabilities.has(bareCapability(name)));
    if (found.length > 0) advise({ container: of.name, found }, `${of.pointer}/securityContext/capabilities/add`);
  },
  'practice/capabilities-kept': (of, advise) => {
    const { capabilities, privileged } = contextOf(of);
    if (privileged === true || isForWindows(of)) return;
    if (!list(fields(capabilities).drop).some((name) => bareCapability(name) === 'ALL')) advise({ container: of.name }, of.pointer, `${of.pointer}/securityContext`);
  },
  'practice/runs-as-root': (of, advise) => {
    if (isForWindows(of)) return;
    const [own, pods] = [contextOf(of), podContextOf(of)];
    const user = own.runAsUser ?? pods.runAsUser;
    const nonRoot = own.runAsNonRoot ?? pods.runAsNonRoot;
    if (nonRoot !== true && (user === undefined || user === 0)) advise({ container: of.name }, of.pointer, `${of.pointer}/securityContext`);
  },
  'practice/low-user-id': (of, advise) => {
    const [own, pods] = [contextOf(of), podContextOf(of)];
    for (const field of ['runAsUser', 'runAsGroup'] as const) {
      const found = whole(own[field]) ?? whole(pods[field]);
      if (found === undefined || found === 0 || found >= firstFreeUser) continue;
      advise({ container: of.name, field, found }, of.pointer, `${of.pointer}/securityContext/${field}`);
    }
  },
  'practice/writable-root': (of, advise) => {
    if (contextOf(of).readOnlyRootFilesystem !== true && !isForWindows(of)) advise({ container: of.name }, of.pointer, `${of.pointer}/securityContext`);
  },
  'practice/no-seccomp': (of, advise) => {
    if (isForWindows(of) || contextOf(of).privileged === true) return;
    const profile = contextOf(of).seccompProfile ?? podContextOf(of).seccompProfile;
    const type = text(fields(profile).type);
    if (type === undefined || type === 'Unconfined') advise({ container: of.name }, of.pointer, `${of.pointer}/securityContext`);
  },
  'practice/unmasked-proc': (of, advise) => {
    if (contextOf(of).procMount === 'Unmasked') advise({ container: of.name }, `${of.pointer}/securityContext/procMount`);
  },
  'practice/windows-host-process': (of, advise) => {
    const options = contextOf(of).windowsOptions ?? podContextOf(of).windowsOptions;
    if (fields(options).hostProcess === true) advise({ container: of.name }, of.pointer, `${of.pointer}/securityContext/windowsOptions/hostProcess`);
  },
  'practice/host-port': ({ container, name, pods, pointer }, advise) => {
    if (pods.spec.hostNetwork === true) return;
    each(container.ports, ({ hostPort }, index) => {
      if (whole(hostPort) !== undefined && hostPort !== 0) advise({ container: name, port: hostPort! }, `${pointer}/ports/${index}/hostPort`);
    });
  },
  'practice/ssh-port': ({ container, name, pointer }, advise) => {
    each(container.ports, ({ containerPort, protocol = 'TCP' }, index) => {
      if (containerPort === 22 && protocol === 'TCP') advise({ container: name }, `${pointer}/ports/${index}/containerPort`);
    });
  },
} satisfies ContainerAdvice;

const hostFields = ['hostNetwork', 'hostPID', 'hostIPC'] as const;

/** Advice about what pods may do. */
export const podSecurityAdvice = {
  'practice/host-namespace': ({ pods: { spec, pointer } }, advise) => {
    const found = hostFields.filter((field) => spec[field] === true);
    if (found.length > 0) advise({ fields: found }, pointer, `${pointer}/${found[0]!}`);
  },
  'practice/unsafe-sysctl': ({ pods: { spec, pointer } }, advise) => {
    const found: string[] = [];
    each(fields(spec.securityContext).sysctls, ({ name }) => {
      if (text(name) !== undefined && !safeSysctls.has(name!)) found.push(name!);
    });
    if (found.length > 0) advise({ found }, `${pointer}/securityContext/sysctls`);
  },
  'practice/sensitive-host-path': (of, advise) => {
    eachHostPath(of, (volume, path, pointer) => {
      if (isSensitive(path)) advise({ volume, path }, pointer);
    });
  },
  'practice/host-path': (of, advise) => {
    eachHostPath(of, (volume, path, pointer) => {
      if (!isSensitive(path)) advise({ volume, path }, pointer);
    });
  },
  'practice/service-account-token': ({ pods, facts }, advise) => {
    const { spec, namespace, pointer } = pods;
    const account = text(spec.serviceAccountName) ?? text(spec.serviceAccount) ?? 'default';
    if (spec.automountServiceAccountToken === false || facts.isBound(namespace, account)) return;
    const given = facts.graph.find('/ServiceAccount', namespace, account)?.manifest as { readonly automountServiceAccountToken?: unknown } | undefined;
    if (spec.automountServiceAccountToken === undefined && given?.automountServiceAccountToken === false) return;
    advise({ account }, pointer, `${pointer}/automountServiceAccountToken`);
  },
  'practice/deprecated-service-account': ({ pods: { spec, pointer } }, advise) => {
    const found = text(spec.serviceAccount);
    // Objects that come out of a cluster have both, with one value.
    if (found !== undefined && spec.serviceAccountName !== found) advise({ found }, `${pointer}/serviceAccount`);
  },
} satisfies PodAdvice;

function contextOf({ container }: AdvisedContainer): Fields<SecurityContext> {
  return fields(container.securityContext);
}

function podContextOf({ pods }: AdvisedPods): Fields<PodSecurityContext> {
  return fields(pods.spec.securityContext);
}

function isForWindows({ pods }: AdvisedPods): boolean {
  return fields(pods.spec.os).name === 'windows' || texts(pods.spec.nodeSelector)['kubernetes.io/os'] === 'windows';
}

function bareCapability(name: unknown): string {
  return String(name).toUpperCase().replace(/^CAP_/, '');
}

function eachHostPath({ pods: { spec, pointer } }: AdvisedPods, visit: (volume: string, path: string, pointer: string) => void): void {
  each(spec.volumes, ({ name, hostPath }, index) => {
    const path = isMap(hostPath) ? text(hostPath.path) : undefined;
    if (path !== undefined) visit(String(name), path, `${pointer}/volumes/${index}/hostPath/path`);
  });
}

const systemFolders: ReadonlySet<string> = new Set(['/', '/boot', '/dev', '/etc', '/lib', '/lib64', '/proc', '/root', '/sys', '/usr', '/bin', '/sbin', '/var/run', '/run']);
const runtimeSockets = /\/(?:docker|containerd|crio|cri-dockerd|podman)\.sock$/;
const systemPrefixes = ['/etc/kubernetes', '/var/lib/kubelet', '/var/lib/etcd', '/var/lib/docker', '/var/lib/containerd'];

function isSensitive(path: string): boolean {
  const bare = path.length > 1 ? path.replace(/\/+$/, '') || '/' : path;
  return systemFolders.has(bare) || runtimeSockets.test(bare) || systemPrefixes.some((prefix) => bare === prefix || bare.startsWith(`${prefix}/`));
}
