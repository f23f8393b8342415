import type { ObjectId } from './object-id';
import type { Problems } from './problems';

/** An object that a reference leads to, and the cluster that it lives in. */
export interface Target extends ObjectId {
  /** The cluster of the bundle that owns it. @default - the unnamed cluster */
  readonly cluster?: string | undefined;
}

/** A value that a pod reads only when it starts, and what stands for its present content. */
export interface StartValue {
  /** The object that holds it. */
  readonly target: Target;
  /** The key within it. @default - none: the whole object */
  readonly key?: string | undefined;
  /**
   * `config`: `digestOf` gives the bytes to hash. `secret`: `version` is an explicit word of the user, since a hash
   * of a weak secret can be guessed.
   */
  readonly content: { readonly config: () => string } | { readonly secret: string };
}

const none: readonly never[] = [];

/**
 * What the definition that is being normalized knows of itself, and takes note of: who it refers to, and which values
 * its pods read only at start.
 */
export class Consumer {
  private noted: Target[] | undefined;
  private read: StartValue[] | undefined;
  /** Checks that wait; most definitions have none. */
  private later: (() => void)[] | undefined;

  constructor(
    /** The namespace of its objects. */
    readonly namespace: string | undefined,
    /** The cluster of its objects. */
    readonly cluster: string | undefined,
  ) {}

  /** Has something checked once everything is defined: what others may still add to. */
  checkLater(check: () => void): void {
    (this.later ??= []).push(check);
  }

  /** Checks what waited for everything to be defined; each check reports where it was noted, and only once. */
  checkNow(): void {
    const { later } = this;
    this.later = undefined;
    if (later !== undefined) for (const check of later) check();
  }

  /** Every object that was referred to. */
  get targets(): readonly Target[] {
    return this.noted ?? none;
  }

  /** Every value that the pods read only at start. */
  get startValues(): readonly StartValue[] {
    return this.read ?? none;
  }

  /** Notes a reference. */
  note(target: Target): void {
    (this.noted ??= []).push(target);
  }

  /** Notes a value that the pods read only at start. */
  noteStart(value: StartValue): void {
    (this.read ??= []).push(value);
  }

  /** Notes a reference, and reports it if it leads into another cluster or (unless `anyNamespace`) another namespace. */
  use(problems: Problems, target: Target, options: { readonly anyNamespace?: boolean; readonly why?: string } = {}): boolean {
    if (target.cluster !== this.cluster) {
      problems.report('reference/other-cluster', { target: plainId(target), targetCluster: target.cluster, cluster: this.cluster });
      return false;
    }
    if (options.anyNamespace !== true && target.namespace !== undefined && target.namespace !== this.namespace) {
      const why = options.why ?? `a reference to a ${target.kind} names no namespace, so it is looked up in the namespace of the object that refers to it`;
      problems.report('reference/other-namespace', { target: plainId(target), from: this.namespace, why });
      return false;
    }
    this.note(target);
    return true;
  }
}

/** Who an object is, without the cluster. */
export function plainId({ apiVersion, kind, namespace, name }: Target): ObjectId {
  return { apiVersion, kind, namespace, name };
}
