import type { EnvSource, TextSource } from '../core/pod-inputs';

/** A reference to another environment variable of the same container, made by `env('NAME')`. */
export class EnvReference {
  constructor(
    /** Name of the variable. */
    readonly name: string,
  ) {}

  /** As Kubernetes writes it: `$(NAME)`. */
  toString(): string {
    return `$(${this.name})`;
  }
}

/**
 * Refers to another environment variable of the same container, for use in `text`. A variable that refers to another
 * one is put behind it, whatever the order in the definition.
 * @see https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/
 */
export function env(name: string): EnvReference {
  return new EnvReference(name);
}

/** What can stand between `${` and `}` of a `text`. */
export type TextPart = string | number | TextSource | EnvSource | EnvReference;

/**
 * A text of several parts for an environment variable, a command or its arguments; made by `text`.
 * The parts are looked up when the container that uses it is built.
 */
export class Text {
  constructor(
    /** What stands between the parts: one more than there are parts. It may hold `$(NAME)`, and `$$` stands for one `$`. */
    readonly literals: readonly string[],
    /** The parts, in order. */
    readonly parts: readonly TextPart[],
  ) {}
}

/**
 * Puts a text together of plain text, host names, ports, and values that only the cluster knows:
 * ```ts
 * env: { DB_URL: text`mysql://app:${password.key('app')}@${db.host}:${db.port('mysql')}/${env('DB_NAME')}` }
 * ```
 * Host names and ports are written as they are seen from the namespace of the pod. The key of a Secret or ConfigMap
 * becomes a variable of its own (`DB_URL_APP`) that the text refers to as `$(DB_URL_APP)`: its value never stands in
 * the manifest. Texts and numbers between `${` and `}` are written exactly; in the rest `$(NAME)` means the variable
 * NAME, and `$$` one `$`, as in every Kubernetes manifest.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#environment-variables
 */
export function text(literals: TemplateStringsArray | string, ...parts: TextPart[]): Text {
  return new Text(typeof literals === 'string' ? [literals] : literals, parts);
}
