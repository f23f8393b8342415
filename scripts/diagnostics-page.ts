/**
 * Prints the table of all diagnostic codes into `docs/diagnostics.md`.
 *
 *     tsx scripts/diagnostics-page.ts [--check]
 *
 * With `--check` nothing is written, and the exit code is 1 when the page is out of date.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type CodeFacts, codes } from '../src/core/codes';

const PAGE = join(dirname(__dirname), 'docs', 'diagnostics.md');
const MARKER = '<!-- Below: made from the sources by `npm run docs:diagnostics`. -->\n';

/** Codes by area, both in the order of the alphabet. */
function areas(): Map<string, [code: string, facts: CodeFacts<never>][]> {
  const result = new Map<string, [string, CodeFacts<never>][]>();
  for (const entry of Object.entries<CodeFacts<never>>(codes).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const area = entry[0].split('/', 1)[0]!;
    result.set(area, [...result.get(area) ?? [], entry]);
  }
  return result;
}

function tables(): string {
  return [...areas()].map(([area, entries]) => [
    `\n### ${area}\n`,
    '| Code | | Meaning |',
    '|---|---|---|',
    ...entries.map(([code, { severity, title }]) => `| \`${code}\` | ${severity} | ${title.replaceAll('|', '\\|')} |`),
    '',
  ].join('\n')).join('');
}

const page = readFileSync(PAGE, 'utf8');
const [head, ...rest] = page.split(MARKER);
if (rest.length !== 1) throw new Error(`${PAGE} has no line ${MARKER}`);
const wanted = `${head}${MARKER}${tables()}`;
if (!process.argv.includes('--check')) writeFileSync(PAGE, wanted);
else if (wanted !== page) {
  process.stderr.write('docs/diagnostics.md is out of date, run `npm run docs:diagnostics`\n');
  process.exitCode = 1;
}
