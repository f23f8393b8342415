import type { Paint } from '../../src/report/report-options';
import { textReport } from '../../src/report/text';
import { accepted, folder, found, graded, missing, options, place, read, reportOf, unknownPolicy } from './reports';

describe('textReport', () => {
  test('shows the place, the words, the line and the next step, and the numbers last', () => {
    expect(textReport(reportOf([unknownPolicy]), { folder, read })).toBe([
      'dist/shop.yaml:6:3  StatefulSet shop/db  /spec/podManagementPolicy',
      '  error  api/not-supported  expected "OrderedReady" or "Parallel", found "Sequential"',
      '    5 | spec:',
      '    6 >   podManagementPolicy: Sequential',
      '      |   ^^^^^^^^^^^^^^^^^^^',
      '    7 |   replicas: 3',
      '  help   use "Parallel"',
      '',
      'Kubernetes 1.36: 2 objects, 1 error',
      '',
    ].join('\n'));
  });

  test('says that there is nothing to say', () => {
    expect(textReport(reportOf([], { objects: 1 }), options)).toBe('Kubernetes 1.36: 1 object, no problems\n');
  });

  test('counts what it could not look into', () => {
    expect(textReport(reportOf([], { objects: 3, skipped: 2 }), options)).toContain('no problems, 2 skipped (nobody describes their kind: see --crd)');
  });

  test('says equal words once, with the other places', () => {
    const names = ['a', 'b', 'c'];
    expect(textReport(reportOf(names.map((name) => missing(name))), options).split('\n').slice(0, 5)).toEqual([
      'StatefulSet shop/a  /spec/selector',
      '  error  api/required  "selector" is missing',
      '  help   set "selector"',
      '  also   StatefulSet shop/b  /spec/selector',
      '         StatefulSet shop/c  /spec/selector',
    ]);
  });

  test('lists a few of many places, and how many more there are', () => {
    const many = Array.from({ length: 1000 }, (_, index) => missing(`db-${index}`));
    const report = textReport(reportOf(many), options);
    expect(report.match(/StatefulSet shop\/db-/g)).toHaveLength(21);
    expect(report).toContain('and 979 more');
  });

  test('says different words with one next step below each other', () => {
    const words = ['one', 'two', 'three'].map((word, index) =>
      found('api/not-supported', {}, `found "${word}"`, 'use "x"', place({ object: { apiVersion: 'v1', kind: 'Pod', name: `p-${index}` } })));
    const report = textReport(reportOf(words), options);
    expect(report.match(/ error /g)).toHaveLength(1);
    expect(report).toContain('  also   Pod p-1: found "two"\n         Pod p-2: found "three"\n');
  });

  test('shows the first few of many next steps in full', () => {
    const words = ['one', 'two', 'three', 'four', 'five'].map((word) => found('api/not-supported', {}, `found "${word}"`, `use "${word}s"`, place()));
    const report = textReport(reportOf(words), options);
    expect(report.match(/ error /g)).toHaveLength(3);
    expect(report).toContain('  also   StatefulSet shop/db: found "four"\n         StatefulSet shop/db: found "five"\n');
  });

  test('puts errors before warnings before infos', () => {
    const findings = [graded(missing('i'), 'info'), graded(missing('w'), 'warning'), missing('e')];
    const order = textReport(reportOf(findings), options).match(/shop\/[iwe]/g);
    expect(order).toEqual(['shop/e', 'shop/w', 'shop/i']);
  });

  test('names the releases of what does not hold for all of them', () => {
    const findings = [missing('a', { kubernetes: ['1.33', '1.32', '1.31'] }), missing('b', { kubernetes: ['1.36', '1.33', '1.32', '1.31'] })];
    const report = textReport(reportOf(findings, { kubernetes: ['1.36', '1.33', '1.32', '1.31'] }), options);
    expect(report.match(/in {5}Kubernetes.*/g)).toEqual(['in     Kubernetes 1.31 to 1.33']);
    expect(report).toContain('Kubernetes 1.31 to 1.33 and 1.36: 2 objects, 2 errors');
  });

  test('counts by code what is more than anybody reads', () => {
    const releases = ['1.31', '1.32', '1.33', '1.34', '1.35', '1.36'] as const;
    // Each set of releases is a group of its own.
    const findings = Array.from({ length: 63 }, (_, mask) => releases.filter((_release, bit) => ((mask + 1) & (1 << bit)) !== 0))
      .flatMap((kubernetes) => [missing('a', { kubernetes }), missing('b', { kubernetes })]);
    const report = textReport(reportOf(findings, { kubernetes: releases }), options);
    expect(report).toContain('and more, which --format json shows all:\n       6  error  api/required');
  });

  test('shows what is suppressed with its reason, and counts it as nothing', () => {
    const report = textReport(reportOf([accepted(missing('a'), 'as published'), accepted(missing('b'), 'as published')]), options);
    expect(report).toBe('suppressed\n  api/required  StatefulSet shop/a, StatefulSet shop/b  (as published)\n\nKubernetes 1.36: 2 objects, no problems, 2 suppressed\n');
  });

  test('shows no lines of a Secret', () => {
    const secret = missing('pass', { object: { apiVersion: 'v1', kind: 'Secret', name: 'pass' }, at: ['dist/shop.yaml', 6, 3] });
    expect(textReport(reportOf([secret]), { folder, read: () => 'data:\n'.repeat(5) + 'password: hunter2\n' })).not.toMatch(/hunter2|\|/);
  });

  test('shows no values beside the name of a secret', () => {
    const text = 'env:\n- name: DB_PASSWORD\n  value: hunter2\n';
    const report = textReport(reportOf([missing('a', { at: ['dist/shop.yaml', 2, 3] })]), { folder, read: () => text });
    expect(report).toContain('2 > - name: DB_PASSWORD');
    expect(report).toContain('3 |   value: …');
    expect(report).not.toContain('hunter2');
  });

  test('colours words and never needs them', () => {
    const mark = (name: string) => (text: string) => `<${name}>${text}</${name}>`;
    const paint: Paint = { bold: mark('b'), dim: mark('d'), red: mark('r'), green: mark('g'), yellow: mark('y'), cyan: mark('c') };
    const painted = textReport(reportOf([unknownPolicy, graded(missing('x'), 'warning')]), { folder, read, paint });
    expect(painted).toContain('<r>error</r>  <b>api/not-supported</b>');
    expect(painted).toContain('<y>warning</y>');
    expect(painted.replace(/<\/?[a-z]>/g, '')).toBe(textReport(reportOf([unknownPolicy, graded(missing('x'), 'warning')]), { folder, read }));
  });
});
