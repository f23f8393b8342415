import type { Release } from '../../schema/release';
import { kindReader } from './decode';
import { minorOf } from './minor';
import type { ObjectReader } from './reader';

/** The reader of a kind of a release; `undefined` for a kind that nobody describes. */
export function readerOfKind(release: Release, apiVersion: string, kind: string): ObjectReader | undefined {
  const schema = release.kind(apiVersion, kind);
  if (schema === undefined) return undefined;
  return kindReader(schema, release.type(schema.name) === schema, minorOf(release.version));
}
