import { type ArgsOf, type Code, type CodeFacts, codes } from './codes';
import type { ObjectId } from './object-id';
import { printable } from './show';
import type { SourceLocation } from './source';
import type { Layer, Severity } from './codes/code';

export type { Layer, Severity };

/** One problem in what a user gave, as data; `formatDiagnostic` makes the words that a terminal shows. */
export interface Diagnostic {
  /** What kind of problem it is; every code is documented. */
  readonly code: Code;
  /** Who would say it. */
  readonly layer: Layer;
  /** How grave it is. */
  readonly severity: Severity;
  /** The object that has the problem. @default - none: the problem lies outside of any object */
  readonly object?: ObjectId | undefined;
  /** JSON pointer to the place: into the props in layer `definition`, into the object in all others. */
  readonly pointer: string;
  /** The user's own line. @default - not known */
  readonly source?: SourceLocation | undefined;
  /** The facts that the message is made of. */
  readonly args: { readonly [name: string]: unknown };
  /** What is wrong, expected against found, in one sentence. */
  readonly message: string;
  /** One next step. @default - none */
  readonly help?: string | undefined;
}

/** Where a diagnostic belongs. */
export interface DiagnosticPlace {
  readonly object?: ObjectId | undefined;
  readonly pointer?: string;
  readonly source?: SourceLocation | undefined;
  /** Where to find the source, in place of `source`: asked only when somebody reads it, since that takes time. */
  readonly trace?: { readonly location: SourceLocation | undefined } | undefined;
}

/** Makes a diagnostic from a code, its facts and its place. */
export function diagnostic<C extends Code>(code: C, args: ArgsOf<C>, place: DiagnosticPlace = {}): Diagnostic {
  const facts = codes[code] as unknown as CodeFacts<ArgsOf<C>>;
  return {
    code,
    layer: facts.layer,
    severity: facts.severity,
    object: place.object,
    pointer: place.pointer ?? '',
    get source() {
      return place.source ?? place.trace?.location;
    },
    args: args as { readonly [name: string]: unknown },
    // Words are made when somebody reads them: what is only noted is mostly not read at all.
    get message() {
      return printable(facts.message(args));
    },
    get help() {
      return printable(facts.help(args));
    },
  };
}
