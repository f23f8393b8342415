import { listedBare, show } from '../../core/show';
import { advice, hint } from './rule-facts';

const standards = 'https://kubernetes.io/docs/concepts/security/pod-security-standards/';
const context = 'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/';
const secrets = 'https://kubernetes.io/docs/concepts/configuration/secret/';

/** Advice about what pods and accounts may do, and about secrets that anybody can read. */
export const practiceSecurityCodes = {
  'practice/clear-text-secret': advice<{ key: string; what: string }>({
    title: 'A secret stands in clear text where everybody reads it.',
    why: 'Environment values and ConfigMaps are shown by kubectl describe, kept in Git and in the release history, and readable by everyone who may read pods.',
    see: secrets,
    message: ({ key, what }) => `${show(key)} holds ${what} in clear text`,
    help: () => 'keep the value in a Secret, and refer to it by secretKeyRef or mount it',
    example: {
      wrong: `
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: settings
        data:
          DB_PASSWORD: not-for-everybody
      `,
      right: `
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: settings
        data:
          DB_USER: shop
      `,
    },
  }),
  'practice/secret-newline': advice<{ key: string }>({
    title: 'A secret of one line ends in a newline.',
    why: 'Most programs take the newline for a part of the password: it works with nobody but them. It comes from `echo` without -n.',
    see: secrets,
    message: ({ key }) => `the value of ${show(key)} ends in a newline`,
    help: () => 'encode it without one: printf %s "$VALUE" | base64',
    example: {
      wrong: `
        apiVersion: v1
        kind: Secret
        metadata:
          name: db
        data:
          password: ZXhhbXBsZQo=
      `,
      right: `
        apiVersion: v1
        kind: Secret
        metadata:
          name: db
        data:
          password: ZXhhbXBsZQ==
      `,
    },
  }),
  'practice/privileged': advice<{ container: string }>({
    title: 'A container runs privileged: it can do on the node what root can.',
    why: 'Whoever breaks into it owns the node and, by the tokens of its pods, soon the cluster.',
    see: standards,
    message: ({ container }) => `container ${show(container)} is privileged`,
    help: () => 'remove "privileged", and add the single capability that it needs',
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
            securityContext:
              privileged: true
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
            securityContext:
              allowPrivilegeEscalation: false
      `,
    },
  }),
  'practice/host-namespace': advice<{ fields: readonly string[] }>({
    title: 'A pod shares the network, the processes or the memory of its node.',
    why: 'It sees the traffic and the processes of every other pod there, and network policies do not hold for it.',
    see: standards,
    message: ({ fields }) => `${listedBare(fields)} ${fields.length === 1 ? 'is' : 'are'} set`,
    help: () => 'remove what it can do without; agents of the node keep what they need, with a suppression that says why',
  }),
  'practice/privilege-escalation': advice<{ container: string }>({
    title: 'A process in the container can get more rights than the one that started it.',
    why: 'A program with the setuid bit makes root of any user, which undoes runAsNonRoot.',
    see: context,
    message: ({ container }) => `container ${show(container)} does not set allowPrivilegeEscalation to false`,
    help: () => 'set securityContext.allowPrivilegeEscalation to false',
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
            securityContext:
              allowPrivilegeEscalation: false
      `,
    },
  }),
  'practice/dangerous-capability': advice<{ container: string; found: readonly string[] }>({
    title: 'A container gets a capability that is nearly as good as root on the node.',
    why: 'With ALL, SYS_ADMIN, NET_ADMIN, SYS_PTRACE or SYS_MODULE a process can leave its container or listen to others.',
    see: context,
    message: ({ container, found }) => `container ${show(container)} adds the capabilities ${listedBare(found)}`,
    help: () => 'add the single capability that it needs, such as NET_BIND_SERVICE',
  }),
  'practice/capabilities-kept': hint<{ container: string }>({
    title: 'A container keeps capabilities that hardly any program needs.',
    why: 'By default a container may, for one, forge packets (NET_RAW) and change the owner of files.',
    see: context,
    message: ({ container }) => `container ${show(container)} does not drop all capabilities`,
    help: () => 'set capabilities.drop to ["ALL"], and add back what it needs',
  }),
  'practice/runs-as-root': hint<{ container: string }>({
    title: 'A container may run as root.',
    why: 'Root in a container is root on the node for every hole in the kernel or the runtime.',
    see: context,
    message: ({ container }) => `container ${show(container)} does not exclude root`,
    help: () => 'set runAsNonRoot to true, and runAsUser where the image does not name a user',
  }),
  'practice/low-user-id': hint<{ container: string; found: number; field: string }>({
    title: 'A container runs as a user or group that the node may know by the same number.',
    why: 'Numbers below 10000 belong to users of the node: files of a hostPath, or a process that gets out, are theirs.',
    see: context,
    message: ({ container, field, found }) => `container ${show(container)} has ${field} ${found}, expected 10000 or more`,
    help: ({ field }) => `set ${field} to a number from 10000 on, if the image allows it`,
  }),
  'practice/writable-root': hint<{ container: string }>({
    title: 'A container can change the files of its image.',
    why: 'Who breaks in can leave tools behind; and what an app writes there is lost and fills the disk of the node.',
    see: context,
    message: ({ container }) => `container ${show(container)} has a writable root file system`,
    help: () => 'set readOnlyRootFilesystem to true, and mount an emptyDir where it writes',
  }),
  'practice/no-seccomp': hint<{ container: string }>({
    title: 'A container may make every system call.',
    why: 'Many holes of the kernel are in calls that no app makes; the runtime\'s own profile blocks them.',
    see: 'https://kubernetes.io/docs/tutorials/security/seccomp/',
    message: ({ container }) => `container ${show(container)} has no seccomp profile`,
    help: () => 'set seccompProfile.type to "RuntimeDefault"',
  }),
  'practice/unmasked-proc': advice<{ container: string }>({
    title: 'A container sees parts of /proc that runtimes hide.',
    why: 'They tell about the node and change its kernel.',
    see: standards,
    message: ({ container }) => `container ${show(container)} has procMount "Unmasked"`,
    help: () => 'remove procMount',
  }),
  'practice/windows-host-process': advice<{ container: string }>({
    title: 'A Windows container runs as a process of the node.',
    why: 'It has all rights of its user on the node.',
    see: 'https://kubernetes.io/docs/tasks/configure-pod-container/create-hostprocess-pod/',
    message: ({ container }) => `container ${show(container)} is a host process`,
    help: () => 'keep it for agents of the node, with a suppression that says why',
  }),
  'practice/unsafe-sysctl': advice<{ found: readonly string[] }>({
    title: 'A kernel parameter is set that kubelets refuse unless they are told otherwise.',
    why: 'The pod is created, and its node rejects it with SysctlForbidden; where it is allowed it can harm the whole node.',
    see: 'https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/',
    message: ({ found }) => `the kernel parameters ${listedBare(found)} are unsafe`,
    help: () => 'remove them, or allow them on the nodes (--allowed-unsafe-sysctls)',
  }),
  'practice/sensitive-host-path': advice<{ volume: string; path: string }>({
    title: 'A pod mounts a folder of the node that belongs to the system.',
    why: 'Whoever can write there, or talk to the runtime\'s socket, owns the node.',
    see: 'https://kubernetes.io/docs/concepts/storage/volumes/#hostpath',
    message: ({ volume, path }) => `volume ${show(volume)} is ${show(path)} of the node`,
    help: () => 'mount the single folder that is needed, and read-only',
  }),
  'practice/host-path': hint<{ volume: string; path: string }>({
    title: 'A pod reads or writes files of its node.',
    why: 'Its data stays behind when the pod moves, and it can be read by every other pod that mounts the same path.',
    see: 'https://kubernetes.io/docs/concepts/storage/volumes/#hostpath',
    message: ({ volume, path }) => `volume ${show(volume)} is ${show(path)} of the node`,
    help: () => 'use a claim; agents of the node keep it, with a suppression that says why',
  }),
  'practice/host-port': hint<{ container: string; port: number }>({
    title: 'A container takes a port of its node.',
    why: 'Only one such pod fits on a node, and the port is open to everybody who reaches the node.',
    see: 'https://kubernetes.io/docs/concepts/workloads/pods/',
    message: ({ container, port }) => `container ${show(container)} takes port ${port} of the node`,
    help: () => 'use a Service',
  }),
  'practice/ssh-port': hint<{ container: string }>({
    title: 'A container declares the port of SSH.',
    why: 'A shell inside of a container is reached by kubectl exec, with the rights and the log of the cluster.',
    see: 'https://kubernetes.io/docs/reference/kubectl/generated/kubectl_exec/',
    message: ({ container }) => `container ${show(container)} declares port 22`,
    help: () => 'remove the SSH server',
  }),
  'practice/service-account-token': hint<{ account: string }>({
    title: 'A pod gets a token for the API server that grants nothing of use.',
    why: 'Who breaks in can ask the API server with it; an account without a role needs no token.',
    see: 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/',
    message: ({ account }) => `the pods get a token of ServiceAccount ${show(account)}, to which no role is bound here`,
    help: () => 'set automountServiceAccountToken to false',
  }),
  'practice/cluster-admin': advice<{ subject: string }>({
    title: 'Somebody may do everything in the whole cluster.',
    why: 'A token with this role is the cluster: it reads every Secret and starts any pod.',
    see: 'https://kubernetes.io/docs/concepts/security/rbac-good-practices/',
    message: ({ subject }) => `${subject} gets the role "cluster-admin"`,
    help: () => 'bind a role that names the resources and verbs it uses',
  }),
  'practice/wildcard-role': advice<{ what: string }>({
    title: 'A role allows everything, including what is added to the cluster later.',
    why: 'With "*" for verbs and resources the role also reads Secrets and grants itself more.',
    see: 'https://kubernetes.io/docs/concepts/security/rbac-good-practices/',
    message: ({ what }) => `the rule allows every verb on every resource of ${what}`,
    help: () => 'name the verbs and resources',
  }),
  'practice/exec-access': hint<{ resources: readonly string[] }>({
    title: 'A role may run commands in other pods.',
    why: 'Whoever has it reads the files and tokens of every pod in reach.',
    see: 'https://kubernetes.io/docs/concepts/security/rbac-good-practices/',
    message: ({ resources }) => `the rule allows to create ${listedBare(resources)}`,
    help: () => 'remove it, or bind the role to people alone',
  }),
};
