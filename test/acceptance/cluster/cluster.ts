import { Api } from './api';
import type { Binaries } from './binaries';
import { ControlPlane } from './control-plane';
import type { Kubectl } from './kubectl';
import { DEFAULT_CLASS, startProvisioner } from './provisioner';

/** A running cluster with simulated nodes and test volumes, and the two ways to talk to it. */
export class Cluster {
  private readonly troubles: unknown[] = [];
  private stopProvisioner: (() => void) | undefined;

  private constructor(private readonly plane: ControlPlane, readonly api: Api) {}

  /** @param onStart gets what has to be stopped, before the first process starts */
  static async start(binaries: Binaries, folder: string, onStart: (plane: ControlPlane) => void): Promise<Cluster> {
    const plane = await ControlPlane.start(binaries, folder, onStart);
    const cluster = new Cluster(plane, await Api.connect(plane.kubeconfig));
    cluster.stopProvisioner = await startProvisioner(cluster.api, (error) => { cluster.troubles.push(error); });
    await cluster.kubectl.ok(['apply', '--server-side', '-f', '-'], DEFAULT_CLASS);
    return cluster;
  }

  get kubectl(): Kubectl {
    return this.plane.kubectl;
  }

  /** The process ids of the control plane. */
  pids(): number[] {
    return this.plane.processes.pids();
  }

  /** What is wrong with the cluster itself: then no proof means anything. */
  trouble(): string | undefined {
    return this.plane.processes.ended() ?? (this.troubles.length === 0 ? undefined : this.troubles.map(String).join('\n'));
  }

  async stop({ keepLogs }: { readonly keepLogs: boolean }): Promise<void> {
    this.stopProvisioner?.();
    await this.plane.stop({ keepLogs });
  }

  /** The release of Kubernetes, such as `1.36`. */
  async version(): Promise<string> {
    const { serverVersion: { major, minor } } = await this.kubectl.json<{ readonly serverVersion: { readonly major: string; readonly minor: string } }>(['version']);
    return `${major}.${minor.replace(/\D/g, '')}`;
  }
}
