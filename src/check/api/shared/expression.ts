import type { Context } from '../../rule/context';

/** What is used of the package `@marcbachmann/cel-js`; it loads when the first expression is met. */
interface CelEnvironment {
  registerVariable(name: string, type: string): CelEnvironment;
  parse(expression: string): { check(): { readonly valid: boolean; readonly type?: string; readonly error?: Error } };
}

interface CelModule {
  readonly Environment: new (options: object) => CelEnvironment;
}

/** What expressions of policies and webhooks can speak of; not each of them of all. */
export const admissionVariables = ['object', 'oldObject', 'request', 'params', 'namespaceObject', 'authorizer', 'variables'] as const;

/** Names that functions stand behind, and names of types that the library does not know. */
const libraries = new Set(['sets', 'lists', 'optional', 'cel', 'google', 'net', 'format', 'jsonpatch', 'Object', 'JSONPatch', 'kubernetes']);

/** Syntax that the library cannot read: objects of a type, and names of fields in quotes. */
const beyond = /[A-Za-z_.\d]\s*\{|`/;

const certain = new Set(['int', 'uint', 'double', 'string', 'bytes', 'timestamp', 'duration', 'null']);

const environments = new Map<readonly string[], CelEnvironment | null>();

function environmentOf(variables: readonly string[]): CelEnvironment | null {
  const known = environments.get(variables);
  if (known !== undefined) return known;
  let environment: CelEnvironment | null = null;
  try {
    const cel = require('@marcbachmann/cel-js') as CelModule;
    environment = new cel.Environment({ enableOptionalTypes: true, homogeneousAggregateLiterals: false });
    for (const variable of variables) environment.registerVariable(variable, 'dyn');
  } catch {
    // Without the package, expressions are not judged.
  }
  environments.set(variables, environment);
  return environment;
}

/**
 * Reports an expression in CEL that the server cannot compile for certain: its syntax is wrong, it speaks of a variable that
 * there is not, or it plainly has another value than true or false. Functions and types of fields are not judged.
 * @param variables the same list each time, since what is made for it is kept
 * @see https://kubernetes.io/docs/reference/using-api/cel/
 */
export function celExpression(expression: string, variables: readonly string[], isCondition: boolean, at: Context): void {
  const problem = problemOf(expression, variables, isCondition);
  if (problem !== undefined) at.report('api/expression', { problem });
}

function problemOf(expression: string, variables: readonly string[], isCondition: boolean): string | undefined {
  const environment = environmentOf(variables);
  if (environment === null || expression.trim() === '') return undefined;
  let parsed: ReturnType<CelEnvironment['parse']>;
  try {
    parsed = environment.parse(expression);
  } catch (error) {
    return beyond.test(expression) ? undefined : firstLine(error);
  }
  const { valid, type = '', error } = parsed.check();
  if (valid) return isCondition && certain.has(type) ? `expected true or false, found a value of type ${type}` : undefined;
  const name = /^Unknown variable: ([A-Za-z_]\w*)$/.exec(firstLine(error))?.[1];
  if (name === undefined || libraries.has(name) || isBound(expression, name)) return undefined;
  return `unknown variable ${name}; known are ${variables.join(', ')}`;
}

/** Whether it may be a variable of a macro with two of them, which the library does not know. */
function isBound(expression: string, name: string): boolean {
  return expression.split(/[(,]/).slice(1).some((part) => part.trim() === name);
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n', 1)[0]!;
}
