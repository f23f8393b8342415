import { formatObjectId } from '../../core/object-id';
import type { SourceLocation } from '../../core/source';
import type { Plan, PlanChange } from '../../plan';
import { reportPlace } from '../report-path';
import {
  alike, countsInWords, DANGEROUS, EFFECT_WORDS, fieldsOf, harmlessInWords, isCommand, isQuiet, nameOf, othersInWords, type PlanReportOptions,
  reasonGroups, sortOfChange, sortOfConsequence, unmatchedInWords,
} from './plan-report';

/** The longest comment that GitHub takes; others take more. */
const LONGEST = 65_536;
/** A picture of more objects than this shows nothing. */
const MOST_DRAWN = 24;

/**
 * The plan as a comment of a pull request: what is dangerous first and open, the rest folded. Where it would be too long for a
 * comment, the least important end of it is left out and counted.
 */
export function planMarkdown(plan: Plan, options: PlanReportOptions): string {
  const head = `### What this change does\n\nAgainst ${code(options.base)}: **${countsInWords(plan)}**\n`;
  if (isQuiet(plan) && plan.consequences.length === 0) return shortened(`${head}\nNothing changes in the cluster.\n`, unmatched(plan));
  const { folder } = options;
  const important = [...dangerous(plan, folder), ...following(plan, folder), ...byHand(plan), ...unmatched(plan)];
  return shortened(head, [...important, ...picture(plan), ...harmless(plan, folder)]);
}

/** As many of the blocks as fit, and a line that says how many do not. */
function shortened(head: string, blocks: readonly string[]): string {
  const last = (left: number): string => `\n_… and ${left} more ${left === 1 ? 'part' : 'parts'}: the comment would be too long. \`kubeloom plan\` shows all of it._\n`;
  const room = LONGEST - last(blocks.length).length;
  let text = head;
  for (const [index, block] of blocks.entries()) {
    const rest = index === blocks.length - 1 ? LONGEST : room;
    if (text.length + block.length + 1 > rest) return text + last(blocks.length - index);
    text += `\n${block}`;
  }
  return text;
}

