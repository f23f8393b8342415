import { Chart } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import { Problems } from '../core/problems';
import { Consumer, type Target } from '../core/references';
import { Bundle } from '../synth/bundle';

/** What another library uses of ours. */
export interface Used {
  /** The object that is referred to. */
  readonly target: Target;
  /** The construct that makes it. @default - none that is known */
  readonly definition?: IConstruct | undefined;
  /** Whether it can be in another namespace. @default false */
  readonly anyNamespace?: boolean | undefined;
}

/**
 * Notes that something in a scope uses a definition: its objects are applied before those of the scope, and what is wrong
 * with the reference fails the synthesis.
 */
export function useDefinition(scope: Construct, { target, definition, anyNamespace = false }: Used, check?: (problems: Problems) => void): void {
  if (definition !== undefined) dependOn(scope, definition);
  const problems = new Problems();
  const bundle = scope.node.scopes.find((around): around is Bundle => around instanceof Bundle);
  new Consumer(Chart.of(scope).namespace, bundle?.cluster).use(problems, target, { anyNamespace });
  check?.(problems);
  const messages = problems.reported.map(({ message }) => message);
  // A construct of another library has no diagnostics of ours, and every kind of app collects what validations say.
  if (messages.length > 0) scope.node.addValidation({ validate: () => messages });
}

function dependOn(scope: Construct, definition: IConstruct): void {
  const [here, there] = [Chart.of(scope), Chart.of(definition)];
  if (here !== there) here.addDependency(there);
  // In a scope that holds both, the kinds of the objects decide their order.
  else if (!definition.node.scopes.includes(scope)) scope.node.addDependency(definition);
}

/** A construct that another library makes of a definition, made once. */
export function once<C extends IConstruct>(definition: IConstruct, id: string, make: (scope: Construct, id: string) => C): C {
  const existing = definition.node.tryFindChild(id);
  return existing === undefined ? make(definition, id) : (existing as unknown as C);
}
