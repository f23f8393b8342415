/** What is used of the package `@marcbachmann/cel-js`, which loads in 20 ms: only runs that meet a rule need it. */
export interface CelEnvironment {
  registerVariable(name: string, type: string): CelEnvironment;
  registerConstant(name: string, type: string, value: unknown): CelEnvironment;
  registerType(name: string, type: unknown): CelEnvironment;
  registerFunction(signature: string, handler: (...args: never[]) => unknown): CelEnvironment;
  registerOperator(signature: string, handler: (left: never, right: never) => unknown): CelEnvironment;
  parse(expression: string): (context: { readonly [variable: string]: unknown }) => unknown;
}

/** A value that a function cannot take: a server ends the rule with the same mistake, and refuses the object. */
export class CelValueError extends Error {
  readonly code = 'kubernetes_value';

  get summary(): string {
    return this.message;
  }
}
