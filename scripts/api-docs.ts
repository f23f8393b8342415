/**
 * Prints the API reference of the published entry points to `docs/api`, and fails where a public symbol has no words.
 *
 *     tsx scripts/api-docs.ts [--check]
 *
 * With `--check` nothing is written, and the exit code is 1 when the committed pages differ.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '..');
const PAGES = join(ROOT, 'docs', 'api');

function print(out: string): number {
  const typedoc = join(ROOT, 'node_modules/typedoc/bin/typedoc');
  return spawnSync(process.execPath, [typedoc, '--out', out, '--logLevel', 'Warn'], { cwd: ROOT, stdio: 'inherit' }).status ?? 1;
}

function pagesOf(dir: string): Map<string, string> {
  if (!existsSync(dir)) return new Map();
  const files = readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.md'));
  return new Map(files.map((file) => [file.replaceAll('\\', '/'), readFileSync(join(dir, file), 'utf8')]));
}

function check(): number {
  const dir = mkdtempSync(join(tmpdir(), 'kubeloom-api-docs-'));
  try {
    const status = print(dir);
    if (status !== 0) return status;
    const [want, found] = [pagesOf(dir), pagesOf(PAGES)];
    const stale = [...new Set([...want.keys(), ...found.keys()])].filter((file) => want.get(file) !== found.get(file)).sort();
    if (stale.length === 0) return 0;
    process.stderr.write(`docs/api is out of date, run \`npm run docs:api\`:\n${stale.map((file) => `  ${file}\n`).join('')}`);
    return 1;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

process.exitCode = process.argv.includes('--check') ? check() : print(PAGES);
