import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The programs of a control plane with simulated nodes, named as Kubernetes' own test tooling names them. */
export const PROGRAMS = ['etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kubectl', 'kwok'] as const;

export type Program = (typeof PROGRAMS)[number];

/** Where each program lies. */
export type Binaries = { readonly [P in Program]: string };

/** The folder of binaries, or one line that says what is missing and how to get it. */
export function findBinaries(folder: string | undefined): Binaries | string {
  const how = '"setup-envtest use 1.36" (sigs.k8s.io/controller-runtime) brings etcd, kube-apiserver and kubectl, '
    + 'https://dl.k8s.io/v1.36.0/kubernetes-server-linux-amd64.tar.gz kube-controller-manager and kube-scheduler, '
    + 'https://github.com/kubernetes-sigs/kwok/releases kwok';
  if (folder === undefined || folder === '') {
    return `KUBEBUILDER_ASSETS is not set: it names the folder that holds ${PROGRAMS.join(', ')}; ${how}`;
  }
  const missing = PROGRAMS.filter((program) => !isExecutable(join(folder, program)));
  if (missing.length > 0) return `KUBEBUILDER_ASSETS=${folder} has no ${missing.join(', ')}; ${how}`;
  return Object.fromEntries(PROGRAMS.map((program) => [program, join(folder, program)])) as Binaries;
}

/** Whether `kubectl diff` finds the program that it compares with. */
export function hasDiff(path: string | undefined): boolean {
  return (path ?? '').split(delimiter).some((folder) => folder !== '' && isExecutable(join(folder, 'diff')));
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
