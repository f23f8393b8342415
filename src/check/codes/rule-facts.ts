import type { CodeFacts, Layer, Severity } from '../../core/codes/code';

/** What the API server calls the problem; `field.ErrorType` in its own words. */
export type ServerReason =
  | 'FieldValueRequired' | 'FieldValueInvalid' | 'FieldValueDuplicate' | 'FieldValueNotSupported' | 'FieldValueForbidden'
  | 'FieldValueTooLong' | 'FieldValueTooMany' | 'FieldValueNotFound' | 'FieldValueTypeInvalid' | 'InternalError';

/**
 * A manifest that shows a finding, and the same one mended: what `explain` and the pages of the documentation show. A few lines
 * where they say it all; of whole objects the tests see to it that they do what they say.
 */
export interface RuleExample {
  /** YAML, as short as it can be and still be read; it may be indented as the code around it (see `exampleText`). */
  readonly wrong: string;
  readonly right: string;
}

/** What is known of a code that the check reports. */
export interface RuleFacts<A> extends CodeFacts<A> {
  /** Why it matters: what the server, the scheduler or a controller does with such an object. One or two sentences. */
  readonly why: string;
  /** Page of the Kubernetes documentation that tells more. */
  readonly see: string;
  /** What the API server calls it. @default - it is not the API server that says so */
  readonly reason?: ServerReason | undefined;
  /** @default - none */
  readonly example?: RuleExample | undefined;
}

type Words<A> = Omit<RuleFacts<A>, 'layer' | 'severity'>;

function of(layer: Layer, severity: Severity) {
  return <A>(words: Words<A>): RuleFacts<A> => ({ layer, severity, ...words });
}

/** The server cannot decode it. */
export const undecodable = of('schema', 'error');
/** The server refuses it for its meaning. */
export const refused = of('api', 'error');
/** Each object alone is accepted, but they will not work together. */
export const broken = of('bundle', 'error');
/** They may not work together, or not for long. */
export const fragile = of('bundle', 'warning');
/** Worth knowing of objects that work together. */
export const noteworthy = of('bundle', 'info');
/** Advice. */
export const advice = of('practice', 'warning');
/** Advice for those who ask for all of it. */
export const hint = of('practice', 'info');

/** The YAML of an example, without the indentation of the code that it stands in. */
export function exampleText(text: string): string {
  const lines = text.replace(/^\n/, '').trimEnd().split('\n');
  const indent = Math.min(...lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length));
  return `${lines.map((line) => line.slice(indent)).join('\n')}\n`;
}
