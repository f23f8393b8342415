import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Container, PodSpec, Probe, Volume } from '../../generated/kubernetes';
import { type Answer, type ContainerPlan, ContainerProcess } from './container';
import { environmentOf, expand, type Surroundings } from './words';

/** What a pod is made of, besides its specification. */
export interface PodPlan {
  readonly name: string;
  readonly spec: PodSpec;
  readonly folder: string;
  readonly network: string;
  readonly address: string;
  readonly hosts: string;
  readonly around: Surroundings;
  /** Folder of a claim, by the name of the volume or of the claim. */
  readonly claims: { readonly [name: string]: string };
  /** The same, of claims that it shares with others. */
  readonly shared: { readonly [name: string]: string };
  readonly image: ImageFacts;
}

/** What images have that this machine has not, or elsewhere. */
export interface ImageFacts {
  /** Users of the image by number. */
  readonly users: { readonly [uid: number]: string };
  /** Folders of programs, in front of the usual ones. */
  readonly path?: readonly string[];
  /** Further variables that the image sets. */
  readonly env?: { readonly [name: string]: string };
  /** Files by path, over those of this machine. */
  readonly files?: { readonly [path: string]: string };
  /** Folders that its programs expect to be there. */
  readonly folders?: readonly string[];
  /** What the image says where the definition does not, by container. */
  readonly programs?: { readonly [container: string]: ImageProgram };
  /** Containers that are left out: their programs are not to be had here. */
  readonly without?: readonly string[];
}

/** What runs where a container leaves both its command and arguments to the image. */
export interface ImageProgram {
  readonly command: readonly string[];
  /** Asks it to stop. @default 'SIGTERM' */
  readonly stopSignal?: 'SIGTERM' | 'SIGQUIT';
}

/** One pod: its init containers run first, then its containers, each as processes of this machine. */
export class PodProcesses {
  private readonly running = new Map<string, ContainerProcess>();
  private starts = 0;

  constructor(readonly plan: PodPlan) {}

  get name(): string {
    return this.plan.name;
  }

  get address(): string {
    return this.plan.address;
  }

  /** Whether its main container runs. */
  get isRunning(): boolean {
    return this.main?.exitCode === undefined && this.main !== undefined;
  }

  /** Runs the init containers, one after the other, and starts the others. What an init container fails with is an error. */
  async start(seconds = 120): Promise<void> {
    this.starts++;
    const { initContainers = [], containers } = this.plan.spec;
    for (const container of initContainers.filter((one) => this.isWanted(one))) {
      const process = this.launch(container);
      if (container.restartPolicy === 'Always') continue;
      const code = await process.end(seconds);
      if (code === undefined) process.signal('SIGKILL');
      this.running.delete(container.name);
      if (code !== 0) throw new Error(`init container ${container.name} of ${this.name} ended with ${code ?? `nothing after ${seconds} s`}\n${this.log(container.name)}`);
    }
    for (const container of containers.filter((one) => this.isWanted(one))) this.launch(container);
  }

  /** Starts it, and waits until its readiness probe succeeds. */
  async startReady(seconds = 120): Promise<void> {
    await this.start(seconds);
    await this.untilReady(seconds);
  }

  async untilReady(seconds = 120): Promise<void> {
    const end = performance.now() + seconds * 1000;
    while (!(await this.isReady())) {
      const code = this.main?.exitCode;
      if (code !== undefined) throw new Error(`${this.name} ended with ${code}\n${this.log()}`);
      if (performance.now() > end) throw new Error(`${this.name} is not ready after ${seconds} s\n${this.log()}`);
      await sleep(250);
    }
  }

  /** What the readiness probe of its main container says. */
  isReady(): Promise<boolean> {
    return this.probe('readinessProbe');
  }

  isLive(): Promise<boolean> {
    return this.probe('livenessProbe');
  }

