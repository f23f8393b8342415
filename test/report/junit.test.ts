import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { validateXML } from 'xmllint-wasm';
import { junitReport } from '../../src/report/junit';
import { accepted, db, folder, graded, missing, options, reportOf, unknownPolicy, web } from './reports';

const schema = readFileSync(join(__dirname, 'fixtures/junit.xsd'), 'utf8');

async function valid(xml: string): Promise<string> {
  const { errors } = await validateXML({ xml, schema });
  expect(errors).toEqual([]);
  return xml;
}

const file = join(folder, 'dist/shop.yaml');

describe('junitReport', () => {
  test('has a suite for each file and a test for each object', async () => {
    const objects = [{ object: db, file }, { object: web, file }, { object: web, file: join(folder, 'dist/other.yaml') }];
    const xml = await valid(junitReport(reportOf([unknownPolicy]), { folder, objects }));
    expect(xml).toContain('<testsuites name="kubeloom check" tests="3" failures="1" errors="0">');
    expect(xml).toContain('<testsuite name="dist/shop.yaml" tests="2" failures="1" errors="0" skipped="0">');
    expect(xml).toContain('<testcase classname="dist/other.yaml" name="Service shop/web"/>');
    expect(xml).toContain('<failure type="api/not-supported" message="expected &quot;OrderedReady&quot; or &quot;Parallel&quot;, found &quot;Sequential&quot;">');
  });

  test('knows the objects of a program by their findings, whatever their lines', async () => {
    const objects = [{ object: db }, { object: web }];
    const xml = await valid(junitReport(reportOf([missing('db', { at: ['main.ts', 3, 1] })]), { folder, objects }));
    expect(xml).toContain('<testsuite name="kubeloom" tests="2" failures="1" errors="0" skipped="0">');
  });

  test.each([
    ['error', 'error', 1], ['error', 'never', 0], ['warning', 'error', 0], ['warning', 'warning', 1], ['info', 'warning', 0],
  ] as const)('an object with an %s fails as --fail-on %s says', async (severity, failOn, failures) => {
    const xml = await valid(junitReport(reportOf([graded(missing('a'), severity)]), { folder, failOn }));
    expect(xml).toContain(`tests="1" failures="${failures}"`);
    expect(xml.includes('<system-out>')).toBe(failures === 0);
  });

  test('does not fail for what is suppressed', async () => {
    const xml = await valid(junitReport(reportOf([accepted(missing('a'), 'as published')]), options));
    expect(xml).toContain('failures="0"');
    expect(xml).toContain('suppressed: as published');
  });

  test('puts all findings of an object into one failure', async () => {
    const xml = await valid(junitReport(reportOf([missing('db'), unknownPolicy]), { folder, objects: [{ object: db }] }));
    expect(xml.match(/<failure /g)).toHaveLength(1);
    expect(xml).toContain('(and 1 more)');
  });

  test('is valid whatever a name holds', async () => {
    await valid(junitReport(reportOf([missing('<&"\u0000\n]]>\ud800')]), options));
  });

  test('is valid where there is nothing', async () => {
    await valid(junitReport(reportOf([]), options));
  });

  test('the schema refuses what is no report', async () => {
    const { valid: isValid } = await validateXML({ xml: '<testsuites><testsuite name="a"/></testsuites>', schema });
    expect(isValid).toBe(false);
  });
});
