import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Command, inTurns, ROOT, table } from '../measure';
import { ownCommand, ownProject } from '../own-project';
import type { Part } from '../part';

const typescript = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
const programs = { ours: 'kubeloom', peer: 'cdk8s-plus-27' } as const;
type Program = keyof typeof programs;

/** Types of imports, and what types cost whoever compiles a program. */
export const imports: Part = {
  name: 'import',
  title: 'Types: made, and compiled',
  run({ rounds, quick }) {
    const folder = ownProject('imports', { apps: 1 });
    const command = ownCommand(folder, ['import', 'k8s@1.36', '--quiet']);
    // Made from nothing each time: what is there already is only compared.
    const fresh: Command = { ...command, before: () => rmSync(join(folder, 'imports'), { recursive: true, force: true }) };
    const apps = quick ? 10 : 100;
    const runs = inTurns(rounds, { made: fresh, ours: compilation('ours', apps), peer: compilation('peer', apps) });
    const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(2)} s`;
    const row = (what: string, { wall, cpu }: { readonly wall: number; readonly cpu: number }): string[] => [what, seconds(wall), seconds(cpu)];
    return [
      'Constructs for every kind of Kubernetes 1.36 from nothing, and TypeScript 5.9 on a program that spells out its apps (no emit, libraries not checked):',
      '',
      table(['', 'time', 'of the processor'], [
        row('kubeloom import k8s@1.36', runs.made),
        row(`tsc, ${apps} apps of ${programs.ours}`, runs.ours),
        row(`tsc, the same of ${programs.peer}`, runs.peer),
      ]),
      '',
      `Compiling takes ${(runs.ours.cpu / runs.peer.cpu).toFixed(2)} times the time of the peer.`,
    ].join('\n');
  },
};

const projects = realpathSync(mkdtempSync(join(tmpdir(), 'kubeloom-bench-types-')));
process.on('exit', () => rmSync(projects, { recursive: true, force: true }));

/** The compiler on a program in which each app stands by itself, as people write them. */
function compilation(program: Program, apps: number): Command {
  const folder = join(projects, program);
  mkdirSync(folder, { recursive: true });
  const modules = join(folder, 'node_modules');
  if (!existsSync(modules)) {
    if (program === 'ours') installOurs(modules);
    else symlinkSync(join(ROOT, 'node_modules'), modules);
  }
  writeFileSync(join(folder, 'main.ts'), (program === 'ours' ? ourProgram : peerProgram)(apps));
  const options = { strict: true, noEmit: true, skipLibCheck: true, module: 'node16', moduleResolution: 'node16', target: 'es2022', types: ['node'] };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, files: ['main.ts'] }));
  return { program: process.execPath, args: [typescript, '-p', folder], cwd: folder };
}

/** The declarations of this package as it publishes them. */
function installOurs(modules: string): void {
  const target = join(modules, 'kubeloom');
  mkdirSync(target, { recursive: true });
  for (const name of ['cdk8s', 'constructs', '@types']) symlinkSync(join(ROOT, 'node_modules', name), join(modules, name));
  cpSync(join(ROOT, 'package.json'), join(target, 'package.json'));
  symlinkSync(join(ROOT, 'generated'), join(target, 'generated'));
  const options = ['-p', join(ROOT, 'tsconfig.json'), '--noCheck', '--declaration', '--emitDeclarationOnly', '--outDir', join(target, 'lib')];
  execFileSync(process.execPath, [typescript, ...options], { cwd: ROOT, stdio: 'inherit' });
}

/** The apps of the fleet, one after the other and not in a loop. */
function spelledOut(file: string, name: string, parameter: string, apps: number): string {
  const text = readFileSync(join(__dirname, '..', file), 'utf8');
  const start = text.indexOf(`function ${name}(`);
  const body = text.slice(text.indexOf('{\n', start) + 2, text.indexOf('\n}', start));
  return Array.from({ length: apps }, (_, index) => `{\n  const name = 'app-${index}';\n${body.replaceAll(`${parameter},`, 'fleet,')}\n}\n`).join('');
}

function ourProgram(apps: number): string {
  const names = 'App, Bundle, ConfigMapData, nfs, PersistentVolume, PersistentVolumeClaim, SecretData, StatefulApp, StatelessApp, unsafeLiteral';
  const start = `import { ${names} } from 'kubeloom';\nconst app = new App();\nconst fleet = new Bundle(app, 'fleet', { namespace: 'fleet' });\n`;
  return `${start}${spelledOut('fleet.ts', 'addApp', 'bundle', apps)}app.synth();\n`;
}

function peerProgram(apps: number): string {
  const start = 'import { App, Chart, Size } from \'cdk8s\';\nimport * as kplus from \'cdk8s-plus-27\';\n'
    + 'const app = new App();\nconst fleet = new Chart(app, \'fleet\', { namespace: \'fleet\' });\n';
  return `${start}${spelledOut('peer-fleet.ts', 'addPeerApp', 'chart', apps)}app.synth();\n`;
}