  /** Runs a command in the main container. */
  exec(command: readonly string[], input?: string): Answer {
    return this.main?.exec(command, 60, input) ?? { status: 126, stdout: '', stderr: `${this.name} does not run` };
  }

  /** Stops it as the kubelet does: the hook, the signal of the image, and SIGKILL once the time is over. Says whether SIGKILL was needed. */
  async stop(): Promise<'stopped' | 'killed'> {
    const { terminationGracePeriodSeconds = 30, containers } = this.plan.spec;
    for (const { name, lifecycle } of containers) {
      const command = lifecycle?.preStop?.exec?.command;
      if (command !== undefined) this.running.get(name)?.exec(command, terminationGracePeriodSeconds);
      const seconds = lifecycle?.preStop?.sleep?.seconds;
      if (seconds !== undefined) await sleep(seconds * 1000);
    }
    for (const [name, process] of this.running) process.signal(this.plan.image.programs?.[name]?.stopSignal ?? 'SIGTERM');
    const codes = await Promise.all([...this.running.values()].map((process) => process.end(terminationGracePeriodSeconds)));
    await this.kill();
    return codes.includes(undefined) ? 'killed' : 'stopped';
  }

  /** Ends it as a lost node does. */
  async kill(): Promise<void> {
    for (const process of this.running.values()) process.signal('SIGKILL');
    await Promise.all([...this.running.values()].map((process) => process.end(10)));
    this.running.clear();
  }

  /** Empties its own volumes, as a new claim is empty. */
  wipe(): void {
    for (const folder of Object.values(this.plan.claims)) {
      for (const entry of readdirSync(folder)) rmSync(join(folder, entry), { recursive: true, force: true });
    }
  }

  /** Runs its main container to the end, as a job does. */
  async run(seconds = 120): Promise<number> {
    await this.start(seconds);
    const code = await this.main?.end(seconds);
    if (code === undefined) await this.kill();
    return code ?? 124;
  }

  /** The last lines that a container printed. */
  log(container = this.plan.spec.containers[0]!.name): string {
    const { stdout } = spawnSync('tail', ['-n', '25', this.logFile(container)], { encoding: 'utf8' });
    return stdout;
  }

  private get main(): ContainerProcess | undefined {
    return this.running.get(this.plan.spec.containers[0]!.name);
  }

  private isWanted({ name }: Container): boolean {
    return !(this.plan.image.without ?? []).includes(name);
  }

  private async probe(kind: 'readinessProbe' | 'livenessProbe'): Promise<boolean> {
    const container = this.plan.spec.containers[0]!;
    const process = this.running.get(container.name);
    if (process === undefined || process.exitCode !== undefined) return false;
    const probe = container[kind];
    return probe === undefined ? true : this.ask(probe, container, process);
  }

  private async ask({ exec, tcpSocket, httpGet, timeoutSeconds = 1 }: Probe, container: Container, process: ContainerProcess): Promise<boolean> {
    if (exec !== undefined) return process.exec(exec.command ?? [], Math.max(timeoutSeconds, 5)).status === 0;
    const wanted = tcpSocket?.port ?? httpGet?.port;
    const port = typeof wanted === 'number' ? wanted : container.ports?.find(({ name }) => name === wanted)?.containerPort ?? 0;
    if (tcpSocket !== undefined) return connects(this.address, port, timeoutSeconds);
    if (httpGet === undefined) throw new Error(`${this.name}: a probe of another kind`);
    const answer = await fetch(`http://${this.address}:${port}${httpGet.path ?? '/'}`, { signal: AbortSignal.timeout(timeoutSeconds * 1000) }).catch(() => undefined);
    return answer !== undefined && answer.status >= 200 && answer.status < 400;
  }

  private logFile(container: string): string {
    return join(this.plan.folder, `${container}.log`);
  }

