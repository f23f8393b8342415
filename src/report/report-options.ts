import type { CheckCode } from '../check/codes';
import type { ObjectId } from '../core/object-id';

/** Colours and weights of a terminal, or functions that give the text back. */
export interface Paint {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  green(text: string): string;
  yellow(text: string): string;
  cyan(text: string): string;
}

const same = (text: string): string => text;

/** No colours. */
export const noPaint: Paint = { bold: same, dim: same, red: same, green: same, yellow: same, cyan: same };

/** An object that was checked. */
export interface ReportedObject {
  readonly object: ObjectId;
  /** The file that it was read from. @default - none: it is one of the program's own */
  readonly file?: string | undefined;
}

/** What is known of a rule, for formats that describe their rules. */
export interface ReportedRule {
  readonly title: string;
  readonly why: string;
  readonly see: string;
}

/** What a report needs to know beside what was found. */
export interface ReportOptions {
  /** Absolute path of the folder that paths are shown relative to. */
  readonly folder: string;
  /** The text of a file, for the lines that findings point at. @default - no lines are shown */
  readonly read?: ((file: string) => string | undefined) | undefined;
  /** @default - no colours */
  readonly paint?: Paint | undefined;
  /** The least severity that fails the run, for formats that know passed and failed only. @default 'error' */
  readonly failOn?: 'error' | 'warning' | 'never' | undefined;
  /** Everything that was checked, for formats that list what passed too. @default - what has findings */
  readonly objects?: readonly ReportedObject[] | undefined;
  /** @default - codes are not described */
  readonly describe?: ((code: CheckCode) => ReportedRule | undefined) | undefined;
  /** Version of this package. @default - not said */
  readonly version?: string | undefined;
}
