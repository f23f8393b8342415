import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from '../measure';
import type { Part } from '../part';

/** What a script prints. */
function printed(script: string, args: readonly string[]): string {
  return execFileSync(process.execPath, ['--import', 'tsx', join(ROOT, script), ...args], { cwd: ROOT, encoding: 'utf8', maxBuffer: 1e8 });
}

/** How far verdicts agree with those of the servers themselves, which are not part of this repository. */
export const agreement: Part = {
  name: 'agreement',
  title: 'Agreement with the API servers',
  run({ quick }) {
    if (process.env['KUBELOOM_ORACLE'] === undefined) return 'Not measured: `KUBELOOM_ORACLE` names no folder with the checkers of the releases.';
    const creates = printed(join('bench', 'check-agreement.ts'), ['--count', quick ? '200' : '3000']);
    const updates = printed(join('test', 'plan', 'agreement', 'run.ts'), ['--count', quick ? '200' : '3000', '--show', '0']);
    return ['Of creates, by the check:', '', '```', creates.trimEnd(), '```', '', 'Of updates, by the plan:', '', '```', updates.trimEnd(), '```'].join('\n');
  },
};
