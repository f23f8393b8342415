import type { Layer, Severity } from '../core/codes/code';
import type { SourceLocation } from '../core/source';
import type { KubernetesRelease } from '../schema/releases';
import type { CheckCode } from './codes';
import type { BaselineEntry } from './suppress/baseline';
import type { Finding } from './finding';

/** One object to check, and where it comes from. */
export interface CheckInput {
  /** The object as data: what a YAML or JSON document holds. A list of objects (`kind: List`) counts as its items. */
  readonly manifest: unknown;
  /**
   * Finds the line of a value. Asked only for findings that somebody prints.
   * @param pointer JSON pointer into the manifest
   * @default - places are not known
   */
  readonly locate?: ((pointer: string) => SourceLocation | undefined) | undefined;
  /** The file that it was read from. @default - none */
  readonly file?: string | undefined;
  /**
   * Which cluster it belongs to: references are looked for, and identities compared, among the objects of one.
   * @default - all objects are of one cluster
   */
  readonly cluster?: string | undefined;
  /** What kept it from being read; the manifest counts for nothing then. @default - nothing */
  readonly problems?: readonly InputProblem[] | undefined;
}

/** What is wrong with the text of a document. */
export interface InputProblem {
  /** What kind of problem: `yaml/syntax`, `yaml/duplicate-key`. */
  readonly problem: string;
  /** What was expected, and what was found. */
  readonly message: string;
  /** Where it is. @default - not known */
  readonly source?: SourceLocation | undefined;
}

/** Layers whose findings a check reports. */
export type CheckLayer = Extract<Layer, 'schema' | 'api' | 'bundle' | 'practice'>;

/** How much advice is given: what nearly everybody wants, all there is, none. */
export type CheckProfile = 'default' | 'strict' | 'none';

/** An object that exists in the cluster although it is in none of the inputs. */
export interface ExternalObject {
  /** Kind, such as `Secret`; with its group in front where that is not plain: `cert-manager.io/Issuer`. */
  readonly kind: string;
  /** @default - any name */
  readonly name?: string | undefined;
  /** @default - any namespace */
  readonly namespace?: string | undefined;
}

/** What to check for. */
export interface CheckOptions {
  /** Releases of Kubernetes; a finding names those that it holds for. @default - the newest */
  readonly kubernetes?: readonly KubernetesRelease[] | undefined;
  /** @default - all of them */
  readonly layers?: readonly CheckLayer[] | undefined;
  /** @default 'default' */
  readonly profile?: CheckProfile | undefined;
  /** Another severity for single codes. @default - each has its own */
  readonly rules?: { readonly [C in CheckCode]?: Severity | 'off' } | undefined;
  /** What is in the cluster and in none of the inputs. @default - nothing */
  readonly external?: readonly ExternalObject[] | undefined;
  /** CustomResourceDefinitions beside those among the inputs, as data. @default - none */
  readonly crds?: readonly unknown[] | undefined;
  /** Codes whose findings are accepted wherever they are, each with the reason. @default - none */
  readonly suppress?: { readonly [C in CheckCode]?: string } | undefined;
  /** Findings that are accepted, since they were there before anybody checked: see `readBaseline`. @default - none */
  readonly baseline?: readonly BaselineEntry[] | undefined;
  /** Whether an object of a kind that nobody describes is an error; otherwise it is counted as skipped. @default false */
  readonly strict?: boolean | undefined;
}

/** What a check found. */
export interface CheckReport {
  /** The releases that were asked, the newest first. */
  readonly kubernetes: readonly KubernetesRelease[];
  /** How many there are of each. */
  readonly summary: CheckSummary;
  /** In the order of the inputs. */
  readonly diagnostics: readonly Finding[];
}

/** How much was checked, and how much of it is wrong. Suppressed findings count as none. */
export interface CheckSummary {
  /** Objects that were looked at. */
  readonly objects: number;
  /** Findings that are errors, without those that are suppressed; of warnings and infos likewise. */
  readonly errors: number;
  /** Findings that are warnings. */
  readonly warnings: number;
  /** Findings that are for information alone. */
  readonly infos: number;
  /** Objects of kinds that nobody describes: only their metadata was looked at. */
  readonly skipped: number;
}
