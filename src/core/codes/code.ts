import { show } from '../show';

/**
 * Who would say it: `definition` is what the SDK itself refuses before there is an object; `schema` what the API server
 * cannot decode; `api` what it refuses for its meaning; `bundle` what is accepted and still does not work together;
 * `practice` is advice; `output` concerns the writing of files.
 */
export type Layer = 'definition' | 'schema' | 'api' | 'bundle' | 'practice' | 'output';

/** How grave it is: an error stops the writing of files, a warning is printed, an info is for those who ask. */
export type Severity = 'error' | 'warning' | 'info';

/**
 * Words that the SDK itself chose: messages show them as they are. What a user gave is a plain `string` or `unknown`, and
 * goes through `show`.
 */
export type Phrase = string;

/** The nearest of the words that there are as the next step, or else another one. */
export function didYouMean(nearest: string | undefined, otherwise: string): string {
  // Nothing is no suggestion: what is left of "_" where only letters may stand.
  return nearest === undefined || nearest === '' ? otherwise : `did you mean ${show(nearest)}?`;
}

/** What is known of a diagnostic code: how grave it is, and the words. */
export interface CodeFacts<A> {
  readonly layer: Layer;
  readonly severity: Severity;
  /** What the code means, in one sentence, for its documentation page. */
  readonly title: string;
  /** What is wrong, expected against found. */
  message(args: A): string;
  /** One next step: what to do, not what is wrong once more. */
  help(args: A): string;
}

type Words<A> = Omit<CodeFacts<A>, 'layer' | 'severity'>;

/** A definition that cannot be built: an error. */
export function wrong<A>(words: Words<A>): CodeFacts<A> {
  return { layer: 'definition', severity: 'error', ...words };
}

/** A definition that can be built and should be looked at: a warning. */
export function doubtful<A>(words: Words<A>): CodeFacts<A> {
  return { layer: 'definition', severity: 'warning', ...words };
}

/** Something worth knowing about a definition. */
export function notable<A>(words: Words<A>): CodeFacts<A> {
  return { layer: 'definition', severity: 'info', ...words };
}

/** Output that cannot be written: an error. */
export function unwritable<A>(words: Words<A>): CodeFacts<A> {
  return { layer: 'output', severity: 'error', ...words };
}
