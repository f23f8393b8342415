import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commands } from '../../src/cli/commands';
import { folderWith, run } from './support/run';

const shells = ['bash', 'zsh', 'fish'] as const;

async function script(shell: string): Promise<string> {
  return (await run(['completion', shell])).stdout;
}

function isInstalled(shell: string): boolean {
  return spawnSync(shell, ['--version']).status === 0;
}

/** What bash offers for the last word of each line. */
function completed(text: string, lines: readonly (readonly string[])[]): string[][] {
  const folder = folderWith({ 'main.ts': '', 'other/main.ts': '' });
  writeFileSync(join(folder, 'kubeloom.bash'), text);
  const calls = lines.map((words) => `COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}; _kubeloom; echo "\${COMPREPLY[*]}"`);
  const output = execFileSync('bash', ['--norc', '-c', ['source ./kubeloom.bash', ...calls].join('\n')], { cwd: folder, encoding: 'utf8' });
  return output.split('\n').slice(0, lines.length).map((line) => line.split(' ').filter((word) => word !== ''));
}

test.each(shells)('%s reads its script', async (shell) => {
  const text = await script(shell);
  for (const { name } of commands.all()) expect(text).toContain(name);
  if (!isInstalled(shell)) return;
  const folder = folderWith({ script: text });
  expect(spawnSync(shell, ['-n', 'script'], { cwd: folder, encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
});

test('commands, flags, values, templates, codes and files are completed', async () => {
  if (!isInstalled('bash')) return;
  const cases: [words: string[], want: string[]][] = [
    [['kubeloom', ''], [...commands.names]],
    [['kubeloom', 'sy'], ['synth']],
    [['kubeloom', 'synth', '--lay'], ['--layout']],
    [['kubeloom', 'synth', '--no-val'], ['--no-validate']],
    [['kubeloom', 'synth', '--layout', ''], ['bundle', 'object', 'folder', 'stream']],
    // As bash splits `--layout=b`.
    [['kubeloom', 'synth', '--layout', '=', 'b'], ['bundle']],
    [['kubeloom', 'synth', '--layout', '='], ['bundle', 'object', 'folder', 'stream']],
    [['kubeloom', 'synth', '--output', 'oth'], ['other']],
    [['kubeloom', 'synth', 'ma'], ['main.ts']],
    [['kubeloom', 'check', '--fail-on', 'w'], ['warning']],
    [['kubeloom', 'init', 'stateful'], ['stateful-web']],
    [['kubeloom', 'explain', 'probe/no-p'], ['probe/no-port']],
    [['kubeloom', 'help', 'ver'], ['version']],
    [['kubeloom', 'completion', ''], [...shells]],
    [['kubeloom', 'nothing', ''], []],
  ];
  expect(completed(await script('bash'), cases.map(([words]) => words))).toEqual(cases.map(([, want]) => want));
});

test('a shell that has none is told', async () => {
  expect(await run(['completion', 'tcsh'])).toEqual({ code: 2, stdout: '', stderr: 'error  no completion for "tcsh"\nhelp   there is one for bash, zsh, fish\n' });
  expect((await run(['completion', 'bsh'])).stderr).toContain('did you mean bash?');
});
