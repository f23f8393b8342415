import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inTurns, measure, seconds, table } from '../measure';
import { ownCommand, ownProject } from '../own-project';
import type { Part } from '../part';

export const plan: Part = {
  name: 'plan',
  title: 'The plan',
  run({ rounds, quick }) {
    const apps = quick ? 10 : 1000;
    const project = ownProject('plan', { apps });
    measure(ownCommand(project));
    const [base, same, changed] = ['base', 'same', 'changed'].map((name) => join(project, name)) as [string, string, string];
    for (const folder of [base, same, changed]) {
      rmSync(folder, { recursive: true, force: true });
      cpSync(join(project, 'dist'), folder, { recursive: true });
    }
    // An image of every second app: a rollout each.
    let count = 0;
    for (const name of readdirSync(changed)) {
      const file = join(changed, name);
      writeFileSync(file, readFileSync(file, 'utf8').replace(/nginx:1\.27/g, (image) => (count++ % 2 === 0 ? 'nginx:1.28' : image)));
    }
    const { changes, unchanged } = inTurns(rounds, {
      changes: ownCommand(project, ['plan', changed, '--base', base, '--fail-on', 'never']), unchanged: ownCommand(project, ['plan', same, '--base', base]),
    });
    return [
      `${(apps * 8).toLocaleString('en')} objects in YAML against their base, which is YAML as well; by the clock, and in brackets of processors.`,
      '',
      table(['', 'time'], [[`${Math.ceil(count / 2).toLocaleString('en')} of them changed`, seconds(changes)], ['none changed', seconds(unchanged)]]),
    ].join('\n');
  },
};
