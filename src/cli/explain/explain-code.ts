import type { CodeFacts } from '../../core/codes/code';
import { nearest } from '../../core/suggest';
import type { RuleFacts } from '../../check/codes/rule-facts';
import type { Style } from '../style';
import type { DefinitionExample, DefinitionExamples } from './examples/example';

type Facts = Pick<CodeFacts<never>, 'title'> & Partial<Pick<CodeFacts<never>, 'severity' | 'layer'>> & Partial<Pick<RuleFacts<never>, 'why' | 'see' | 'reason' | 'example'>>
  & { readonly effect?: string };

const layerWords: { readonly [layer: string]: string } = {
  definition: 'a definition, before there is an object',
  schema: 'an object that the API server cannot decode',
  api: 'an object that the API server refuses',
  bundle: 'objects that are accepted one by one, and do not work together',
  practice: 'advice',
  output: 'the writing of files',
  plan: 'a change to what is there already',
};

let known: ReadonlyMap<string, Facts> | undefined;

/** Every code, of definitions, of the check and of plans, with its facts. */
export function allCodes(): ReadonlyMap<string, Facts> {
  if (known !== undefined) return known;
  const { codes } = require('../../core/codes') as typeof import('../../core/codes');
  const { checkCodes } = require('../../check/codes') as typeof import('../../check/codes');
  const { consequenceCodes, reasonCodes } = require('../../plan/codes') as typeof import('../../plan/codes');
  return known = new Map(Object.entries<Facts>({ ...consequenceCodes, ...reasonCodes, ...codes, ...checkCodes }));
}

/** What a code means, with an example and the same one mended; `undefined` where there is no such code. */
export function explainCode(code: string, style: Style): string | undefined {
  const facts = allCodes().get(code);
  if (facts === undefined) return undefined;
  const { severity, layer = 'plan', title, why, see, reason, example, effect } = facts;
  const rows: [string, string][] = [['about', layerWords[layer] ?? layer]];
  if (severity !== undefined) rows.unshift(['severity', severity]);
  if (effect !== undefined) rows.push(['effect', effect]);
  if (reason !== undefined) rows.push(['server', reason]);
  if (see !== undefined) rows.push(['reference', see]);
  const lines = [style.bold(code), '', title, ...(why === undefined ? [] : ['', why]), '', ...rows.map(([name, value]) => `  ${style.cyan(name.padEnd(11))}${value}`)];
  const shown = example ?? definitionExample(code);
  if (shown !== undefined) lines.push('', style.bold('shows it'), '', indented(shown.wrong), '', style.bold('mended'), '', indented(shown.right));
  return lines.join('\n');
}

/** The code that a misspelt one most likely meant. */
export function nearestCode(word: string): string | undefined {
  return nearest(word, allCodes().keys());
}

let examples: DefinitionExamples | undefined;

function definitionExample(code: string): DefinitionExample | undefined {
  if (examples !== undefined) return examples[code];
  const { definitionExamples } = require('./definition-examples') as typeof import('./definition-examples');
  examples = definitionExamples;
  return examples[code];
}

function indented(text: string): string {
  const { exampleText } = require('../../check/codes/rule-facts') as typeof import('../../check/codes/rule-facts');
  return exampleText(text).trimEnd().split('\n').map((line) => `  ${line}`.trimEnd()).join('\n');
}
