import type { AppArmorProfile, Capabilities, SeccompProfile, SELinuxOptions, WindowsSecurityContextOptions } from '../../generated/kubernetes';

/** Linux capabilities that a container gets or loses; without the prefix `CAP_`, `ALL` for all of them. */
export type CapabilitiesProps = Capabilities;

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

/** Kernel parameters: a map from name to value, or a list as Kubernetes has it. */
export type SysctlsInput = { readonly [name: string]: string | number } | readonly { readonly name: string; readonly value: string }[];

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
  /** Linux capabilities. @default - the runtime's; with the profile `restricted` all are dropped */
  readonly capabilities?: CapabilitiesProps | undefined;
  /** Whether `/proc` is masked as usual. `Unmasked` needs `hostUsers: false`. @default 'Default' */
  readonly procMount?: 'Default' | 'Unmasked' | undefined;
}
