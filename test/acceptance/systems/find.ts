import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Bundle } from '../bundle/bundle';
import { programSystems } from './programs';
import { REFERENCE_SYSTEMS } from './reference-systems';
import { synth } from './synth';
import type { System } from './system';
import { TEMPLATES } from './templates';

const SUFFIX = '.k8s.yaml';

/** The reference systems in their order, and after them what else the examples write. */
export function bundledSystems(folder: string): System[] {
  const written = readdirSync(folder).filter((file) => file.endsWith(SUFFIX)).map((file) => file.slice(0, -SUFFIX.length)).sort();
  const missing = Object.keys(REFERENCE_SYSTEMS).filter((slug) => !written.includes(slug));
  if (missing.length > 0) throw new Error(`${folder} has no bundle of ${missing.join(', ')}`);
  return [...new Set([...Object.keys(REFERENCE_SYSTEMS), ...written])].map((name) => ({
    name,
    bundle: new Bundle(readFileSync(join(folder, `${name}${SUFFIX}`), 'utf8')),
    particulars: REFERENCE_SYSTEMS[name] ?? {},
  }));
}

/** Every template, synthesized where it lies, into a folder of its own. */
export async function templateSystems(root: string, output: string): Promise<System[]> {
  const templates = join(root, 'templates');
  if (!existsSync(templates)) return [];
  const names = readdirSync(templates).filter((name) => existsSync(join(templates, name, 'cdk8s.yaml'))).sort();
  const systems: System[] = [];
  for (const name of names) {
    const folder = join(output, name);
    // The package's own name leads to its sources, as it does for the examples.
    await synth(join(templates, name), ['--output', folder], { TSX_TSCONFIG_PATH: join(root, 'tsconfig.json') });
    const text = readdirSync(folder).filter((file) => file.endsWith('.yaml')).sort().map((file) => readFileSync(join(folder, file), 'utf8')).join('---\n');
    systems.push({ name: `templates/${name}`, bundle: new Bundle(text), particulars: TEMPLATES[name] ?? {} });
  }
  return systems;
}

/** Everything that is proved, in order. */
export async function findSystems(root: string, output: string): Promise<System[]> {
  await synth(root);
  return [...bundledSystems(join(root, 'dist')), ...await templateSystems(root, output), ...programSystems()];
}
