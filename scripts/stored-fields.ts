/**
 * Writes `schemas/stored-fields.json`: what OpenAPI definitions do not say of fields, and the server's Go types do (see
 * `src/schema/stored-form.ts`).
 *
 *     tsx scripts/stored-fields.ts <k8s.io/api> <k8s.io/apimachinery> [<k8s.io/api> <k8s.io/apimachinery> …] [--check]
 *
 * Each pair is the folders of the two Go modules of a release, the newest first: types that it no longer has are taken from
 * the older ones.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadRelease } from '../src/schema/release';
import { RELEASES } from '../src/schema/releases';
import type { FieldSchema } from '../src/schema/schema';
import { expectedForm, type StoredForm } from '../src/schema/stored-form';
import { goField, type GoField, readGoStructs } from './go-structs';

const OUTPUT = join(__dirname, '..', 'schemas', 'stored-fields.json');

function main(args: readonly string[]): number {
  const given = args.filter((arg) => !arg.startsWith('--'));
  if (given.length < 2 || given.length % 2 !== 0) {
    process.stderr.write('usage: tsx scripts/stored-fields.ts (<k8s.io/api> <k8s.io/apimachinery>)… [--check]\n');
    return 2;
  }
  const sources = Array.from({ length: given.length / 2 }, (_, index) => readGoStructs(given[2 * index]!, given[2 * index + 1]!));
  const types: { [type: string]: { [F in StoredForm]?: string[] } } = {};
  const seen = new Set<string>();
  for (const version of RELEASES) {
    const release = loadRelease(version);
    for (const name of release.typeNames()) {
      if (seen.has(name)) continue;
      seen.add(name);
      for (const field of release.type(name)!.fields.values()) {
        const go = sources.map((structs) => goField(structs, name, field.name)).find((found) => found !== undefined);
        if (go === undefined) continue;
        const form = formOf(go, field);
        if (form !== expectedForm(field)) ((types[name] ??= {})[form] ??= []).push(field.name);
      }
    }
  }
  const text = `{\n${Object.keys(types).sort().map((name) => `${JSON.stringify(name)}:${JSON.stringify(types[name])}`).join(',\n')}\n}\n`;
  if (!args.includes('--check')) {
    writeFileSync(OUTPUT, text);
    return 0;
  }
  if (readFileSync(OUTPUT, 'utf8') === text) return 0;
  process.stderr.write('schemas/stored-fields.json is out of date: run the same command without --check\n');
  return 1;
}

function formOf(go: GoField, { schema }: FieldSchema): StoredForm {
  if (go.omitzero) return 'nonzero';
  // `omitempty` leaves out no struct, however empty.
  const struct = ['object', 'any', 'quantity', 'int-or-string', 'date-time', 'micro-time'].includes(schema.type);
  if (!go.omitempty || (struct && !go.pointer)) return 'always';
  return go.pointer ? 'given' : 'nonzero';
}

process.exitCode = main(process.argv.slice(2));
