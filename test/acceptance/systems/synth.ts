import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';

/** Runs `cdk8s synth` in a folder, as its users do. */
export async function synth(folder: string, args: readonly string[] = [], environment: NodeJS.ProcessEnv = {}): Promise<void> {
  const command = join(dirname(require.resolve('cdk8s-cli/package.json')), 'bin', 'cdk8s');
  const child = spawn(process.execPath, [command, 'synth', ...args], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    // It would ask the registry for a newer version of itself.
    env: { ...process.env, ...environment, CDK8S_CHECK_UPGRADE: 'false' },
  });
  const exit = new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), exit]);
  if (code !== 0) throw new Error(`cdk8s synth failed in ${folder}:\n${stdout}${stderr}`);
}
