import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Bundle } from '../bundle/bundle';
import { Refusal } from '../refusal';
import { missingSecrets } from './given';
import { PROGRAMS } from './programs';
import { REFERENCE_SYSTEMS } from './reference-systems';
import { synth } from './synth';
import type { System } from './system';
import { TEMPLATES } from './templates';

const SUFFIX = '.k8s.yaml';

/** The systems of these names, or all of them where none is named: the reference systems, the templates, the programs of the run. */
export async function findSystems(root: string, scratch: string, names: readonly string[]): Promise<System[]> {
  const templates = templateNames(root);
  const isOfExamples = (name: string): boolean => !templates.includes(name) && !PROGRAMS.some((program) => program.name === name);
  const isWanted = ({ name }: { readonly name: string }): boolean => names.length === 0 || names.includes(name);

  const examples = names.length === 0 || names.some(isOfExamples) ? await exampleSystems(root) : [];
  const unknown = names.filter((name) => isOfExamples(name) && !examples.some((system) => system.name === name));
  if (unknown.length > 0) {
    const known = [...examples.map(({ name }) => name), ...templates, ...PROGRAMS.map(({ name }) => name)];
    throw new Refusal(`there is no system ${unknown.join(', ')}: there are ${known.join(', ')}`);
  }
  const systems = examples.filter(isWanted);
  for (const name of templates.filter((template) => isWanted({ name: template }))) systems.push(await templateSystem(root, scratch, name));
  return [...systems, ...PROGRAMS.filter(isWanted).map(({ name, define, particulars }) => ({ name, bundle: define(), particulars }))];
}

/** The reference systems in their order, and after them what else the examples write. Secrets that they expect are given to them. */
async function exampleSystems(root: string): Promise<System[]> {
  await synth(root);
  const folder = join(root, 'dist');
  const written = readdirSync(folder).filter((file) => file.endsWith(SUFFIX)).map((file) => file.slice(0, -SUFFIX.length)).sort();
  const missing = Object.keys(REFERENCE_SYSTEMS).filter((slug) => !written.includes(slug));
  if (missing.length > 0) throw new Error(`the examples write no bundle of ${missing.join(', ')}`);
  return [...new Set([...Object.keys(REFERENCE_SYSTEMS), ...written])].map((name) => {
    const bundle = new Bundle(readFileSync(join(folder, `${name}${SUFFIX}`), 'utf8'));
    return { name, bundle, particulars: { given: missingSecrets(bundle), ...REFERENCE_SYSTEMS[name] } };
  });
}

function templateNames(root: string): string[] {
  const templates = join(root, 'templates');
  if (!existsSync(templates)) return [];
  return readdirSync(templates).filter((name) => existsSync(join(templates, name, 'cdk8s.yaml'))).sort().map((name) => `templates/${name}`);
}

/** A template, synthesized where it lies into a folder of the run. */
async function templateSystem(root: string, scratch: string, name: string): Promise<System> {
  const folder = join(scratch, name);
  // The package's own name leads to its sources, as it does for the examples.
  await synth(join(root, name), ['--output', folder], { TSX_TSCONFIG_PATH: join(root, 'tsconfig.json') });
  const files = readdirSync(folder).filter((file) => file.endsWith('.yaml')).sort();
  const bundle = new Bundle(files.map((file) => readFileSync(join(folder, file), 'utf8')).join('---\n'));
  return { name, bundle, particulars: { given: missingSecrets(bundle), ...TEMPLATES[name.slice('templates/'.length)] } };
}
