/** A pod, or something that makes pods, and everything that an API server says of it: `code pointer`. */
export interface PodCase {
  readonly given: unknown;
  /** Nothing at all for what is accepted. */
  readonly want: readonly string[];
  /** @default the newest */
  readonly release?: '1.31' | '1.32' | '1.33' | '1.34' | '1.35' | '1.36';
}

export type PodCases = readonly (readonly [name: string, facts: PodCase])[];

/** An object, or what one begins with. */
export type Fields = { readonly [field: string]: unknown };

/** A pod of one container, otherwise as given. */
export function pod(spec: Fields, metadata: Fields = {}): Fields {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p', ...metadata }, spec: { containers: [{ name: 'c', image: 'i' }], ...spec } };
}

/** A pod with that container alone. */
export function container(fields: Fields, spec: Fields = {}): Fields {
  return pod({ ...spec, containers: [{ name: 'c', image: 'i', ...fields }] });
}

/** A pod with an init container. */
export function initContainer(fields: Fields, spec: Fields = {}): Fields {
  return pod({ ...spec, initContainers: [{ name: 'n', image: 'i', ...fields }] });
}

/** A pod with one volume. */
export function volume(source: Fields, spec: Fields = {}): Fields {
  return pod({ ...spec, volumes: [{ name: 'v', ...source }] });
}

/** The pods of a PodTemplate. */
export function template(spec: Fields, metadata: Fields = {}): Fields {
  return { apiVersion: 'v1', kind: 'PodTemplate', metadata: { name: 't' }, template: { metadata, spec: { containers: [{ name: 'c', image: 'i' }], ...spec } } };
}

/** A text of so many characters. */
export const long = (length: number): string => 'a'.repeat(length);
