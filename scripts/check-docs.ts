/**
 * Compiles every snippet of the documentation as a user's program, and compares what the compiler says of those that must not
 * compile with what the page shows.
 *
 *     tsx scripts/check-docs.ts
 */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, sep } from 'node:path';
import ts from 'typescript';
import { FILE, isCompileError, PAGES, program, type Snippet, snippetsOf } from './docs/snippets';

const ROOT = dirname(__dirname);

const options: ts.CompilerOptions = {
  module: ts.ModuleKind.Node16,
  target: ts.ScriptTarget.ES2022,
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noEmit: true,
  skipLibCheck: true,
  types: ['node', 'jest'],
  typeRoots: [join(ROOT, 'node_modules', '@types')],
  paths: {
    kubeloom: [join(ROOT, 'src/index.ts')],
    ...Object.fromEntries(['catalog', 'plus', 'testing'].map((name) => [`kubeloom/${name}`, [join(ROOT, `src/${name}/index.ts`)]])),
  },
};

/** `shop.ts:1:61 - error TS2345: …`, as `tsc` prints it. */
function format({ file, start, code, messageText }: ts.Diagnostic, folder: string): string {
  const place = file === undefined || start === undefined ? undefined : file.getLineAndCharacterOfPosition(start);
  const name = file?.fileName.replace(`${folder.replaceAll(sep, '/')}/`, '') ?? '';
  const at = place === undefined ? name : `${name}:${place.line + 1}:${place.character + 1}`;
  return `${at} - error TS${code}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
}

function check(work: string): string[] {
  symlinkSync(join(ROOT, 'node_modules'), join(work, 'node_modules'), 'junction');
  const snippets = PAGES.flatMap(snippetsOf).map((snippet, index): [Snippet, string] => [snippet, join(work, String(index))]);
  const roots: string[] = [];
  for (const [snippet, folder] of snippets) {
    for (const [file, content] of program(snippet)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), content);
      if (file.endsWith('.ts')) roots.push(join(folder, file));
    }
  }
  const compiled = ts.createProgram(roots, options);
  const general = [...compiled.getOptionsDiagnostics(), ...compiled.getGlobalDiagnostics()];
  if (general.length > 0) return general.map((diagnostic) => format(diagnostic, work));
  return snippets.flatMap(([snippet, folder]) => {
    const file = compiled.getSourceFile(join(folder, FILE));
    const found = [...compiled.getSyntacticDiagnostics(file), ...compiled.getSemanticDiagnostics(file)].map((diagnostic) => format(diagnostic, folder)).join('\n');
    const wanted = isCompileError(snippet) ? snippet.text!.trimEnd() : '';
    return found === wanted ? [] : [`${snippet.place}\nthe compiler says\n${found || 'nothing'}\n${wanted === '' ? '' : `the page says\n${wanted}\n`}`];
  });
}

const work = realpathSync(mkdtempSync(join(tmpdir(), 'kubeloom-check-docs-')));
try {
  const problems = check(work);
  for (const problem of problems) process.stderr.write(`${problem}\n`);
  process.exitCode = problems.length > 0 ? 1 : 0;
} finally {
  rmSync(work, { recursive: true, force: true });
}
