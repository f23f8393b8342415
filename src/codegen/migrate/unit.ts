import type { Manifest } from '../../core/manifest';
import { type Code, map, type MapCode, member, name, namesIn, type Value, value } from '../print/code';
import type { Scope } from '../print/evaluate';
import type { SourceObject } from './sources';

/** How an object is expressed, from the highest level to the lowest one. */
export type Level = 'definition' | 'override' | 'object' | 'file';

/** One statement of the program: a construct, and the objects that it gives. */
export interface Unit {
  /** The objects that it gives. None: it stands for something that exists already. */
  readonly objects: readonly SourceObject[];
  readonly level: Level;
  /** The class, or a static function of one. */
  readonly callee: Code;
  /** Whether `callee` is called with `new`. */
  readonly isNew: boolean;
  /** Of the construct. */
  readonly id: string;
  /** @default - none */
  readonly props?: MapCode | undefined;
  /** What others call it. Declared only where somebody does. */
  readonly variable: string;
  /** Values that stand in its override. */
  readonly overridden: number;
  /** Comments that found no place inside of it. */
  readonly comment?: string | undefined;
}

/** The objects that one bundle writes. */
export interface BundlePlan {
  /** Its id, which names its file. */
  readonly id: string;
  readonly namespace: string | undefined;
  readonly units: readonly Unit[];
}

/** What a definition gave when it was made. */
export type Made =
  | { readonly instance: unknown; readonly objects: readonly Manifest[] }
  /** The fields of its props that are wrong, as JSON pointers. */
  | { readonly wrong: readonly string[] };

/** Whoever can make definitions in this process: the SDK, which code generation itself does not load. */
export interface Workshop {
  /** What the SDK exports: names that no variable gets. */
  readonly names: readonly string[];
  /** Makes a definition in a bundle of that namespace. Nothing makes it throw. */
  make(namespace: string | undefined, unit: Pick<Unit, 'callee' | 'isNew' | 'id' | 'props'>, scope: Scope): Made;
}

/** The code of a unit in a bundle. */
export function codeOf({ callee, isNew, id, props }: Pick<Unit, 'callee' | 'isNew' | 'id' | 'props'>, bundle: string): Code {
  const args = [name(bundle), value(id), ...(props === undefined ? [] : [props])];
  return { type: 'call', callee, args, isNew };
}

/** What a unit needs that other units, or the package, provide. */
export function needsOf({ callee, props }: Pick<Unit, 'callee' | 'props'>): Set<string> {
  const needs = namesIn(callee);
  return props === undefined ? needs : namesIn(props, needs);
}

/** The path of a file beside the program, wherever that is run. */
export function besideProgram(path: string): Code {
  return { type: 'call', callee: name('join'), args: [name('__dirname'), ...path.split('/').map((part): Value => value(part))], isNew: false };
}

/** A static function of a class. */
export function staticOf(className: string, method: string): Code {
  return member(name(className), method);
}

/** Adds entries to a map. */
export function withEntries(code: MapCode | undefined, entries: { readonly [key: string]: Code | undefined }): MapCode {
  return { type: 'map', entries: [...code?.entries ?? [], ...map(entries).entries] };
}
