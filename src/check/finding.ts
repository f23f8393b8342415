import type { CodeFacts } from '../core/codes/code';
import type { Diagnostic } from '../core/diagnostic';
import type { ObjectId } from '../core/object-id';
import { printable } from '../core/show';
import type { SourceLocation } from '../core/source';
import type { KubernetesRelease } from '../schema/releases';
import { type CheckArgs, type CheckCode, checkCodes } from './codes';

/** One problem that a check found in objects. It has the shape of every diagnostic, and says for which releases it holds. */
export interface Finding extends Omit<Diagnostic, 'code'> {
  /** What kind of finding it is: `kubeloom explain CODE` tells more. */
  readonly code: CheckCode;
  /** The releases of Kubernetes that it holds for, of those that were asked for, the newest first. */
  readonly kubernetes: readonly KubernetesRelease[];
  /** Why it does not count. @default - it counts */
  readonly suppressed?: { readonly reason: string } | undefined;
}

/** Where a finding belongs. */
export interface FindingPlace {
  /** @default - none: it is about a file, or all objects together */
  readonly object?: ObjectId | undefined;
  /** JSON pointer into the object, as the server names the field. */
  readonly pointer: string;
  /** Finds the line; asked only when somebody reads it. @default - not known */
  readonly locate?: (() => SourceLocation | undefined) | undefined;
  readonly kubernetes: readonly KubernetesRelease[];
}

/** Makes a finding from a code, its facts and its place. */
export function finding<C extends CheckCode>(code: C, args: CheckArgs<C>, place: FindingPlace): Finding {
  const facts = checkCodes[code] as unknown as CodeFacts<CheckArgs<C>>;
  return {
    code,
    layer: facts.layer,
    severity: facts.severity,
    object: place.object,
    pointer: place.pointer,
    get source() {
      return place.locate?.();
    },
    args: args as { readonly [name: string]: unknown },
    get message() {
      return printable(facts.message(args));
    },
    get help() {
      return printable(facts.help(args));
    },
    kubernetes: place.kubernetes,
  };
}
