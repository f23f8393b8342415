import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importDefinitions } from '../../src/codegen/crd/import-definitions';
import { blocksOf } from '../../scripts/docs/snippets';
import { convert } from '../codegen/compose/support';
import { definitionsIn } from '../codegen/crd/support';

const blocks = (page: string): ReturnType<typeof blocksOf> => blocksOf(readFileSync(join(__dirname, '../../docs', page), 'utf8'));

test('docs/import.md shows what its definition becomes', () => {
  const named = new Map([...blocks('import.md')].map(({ name, content }) => [name, content]));
  const { files } = importDefinitions(definitionsIn(named.get('crds/backups.yaml')!));
  expect(files.get('example.com/backup.ts')).toBe(named.get('imports/example.com/backup.ts'));
});

test('docs/convert.md shows what its project becomes', () => {
  const [compose, program] = [...blocks('convert.md')].filter(({ language }) => language === 'yaml' || language === 'ts');
  expect(convert(compose!.content).program).toBe(program!.content);
});
