import { spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

/** What a run of kubectl printed. */
export interface Printed {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs kubectl against one cluster, as a user does at a shell. */
export class Kubectl {
  private readonly environment: NodeJS.ProcessEnv;
  private readonly transcript: string;

  /**
   * @param program the binary
   * @param kubeconfig names the cluster and who asks
   * @param folder takes kubectl's caches and a transcript
   */
  constructor(private readonly program: string, kubeconfig: string, folder: string) {
    this.environment = { PATH: process.env.PATH, HOME: folder, KUBECONFIG: kubeconfig, LC_ALL: 'C', TZ: 'UTC' };
    this.transcript = join(folder, 'kubectl.log');
  }

  /** Runs it, whatever its exit code. */
  async run(args: readonly string[], input = ''): Promise<Printed> {
    const start = performance.now();
    const child = spawn(this.program, args, { env: this.environment, stdio: ['pipe', 'pipe', 'pipe'] });
    // It may end before it has read everything: then its exit code and words say why.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    const code = new Promise<number>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (exitCode) => resolve(exitCode ?? 1));
    });
    const [stdout, stderr, exit] = await Promise.all([text(child.stdout), text(child.stderr), code]);
    const printed = { code: exit, stdout, stderr };
    appendFileSync(this.transcript, `$ kubectl ${args.join(' ')}\n${stdout}${stderr}exit ${exit} after ${((performance.now() - start) / 1000).toFixed(1)} s\n`);
    return printed;
  }

  /** Runs what has to succeed, and returns what it printed. */
  async ok(args: readonly string[], input = ''): Promise<string> {
    const { code, stdout, stderr } = await this.run(args, input);
    if (code !== 0) throw new Error(`kubectl ${args.join(' ')}: exit ${code}\n${stderr}`);
    return stdout;
  }

  /** Runs what has to succeed and prints JSON. */
  async json<T>(args: readonly string[], input = ''): Promise<T> {
    return JSON.parse(await this.ok([...args, '-o', 'json'], input)) as T;
  }
}
