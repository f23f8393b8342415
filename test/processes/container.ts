import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { appendFileSync, closeSync, copyFileSync, existsSync, mkdirSync, openSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** One container as processes of this machine. */
export interface ContainerPlan {
  readonly name: string;
  readonly hostname: string;
  /** Namespace of the network that it has part in. */
  readonly network: string;
  readonly folder: string;
  readonly log: string;
  /** The file that stands for the DNS of the cluster. */
  readonly hosts: string;
  /** What the image has besides the system: users by number. */
  readonly users: { readonly [uid: number]: string };
  /** Files of the image by path, over those of this machine. */
  readonly files: { readonly [path: string]: string };
  /** Empty folders of the image. */
  readonly folders: readonly string[];
  readonly uid: number;
  readonly gid: number;
  readonly env: { readonly [name: string]: string };
  readonly command: readonly string[];
  readonly workingDir: string;
  /** Where the container sees folders or files of this machine. */
  readonly mounts: readonly { readonly path: string; readonly source: string; readonly file: boolean; readonly readOnly: boolean }[];
}

export interface Answer {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

const systemFolders = ['bin', 'sbin', 'lib', 'lib32', 'lib64', 'libx32'];

/**
 * A process tree with a root folder, mounts, host name and network of its own: the programs are those of this machine, all
 * else is as the definition has it.
 */
export class ContainerProcess {
  private child: ChildProcess | undefined;
  private ended: { readonly code: number } | undefined;
  private readonly root: string;

  constructor(readonly plan: ContainerPlan) {
    this.root = join(plan.folder, 'root');
  }

  /** Starts it; what it prints goes to its log. */
  start(): void {
    const { plan } = this;
    const setup = this.prepare();
    const log = openSync(plan.log, 'a');
    this.ended = undefined;
    this.child = spawn('ip', ['netns', 'exec', plan.network, 'unshare', '--mount', '--uts', '--ipc', '--pid', '--fork', '--kill-child', 'sh', setup], {
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    this.child.once('exit', (code, signal) => { this.ended = { code: code ?? (signal === null ? 1 : 137) }; });
  }

  /** Its exit code, once it has ended. */
  get exitCode(): number | undefined {
    return this.ended?.code;
  }

  /** Waits for its end. */
  async end(seconds: number): Promise<number | undefined> {
    for (let waited = 0; waited < seconds * 20 && this.ended === undefined; waited++) await sleep(50);
    return this.exitCode;
  }

  /** Runs a command in it, as a probe does; the environment is that of the container. */
  exec(command: readonly string[], seconds = 60, input = ''): Answer {
    const pid = this.mainProcess();
    if (pid === undefined) return { status: 126, stdout: '', stderr: 'the container is not running' };
    const { uid, gid, env } = this.plan;
    const result = spawnSync('nsenter', [
      '--target', String(pid), '--mount', '--uts', '--ipc', '--net', '--pid', '--root', '--wd', 'setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups',
      'env', '-i', ...Object.entries(env).map(([name, value]) => `${name}=${value}`), ...command,
    ], { encoding: 'utf8', timeout: seconds * 1000, input, maxBuffer: 1 << 26 });
    return { status: result.status ?? 124, stdout: result.stdout, stderr: result.stderr };
  }

  signal(name: 'SIGTERM' | 'SIGQUIT' | 'SIGKILL'): void {
    const pid = this.mainProcess();
    if (pid !== undefined) process.kill(pid, name);
  }

  /** The container's first process, as this machine sees it. */
  private mainProcess(): number | undefined {
    const pid = this.child?.pid;
    if (pid === undefined || this.ended !== undefined) return undefined;
    const path = `/proc/${pid}/task/${pid}/children`;
    const first = existsSync(path) ? Number(readFileSync(path, 'utf8').trim().split(' ')[0]) : 0;
    return first > 0 ? first : undefined;
  }

  /** Writes the script that makes the container's world, and then becomes its program. */
  private prepare(): string {
    const { plan, root } = this;
    for (const folder of ['usr', 'proc', 'dev', 'etc', 'run', 'tmp', 'var/lib', 'var/log', 'var/tmp', 'opt', 'home', 'root', 'sys']) mkdirSync(join(root, folder), { recursive: true });
    const lines = [
      'set -e',
      'mount --make-rprivate /',
      `hostname ${quote(plan.hostname)}`,
      `mount --bind /usr ${quote(join(root, 'usr'))}`,
      `mount -t proc proc ${quote(join(root, 'proc'))}`,
      `mount --rbind /dev ${quote(join(root, 'dev'))}`,
      `chmod 1777 ${quote(join(root, 'tmp'))} ${quote(join(root, 'var/tmp'))}`,
      `chmod 1777 ${quote(join(root, 'run'))}`,
    ];
    for (const folder of systemFolders) if (existsSync(`/${folder}`) && !existsSync(join(root, folder))) symlinkSync(`usr/${folder}`, join(root, folder));
    if (!existsSync(join(root, 'etc/passwd'))) {
      spawnSync('cp', ['-a', '/etc/.', join(root, 'etc')]);
      const accounts = Object.entries(plan.users).map(([uid, user]) => `${user}:x:${uid}:${uid}::/tmp:/bin/sh\n`).join('');
      // First of all: the number of a user of the image may be that of another one here.
      writeFileSync(join(root, 'etc/passwd'), accounts + readFileSync('/etc/passwd', 'utf8'));
      // Last of all: a group that is known here stays as it is.
      appendFileSync(join(root, 'etc/group'), Object.entries(plan.users).map(([uid, user]) => `${user}:x:${uid}:\n`).join(''));
      writeFileSync(join(root, 'etc/nsswitch.conf'), 'passwd: files\ngroup: files\nhosts: files\n');
      writeFileSync(join(root, 'etc/resolv.conf'), '');
      copyFileSync(plan.hosts, join(root, 'etc/hosts'));
      writeFileSync(join(root, 'etc/hostname'), `${plan.hostname}\n`);
      for (const path of plan.folders) mkdirSync(join(root, path), { recursive: true });
      for (const [path, text] of Object.entries(plan.files)) {
        mkdirSync(dirname(join(root, path)), { recursive: true });
        writeFileSync(join(root, path), text);
      }
    }
    lines.push(`mount --bind ${quote(plan.hosts)} ${quote(join(root, 'etc/hosts'))}`);
    for (const { path, source, file, readOnly } of [...plan.mounts].sort((a, b) => a.path.length - b.path.length)) {
      const target = join(root, path);
      if (file) {
        mkdirSync(dirname(target), { recursive: true });
        lines.push(`test -e ${quote(target)} || : > ${quote(target)}`);
      } else lines.push(`mkdir -p ${quote(target)}`);
      lines.push(`mount --bind ${quote(source)} ${quote(target)}`);
      if (readOnly) lines.push(`mount -o remount,bind,ro ${quote(target)}`);
    }
    const env = Object.entries(plan.env).map(([name, value]) => quote(`${name}=${value}`)).join(' ');
    lines.push(`exec chroot ${quote(root)} setpriv --reuid=${plan.uid} --regid=${plan.gid} --clear-groups \\`);
    lines.push(`  env -i -C ${quote(plan.workingDir)} ${env} ${plan.command.map(quote).join(' ')}`);
    const script = join(plan.folder, 'start.sh');
    writeFileSync(script, `${lines.join('\n')}\n`);
    return script;
  }
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