function dangerous(plan: Plan, folder: string): string[] {
  return EFFECT_WORDS.filter(([effect]) => DANGEROUS.has(effect)).flatMap(([effect, words]) => {
    const changes = plan.changes.filter((change) => change.effect === effect);
    return alike(changes, sortOfChange).map(({ shown, others }, index) =>
      `${index === 0 ? `#### ${capital(words)}\n\n` : ''}${danger(shown, folder)}${same(others.map(nameOf), '\n')}`);
  });
}

/** The names of those of which the same can be said. */
function same(names: readonly string[], before: string): string {
  return names.length === 0 ? '' : `${before}${plain(othersInWords(names))}\n`;
}

/** The line that something comes from, after a name. */
function place(source: SourceLocation | undefined, folder: string): string {
  return source === undefined ? '' : ` ${code(reportPlace(source, folder))}`;
}

function danger(change: PlanChange, folder: string): string {
  const reasons = reasonGroups(change.reasons).map((group) => {
    const { first } = group;
    const fields = fieldsOf(group).slice(0, 5).map((field) => `\n  - ${code(field)}`).join('');
    const remedy = first.acknowledged === undefined ? steps(first.remedy) : `\n  - accepted: ${plain(first.acknowledged)}`;
    return `- ${plain(first.message)} (${code(first.code)})${fields}${remedy}`;
  });
  const { source } = change.reasons.find(({ effect }) => effect === change.effect) ?? change.reasons[0]!;
  return `**${plain(nameOf(change))}**${place(source, folder)}\n\n${reasons.join('\n')}\n`;
}

function steps(remedy: readonly string[]): string {
  return remedy.map((step) => `\n  - ${isCommand(step) ? code(step) : plain(step)}`).join('');
}

function following({ consequences, order }: Plan, folder: string): string[] {
  const lines = alike(consequences, sortOfConsequence).map(({ shown, others }) =>
    `- **${plain(nameOf(shown))}**${place(shown.source, folder)} ${shown.severity === 'info' ? '' : `(${shown.severity}) `}${plain(shown.message)} (${code(shown.code)})${steps(shown.remedy)}${
      others.length === 0 ? '' : `\n  - ${plain(othersInWords(others.map(nameOf)))}`}`);
  const ordered = order.map(({ first, then, why, cluster }) => `- ${plain(nameOf({ object: first, cluster }))} before ${plain(formatObjectId(then))}: ${plain(why)}`);
  return [...inParts('What follows', lines, '\n', 20), ...inParts('In this order', ordered, '\n', 20)];
}

/** A heading and what stands below it, in blocks of so many: a comment that is too long loses some of them and not all. */
function inParts(heading: string, entries: readonly string[], between: string, most: number): string[] {
  return Array.from({ length: Math.ceil(entries.length / most) }, (_, index) =>
    `${index === 0 ? `#### ${heading}\n\n` : ''}${entries.slice(index * most, (index + 1) * most).join(between)}\n`);
}

function byHand({ runbook }: Plan): string[] {
  const parts = alike(runbook, ({ title }) => title).map(({ shown, others }) =>
    `**${plain(nameOf(shown))}**: ${plain(shown.title)}\n\n${shown.steps.map((step, index) => `${index + 1}. ${isCommand(step) ? code(step) : plain(step)}`).join('\n')}${
      same(others.map(nameOf), '\n\n')}`);
  return inParts('By hand, since one apply cannot do it', parts, '\n\n', 1);
}

/** What is accepted and not what happens. */
function unmatched(plan: Plan): string[] {
  const lines = plan.unmatched.map((one) => `- ${plain(one.object)} (${code(one.code)}): ${plain(unmatchedInWords(plan, one))} (${plain(one.reason)})`);
  return inParts('Accepted, but not what happens', lines, '\n', 20);
}

function harmless(plan: Plan, folder: string): string[] {
  return EFFECT_WORDS.filter(([effect]) => !DANGEROUS.has(effect) && effect !== 'none').flatMap(([effect, words]) => {
    const changes = plan.changes.filter((change) => change.effect === effect);
    if (changes.length === 0) return [];
    const lines = changes.map((change) => {
      const told = harmlessInWords(change);
      const fields = told.fields.slice(0, 3).map((field) => `\n  - ${code(field)}`).join('');
      const line = effect === 'rollout' || effect === 'in-place' ? place(change.reasons[0]!.source, folder) : '';
      return `- ${plain(nameOf(change))}${line}${told.words === '' ? '' : `: ${plain(told.words)}`}${fields}`;
    });
    // One block for so many objects, so that a comment that is too long loses objects and not all of them.
    const blocks: string[] = [];
    for (let start = 0; start < lines.length; start += 50) {
      const part = lines.slice(start, start + 50);
      const which = lines.length > 50 ? ` (${start + 1} to ${start + part.length})` : '';
      blocks.push(`<details><summary>${changes.length} ${words}${which}</summary>\n\n${part.join('\n')}\n\n</details>\n`);
    }
    return blocks;
  });
}

/** How the objects that change hang together. */
function picture({ changes, consequences }: Plan): string[] {
  const ids = new Map<string, string>();
  const idOf = (name: string): string => {
    const known = ids.get(name) ?? `o${ids.size}`;
    ids.set(name, known);
    return known;
  };
  const edges = consequences.flatMap((one) => {
    const names = one.causedBy.map((object) => nameOf({ object, cluster: one.cluster }));
    return names.filter((cause) => cause !== nameOf(one)).map((cause) => `  ${idOf(cause)} -->|${one.code}| ${idOf(nameOf(one))}`);
  });
  if (edges.length === 0 || ids.size > MOST_DRAWN) return [];
  const effects = new Map(changes.map((change) => [nameOf(change), change.effect]));
  const nodes = [...ids].map(([name, id]) => {
    const effect = effects.get(name);
    return `  ${id}["${name.replace(/["<>&\n]/g, ' ')}${effect === undefined ? '' : `<br>${effect}`}"]`;
  });
  return [['```mermaid', 'graph LR', ...nodes, ...edges, '```', ''].join('\n')];
}

/** A text that Markdown leaves as it is. */
function plain(text: string): string {
  return text.replace(/[\\`*_[\]<>|~#@]/g, '\\$&').replace(/\r?\n/g, ' ');
}

/** A text between back quotes, more of them than the text has itself. */
function code(text: string): string {
  const fence = '`'.repeat(Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length)) + 1);
  const space = /^`|`$/.test(text) ? ' ' : '';
  return `${fence}${space}${text.replace(/\r?\n/g, ' ')}${space}${fence}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
