import type { EdgeType } from './edge';
import type { KindKey } from './kinds';
import type { ObjectNode } from './node';

/** A field of an object that names another object. */
export interface Reference {
  readonly type: EdgeType;
  readonly from: ObjectNode;
  /** JSON pointer into the object, to the name (or the key) that is written there. */
  readonly pointer: string;
  readonly kind: KindKey;
  /** The empty text: cluster-scoped, or that of an object which does not say its own. */
  readonly namespace: string;
  readonly name: string;
  /** The key or port that is meant. @default - the whole object */
  readonly key?: string | number | undefined;
  /** Whether all goes well without it. */
  readonly optional: boolean;
  /** The object. @default - it is not there */
  to?: ObjectNode | undefined;
}

/** Takes the references of objects, one object after the other. */
export class References {
  /** The object whose references are added. */
  from!: ObjectNode;

  constructor(private readonly all: Map<EdgeType, Reference[]>) {}

  /** Adds a reference to a namespaced object of the namespace of the one that refers to it, or of another one. */
  add(type: EdgeType, kind: KindKey, name: unknown, pointer: string, more: More = {}): void {
    if (typeof name !== 'string' || name === '') return;
    const { key, optional = false, namespace = this.from.namespace } = more;
    const reference: Reference = { type, from: this.from, pointer, kind, namespace, name, key, optional, to: undefined };
    const others = this.all.get(type);
    if (others === undefined) this.all.set(type, [reference]);
    else others.push(reference);
  }

  /** Adds a reference to a cluster-scoped object. */
  addClusterScoped(type: EdgeType, kind: KindKey, name: unknown, pointer: string, optional = false): void {
    this.add(type, kind, name, pointer, { namespace: '', optional });
  }
}

/** What not every reference has. */
export interface More {
  readonly key?: string | number | undefined;
  readonly optional?: boolean | undefined;
  readonly namespace?: string | undefined;
}
