import type { ArgsOf, Code } from '../core/codes';
import { type Path, toPointer } from '../core/json-pointer';
import { nearest } from '../core/suggest';
import type { ObjectSchema } from './schema';

type MergeCode = Extract<Code, 'override/no-effect' | 'override/unknown-field' | 'override/wrong-type' | 'override/no-merge-key' | 'override/patch-failed'>;

/** What is wrong with an override, as data. */
export type MergeProblem = {
  [C in MergeCode]: {
    readonly code: C;
    /** JSON pointer into the override. */
    readonly pointer: string;
    readonly args: ArgsOf<C>;
  }
}[MergeCode];

const HIDDEN = 'a value that is not shown';

/** Collects the problems of one override. */
export class MergeProblems {
  readonly list: MergeProblem[] = [];

  /** `hides` says where the values lie that no message may show. */
  constructor(private readonly hides: (path: Path) => boolean = () => false) {}

  noEffect(path: Path, value?: unknown): void {
    const args = value === undefined || this.hides(path) ? {} : { value };
    this.list.push({ code: 'override/no-effect', pointer: toPointer(path), args });
  }

  unknownField(path: Path, field: string, schema: ObjectSchema | undefined): void {
    const known = schema === undefined ? undefined : [...schema.fields.keys()];
    const args = { field, nearest: known && nearest(field, known), known };
    this.list.push({ code: 'override/unknown-field', pointer: toPointer(path), args });
  }

  wrongType(path: Path, expected: string, found: unknown): void {
    this.list.push({ code: 'override/wrong-type', pointer: toPointer(path), args: { expected, found: this.hides(path) ? HIDDEN : found } });
  }

  noMergeKey(path: Path, keys: readonly string[]): void {
    this.list.push({ code: 'override/no-merge-key', pointer: toPointer(path), args: { keys } });
  }

  patchFailed(path: Path, reason: string): void {
    this.list.push({ code: 'override/patch-failed', pointer: toPointer(path), args: { reason } });
  }
}
