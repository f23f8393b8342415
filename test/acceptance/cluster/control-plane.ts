import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Binaries } from './binaries';
import { type Credentials, writeCredentials } from './credentials';
import { eventually } from './eventually';
import { Kubectl } from './kubectl';
import { NODES } from './nodes';
import { freePorts } from './ports';
import { Processes } from './processes';

/** A control plane of its own on loopback, with all of its state in one folder. */
export class ControlPlane {
  private constructor(
    readonly folder: string,
    readonly kubeconfig: string,
    readonly kubectl: Kubectl,
    readonly processes: Processes,
  ) {}

  /** Starts etcd and the API server; controllers, scheduler and nodes as soon as that is ready. */
  static async start(binaries: Binaries, folder: string, onStart: (plane: ControlPlane) => void): Promise<ControlPlane> {
    const [api, etcd, peer, nodes] = await freePorts(4) as [number, number, number, number];
    const credentials = writeCredentials(folder, api);
    const kubectl = new Kubectl(binaries.kubectl, credentials.kubeconfig, folder);
    const processes = new Processes(folder);
    const plane = new ControlPlane(folder, credentials.kubeconfig, kubectl, processes);
    onStart(plane);

    processes.start(binaries.etcd, etcdArguments(etcd, peer));
    processes.start(binaries['kube-apiserver'], apiServerArguments(credentials, api, etcd));
    await plane.ready();
    await kubectl.ok(['apply', '--server-side', '-f', '-'], NODES);
    processes.start(binaries['kube-controller-manager'], controllerArguments(credentials));
    processes.start(binaries['kube-scheduler'], ['--kubeconfig', credentials.kubeconfig, '--leader-elect=false', '--secure-port=0']);
    processes.start(binaries.kwok, [
      '--kubeconfig', credentials.kubeconfig, '--manage-all-nodes=true', '--server-address', `127.0.0.1:${nodes}`,
    ]);
    await kubectl.ok(['wait', 'node', '--all', '--for=condition=Ready', '--timeout=60s']);
    // Pods of a namespace need its account, which a controller makes: once there is one, the controllers run.
    await kubectl.ok(['wait', 'serviceaccount/default', '--for=create', '--timeout=60s']);
    return plane;
  }

  private async ready(): Promise<void> {
    const { good, answer } = await eventually(
      async () => this.kubectl.run(['get', '--raw', '/readyz']),
      ({ code }) => code === 0 || this.processes.ended() !== undefined,
      { seconds: 60 },
    );
    const ended = this.processes.ended();
    if (ended !== undefined || !good) throw new Error(`the control plane does not start: ${ended ?? answer.stderr}`);
  }

  /** Stops everything. The logs stay when they are of use. */
  async stop({ keepLogs }: { readonly keepLogs: boolean }): Promise<void> {
    await this.processes.stop();
    this.sweep(keepLogs);
  }

  /** The same for a process that is about to end, without waiting. */
  stopNow(): void {
    this.processes.killNow();
    this.sweep(true);
  }

  private sweep(keepLogs: boolean): void {
    if (!existsSync(this.folder)) return;
    for (const entry of readdirSync(this.folder)) {
      if (!keepLogs || !entry.endsWith('.log')) rmSync(join(this.folder, entry), { recursive: true, force: true, maxRetries: 3 });
    }
    if (!keepLogs) rmSync(this.folder, { recursive: true, force: true });
  }
}

function etcdArguments(client: number, peer: number): string[] {
  const clientUrl = `http://127.0.0.1:${client}`;
  const peerUrl = `http://127.0.0.1:${peer}`;
  return [
    '--data-dir', 'data', '--unsafe-no-fsync', '--log-level', 'error',
    '--listen-client-urls', clientUrl, '--advertise-client-urls', clientUrl,
    '--listen-peer-urls', peerUrl, '--initial-advertise-peer-urls', peerUrl, '--initial-cluster', `default=${peerUrl}`,
  ];
}

function apiServerArguments({ tokens, serviceAccountKey, certificates }: Credentials, port: number, etcd: number): string[] {
  return [
    '--etcd-servers', `http://127.0.0.1:${etcd}`, '--bind-address', '127.0.0.1', '--secure-port', String(port),
    '--cert-dir', certificates, '--token-auth-file', tokens, '--authorization-mode', 'RBAC',
    '--service-account-issuer', 'https://kubernetes.default',
    '--service-account-signing-key-file', serviceAccountKey, '--service-account-key-file', serviceAccountKey,
    '--service-cluster-ip-range', '10.96.0.0/16', '--endpoint-reconciler-type', 'none', '--allow-privileged',
  ];
}

function controllerArguments({ kubeconfig, serviceAccountKey }: Credentials): string[] {
  return [
    '--kubeconfig', kubeconfig, '--leader-elect=false', '--secure-port=0', '--use-service-account-credentials=false',
    '--service-account-private-key-file', serviceAccountKey,
    // How often, not what: autoscalers and claims that found no volume are looked at every 15 seconds otherwise.
    '--horizontal-pod-autoscaler-sync-period=1s',
    '--pvclaimbinder-sync-period=1s',
    // Simulated nodes are as well as this run lets them be: a busy machine is no outage.
    '--node-monitor-grace-period=1h',
  ];
}
