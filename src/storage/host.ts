import { checkText } from '../core/checks';
import type { TextSource } from '../core/pod-inputs';
import type { Read } from './read-fields';

/** Name or address of a server; of an app in the cluster, its `host`. */
export type HostInput = string | TextSource;

/** Reads the name or address of a server. */
export const host: Read<string> = (problems, value, consumer) => {
  if (isTextSource(value)) return value.textFor(problems, consumer);
  return checkText(problems, value, 'the name or address of a server') ? value : undefined;
};

function isTextSource(value: unknown): value is TextSource {
  return typeof value === 'object' && value !== null && typeof (value as Partial<TextSource>).textFor === 'function';
}
