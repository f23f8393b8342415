/**
 * Writes the compact facts of Kubernetes releases to `schemas/`.
 *
 *     tsx scripts/compact-schemas.ts <folder with openapi-<release>.json(.gz) files> [--check]
 *
 * Releases that are stored already and have no file in the folder are kept, so that one new file adds one release.
 * With `--check` nothing is written, and the exit code is 1 when a committed file differs.
 */
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compactRelease, type CompactRelease } from './compact-release';
import { printReleases, readReleases } from './compact-files';
import { loadOpenApi, releaseOf } from './openapi';

const ROOT = join(__dirname, '..');
const FOLDER = join(ROOT, 'schemas');
const RELEASE_LIST = join(ROOT, 'src', 'schema', 'releases.ts');
const DATA_FILE = /^kubernetes-\d+\.\d+\.jsonl$/;

function main(args: readonly string[]): number {
  const source = args.find((arg) => !arg.startsWith('--'));
  if (source === undefined) {
    process.stderr.write('usage: tsx scripts/compact-schemas.ts <folder> [--check]\n');
    return 2;
  }
  const stored = readdirSync(FOLDER).filter((name) => DATA_FILE.test(name));
  const releases = new Map<string, CompactRelease>();
  for (const release of readReleases(stored.map((name) => readFileSync(join(FOLDER, name), 'utf8')))) {
    releases.set(release.header.release, release);
  }
  for (const name of readdirSync(source).filter((file) => /^openapi-.*\.json(\.gz)?$/.test(file))) {
    releases.set(releaseOf(name), compactRelease(loadOpenApi(join(source, name)), releaseOf(name)));
  }

  const files = printReleases([...releases.values()]);
  const wanted = new Map([...files].map(([release, text]) => [join(FOLDER, `kubernetes-${release}.jsonl`), text]));
  wanted.set(RELEASE_LIST, releaseList([...files.keys()]));
  const stale = [...wanted].filter(([path, text]) => !existsSync(path) || readFileSync(path, 'utf8') !== text).map(([path]) => path);
  if (args.includes('--check')) {
    for (const path of stale) {
      process.stderr.write(`${path} is out of date: run the same command without --check\n`);
    }
    return stale.length === 0 ? 0 : 1;
  }
  for (const [path, text] of wanted) {
    writeFileSync(path, text);
  }
  return 0;
}

/** The list of releases is code, so that a release is a type that users can be held to. */
function releaseList(releases: readonly string[]): string {
  const text = readFileSync(RELEASE_LIST, 'utf8');
  const line = /^export const RELEASES = \[.*\] as const;$/m;
  if (!line.test(text)) {
    throw new Error(`${RELEASE_LIST} has no line to keep the releases in`);
  }
  return text.replace(line, `export const RELEASES = [${releases.map((release) => `'${release}'`).join(', ')}] as const;`);
}

process.exitCode = main(process.argv.slice(2));
