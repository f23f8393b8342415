import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020';
import type { Manifest } from '../../../src/core/manifest';
import type { CheckInput } from '../../../src/check/check-options';
import { plan, type Plan } from '../../../src/plan';
import { planReporters } from '../../../src/report/plan/plan-formats';
import { configMap, deployment, edited, planOf, secret, service, statefulSet } from '../../plan/support/objects';

const options = { base: 'main', folder: '/project' };
const schema = JSON.parse(readFileSync(join(__dirname, '../../../schemas/plan-report.schema.json'), 'utf8')) as object;
const validate = new Ajv({ allErrors: true }).compile(schema);

const container = '/spec/template/spec/containers/0';
const reading = edited(deployment, { [`${container}/env/-`]: { name: 'LOG_LEVEL', valueFrom: { configMapKeyRef: { name: 'settings', key: 'LOG_LEVEL' } } } });

/** Something of everything that a plan can say. */
function everything(): Plan {
  return planOf(
    [configMap, reading, statefulSet, service, secret, edited(configMap, { '/metadata/name': 'old', '/data': { q: 'r' } })],
    [
      edited(configMap, { '/data/LOG_LEVEL': 'debug' }), reading, edited(service, { '/spec/selector/app': 'nobody', '/metadata/labels': { a: 'b' } }),
      edited(statefulSet, { '/spec/volumeClaimTemplates/0/spec/resources/requests/storage': '16Gi', [`${container}/image`]: 'db:2' }),
      edited(secret, { '/data/root': 'bmV3' }),
    ],
  );
}

test('text is read in ten seconds: what is dangerous first, with what to do', () => {
  expect(planReporters.text(everything(), options)).toMatchSnapshot();
});

test('nothing is said of what does not change', () => {
  const quiet = planOf([deployment], [deployment]);
  expect(planReporters.text(quiet, options)).toBe('against main: 1 unchanged\nnothing changes in the cluster\n');
  expect(planReporters.markdown(quiet, options)).toContain('Nothing changes in the cluster.');
  expect(planReporters.github(quiet, options)).toBe('');
});

test('json is the contract', () => {
  const report = JSON.parse(planReporters.json(everything(), options)) as object;
  expect([validate(report), validate.errors]).toEqual([true, null]);
});

test('markdown folds what is harmless', () => {
  expect(planReporters.markdown(everything(), options)).toMatchSnapshot();
});

test('a comment that would be too long loses its least important end', () => {
  const many = Array.from({ length: 2_000 }, (_, index): Manifest => edited(deployment, { '/metadata/name': `web-${index}`, '/spec/selector/matchLabels/app': `a${index}`, '/spec/template/metadata/labels/app': `a${index}` }));
  const found = planOf([...many, statefulSet], [...many.map((object) => edited(object, { [`${container}/image`]: 'web:2' })), edited(statefulSet, { '/spec/serviceName': 'other' })]);
  const text = planReporters.markdown(found, options);
  expect(text.length).toBeLessThanOrEqual(65_536);
  expect(text.length).toBeGreaterThan(50_000);
  expect(text).toContain('update/stateful-set');
  expect(text).toMatch(/and \d+ more parts: the comment would be too long/);
});

