import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, Chart } from 'cdk8s';
import * as kubeloom from '../../../src';
import * as catalog from '../../../src/catalog';
import { definitionExamples } from '../../../src/cli/explain/definition-examples';
import { codes } from '../../../src/core/codes';
import { synthesize } from '../../../src/synth/synthesize';

const start = process.cwd();
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kubeloom-examples-'));
  process.chdir(folder);
  process.env['DB_PASSWORD'] = 'hunter2';
  // What the examples read.
  const files = {
    'broken.yaml': 'a: [\n', 'list.yaml': 'replicas: 2\n', 'good.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\n', 'my.cnf': '[mysqld]\n',
    'password.txt': 'hunter2', 'echo.txt': 'hunter2\n', 'site/a.html': 'a', 'site/b/c.html': 'c', 'pages/a.html': 'a',
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
});
afterAll(() => {
  delete process.env['DB_PASSWORD'];
  process.chdir(start);
  rmSync(folder, { recursive: true });
});

const exported: { readonly [name: string]: unknown } = { ...kubeloom, ...catalog, ApiObject, Chart };

/** The codes that a program reports. */
function codesOf(program: string): { readonly grave: string[]; readonly all: string[] } {
  const app = new kubeloom.App({ outdir: join(folder, 'dist'), onWarnings: () => undefined });
  const scope: { readonly [name: string]: unknown } = { ...exported, app, shop: new kubeloom.Bundle(app, 'shop', { namespace: 'shop' }) };
  const names = Object.keys(scope).filter((name) => new RegExp(`\\b${name}\\b`).test(program) && !new RegExp(`const ${name}\\b`).test(program));
  let found: readonly kubeloom.Diagnostic[];
  try {
    // Examples are plain JavaScript: what is wrong with most of them no compiler would let through.
    // eslint-disable-next-line @typescript-eslint/no-implied-eval
    const run = new Function(...names, program) as (...values: readonly unknown[]) => void;
    run(...names.map((name) => scope[name]));
    const { diagnostics, notes } = synthesize(app);
    found = [...diagnostics, ...notes];
  } catch (error) {
    if (!(error instanceof kubeloom.DiagnosticsError)) throw error;
    found = error.diagnostics;
  }
  return { grave: found.filter(({ severity }) => severity !== 'info').map(({ code }) => code), all: found.map(({ code }) => code) };
}

const isForShell = (text: string): boolean => /^\$ /m.test(text);
const programs = Object.entries(definitionExamples).filter(([, { wrong, right }]) => !isForShell(wrong) && !isForShell(right));

test('every code of definitions has an example, and every example a code', () => {
  expect(Object.keys(definitionExamples).sort()).toEqual(Object.keys(codes).sort());
  expect(programs.length).toBeGreaterThan(200);
});

test.each(programs)('%s is shown by its example, and by nothing in the mended one', (code, { wrong, right }) => {
  expect(codesOf(wrong).all).toContain(code);
  const mended = codesOf(right);
  expect(mended.grave).toEqual([]);
  expect(mended.all).not.toContain(code);
});
