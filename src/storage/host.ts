import { checkText } from '../core/checks';
import type { TextSource } from '../core/pod-inputs';
import type { Target } from '../core/references';
import type { Read } from './read-fields';

/** The name of a Service, in short and complete. */
interface ServiceHost extends TextSource {
  readonly target: Target;
  fqdn(): string;
}

/** Name or address of a server; of an app in the cluster, its `host`. */
export type HostInput = string | TextSource;

/** Reads the name or address of a server that a node connects to: nodes know Services by their complete names, if at all. */
export const host: Read<string> = (problems, value, consumer) => {
  if (!isTextSource(value)) return checkText(problems, value, 'the name or address of a server') ? value : undefined;
  if (!isServiceHost(value)) return value.textFor(problems, consumer);
  if (!consumer.use(problems, value.target, { anyNamespace: true })) return undefined;
  if (value.target.namespace !== undefined) return value.fqdn();
  problems.report('storage/server-without-namespace', { target: value.target });
  return undefined;
};

function isTextSource(value: unknown): value is TextSource {
  return typeof value === 'object' && value !== null && typeof (value as Partial<TextSource>).textFor === 'function';
}

function isServiceHost(value: TextSource): value is ServiceHost {
  return typeof (value as Partial<ServiceHost>).fqdn === 'function' && (value as Partial<ServiceHost>).target !== undefined;
}
