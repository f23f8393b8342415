import { join } from 'node:path';
import { readConfig } from '../../../src/cli/config-file';
import { findProgram, readCommand } from '../../../src/cli/load/program-source';
import { folderWith } from '../support/run';

const folder = (): string => folderWith({
  'main.ts': '', 'src/main.ts': '', 'lib/main.js': '', 'built.js': '', 'built.ts': '', 'esm.mts': '', 'tsconfig.app.json': '{}', 'my app/main.ts': '', 'README.md': '',
});

describe('a command that runs one file is that file', () => {
  test.each<[command: string, file: string]>([
    ['node main.ts', 'main.ts'],
    ['node main', 'main.ts'],
    ['node main.js', 'main.ts'],
    ['node built.js', 'built.ts'],
    ['node lib/main.js', 'lib/main.js'],
    ['node ./src/main.ts', 'src/main.ts'],
    ['node --import tsx main.ts', 'main.ts'],
    ['node --import=tsx/esm main.ts', 'main.ts'],
    ['node -r ts-node/register main.ts', 'main.ts'],
    ['node --require ts-node/register/transpile-only main.ts', 'main.ts'],
    ['node --loader ts-node/esm esm.mts', 'esm.mts'],
    ['node --enable-source-maps lib/main.js', 'lib/main.js'],
    ['npx tsx main.ts', 'main.ts'],
    ['npx -y tsx main.ts', 'main.ts'],
    ['npx --no-install ts-node main.ts', 'main.ts'],
    ['npx ts-node -T src/main.ts', 'src/main.ts'],
    ['npx ts-node --transpile-only --files main.ts', 'main.ts'],
    ['ts-node main.ts', 'main.ts'],
    ['tsx main.ts', 'main.ts'],
    ['yarn ts-node main.ts', 'main.ts'],
    ['yarn run tsx main.ts', 'main.ts'],
    ['pnpm exec tsx main.ts', 'main.ts'],
    ['pnpm tsx main.ts', 'main.ts'],
    ['npm exec -- tsx main.ts', 'main.ts'],
    ['  npx   tsx   main.ts  ', 'main.ts'],
    ['main.ts', 'main.ts'],
    ['./src/main.ts', 'src/main.ts'],
    ['node "my app/main.ts"', 'my app/main.ts'],
    ["node 'my app/main.ts'", 'my app/main.ts'],
  ])('%s', (command, file) => {
    const cwd = folder();
    expect(readCommand(command, cwd)).toMatchObject({ kind: 'file', file: join(cwd, file) });
  });

  test('what stands behind it are its arguments', () => {
    expect(readCommand('npx tsx main.ts --env staging "a b"', folder())).toMatchObject({ args: ['--env', 'staging', 'a b'] });
  });

  test.each(['npx ts-node -P tsconfig.app.json main.ts', 'npx ts-node --project=tsconfig.app.json main.ts', 'tsx --tsconfig tsconfig.app.json main.ts'])('%s names the options of the compiler', (command) => {
    const cwd = folder();
    expect(readCommand(command, cwd)).toMatchObject({ file: join(cwd, 'main.ts'), tsconfig: join(cwd, 'tsconfig.app.json') });
  });
});

describe('any other command stays a command', () => {
  test.each([
    'npm run synth', 'yarn synth', 'go run .', 'pipenv run python main.py', 'make', 'node missing.js', 'node README.md', 'node', 'node -e 1', 'node --inspect main.ts',
    'node --max-old-space-size=4096 main.ts', 'node --import ./hooks.mjs main.ts', 'node -r ./hooks.js main.ts', 'NODE_ENV=production node main.ts', 'npm ci && node main.ts',
    'node main.ts | tee log', 'node main.ts > out', 'node $PROGRAM', 'node `which main`', 'node main.t*', 'deno run main.ts', 'node "main.ts', 'npx', '', 'constructor main.ts', 'main', 'missing.ts',
    'npx ts-node -O {} main.ts',
  ])('%s', (command) => {
    expect(readCommand(command, folder())).toEqual({ kind: 'command', command });
  });
});

describe('the program that is meant', () => {
  const find = (argument: string | undefined, files: { readonly [path: string]: string }): ReturnType<typeof findProgram> => {
    const cwd = folderWith(files);
    return findProgram(argument, readConfig(cwd), cwd);
  };

  test('is the argument before the app of cdk8s.yaml', () => {
    expect(find('other.ts', { 'main.ts': '', 'other.ts': '', 'cdk8s.yaml': 'app: npx tsx main.ts\n' })).toMatchObject({ file: expect.stringMatching(/other\.ts$/) as string });
    expect(find(undefined, { 'main.ts': '', 'cdk8s.yaml': 'app: npx tsx main.ts\n' })).toMatchObject({ file: expect.stringMatching(/main\.ts$/) as string });
  });

  test('may be a whole command', () => {
    expect(find('python main.py', {})).toEqual({ kind: 'command', command: 'python main.py' });
    expect(find('npx tsx main.ts', { 'main.ts': '' })).toMatchObject({ kind: 'file' });
  });

  test.each<[string, string | undefined, { readonly [path: string]: string }, string]>([
    ['no file of that name', 'mian.ts', { 'main.ts': '' }, 'no program "mian.ts"'],
    ['a file that is no program', 'main.yaml', { 'main.yaml': '' }, 'no program "main.yaml"'],
    ['nothing named at all', undefined, {}, 'no cdk8s.yaml here, and no program was named'],
    ['a cdk8s.yaml without an app', undefined, { 'cdk8s.yaml': 'output: x\n' }, 'cdk8s.yaml has no `app`, and no program was named'],
    ['an empty app', undefined, { 'cdk8s.yaml': 'app: ""\n' }, 'cdk8s.yaml has no `app`, and no program was named'],
  ])('is told: %s', (_, argument, files, message) => {
    expect(() => find(argument, files)).toThrow(expect.objectContaining({ name: 'UsageError', message }) as Error);
  });

  test('a misspelt one is found', () => {
    expect(() => find('src/mian.ts', { 'src/main.ts': '' })).toThrow(expect.objectContaining({ help: 'did you mean src/main.ts?' }) as Error);
  });
});
