/**
 * Writes a page for each code of the check into `docs/rules`, and a list of all of them.
 *
 *     tsx scripts/rule-pages.ts [--check]
 *
 * With `--check` nothing is written, and the exit code is 1 when a page is out of date, missing or of no code.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { checkCodes } from '../src/check/codes';
import { exampleText, type RuleFacts } from '../src/check/codes/rule-facts';
import { suppressionAnnotation } from '../src/core/suppression-annotation';

const FOLDER = join(dirname(__dirname), 'docs', 'rules');
const MADE = '<!-- Made from the sources by `tsx scripts/rule-pages.ts`. -->';

type Entry = readonly [code: string, facts: RuleFacts<never>];

const layers: { readonly [layer: string]: string } = {
  schema: 'the API server cannot decode the object',
  api: 'the API server refuses the object',
  bundle: 'the object is accepted, and does not work together with the others',
  practice: 'advice',
};

const entries: readonly Entry[] = Object.entries<RuleFacts<never>>(checkCodes).sort(([a], [b]) => (a < b ? -1 : 1));

function page([code, facts]: Entry): string {
  const { title, why, see, example, layer, severity, reason } = facts;
  return [
    `# ${code}`,
    MADE,
    title,
    why,
    [
      '| | |',
      '|---|---|',
      `| Layer | \`${layer}\`: ${layers[layer]!} |`,
      `| Severity | ${severity}${layer === 'practice' && severity === 'info' ? ', with `--profile strict` alone' : ''} |`,
      ...(reason === undefined ? [] : [`| The API server says | \`${reason}\` |`]),
      `| More | <${see}> |`,
    ].join('\n'),
    ...(example === undefined ? [] : [
      '## Example', `\`\`\`yaml\n${exampleText(example.wrong)}\`\`\``, 'Mended:', `\`\`\`yaml\n${exampleText(example.right)}\`\`\``,
    ]),
    ...(code.startsWith('suppression/') ? [] : [
      '## If it is meant',
      `Accept it in one object, with the reason, by \`.suppress('${code}', '…')\` on its definition or by an annotation:`,
      `\`\`\`yaml\nmetadata:\n  annotations:\n    ${suppressionAnnotation(code)}: why it is accepted\n\`\`\``,
    ]),
    `Switch it off everywhere with \`--rule ${code}=off\`, or under \`kubeloom: rules:\` in \`cdk8s.yaml\`. [All rules](../README.md)`,
  ].join('\n\n') + '\n';
}

function list(): string {
  const areas = new Map<string, Entry[]>();
  for (const entry of entries) {
    const area = entry[0].split('/', 1)[0]!;
    areas.set(area, [...areas.get(area) ?? [], entry]);
  }
  return [
    '# Rules of the check',
    MADE,
    'What [`kubeloom check`](../check.md) reports: `schema` is what the API server cannot decode, `api` what it refuses, `bundle` what is accepted and does not '
    + 'work together, `practice` advice. Advice of severity info is given with `--profile strict` alone.',
    ...[...areas].map(([area, of]) => [
      `## ${area}`,
      '',
      '| Code | Layer | Severity | |',
      '|---|---|---|---|',
      ...of.map(([code, { layer, severity, title }]) => `| [${code}](${code}.md) | ${layer} | ${severity} | ${cell(title)} |`),
    ].join('\n')),
  ].join('\n\n') + '\n';
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
}

const wanted = new Map<string, string>([['README.md', list()], ...entries.map((entry): [string, string] => [`${entry[0]}.md`, page(entry)])]);
const present = existsSync(FOLDER)
  ? (readdirSync(FOLDER, { recursive: true }) as string[]).map((path) => path.replaceAll('\\', '/')).filter((path) => path.endsWith('.md'))
  : [];
const stale = present.filter((path) => !wanted.has(path));
const changed = [...wanted].filter(([path, text]) => !present.includes(path) || readFileSync(join(FOLDER, path), 'utf8') !== text);

if (process.argv.includes('--check')) {
  for (const path of [...stale, ...changed.map(([name]) => name)]) process.stderr.write(`docs/rules/${path} is out of date\n`);
  if (stale.length + changed.length > 0) {
    process.stderr.write('run `npx tsx scripts/rule-pages.ts`\n');
    process.exitCode = 1;
  }
} else {
  for (const path of stale) rmSync(join(FOLDER, path));
  for (const [path, text] of changed) {
    mkdirSync(dirname(join(FOLDER, path)), { recursive: true });
    writeFileSync(join(FOLDER, path), text);
  }
}
