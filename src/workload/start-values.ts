import type { StartValue } from '../core/references';
import { sha256 } from '../core/sha256';

/** The annotation that rolls the pods when configuration data changes that they read only at start. */
export const configChecksumAnnotation = 'kubeloom.dev/config-checksum';

/** The annotation that rolls the pods when the stated version of a Secret changes. */
export const secretVersionsAnnotation = 'kubeloom.dev/secret-versions';

/**
 * Annotations of the pod template that change exactly when a value changes that the pods read only at start: a checksum
 * over the keys of ConfigMaps that they consume, and the stated versions of Secrets. Values of Secrets are never hashed:
 * a hash of a weak secret can be guessed.
 * @see https://kubernetes.io/docs/concepts/configuration/configmap/#mounted-configmaps-are-updated-automatically
 */
export function startValueAnnotations(values: readonly StartValue[]): { readonly [key: string]: string } | undefined {
  if (values.length === 0) return undefined;
  const configs = new Map<string, string>();
  const secrets = new Map<string, string>();
  for (const { target, key, content } of values) {
    if ('secret' in content) secrets.set(target.name, content.secret);
    else configs.set(JSON.stringify([target.name, key ?? null]), content.config());
  }
  const annotations: { [key: string]: string } = {};
  if (configs.size > 0) annotations[configChecksumAnnotation] = checksum(sorted(configs));
  if (secrets.size > 0) annotations[secretVersionsAnnotation] = sorted(secrets).map(([name, version]) => `${name}=${version}`).join(',');
  return annotations;
}

/** By name, so that neither the order of definitions nor of variables rolls anything. */
function sorted(map: ReadonlyMap<string, string>): [string, string][] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

function checksum(entries: readonly (readonly [string, string])[]): string {
  const text = entries.map(([key, value]) => `${key.length}:${key}${value.length}:${value}`).join('');
  return sha256(text).slice(0, 32);
}
