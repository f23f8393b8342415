import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { median, table } from '../measure';
import { main, ownProject } from '../own-project';
import type { Part } from '../part';

/** More rounds than a user has patience for: the first ones are still cold. */
const saves = 15;

export const watch: Part = {
  name: 'watch',
  title: 'Watching',
  async run({ quick }) {
    const apps = quick ? 5 : 100;
    const project = ownProject('watch', { apps });
    const [source, output] = [join(project, 'fleet.ts'), join(project, 'dist', 'fleet.k8s.yaml')];
    const text = readFileSync(source, 'utf8');
    rmSync(join(project, 'dist'), { recursive: true, force: true });
    const child = spawn(process.execPath, [main, 'watch'], { cwd: project, stdio: 'ignore' });
    const ended = new Promise((done) => child.on('exit', done));
    const taken: number[] = [];
    try {
      await until(() => existsSync(output));
      for (let save = 1; save <= saves; save++) {
        await wait(300);
        const image = `nginx:1.${27 + save}`;
        const start = performance.now();
        writeFileSync(source, text.replace('nginx:1.27', image));
        await until(() => readFileSync(output, 'utf8').includes(image));
        taken.push(performance.now() - start);
      }
    } finally {
      child.kill('SIGINT');
      await ended;
      writeFileSync(source, text);
    }
    return [
      `From a save of a file to the changed output, ${apps} apps, all checks: ${saves} saves of one process.`,
      '',
      table(['', 'time'], [['first save', `${taken[0]!.toFixed(0)} ms`], ['median of all', `${median(taken).toFixed(0)} ms`], ['the last five', `${median(taken.slice(-5)).toFixed(0)} ms`]]),
    ].join('\n');
  },
};

async function until(test: () => boolean): Promise<void> {
  for (const end = performance.now() + 60_000; performance.now() < end; await wait(1)) if (test()) return;
  throw new Error('the output did not change within a minute');
}
