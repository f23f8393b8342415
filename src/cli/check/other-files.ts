import { readFileSync } from 'node:fs';
import type { CheckInput } from '../../check/check-options';
import { isPlainMap } from '../../core/plain-map';
import type { Context } from '../command';
import { plural, shortPath } from '../words';

/** How many files are named that hold no manifests. */
const mostNamed = 3;
/** What tells a manifest from other YAML: repositories are full of both. */
const fields = ['apiVersion', 'kind', 'metadata', 'spec'];
const manifestText = /^\s*(?:- )?["']?(?:apiVersion|kind)["']?\s*:/m;

/**
 * Leaves out files of folders and patterns in which no document is a manifest: settings of programs and of other tools, patches in
 * JSON. What is left out is told. A file that was named is meant, and so is one that cannot be read to its end.
 * @param named the files that stand on the command line themselves
 */
export function withoutOtherFiles(context: Context, inputs: readonly CheckInput[], named: ReadonlySet<string>): readonly CheckInput[] {
  if (inputs.every(isManifest)) return inputs;
  const manifests = new Set(named);
  for (const input of inputs) if (input.file !== undefined && isManifest(input)) manifests.add(input.file);
  const isOther = ({ file }: CheckInput): boolean => file !== undefined && !manifests.has(file);
  const others = [...new Set(inputs.filter(isOther).map(({ file }) => file!))];
  if (others.length === 0) return inputs;
  const names = others.slice(0, mostNamed).map((file) => shortPath(file, context.io.cwd));
  const more = others.length > mostNamed ? ` and ${others.length - mostNamed} more` : '';
  context.say(`passed over ${plural(others.length, 'file')} without apiVersion and kind: ${names.join(', ')}${more}`);
  return inputs.filter((input) => !isOther(input));
}

/** Whether a document is one, or may be one: what cannot be read may be. */
function isManifest({ manifest, problems = [], file }: CheckInput): boolean {
  // Tags (`!Ref`, `!secret`, `!env_var`) are what settings of other tools have.
  if (problems.length > 0) return file === undefined || problems.some(({ problem }) => problem !== 'yaml/tag') || manifestText.test(readFileSync(file, 'utf8'));
  return isPlainMap(manifest) && fields.some((field) => Object.hasOwn(manifest, field));
}
