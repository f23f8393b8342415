import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { isPlainMap } from '../../core/plain-map';
import { readDocuments } from '../../yaml/read';

const names = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];
/** Fields that list files which are parts of objects, or say how to change some. */
const lists = ['patchesStrategicMerge', 'patches', 'patchesJson6902', 'configurations', 'transformers', 'generators', 'validators', 'replacements'];

/**
 * The files that a kustomization beside or above them takes for patches and the like, and for no resources: they are no whole objects.
 * @param files absolute paths
 * @see https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/
 */
export function kustomizePatches(files: readonly string[]): ReadonlySet<string> {
  const looked = new Set<string>();
  const patches = new Set<string>();
  const resources = new Set<string>();
  for (const file of files) {
    for (let folder = dirname(file); !looked.has(folder); folder = dirname(folder)) {
      looked.add(folder);
      const name = names.find((one) => existsSync(join(folder, one)));
      if (name !== undefined) collect(join(folder, name), folder, patches, resources);
    }
  }
  for (const resource of resources) patches.delete(resource);
  return patches;
}

function collect(file: string, folder: string, patches: Set<string>, resources: Set<string>): void {
  const kustomization = contentOf(file);
  const add = (to: Set<string>, path: unknown): void => {
    // Patches can stand in the file itself, on several lines.
    if (typeof path === 'string' && path !== '' && !path.includes('\n')) to.add(resolve(folder, path));
  };
  for (const field of lists) {
    const given = kustomization[field];
    if (Array.isArray(given)) for (const item of given as unknown[]) add(patches, isPlainMap(item) ? item['path'] : item);
  }
  const given = kustomization['resources'];
  if (Array.isArray(given)) for (const path of given as unknown[]) add(resources, path);
}

/** What a kustomization says; what cannot be read says nothing, and is for kustomize to tell. */
function contentOf(file: string): { readonly [field: string]: unknown } {
  try {
    const value = readDocuments(readFileSync(file, 'utf8'))[0]?.value;
    return isPlainMap(value) ? value : {};
  } catch {
    return {};
  }
}
