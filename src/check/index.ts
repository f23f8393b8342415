/** What an API server, a scheduler and controllers would say to objects, without a cluster. */
export { check } from './check';
export type {
  CheckInput, CheckLayer, CheckOptions, CheckProfile, CheckReport, CheckSummary, ExternalObject, InputProblem,
} from './check-options';
export type { CheckCode } from './codes';
export { defaulted } from './defaults/defaulted';
export type { Finding } from './finding';
export type { EdgeType, GraphEdge, ReferenceTarget, UnresolvedReference } from './graph/edge';
export { graph, type GraphOptions, type ObjectGraph } from './graph/graph';
export type { GraphNode, NodeOrigin } from './graph/node';
