import type { Severity } from '../../core/codes/code';
import { nearest } from '../../core/suggest';
import type { CheckedObject, Cluster, Report } from '../cluster';
import type { CheckArgs, CheckCode } from '../codes';
import type { MissingTarget } from '../codes/missing';
import type { BundleGraph } from '../graph/bundle-graph';
import { bareKind, groupOfKind, type KindKey } from '../graph/kinds';
import type { ObjectNode } from '../graph/node';
import type { Fields } from '../graph/read';
import type { Reference } from '../graph/reference';

/** A rule about objects that work together. Each object alone may hold anything: it is read with care. */
export type BundleRule = (bundle: Bundle) => void;

/** What else is said of a finding. */
export interface FindingOptions {
  /** A finer place than the field itself, for the line that is shown. */
  readonly focus?: string | undefined;
  /** In place of that of the code. */
  readonly severity?: Severity | undefined;
}

/** How much is compared at most to say more of a finding: many thousands of misspelt names have one cause. */
const mostCompared = 100_000;

/** The objects of one cluster as rules see them. */
export class Bundle {
  private compared = 0;
  private readonly known = new Map<unknown, unknown>();

  constructor(private readonly cluster: Cluster, private readonly reporter: Report) {}

  get graph(): BundleGraph {
    return this.cluster.graph;
  }

  /** 36 for 1.36. */
  get minor(): number {
    return this.cluster.minor;
  }

  /** The object as it was checked alone. */
  checked(node: ObjectNode): CheckedObject {
    return this.cluster.objects[node.index]!;
  }

  /** The objects of a kind, with their manifests. */
  *ofKind<M extends object>(kind: KindKey): Generator<readonly [ObjectNode, Fields<M>]> {
    for (const node of this.graph.index.ofKind(kind)) yield [node, read<M>(node)];
  }

  /** Reports a problem of an object. */
  report<C extends CheckCode>(node: ObjectNode, code: C, args: CheckArgs<C>, pointer: string, options: FindingOptions = {}): void {
    const checked = this.cluster.objects[node.index];
    if (checked !== undefined) this.reporter(checked, code, args, pointer, options.focus, options.severity);
  }

  /** What several rules want to know of the same objects, found out once. */
  once<T>(what: (bundle: Bundle) => T, find: () => T): T {
    if (!this.known.has(what)) this.known.set(what, find());
    return this.known.get(what) as T;
  }

  /** The word that was most likely meant. */
  nearest(word: string, candidates: () => readonly string[]): string | undefined {
    if (!this.mayCompare(0)) return undefined;
    const words = candidates();
    return this.mayCompare(words.length + 1) ? nearest(word, words) : undefined;
  }

  /** Whether a finding may look through so many more things for what it says besides. */
  mayCompare(count: number): boolean {
    this.compared += count;
    return this.compared <= mostCompared;
  }

  /**
   * What is to be said of a reference that leads nowhere; `undefined` where it is declared to lead outside. An error becomes a
   * warning where a pattern declares it, and where one of the two objects says no namespace, so that they may meet after all.
   */
  missing({ from, kind, namespace, name }: Reference): { readonly args: MissingTarget; readonly severity: Severity | undefined } | undefined {
    const declared = this.graph.declared(kind, namespace, name);
    if (declared === 'declared') return undefined;
    const elsewhere = this.graph.namespacesWith(kind, name).filter((other) => other !== namespace);
    const unnamed = namespace !== '' && this.graph.index.get(kind, '', name) !== undefined;
    const unsure = unnamed || (elsewhere.length > 0 && from.namespace === '' && namespace === '' && !from.clusterScoped);
    const target = { apiVersion: groupOfKind(kind), kind: bareKind(kind), namespace: namespace === '' ? undefined : namespace, name };
    const near = elsewhere.length > 0 ? undefined : this.nearest(name, () => this.graph.index.names(kind, namespace));
    return {
      args: { target, elsewhere: elsewhere.slice(0, 3), unnamed, nearest: unnamed ? undefined : near, pattern: declared === 'perhaps' },
      severity: declared === 'perhaps' || unsure ? 'warning' : undefined,
    };
  }
}

/** The manifest of an object, with the fields of its type; each of them may be missing. */
export function read<M extends object>(node: ObjectNode): Fields<M> {
  return (node.manifest ?? {}) as unknown as Fields<M>;
}
