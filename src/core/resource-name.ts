import { brokenQualifiedName } from './names';
import type { Problems } from './problems';
import { nearest } from './suggest';

const standard: readonly string[] = ['cpu', 'memory', 'ephemeral-storage'];

/** Whether a resource is huge pages: `hugepages-2Mi`. */
export function isHugePages(name: string): boolean {
  return name.startsWith('hugepages-');
}

/** Whether a resource is counted whole and never shared: `nvidia.com/gpu`. */
export function isExtendedResource(name: string): boolean {
  return name.includes('/') && !name.includes('kubernetes.io/') && !name.startsWith('requests.') && brokenQualifiedName(`requests.${name}`) === undefined;
}

/**
 * Reports a resource that no container can ask for.
 * @see https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
 */
export function checkContainerResource(problems: Problems, name: string): boolean {
  const rule = brokenQualifiedName(name);
  if (rule !== undefined) {
    problems.report('name/invalid', { what: 'resource', found: name, rule });
    return false;
  }
  const known = name.includes('/') ? name.includes('kubernetes.io/') || isExtendedResource(name) : standard.includes(name) || isHugePages(name);
  if (!known) problems.report('resource/unknown', { name, nearest: nearest(name, standard) });
  return known;
}
