import type { Manifest } from '../../core/manifest';
import { loadRelease } from '../../schema/release';
import type { KubernetesRelease } from '../../schema/releases';
import { decode } from '../decode/decode';
import { readerOfKind } from '../decode/kinds';
import { minorOf } from '../decode/minor';
import { Context } from '../rule/context';
import { stored } from './stored';

/**
 * The object as the API server of a release would store it: with every default filled in, amounts in their usual form, without
 * what the server drops (empty values that say nothing, fields of features that are off). The object itself stays as it is, and
 * so are parts of it in which nothing changes: change neither.
 *
 * An object that the server cannot decode, or of a kind that the release does not know, is returned as it is.
 * What the server makes up is missing: uid, time of creation, a generated name, an address, a port of nodes.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/
 */
export function defaulted<T extends Manifest>(object: T, release: KubernetesRelease): T {
  const minor = minorOf(release);
  const reader = readerOfKind(loadRelease(release), object.apiVersion, object.kind);
  if (reader === undefined) return object;
  const { value, ok } = decode(object, reader, new Context(object, minor));
  return ok ? (stored(value, reader, minor) as T) : object;
}
