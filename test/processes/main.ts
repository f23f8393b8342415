/**
 * Runs systems of the catalogue as real processes, where Debian has the servers, and shows what is claimed of them:
 *
 *     npm run acceptance:processes              # all
 *     npm run acceptance:processes -- postgresql
 *
 * Nothing is written twice: files, environment, commands and probes are those of the synthesized bundle. Each pod gets a root
 * folder, a network address and a host name of its own; the names that the DNS of a cluster would answer stand in a file of
 * hosts that follows what runs. Needs root (mount and network namespaces); packages that are missing are installed by apt.
 *
 * A proof is one file in `systems/` with a `ProcessProof`; `stage` starts and stops pods, runs jobs, and prints the claims.
 * Exit codes: 0 all shown, 1 a claim failed, 2 the run itself was not possible.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Network } from './network';
import { type ProcessProof, ProofEnded, Stage } from './stage';
import { proofs } from './systems';

const WIDTH = 18;

async function main(): Promise<number> {
  const names = process.argv.slice(2);
  const unknown = names.filter((name) => !proofs.some((proof) => proof.name === name));
  if (unknown.length > 0) return refuse(`there is no proof ${unknown.join(', ')}; there are ${proofs.map(({ name }) => name).join(', ')}`);
  const wanted = proofs.filter(({ name }) => names.length === 0 || names.includes(name));
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return refuse('needs Linux and root: pods get namespaces of their own');
  const tools = ['ip', 'unshare', 'nsenter', 'setpriv', 'chroot', 'mount'].filter((tool) => spawnSync('which', [tool]).status !== 0);
  if (tools.length > 0) return refuse(`these programs are missing: ${tools.join(', ')} (packages iproute2, util-linux, coreutils)`);
  const missing = [...new Set(wanted.flatMap(({ packages }) => packages))].filter((name) => !isInstalled(name));
  if (missing.length > 0 && !install(missing)) return refuse(`these packages are missing, and apt did not install them: ${missing.join(', ')}`);

  let failed = 0;
  let passed = 0;
  for (const proof of wanted) {
    const folder = mkdtempSync(join(tmpdir(), `kubeloom-processes-${proof.name}-`));
    const well = await prove(proof, folder, (claim, seconds, problem) => {
      if (problem === undefined) passed++;
      else failed++;
      process.stdout.write(`${problem === undefined ? 'ok  ' : 'FAIL'}  ${proof.name.padEnd(WIDTH)} ${seconds.toFixed(1).padStart(5)} s  ${claim}\n`);
      if (problem !== undefined) process.stdout.write(`${problem.split('\n').map((line) => `        ${line}`).join('\n')}\n        logs: ${folder}\n`);
    });
    if (well) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
  process.stdout.write(`processes: ${passed} claims shown, ${failed} failed\n`);
  return failed === 0 ? 0 : 1;
}

async function prove(proof: ProcessProof, folder: string, report: (claim: string, seconds: number, problem?: string) => void): Promise<boolean> {
  const network = new Network(process.pid + proofs.indexOf(proof));
  let stage: Stage | undefined;
  const stop = (): void => network.close();
  process.once('exit', stop);
  try {
    stage = new Stage(proof, folder, network, report);
    await proof.prove(stage);
    return true;
  } catch (error) {
    if (!(error instanceof ProofEnded)) report('runs to its end', 0, error instanceof Error ? error.stack : String(error));
    return false;
  } finally {
    await stage?.close();
    network.close();
    process.off('exit', stop);
  }
}

function isInstalled(name: string): boolean {
  return /^install ok installed/m.test(spawnSync('dpkg-query', ['-W', '-f', '${Status}\n', name], { encoding: 'utf8' }).stdout ?? '');
}

/** Installs packages, without the services that they would start. */
function install(names: readonly string[]): boolean {
  const policy = '/usr/sbin/policy-rc.d';
  const own = !existsSync(policy);
  try {
    if (own) writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    execFileSync('apt-get', ['update', '-q'], { env, stdio: ['ignore', 'ignore', 'inherit'] });
    execFileSync('apt-get', ['install', '-q', '-y', '--no-install-recommends', ...names], { env, stdio: ['ignore', 'ignore', 'inherit'] });
    return true;
  } catch {
    return false;
  } finally {
    if (own) rmSync(policy, { force: true });
  }
}

function refuse(reason: string): number {
  process.stderr.write(`processes: ${reason}\n`);
  return 2;
}

for (const [signal, code] of [['SIGINT', 130], ['SIGTERM', 143]] as const) process.once(signal, () => process.exit(code));
void main().then((code) => process.exit(code));
