import { checkMap } from '../core/checks';
import type { EnvFromInput, EnvSource, Mountable, TextSource } from '../core/pod-inputs';
import type { Problems } from '../core/problems';
import type { ProjectionSource } from './projection-source';

function hasMethod(value: unknown, name: string): boolean {
  return typeof value === 'object' && value !== null && typeof (value as { readonly [method: string]: unknown })[name] === 'function';
}

/** Whether a value that came from outside can stand in `valueFrom` of an environment variable. */
export function isEnvSource(value: unknown): value is EnvSource {
  return hasMethod(value, 'envSource');
}

/** Whether a value that came from outside knows a text. */
export function isTextSource(value: unknown): value is TextSource {
  return hasMethod(value, 'textFor');
}

/** Whether a value that came from outside can stand in `envFrom`. */
export function isEnvFromInput(value: unknown): value is EnvFromInput {
  return hasMethod(value, 'envFromSource');
}

/** Whether a value that came from outside can be mounted. */
export function isMountable(value: unknown): value is Mountable {
  return hasMethod(value, 'podVolume');
}

/** Whether a value that came from outside can be a source of a projected volume. */
export function isProjectionSource(value: unknown): value is ProjectionSource {
  return hasMethod(value, 'volumeProjection');
}

/** Reports options that are no map. Apart from the narrowing of `checkMap`, which would forget their type. */
export function areOptions(problems: Problems, options: unknown): boolean {
  return checkMap(problems, options, 'a map of options');
}
