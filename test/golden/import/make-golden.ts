/**
 * Writes what the fixtures of `test/codegen/crd` become: what a reader of a change wants to see of the generator.
 *
 *     node --import tsx test/golden/import/make-golden.ts
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { importDefinitions } from '../../../src/codegen/crd/import-definitions';
import { fixtureDefinitions } from '../../codegen/crd/support';

for (const entry of readdirSync(__dirname, { withFileTypes: true })) {
  if (entry.isDirectory()) rmSync(join(__dirname, entry.name), { recursive: true });
}
for (const [path, text] of importDefinitions(fixtureDefinitions()).files) {
  mkdirSync(dirname(join(__dirname, path)), { recursive: true });
  writeFileSync(join(__dirname, path), text);
}