test('nobody writes markup, commands or colours by a name or a value', () => {
  const hostile = '</details>\n::error::x `a` [b](c) \u001b[31m|<script>';
  const found = planOf([configMap], [edited(configMap, { '/data/LOG_LEVEL': hostile, [`/data/${'k'.repeat(10)}`]: hostile })]);
  const markdown = planReporters.markdown(found, options);
  // What looks like markup stands between back quotes, more of them than it has itself.
  expect(markdown.replace(/(`+)[^`](?:.*?[^`])??\1(?!`)/gs, '')).not.toMatch(/<script|<\/details>[^\n]|\[b\]/);
  expect(planReporters.text(found, options)).not.toContain('\u001b');
  const renamed = planOf([], [edited(deployment, { '/metadata/name': hostile })]);
  for (const line of planReporters.github(renamed, options).split('\n')) expect(line).toMatch(/^(?:::(?:error|warning|notice) .*)?$/);
});

test('every format names the cluster', () => {
  const inside = (objects: readonly Manifest[]): CheckInput[] => objects.map((manifest) => ({ manifest, cluster: 'production' }));
  const old = [configMap, reading, statefulSet, edited(configMap, { '/metadata/name': 'gone', '/data': { q: 'r' } })];
  const found = plan(inside(old), inside([
    edited(configMap, { '/data/LOG_LEVEL': 'debug' }), edited(reading, { '/spec/paused': true }), edited(statefulSet, { '/spec/podManagementPolicy': 'Parallel' }),
  ]));
  const [consequence, runbook] = ['production: Deployment shop/web', 'production: StatefulSet shop/db'];
  for (const format of ['text', 'markdown', 'github', 'sarif'] as const) expect([format, planReporters[format](found, options)]).toEqual([format, expect.stringContaining(consequence)]);
  for (const format of ['text', 'markdown'] as const) expect(planReporters[format](found, options).split(runbook)).toHaveLength(3);
  const report = JSON.parse(planReporters.json(found, options)) as object;
  expect([validate(report), validate.errors]).toEqual([true, null]);
  expect(report).toMatchObject({ consequences: [{ cluster: 'production' }], runbook: [{ cluster: 'production' }] });
});

test('values of Secrets are in no format', () => {
  for (const report of Object.values(planReporters)) expect(report(everything(), options)).not.toMatch(/bmV3|c2VjcmV0/);
});

/** Many objects of one kind, each with what only it has. */
const sets = (number: number, edits: (index: number) => object = () => ({})): Manifest[] =>
  Array.from({ length: number }, (_, index) => edited(deployment, { '/metadata/name': `web-${index}`, ...edits(index) }));

test('of many objects of which the same can be said, one is told in full', () => {
  const refused = (index: number): object => ({ '/spec/selector/matchLabels': { app: `a${index}` }, '/spec/template/metadata/labels': { app: `a${index}` } });
  const found = planOf([...sets(40), statefulSet], [...sets(40, refused), edited(statefulSet, { '/spec/serviceName': 'other' })]);
  const text = planReporters.text(found, options);
  expect(text.split('\n').length).toBeLessThan(50);
  expect(text).toContain('and the same for 39 more: Deployment shop/web-1, Deployment shop/web-2,');
  expect(text).toContain('update/stateful-set');
  expect(planReporters.markdown(found, options)).toContain('and the same for 39 more: Deployment shop/web-1,');
});

test('of many consequences that are alike as well', () => {
  const readers = sets(40, () => ({ [`${container}/envFrom`]: [{ configMapRef: { name: 'settings' } }] }));
  const found = planOf([configMap, ...readers], [edited(configMap, { '/data/LOG_LEVEL': 'debug' }), ...readers]);
  const text = planReporters.text(found, options);
  expect(text.split('\n').length).toBeLessThan(20);
  expect(text).toContain('and the same for 39 more: Deployment shop/web-1,');
});

test('what to do is told of rollouts as well', () => {
  const set = edited(statefulSet, { '/spec/updateStrategy': { type: 'OnDelete' } });
  expect(planReporters.text(planOf([set], [edited(set, { [`${container}/image`]: 'db:2' })]), options)).toContain('kubectl get pods -l app=web -n shop');
});

test('a change of the number of pods is told beside a rollout', () => {
  const found = planOf([deployment], [edited(deployment, { '/spec/replicas': 1, [`${container}/image`]: 'web:2' })]);
  for (const format of ['text', 'markdown'] as const) expect(planReporters[format](found, options).replaceAll('\\', '')).toContain('; 3 -> 1 replicas');
});

test('every format says what is accepted and does not happen, and what happens instead', () => {
  const acknowledged = [
    { code: 'data/variable', object: 'StatefulSet/shop/db', to: '/data/old', reason: 'moved' },
    { code: 'data/claim-removed', object: 'PersistentVolumeClaim/shop/x', reason: 'long ago' },
  ] as const;
  const found = planOf([statefulSet], [edited(statefulSet, { [`${container}/env/0/value`]: '/data/new' })], { acknowledged });
  for (const [format, report] of Object.entries(planReporters)) {
    const text = report(found, options).replaceAll('\\', '');
    expect([format, text]).toEqual([format, expect.stringContaining('long ago')]);
    if (format !== 'json') expect(text).toContain('accepted for "/data/old", and it is "/data/new"');
  }
});

test('sarif and markdown hold consequences and lines', () => {
  const placed = (objects: readonly Manifest[]): CheckInput[] => objects.map((manifest) => ({ manifest, locate: () => ({ file: '/project/main.ts', line: 7, column: 3 }) }));
  const found = plan(placed([configMap, reading]), placed([edited(configMap, { '/data/LOG_LEVEL': 'debug' }), edited(reading, { '/spec/paused': true })]));
  const { runs } = JSON.parse(planReporters.sarif(found, options)) as Sarif;
  expect(runs[0].results.map(({ ruleId, locations }) => [ruleId, locations[0].physicalLocation.region.startLine])).toEqual([['config/stale', 7]]);
  expect(planReporters.markdown(found, options)).toContain('**Deployment shop/web** `main.ts:7:3`');
});

interface Sarif {
  readonly runs: readonly [{ readonly results: readonly { readonly ruleId: string; readonly locations: readonly [Location] }[] }];
}

interface Location {
  readonly physicalLocation: { readonly region: { readonly startLine: number } };
}
