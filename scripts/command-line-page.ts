/**
 * Writes the tables of the page of the command line from the tables of options themselves; a test compares them.
 *
 *     tsx scripts/command-line-page.ts
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withTables } from './docs/command-line';

const file = join(__dirname, '../docs/command-line.md');
writeFileSync(file, withTables(readFileSync(file, 'utf8')));
