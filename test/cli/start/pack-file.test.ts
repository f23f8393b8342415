import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { packFile } from '../../../src/cli/start/pack-file';

const root = resolve(__dirname, '..', '..', '..');
const file = (args: readonly string[], env: NodeJS.ProcessEnv = {}, execArgv: readonly string[] = []): string | undefined =>
  packFile(args, env, root, execArgv);

describe('where the modules of a command are kept', () => {
  test('in the project that this package is installed in, for each command', () => {
    expect(file(['synth', 'main.ts'])).toMatch(/node_modules[\\/]\.cache[\\/]kubeloom[\\/]modules-synth-\w+\.pack$/);
    expect(file(['check'])).not.toBe(file(['synth']));
  });

  test('nowhere in a project that brings no package of ours along: whoever wrote it could have written a pack', () => {
    const folder = mkdtempSync(join(tmpdir(), 'kubeloom-foreign-'));
    mkdirSync(join(folder, 'node_modules', '.cache', 'kubeloom'), { recursive: true });
    expect(packFile(['synth'], {}, folder, [])).toBeUndefined();
    rmSync(folder, { recursive: true });
  });

  test.each<[string, Parameters<typeof file>]>([
    ['no command', [[]]],
    ['a path for a command', [['../synth']]],
    ['--no-cache', [['synth', '--no-cache']]],
    ['KUBELOOM_CACHE', [['synth'], { KUBELOOM_CACHE: '0' }]],
    ['a loader', [['synth'], {}, ['--import', 'tsx']]],
    ['a loader in NODE_OPTIONS', [['synth'], { NODE_OPTIONS: '--no-warnings --require ./hook.js' }]],
    ['links that are kept', [['synth'], { NODE_PRESERVE_SYMLINKS: '1' }]],
    ['coverage', [['synth'], { NODE_V8_COVERAGE: 'coverage' }]],
  ])('nowhere with %s', (_, given) => {
    expect(file(...given)).toBeUndefined();
  });

  test('options that change nothing for modules change nothing here', () => {
    expect(file(['synth'], { NODE_OPTIONS: ' --max-old-space-size=4096 --no-warnings' }, ['--cpu-prof', '--enable-source-maps'])).toBe(file(['synth']));
  });
});
