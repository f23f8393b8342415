import { join } from 'node:path';
import { runEsbuildNow } from '../../../src/cli/load/esbuild';
import { readEsbuildErrors } from '../../../src/cli/load/esbuild-errors';
import { folderWith } from '../support/run';

/** What esbuild itself says of a program. */
function errorsOf(files: { readonly [path: string]: string }): ReturnType<typeof readEsbuildErrors> {
  const cwd = folderWith(files);
  const args = ['main.ts', '--bundle', '--packages=external', '--platform=node', '--log-level=error', '--log-limit=0', '--color=false'];
  return readEsbuildErrors(runEsbuildNow([...args, `--outfile=${join(cwd, 'out.js')}`], cwd).errors);
}

test.each<[string, { given: { readonly [path: string]: string }; want: unknown }]>([
  ['a syntax error', { given: { 'main.ts': 'const a = 1;\nconst b = ;\n' }, want: [{ message: 'Unexpected ";"', place: { file: 'main.ts', line: 2, column: 11 }, notes: [] }] }],
  ['an import that leads to nothing', {
    given: { 'main.ts': "import './a';\n", 'a.ts': "\n  import x from './nope';\nconsole.log(x);\n" },
    want: [{ message: 'Could not resolve "./nope"', place: { file: 'a.ts', line: 2, column: 17 }, notes: [] }],
  }],
  ['several', {
    given: { 'main.ts': "import './x';\nimport './y';\n" },
    want: [
      { message: 'Could not resolve "./x"', place: { file: 'main.ts', line: 1, column: 8 }, notes: [] },
      { message: 'Could not resolve "./y"', place: { file: 'main.ts', line: 2, column: 8 }, notes: [] },
    ],
  }],
  ['a name that an import does not have', {
    given: { 'main.ts': "import { b } from './a.js';\nconsole.log(b);\n", 'a.ts': '', 'a.js': 'export const a = 1;\n' },
    want: [{ message: 'No matching export in "a.js" for import "b"', place: { file: 'main.ts', line: 1, column: 10 }, notes: [] }],
  }],
  ['with a note', {
    given: { 'main.ts': 'let a = 1;\nlet a = 2;\n' },
    want: [{ message: 'The symbol "a" has already been declared', place: { file: 'main.ts', line: 2, column: 5 }, notes: ['The symbol "a" was originally declared here:'] }],
  }],
  ['none', { given: { 'main.ts': '' }, want: [] }],
])('%s', (_, { given, want }) => {
  expect(errorsOf(given)).toEqual(want);
});
