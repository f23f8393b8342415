import { definedShare } from '../../../src/codegen/migrate/report';
import { writeDocuments } from '../../../src/yaml/write';
import { synthesize, systems } from '../../examples/systems';
import { comparable, migrate, run } from './support';

test.each(Object.entries(systems))('%s: its YAML becomes a program of definitions that gives the same objects', async (_name, define) => {
  const { objects } = synthesize(define);
  const migrated = migrate(writeDocuments(objects));
  const { objects: result, touched } = await run(migrated);
  expect(comparable(result)).toEqual(comparable(objects));
  expect(touched).toEqual([]);
  expect(definedShare(migrated.report)).toBeGreaterThanOrEqual(0.9);
});

test('the same objects give the same program', () => {
  const yaml = writeDocuments(synthesize(systems['mariadb']!).objects);
  expect(migrate(yaml).printed).toEqual(migrate(yaml).printed);
});
