import type { Severity } from '../core/codes/code';
import type { ObjectId } from '../core/object-id';
import type { SourceLocation } from '../core/source';
import type { KubernetesRelease } from '../schema/releases';
import type { ConsequenceCode, ReasonCode } from './codes';
import type { Effect } from './effect';

/** What to compare, and what is accepted. */
export interface PlanOptions {
  /** Releases of Kubernetes whose rules hold; a reason names those that it holds for. @default - the newest */
  readonly kubernetes?: readonly KubernetesRelease[] | undefined;
  /** Dangers that somebody looked at and accepts. @default - none */
  readonly acknowledged?: readonly Acknowledgement[] | undefined;
}

/** A danger that somebody looked at and accepts. It no longer counts once anything about it is another. */
export interface Acknowledgement {
  /** The code of the reason. */
  readonly code: ReasonCode;
  /** Kind and name: `StatefulSet/db`, with the namespace in front of the name where there is one: `StatefulSet/shop/db`. */
  readonly object: string;
  /** The new value that is accepted, where the reason has one. @default - the reason has none */
  readonly to?: unknown;
  /** Why it is accepted, for whoever reads it later. */
  readonly reason: string;
}

/** What a change of a bundle does to a cluster that runs the old one. */
export interface Plan {
  /** Releases whose rules were asked, the newest first. */
  readonly kubernetes: readonly KubernetesRelease[];
  /** Number of objects by effect; every effect is there. */
  readonly summary: { readonly [E in Effect]: number };
  /** Objects with an effect, the most severe first. Those without are only counted. */
  readonly changes: readonly PlanChange[];
  /** What follows for other objects. */
  readonly consequences: readonly Consequence[];
  /** What has to be applied before what. */
  readonly order: readonly OrderStep[];
  /** What to do by hand where one apply cannot do it; empty where it can. */
  readonly runbook: readonly RunbookStep[];
  /** Acknowledgements that match nothing any more. */
  readonly unmatched: readonly Acknowledgement[];
}

/** One object that changes. */
export interface PlanChange {
  /** The object that changes. */
  readonly object: ObjectId;
  /** The cluster that it belongs to. @default - the only one */
  readonly cluster?: string | undefined;
  /** The most severe effect of its reasons. */
  readonly effect: Effect;
  /** Everything that is known about it. */
  readonly reasons: readonly Reason[];
}

/** Why a change has its effect. */
export interface Reason {
  /** What kind of reason it is: `kubeloom explain CODE` tells more. */
  readonly code: ReasonCode;
  /** What it alone does. */
  readonly effect: Effect;
  /** JSON pointer into the new object; into the old one for what was removed. */
  readonly pointer: string;
  /** The value before; values of Secrets are only described. @default - there was none */
  readonly from?: unknown;
  /** The value after; values of Secrets are only described. @default - there is none any more */
  readonly to?: unknown;
  /** What it is, with names and values. */
  readonly message: string;
  /** What to do, step by step, with the commands. Empty where there is nothing to do. */
  readonly remedy: readonly string[];
  /** The line that the value comes from. @default - not known */
  readonly source?: SourceLocation | undefined;
  /** The releases that it holds for. */
  readonly kubernetes: readonly KubernetesRelease[];
  /** Why the danger is accepted. @default - it is not */
  readonly acknowledged?: string | undefined;
}

/** What a change of one object means for another. */
export interface Consequence {
  /** What kind of consequence it is: `kubeloom explain CODE` tells more. */
  readonly code: ConsequenceCode;
  /** How bad it is. */
  readonly severity: Severity;
  /** The object that it is about, which need not change itself. */
  readonly object: ObjectId;
  /** The cluster that it belongs to. @default - the only one */
  readonly cluster?: string | undefined;
  /** The objects whose change is the cause. */
  readonly causedBy: readonly ObjectId[];
  /** What it is, with names. */
  readonly message: string;
  /** What to do, step by step. Empty where there is nothing to do. */
  readonly remedy: readonly string[];
  /** The line that it comes from. @default - not known */
  readonly source?: SourceLocation | undefined;
}

/** An object that must be applied before another. */
export interface OrderStep {
  /** The cluster that it belongs to. @default - the only one */
  readonly cluster?: string | undefined;
  /** What is applied first. */
  readonly first: ObjectId;
  /** What is applied after it. */
  readonly then: ObjectId;
  /** What happens otherwise. */
  readonly why: string;
}

/** One step of what to do by hand. */
export interface RunbookStep {
  /** The cluster that it belongs to. @default - the only one */
  readonly cluster?: string | undefined;
  /** The object that it is about. */
  readonly object: ObjectId;
  /** What the steps do. */
  readonly title: string;
  /** Commands and notes in their order; a command starts with the name of its program. */
  readonly steps: readonly string[];
}
