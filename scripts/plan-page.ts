/**
 * Writes the page of all reasons and consequences of a plan from their own facts.
 *
 *     tsx scripts/plan-page.ts [--check]
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { consequenceCodes, reasonCodes } from '../src/plan/codes';
import { EFFECTS } from '../src/plan/effect';

const file = join(__dirname, '../docs/plan-codes.md');

interface Facts {
  readonly title: string;
  readonly see: string;
}

function rows(codes: { readonly [code: string]: Facts }): string {
  return Object.entries(codes).map(([code, { title, see }]) => `| \`${code}\` | ${title.replaceAll('|', '\\|')} [More](${see}) |`).join('\n');
}

function table(codes: { readonly [code: string]: Facts }): string {
  return `| Code | What it means |\n|---|---|\n${rows(codes)}\n`;
}

const sections = [...EFFECTS].reverse().flatMap((effect) => {
  const codes = Object.fromEntries(Object.entries(reasonCodes).filter(([, facts]) => facts.effect === effect));
  return Object.keys(codes).length === 0 ? [] : [`## ${effect}\n\n${table(codes)}`];
});
const text = [
  '# Reasons and consequences of a plan\n',
  'Made by `npm run docs:plan` from the reasons\' own facts. [What a change does](plan.md) tells how to read them.\n',
  ...sections,
  `## Consequences for other objects\n\n${table(consequenceCodes)}`,
].join('\n');

if (process.argv.includes('--check')) {
  if (readFileSync(file, 'utf8') !== text) {
    process.stderr.write('docs/plan-codes.md is out of date, run `npm run docs:plan`\n');
    process.exitCode = 1;
  }
} else writeFileSync(file, text);
