import { type Diagnostic, diagnostic } from '../core/diagnostic';
import { idOf, type Manifest } from '../core/manifest';
import type { PlacedObject } from './placed-object';

/** What tools that encrypt manifests in place put before a value. */
const encrypted = /^ENC\[/;

/**
 * Secrets with values that no `SecretData` stands for: an object given as it is, an included file, a Secret of cdk8s. They come out
 * unchanged, and are not let pass without a word: base64 is clear text.
 */
export function clearSecrets(objects: readonly PlacedObject[]): Diagnostic[] {
  return objects.filter(({ manifest, guardsSecrets }) => guardsSecrets !== true && holdsClearValues(manifest)).map(({ manifest, trace }) =>
    diagnostic('secret/unguarded', { keys: keysOf(manifest) }, { object: idOf(manifest), pointer: '/data', trace }));
}

interface SecretManifest extends Manifest {
  readonly data?: { readonly [key: string]: unknown } | null;
  readonly stringData?: { readonly [key: string]: unknown } | null;
}

function holdsClearValues(manifest: SecretManifest): boolean {
  if (manifest.kind !== 'Secret' || manifest.apiVersion !== 'v1') return false;
  return valuesOf(manifest).some(([, value]) => typeof value === 'string' && value !== '' && !encrypted.test(value));
}

function keysOf(manifest: SecretManifest): string[] {
  return valuesOf(manifest).map(([key]) => key);
}

function valuesOf({ data, stringData }: SecretManifest): [string, unknown][] {
  return [...Object.entries(data ?? {}), ...Object.entries(stringData ?? {})];
}
