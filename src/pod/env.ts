import type { EnvSource, TextSource } from '../core/pod-inputs';
import type { Text } from './text';

/**
 * Value of an environment variable: plain text, a number or a boolean (written as text), a host name or port, a key of a
 * Secret or ConfigMap, `field(…)`, `resource(…)`, or a `text` put together of these.
 */
export type EnvValue = string | number | boolean | EnvSource | TextSource | Text;

/**
 * Environment variables by name. The order is kept, except that a variable comes after those that it refers to by `$(NAME)`.
 * @see https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/
 */
export interface EnvProps {
  readonly [name: string]: EnvValue | undefined;
}
