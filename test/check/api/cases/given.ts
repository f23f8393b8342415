import type { KubernetesRelease } from '../../../../src/schema/releases';

/** An object, or what one begins with. */
export type Fields = { readonly [field: string]: unknown };

/** An object, and everything that an API server says of it: `code pointer`. */
export interface ObjectCase {
  readonly given: Fields;
  /** Nothing at all for what is accepted. */
  readonly want: readonly string[];
  /** @default the newest */
  readonly release?: KubernetesRelease;
}

export type ObjectCases = readonly (readonly [name: string, facts: ObjectCase])[];

/** Makes objects of a kind, with what each of them begins with. */
export function kind(apiVersion: string, called: string, usual: Fields = {}, name = 'a'): (fields?: Fields, metadata?: Fields) => Fields {
  return (fields = {}, metadata = {}) => ({ apiVersion, kind: called, metadata: { name, ...metadata }, ...usual, ...fields });
}

/** Makes objects of a kind by their specification. */
export function kindOfSpec(apiVersion: string, name: string, usual: Fields = {}, called = 'a'): (spec?: Fields, metadata?: Fields) => Fields {
  const make = kind(apiVersion, name, {}, called);
  return (spec = {}, metadata = {}) => make({ spec: { ...usual, ...spec } }, metadata);
}

/** The labels that pods of the tables have, and a template of such pods. */
export const labels = { app: 'a' };
export const selector = { matchLabels: labels };
export const pods = (spec: Fields = {}): Fields => ({ metadata: { labels }, spec: { containers: [{ name: 'c', image: 'i' }], ...spec } });

/** A text of so many characters. */
export const long = (length: number): string => 'a'.repeat(length);
