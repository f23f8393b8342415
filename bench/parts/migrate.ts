import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE, type Command, inTurns, measure, ROOT, seconds, table } from '../measure';
import { ownCommand, ownProject } from '../own-project';
import type { Part } from '../part';

/** Manifests of others, each a file or a folder, where somebody has put them: nothing of them is part of this repository. */
const MANIFESTS = join(CACHE, 'manifests');

/** The package with its types, which the proof checks the program against. */
function compile(): void {
  execFileSync(process.execPath, [join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', join(ROOT, 'tsconfig.json'), '--noCheck'], { cwd: ROOT, stdio: 'inherit' });
}

function command(cwd: string, args: readonly string[]): Command {
  return { program: process.execPath, args: [join(ROOT, 'lib', 'cli', 'main.js'), ...args], cwd };
}

/** How much of some manifests became definitions, as the command reports it. */
function figures(path: string, name: string): readonly string[] {
  const output = join(CACHE, 'migrated');
  rmSync(output, { recursive: true, force: true });
  measure(command(CACHE, ['migrate', path, '--secrets', 'file', '--output', output]));
  const report = readFileSync(join(CACHE, 'output'), 'utf8');
  const found = (pattern: RegExp): string => pattern.exec(report)?.[1] ?? '0';
  return [
    name, found(/^(\d+) objects?, all equal/m), found(/by definitions +\d+ \((.*?)\)/), found(/in overrides.*\((.*?)\)/),
    `${found(/lines +(\d+) of/)} for ${found(/TypeScript for (\d+)/)}`,
  ];
}

export const migrate: Part = {
  name: 'migrate',
  title: 'Migration',
  run({ rounds, quick }) {
    compile();
    const apps = quick ? 10 : 125;
    const project = ownProject('migrate', { apps });
    measure(ownCommand(project));
    const output = join(project, 'migrated');
    const migration = command(project, ['migrate', 'dist', '--secrets', 'file', '--output', output]);
    const { run } = inTurns(rounds, { run: { ...migration, before: () => rmSync(output, { recursive: true, force: true }) } });
    const others = existsSync(MANIFESTS) ? readdirSync(MANIFESTS).sort() : [];
    return [
      `${(apps * 8).toLocaleString('en')} objects become a program, which is type-checked, run and compared with them: ${seconds(run)}.`,
      '',
      table(
        ['manifests', 'objects, all equal', 'by definitions', 'values in overrides', 'lines of TypeScript for YAML'],
        [figures(join(project, 'dist'), 'the apps above'), ...others.map((name) => figures(join(MANIFESTS, name), name))],
      ),
    ].join('\n');
  },
};
