import { brokenQualifiedName } from '../core/names';

/** The resources without a group that every container can have. */
export const containerResources: ReadonlySet<string> = new Set(['cpu', 'memory', 'ephemeral-storage']);

/**
 * The rule that a name breaks that is none of a resource of containers: one of the three above, huge pages of some size
 * (`hugepages-2Mi`) or, of a device, one with a group (`nvidia.com/gpu`).
 * @see https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#resource-types
 */
export function brokenContainerResource(name: string): { readonly rule?: string } | undefined {
  if (containerResources.has(name)) return undefined;
  if (!name.startsWith('hugepages-') && !name.includes('/')) return {};
  const rule = brokenQualifiedName(name);
  return rule === undefined ? undefined : { rule };
}
