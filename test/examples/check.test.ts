import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { App } from '../../src';
import { check, type CheckOptions, type Finding, inputsOf } from '../../src/check';
import { checkOptions } from '../../src/cli/check/check-settings';
import { readConfig } from '../../src/cli/config-file';
import { suppressedCode } from '../../src/core/suppression-annotation';
import { everyStage, synthesize } from './systems';

const root = resolve(__dirname, '../..');
const templates = join(root, 'templates');

/** What the repository's own `cdk8s.yaml` says, for every release. */
const settings: CheckOptions = {
  ...checkOptions({ kubernetes: ['all'], rule: new Map() }, readConfig(root)),
  // Each of them stands for all examples, and need not meet something in every one.
  rules: { 'suppression/unused': 'off' },
};

function findings(text: string, options: CheckOptions = settings): readonly Finding[] {
  return check(inputsOf(text), options).diagnostics;
}

/** A file as it would be without what its objects accept. */
function withoutSuppressions(text: string): string {
  return text.split('\n').filter((line) => suppressedCode(line.trim().replace(/:.*/, '')) === undefined).join('\n');
}

describe.each(everyStage)('%s', (_name, define) => {
  const { text } = synthesize(define);

  test('has nothing that a cluster of any release would mind, but for what is accepted with a reason', () => {
    const open = findings(text).filter(({ suppressed, severity }) => suppressed === undefined && severity !== 'info');
    expect(open.map(({ code, message }) => `${code} ${message}`)).toEqual([]);
  });

  test('accepts nothing in vain', () => {
    const unused = findings(text, { ...settings, suppress: undefined, rules: {} }).filter(({ code }) => code.startsWith('suppression/'));
    expect(unused).toEqual([]);
  });
});

describe.each(readdirSync(templates))('template %s', (name) => {
  test('has nothing that a cluster of any release would mind, and follows the usual advice', () => {
    const { define } = require(join(templates, name, 'definition')) as { readonly define: (app: App) => unknown };
    const { text } = synthesize(define);
    const own = checkOptions({ kubernetes: ['all'], rule: new Map() }, readConfig(join(templates, name)));
    const found = findings(text, own).filter(({ severity }) => severity !== 'info');
    expect(found.map(({ code, message }) => `${code} ${message}`)).toEqual([]);
  });
});

test.each([
  ['mysql-hostpath', ['claim/shared-by-replicas', 'practice/secret-newline'], []],
  ['nfs-pair', ['volume/recycle', 'volume/recycle'], ['claim/binding', 'claim/binding']],
])('the published faults of %s are findings where nobody accepts them', (slug, faults, facts) => {
  const { text } = synthesize(everyStage.find(([name]) => name === slug)![1]);
  const accepted = findings(text).filter(({ suppressed }) => suppressed?.reason.startsWith('as published') === true);
  expect(accepted.map(({ code }) => code).sort()).toEqual(faults);
  const found = findings(withoutSuppressions(text)).filter(({ suppressed }) => suppressed === undefined).map(({ code }) => code as string);
  for (const code of new Set(faults)) expect(found.filter((one) => one === code)).toHaveLength(faults.filter((one) => one === code).length);
  expect(found.filter((code) => code === 'claim/binding')).toEqual(facts);
});
