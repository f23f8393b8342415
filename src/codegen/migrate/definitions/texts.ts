import { isPlainMap, type PlainMap } from '../../../core/plain-map';
import { type Code, value } from '../../print/code';
import type { SourceObject } from '../sources';
import type { Shelf } from './shelf';

/** How a text of a variable is said. */
export function textsOf(_shelf: Shelf): (text: string) => Code {
  return (text) => value(text);
}

/** Workloads in an order in which those that others name by their host come first. */
export function inOrderOfTexts<T extends { readonly object: SourceObject }>(workloads: readonly T[], _shelf: Shelf): readonly T[] {
  return workloads;
}

/** Unused for now. */
export function isMap(given: unknown): given is PlainMap {
  return isPlainMap(given);
}
