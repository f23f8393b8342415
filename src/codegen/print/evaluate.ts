import type { Code } from './code';

/** What the names of a piece of a program stand for. */
export type Scope = ReadonlyMap<string, unknown>;

type AnyFunction = (...args: unknown[]) => unknown;
type AnyClass = new (...args: unknown[]) => unknown;

/** Computes a piece of a program, as it would be computed if it were printed and run. @throws what the program throws */
export function evaluate(code: Code, scope: Scope): unknown {
  switch (code.type) {
    case 'value': return code.value;
    case 'list': return code.items.map((item) => evaluate(item, scope));
    case 'map': {
      const result = {};
      for (const { key, value } of code.entries) setOwn(result, key, evaluate(value, scope));
      return result;
    }
    case 'name': {
      if (!scope.has(code.name)) throw new ReferenceError(`${code.name} is not defined`);
      return scope.get(code.name);
    }
    case 'member': return property(evaluate(code.of, scope), code.name);
    case 'call': {
      const args = code.args.map((arg) => evaluate(arg, scope));
      if (code.isNew) return new (evaluate(code.callee, scope) as AnyClass)(...args);
      if (code.callee.type !== 'member') return (evaluate(code.callee, scope) as AnyFunction)(...args);
      const owner = evaluate(code.callee.of, scope);
      return (property(owner, code.callee.name) as AnyFunction).apply(owner, args);
    }
    case 'template': {
      const literals = Object.assign([...code.literals], { raw: code.literals });
      return (evaluate(code.tag, scope) as AnyFunction)(literals, ...code.parts.map((part) => evaluate(part, scope)));
    }
  }
}

function property(owner: unknown, name: string): unknown {
  return (owner as { readonly [name: string]: unknown })[name];
}

/** A key such as `__proto__` becomes an entry like any other. */
function setOwn(target: object, key: string, value: unknown): void {
  Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
}
