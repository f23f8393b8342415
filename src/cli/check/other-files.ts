import { existsSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { CheckInput } from '../../check/check-options';
import { isPlainMap } from '../../core/plain-map';
import type { Context } from '../command';
import { plural, shortPath } from '../words';
import { kustomizePatches } from './kustomize-patches';

/** How many files are named that hold no manifests. */
const mostNamed = 3;
/** What tells a manifest from other YAML: repositories are full of both. */
const fields = ['apiVersion', 'kind', 'metadata', 'spec'];
const manifestText = /^\s*(?:- )?["']?(?:apiVersion|kind)["']?\s*:/m;

/**
 * Leaves out files of folders and patterns in which no document is a manifest: settings of programs and of other tools, patches in
 * JSON, templates of charts, patches of kustomizations. What is left out is told. A file that was named is meant, and so is one that
 * cannot be read to its end.
 * @param named the files that stand on the command line themselves
 */
export function withoutOtherFiles(context: Context, inputs: readonly CheckInput[], named: ReadonlySet<string>): readonly CheckInput[] {
  const rest = withoutPatches(context, withoutTemplates(context, inputs, named), named);
  if (rest.every(isManifest)) return rest;
  const manifests = new Set(named);
  for (const input of rest) if (input.file !== undefined && isManifest(input)) manifests.add(input.file);
  const isOther = ({ file }: CheckInput): boolean => file !== undefined && !manifests.has(file);
  const others = filesOf(rest.filter(isOther));
  if (others.length === 0) return rest;
  context.say(`passed over ${plural(others.length, 'file')} without apiVersion and kind: ${listed(others, context)}`);
  return rest.filter((input) => !isOther(input));
}

/** What Helm renders is checked as manifests; a template itself is none, even where it can be read. */
function withoutTemplates(context: Context, inputs: readonly CheckInput[], named: ReadonlySet<string>): readonly CheckInput[] {
  const charts = new Map<string, boolean>();
  const isChart = (folder: string): boolean => {
    let known = charts.get(folder);
    if (known === undefined) charts.set(folder, (known = existsSync(join(folder, 'Chart.yaml'))));
    return known;
  };
  const isTemplate = ({ file }: CheckInput): boolean => file !== undefined && !named.has(file) && chartFolders(file).some(isChart);
  const templates = filesOf(inputs.filter(isTemplate));
  if (templates.length === 0) return inputs;
  context.say(`passed over ${plural(templates.length, 'template')} of charts: ${listed(templates, context)}; check what helm template renders`);
  return inputs.filter((input) => !isTemplate(input));
}

/** Patches are parts of objects: what kustomize makes of them is checked. */
function withoutPatches(context: Context, inputs: readonly CheckInput[], named: ReadonlySet<string>): readonly CheckInput[] {
  const files = filesOf(inputs.filter(({ file }) => file !== undefined && !named.has(file)));
  const known = kustomizePatches(files);
  const patches = files.filter((file) => known.has(file));
  if (patches.length === 0) return inputs;
  context.say(`passed over ${patches.length === 1 ? '1 patch' : `${patches.length} patches`} of kustomizations: ${listed(patches, context)}; check what kubectl kustomize renders`);
  return inputs.filter(({ file }) => file === undefined || named.has(file) || !known.has(file));
}

/** The folders of a path that hold `templates`, and so may be charts. */
function chartFolders(file: string): string[] {
  const found: string[] = [];
  for (let at = file.indexOf(templatesFolder); at >= 0; at = file.indexOf(templatesFolder, at + 1)) found.push(file.slice(0, at));
  return found;
}

const templatesFolder = `${sep}templates${sep}`;

function filesOf(inputs: readonly CheckInput[]): string[] {
  return [...new Set(inputs.map(({ file }) => file!))];
}

function listed(files: readonly string[], { io }: Context): string {
  const names = files.slice(0, mostNamed).map((file) => shortPath(file, io.cwd)).join(', ');
  return files.length > mostNamed ? `${names} and ${files.length - mostNamed} more` : names;
}

/** Whether a document is one, or may be one: what cannot be read may be. */
function isManifest({ manifest, problems = [], file }: CheckInput): boolean {
  // Tags (`!Ref`, `!secret`, `!env_var`) are what settings of other tools have.
  if (problems.length > 0) return file === undefined || problems.some(({ problem }) => problem !== 'yaml/tag') || manifestText.test(readFileSync(file, 'utf8'));
  return isPlainMap(manifest) && fields.some((field) => Object.hasOwn(manifest, field));
}
