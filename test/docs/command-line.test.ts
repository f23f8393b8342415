import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withTables } from '../../scripts/docs/command-line';
import { commands } from '../../src/cli/commands';
import { folderWith, run } from '../cli/support/run';

const page = readFileSync(join(__dirname, '../../docs/command-line.md'), 'utf8');

test('the tables of the page are those that the command reads: tsx scripts/command-line-page.ts writes them', () => {
  expect(page).toBe(withTables(page));
  expect(page.match(/<!-- made: \w+ -->/g)).toHaveLength(3);
});

test('the page has a section for each command', () => {
  const headings = [...page.matchAll(/^## `(\w+)/gm)].map(([, name]) => name);
  expect(headings).toEqual(commands.names);
});

test('every command that the page shows is one, with flags that it has', () => {
  const lines = [...page.matchAll(/^```sh\n([^]*?)^```/gm)].flatMap(([, code]) => code!.split('\n'));
  const shown = lines.flatMap((line) => [...line.matchAll(/\bkubeloom ([a-z]+)((?: [^|#>]*)?)/g)]);
  expect(shown.length).toBeGreaterThan(20);
  const wrong = shown.flatMap(([text, name, rest]) => {
    const command = commands.find(name!);
    if (command === undefined) return [text];
    const flags = new Set(['quiet', 'color', 'no-color', 'no-cache', 'debug', 'help', ...Object.entries(command.options).flatMap(([option]) => {
      const flag = option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
      return [flag, `no-${flag}`];
    })]);
    return [...rest!.matchAll(/(?<= )--([a-z-]+)/g)].filter(([, flag]) => !flags.has(flag!)).map(([flag]) => `${name!} ${flag}`);
  });
  expect(wrong).toEqual([]);
});

test('the file that the page shows is read without an error', async () => {
  const file = /^```yaml cdk8s\.yaml\n([^]*?)^```/m.exec(page)![1]!;
  const cwd = folderWith({ 'cdk8s.yaml': file });
  expect(await run(['check', '--help'], { cwd })).toMatchObject({ code: 0, stderr: '' });
  // Every key is looked at before a command does anything.
  expect((await run(['check', 'nowhere.yaml'], { cwd })).stderr).toContain('nowhere.yaml');
});
