import { join } from 'node:path';
import { type FileContent, fromFile } from '../../config/file-content';

/** Both `src/catalog/common` and `lib/catalog/common` are three levels below the root of the package, which carries the scripts. */
const SCRIPTS = join(__dirname, '..', '..', '..', 'src', 'catalog');

/**
 * Files that stand beside a definition (scripts, configuration), as the data of a ConfigMap: keys are the names of the files.
 * @param folder the folder of the system, such as `mysql`
 */
export function systemFiles<K extends string>(folder: string, names: readonly K[]): { readonly [P in K]: FileContent } {
  return Object.fromEntries(names.map((name) => [name, fromFile(join(SCRIPTS, folder, name))])) as unknown as { readonly [P in K]: FileContent };
}
