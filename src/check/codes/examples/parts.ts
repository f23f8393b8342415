/** Objects of examples, as short as they can be. Lines that are given stand where the object has room for them. */

function indented(lines: string, by: number): string {
  return lines === '' ? '' : `${lines.split('\n').map((line) => `${' '.repeat(by)}${line}`).join('\n')}\n`;
}

/** Several objects in one file. */
export function file(...objects: readonly string[]): string {
  return objects.join('---\n');
}

/** An object with nothing but these lines. */
export function object(apiVersion: string, kind: string, name: string, lines = ''): string {
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: ${name}\n${indented(lines, 0)}`;
}

/** A Pod with one container; lines of the container, and of the rest of its specification. */
export function pod(container = '', rest = '', name = 'web'): string {
  return `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\n  labels:\n    app: ${name}\nspec:\n  containers:\n  - name: ${name}\n    image: example.com/${name}:1.0\n${indented(container, 4)}${indented(rest, 2)}`;
}

interface Workload {
  readonly kind?: 'Deployment' | 'StatefulSet' | 'DaemonSet';
  readonly name?: string;
  /** Lines of `spec`. */
  readonly spec?: string;
  /** Lines of the container. */
  readonly container?: string;
  /** Lines of the specification of the pods. */
  readonly pod?: string;
  readonly label?: string;
  /** Another label of the pods. */
  readonly also?: string;
}

/** A workload with one container. */
export function workload({ kind = 'Deployment', name = 'web', spec = '', container = '', pod: rest = '', label = name, also = '' }: Workload = {}): string {
  const template = `template:\n  metadata:\n    labels:\n      app: ${label}\n${indented(also, 6)}  spec:\n    containers:\n    - name: ${name}\n      image: example.com/${name}:1.0\n${indented(container, 6)}${indented(rest, 4)}`;
  const head = `apiVersion: apps/v1\nkind: ${kind}\nmetadata:\n  name: ${name}\nspec:\n${indented(spec, 2)}  selector:\n    matchLabels:\n      app: ${label}\n`;
  return head + indented(template.trimEnd(), 2);
}

/** A Service for pods with the label `app`. */
export function service(lines = '', app = 'web', name = app): string {
  return `apiVersion: v1\nkind: Service\nmetadata:\n  name: ${name}\nspec:\n${indented(lines, 2)}  selector:\n    app: ${app}\n  ports:\n  - name: http\n    port: 80\n    targetPort: 8080\n`;
}

/** The container's port that `service` leads to. */
export const httpPort = 'ports:\n- name: http\n  containerPort: 8080';

/** A claim with these lines in its specification. */
export function claim(lines = '', { name = 'data', mode = 'ReadWriteOnce', size = '1Gi' } = {}): string {
  return `apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata:\n  name: ${name}\nspec:\n  accessModes: [${mode}]\n  resources:\n    requests:\n      storage: ${size}\n${indented(lines, 2)}`;
}

/** A PersistentVolume on NFS with these lines in its specification. */
export function volume(lines = '', { name = 'disk-1', mode = 'ReadWriteOnce', size = '1Gi', source = 'nfs: { server: nfs.example.com, path: /exports }' } = {}): string {
  return `apiVersion: v1\nkind: PersistentVolume\nmetadata:\n  name: ${name}\nspec:\n  capacity:\n    storage: ${size}\n  accessModes: [${mode}]\n  ${source}\n${indented(lines, 2)}`;
}

/** Lines of a container that mounts a volume. */
export function mount(path = '/data', name = 'data'): string {
  return `volumeMounts:\n- name: ${name}\n  mountPath: ${path}`;
}

/** Lines of a pod that has a claim as its volume. */
export function claimVolume(claimName = 'data', name = 'data'): string {
  return `volumes:\n- name: ${name}\n  persistentVolumeClaim:\n    claimName: ${claimName}`;
}

/** A variable that takes its value from a key. */
export function keyVariable(kind: 'configMapKeyRef' | 'secretKeyRef', name: string, key: string): string {
  return `env:\n- name: LOG_LEVEL\n  valueFrom:\n    ${kind}:\n      name: ${name}\n      key: ${key}`;
}
