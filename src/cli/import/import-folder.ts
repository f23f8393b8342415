import { resolve } from 'node:path';
import { isPlainMap } from '../../core/plain-map';
import type { Context } from '../command';

/** Where imported types lie unless somebody says otherwise. */
export const DEFAULT_IMPORT_FOLDER = 'imports';

/** The folder of imported types, for commands that are not told. */
export function importFolder({ io, config }: Pick<Context, 'io' | 'config'>): string {
  const { KUBELOOM_IMPORT_OUTPUT: said } = io.env;
  const { import: settings } = config.settings;
  const output = isPlainMap(settings) && typeof settings['output'] === 'string' ? settings['output'] : DEFAULT_IMPORT_FOLDER;
  return resolve(io.cwd, said === undefined || said === '' ? output : said);
}
