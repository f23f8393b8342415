/** What a change of a bundle does to a cluster that runs the old one. */
export { acknowledgedName } from './acknowledge';
export { type ConsequenceCode, consequenceCodes, type ReasonCode, reasonCodes } from './codes';
export { EFFECTS, type Effect } from './effect';
export { plan } from './plan';
export type { Acknowledgement, Consequence, OrderStep, Plan, PlanChange, PlanOptions, Reason, RunbookStep } from './types';
