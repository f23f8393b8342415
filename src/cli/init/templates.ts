import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Root of this package. */
export const packageRoot = resolve(__dirname, '..', '..', '..');
const templatesFolder = join(packageRoot, 'templates');

/** What a project can start from. */
export interface Template {
  readonly name: string;
  /** In one sentence. */
  readonly description: string;
  /** Absolute path. */
  readonly folder: string;
}

/** Every template, by name. */
export function listTemplates(): readonly Template[] {
  return readdirSync(templatesFolder).sort().flatMap((name): Template[] => {
    const folder = join(templatesFolder, name);
    const file = join(folder, 'package.json');
    if (!existsSync(file)) return [];
    const { description = '' } = JSON.parse(readFileSync(file, 'utf8')) as { readonly description?: string };
    return [{ name, description, folder }];
  });
}
