import type { GraphEdge } from '../../check/graph/edge';
import type { ObjectGraph } from '../../check/graph/graph';
import type { GraphNode } from '../../check/graph/node';
import { formatObjectId, identityKey, type ObjectId } from '../../core/object-id';
import type { Severity } from '../../core/codes/code';
import { type ConsequenceArgs, type ConsequenceCode, consequenceCodes } from '../codes';
import type { ConsequenceFacts } from '../codes/consequences';
import type { ScalingOfSides } from '../effects/scaling';
import type { Pair, Side } from '../match';
import type { PodCount } from '../pod-count';
import type { Consequence, PlanChange } from '../types';

/** One object, what becomes of it, and where it stands in the graphs of both sides. */
export interface Part {
  readonly pair: Pair;
  readonly change: PlanChange | undefined;
  /** What the cluster has once everything was applied: what it had, where the server refuses the change. @default - nothing */
  readonly then: Side | undefined;
}

/** One side: its graph, and its edges by the objects at their ends. */
export class SideGraph {
  private readonly out = new Map<string, GraphEdge[]>();
  private readonly into = new Map<string, GraphEdge[]>();

  constructor(readonly graph: ObjectGraph) {
    for (const edge of graph.edges) {
      push(this.out, keyOf(edge.from), edge);
      push(this.into, keyOf(edge.to), edge);
    }
  }

  from(id: ObjectId): readonly GraphEdge[] {
    return this.out.get(identityKey(id)) ?? [];
  }

  to(id: ObjectId): readonly GraphEdge[] {
    return this.into.get(identityKey(id)) ?? [];
  }
}

function keyOf({ id }: GraphNode): string {
  return identityKey(id);
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

/** Everything about one cluster before and after, for the rules that look at several objects at once. */
export class Situation {
  readonly consequences: Consequence[] = [];
  private readonly known = new Set<string>();
  private readonly parts = new Map<string, Part>();

  constructor(
    readonly all: readonly Part[],
    readonly before: SideGraph,
    readonly after: SideGraph,
    private readonly scaling: ScalingOfSides,
    private readonly within: { readonly cluster?: string },
  ) {
    for (const part of all) this.parts.set(identityKey((part.pair.to ?? part.pair.from)!.id), part);
  }

  /** What becomes of an object. */
  part(id: ObjectId): Part | undefined {
    return this.parts.get(identityKey(id));
  }

  /** How many pods a workload has after the change. */
  podsOf(side: Side): PodCount {
    return this.scaling.to.podsOf(side);
  }

  /** How many pods a workload had before the change. */
  podsBefore(side: Side): PodCount {
    return this.scaling.from.podsOf(side);
  }

  /** Whether the server refuses the change of an object: it stays as it is. */
  isRefused(id: ObjectId): boolean {
    return isRefused(this.part(id)?.change);
  }

  /** Whether the pods of an object are replaced, or start now. */
  startsPods(id: ObjectId): boolean {
    const part = this.part(id);
    if (part?.then === undefined || this.isRefused(id)) return false;
    return part.pair.from === undefined || (part.change?.reasons.some(({ code, effect }) => effect === 'rollout' && code !== 'pods/wait-for-deletion') ?? false);
  }

  /** Adds a consequence; the same one with another cause is one. */
  add<C extends ConsequenceCode>(code: C, args: ConsequenceArgs<C>, causedBy: readonly ObjectId[]): void {
    const facts = consequenceCodes[code] as unknown as ConsequenceFacts<ConsequenceArgs<C>>;
    const { id } = args as { readonly id: ObjectId };
    const message = facts.message(args);
    const key = [code, identityKey(id), message].join('\n');
    if (this.known.has(key)) return;
    this.known.add(key);
    const input = (this.part(id)?.pair.to ?? this.part(id)?.pair.from)?.input;
    this.consequences.push({
      code, severity: facts.severity satisfies Severity, object: id, ...this.within, causedBy, message, remedy: facts.remedy(args),
      get source() {
        return input?.locate?.('');
      },
    });
  }
}

/** How messages name some objects. */
export function namesOf(ids: Iterable<ObjectId>): string[] {
  return [...ids].map(formatObjectId);
}

/** Whether the server refuses a change. One that somebody accepted is made by hand. */
export function isRefused(change: PlanChange | undefined): boolean {
  return change?.reasons.some(({ effect, acknowledged }) => effect === 'refused' && acknowledged === undefined) ?? false;
}

/** A rule about several objects. */
export type ConsequenceRule = (situation: Situation) => void;
