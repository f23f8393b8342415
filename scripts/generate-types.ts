/**
 * Prints the TypeScript types of a Kubernetes release to `generated/kubernetes.d.ts`.
 *
 *     tsx scripts/generate-types.ts <path to openapi-1.36.json.gz> [--check]
 *
 * With `--check` nothing is written, and the exit code is 1 when the committed file differs.
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadOpenApi, releaseOf } from './openapi';
import { printTypes, type CustomDefinition } from './print-types';

const ROOT = join(__dirname, '..');
const OUTPUT = join(ROOT, 'generated', 'kubernetes.d.ts');
const CUSTOM = join(ROOT, 'schemas', 'custom');

function main(args: readonly string[]): number {
  const path = args.find((arg) => !arg.startsWith('--'));
  if (path === undefined) {
    process.stderr.write('usage: tsx scripts/generate-types.ts <openapi-<release>.json.gz> [--check]\n');
    return 2;
  }
  const custom = readdirSync(CUSTOM).filter((name) => name.endsWith('.json')).sort()
    .map((name) => JSON.parse(readFileSync(join(CUSTOM, name), 'utf8')) as CustomDefinition);
  const text = printTypes(loadOpenApi(path), releaseOf(path), custom);
  if (!args.includes('--check')) {
    writeFileSync(OUTPUT, text);
    return 0;
  }
  if (readFileSync(OUTPUT, 'utf8') === text) {
    return 0;
  }
  process.stderr.write('generated/kubernetes.d.ts is out of date: run the same command without --check\n');
  return 1;
}

process.exitCode = main(process.argv.slice(2));