  private launch(container: Container): ContainerProcess {
    const { plan } = this;
    const { users, path = [], env: imageEnv = {}, files = {}, folders = [], programs = {} } = plan.image;
    const security = { ...plan.spec.securityContext, ...container.securityContext };
    const uid = security.runAsUser ?? 0;
    const gid = security.runAsGroup ?? plan.spec.securityContext?.fsGroup ?? uid;
    const env = {
      PATH: [...path, '/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'].join(':'),
      HOSTNAME: plan.name, HOME: '/tmp', LC_ALL: 'C.UTF-8', ...imageEnv, ...environmentOf(container, plan.around),
    };
    const command = container.command ?? (container.args === undefined ? programs[container.name]?.command : undefined);
    if (command === undefined) throw new Error(`container ${container.name} of ${plan.name} leaves its command to the image`);
    const words = [...command, ...(container.args ?? [])].map((word) => expand(word, env));
    const folder = join(plan.folder, `${container.name}-${this.starts}`);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const process = new ContainerProcess({
      name: container.name, hostname: plan.spec.hostname ?? plan.name, network: plan.network, folder, log: this.logFile(container.name),
      hosts: plan.hosts,
      users, files, folders, uid, gid, env, command: words, workingDir: container.workingDir ?? '/', mounts: this.mountsOf(container, gid),
    });
    this.running.set(container.name, process);
    process.start();
    return process;
  }

  private mountsOf(container: Container, gid: number): ContainerPlan['mounts'] {
    return (container.volumeMounts ?? []).map(({ name, mountPath, subPath, readOnly = false }) => {
      const volume = this.plan.spec.volumes?.find((one) => one.name === name);
      const folder = this.volumeFolder(name, volume, gid);
      const source = subPath === undefined ? folder : join(folder, subPath);
      const file = subPath !== undefined && volume?.configMap !== undefined;
      if (subPath !== undefined && !file) mkdirSync(source, { recursive: true });
      return { path: mountPath, source, file, readOnly: readOnly || volume?.configMap !== undefined || volume?.secret !== undefined };
    });
  }

  /** The folder behind a volume: of a claim, the one that outlives the pod. */
  private volumeFolder(name: string, volume: Volume | undefined, gid: number): string {
    const claim = volume?.persistentVolumeClaim?.claimName ?? (volume === undefined ? name : undefined);
    if (claim !== undefined) {
      const folder = this.plan.claims[claim] ?? this.plan.shared[claim];
      if (folder === undefined) throw new Error(`${this.name}: there is no claim ${claim}`);
      openTo(folder, gid);
      return folder;
    }
    const folder = join(this.plan.folder, 'volumes', name);
    mkdirSync(folder, { recursive: true });
    const { configMap, secret, emptyDir } = volume!;
    if (emptyDir !== undefined) openTo(folder, gid);
    else if (configMap !== undefined || secret !== undefined) {
      const data = configMap === undefined ? this.plan.around.secrets[secret!.secretName ?? ''] : this.plan.around.configMaps[configMap.name ?? ''];
      const items = configMap?.items ?? secret?.items ?? Object.keys(data ?? {}).map((key) => ({ key, path: key, mode: undefined }));
      for (const { key, path, mode } of items) {
        const file = join(folder, path);
        rmSync(file, { force: true });
        writeFileSync(file, data?.[key] ?? '');
        chmodSync(file, mode ?? configMap?.defaultMode ?? secret?.defaultMode ?? 0o644);
        chownSync(file, 0, gid);
      }
    } else throw new Error(`${this.name}: volume ${name} is of another kind`);
    return folder;
  }
}

/** As `fsGroup` does: the group owns the folder, and writes to it. */
function openTo(folder: string, gid: number): void {
  mkdirSync(folder, { recursive: true });
  chownSync(folder, 0, gid);
  chmodSync(folder, 0o2775);
}

function connects(host: string, port: number, seconds: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = new Socket();
    const done = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(seconds * 1000, () => done(false));
    socket.once('error', () => done(false));
    socket.connect(port, host, () => done(true));
  });
}
