/**
 * A piece of a program: what can be printed as TypeScript, and what can be computed without printing. There is no way to put
 * text of a user's into it but as a value, a key or a comment.
 */
export type Code = Value | MapCode | ListCode | Name | Member | Call | Template;

/** Plain data: texts, numbers, lists, maps. */
export interface Value {
  readonly type: 'value';
  readonly value: unknown;
}

/** An object literal. */
export interface MapCode {
  readonly type: 'map';
  readonly entries: readonly Entry[];
}

/** An entry of an object literal. */
export interface Entry {
  readonly key: string;
  readonly value: Code;
  /** Text of a comment before it. */
  readonly comment?: string | undefined;
}

/** An array literal. */
export interface ListCode {
  readonly type: 'list';
  readonly items: readonly Code[];
}

/** A variable, an import, a parameter. The name is one that `Names` gave out. */
export interface Name {
  readonly type: 'name';
  readonly name: string;
}

/** A property of something. */
export interface Member {
  readonly type: 'member';
  readonly of: Code;
  readonly name: string;
}

/** A call of a function, or of a constructor. */
export interface Call {
  readonly type: 'call';
  readonly callee: Code;
  readonly args: readonly Code[];
  readonly isNew: boolean;
}

/** A template with a tag: `text\`http://${db.host}\``. There is one literal more than there are parts. */
export interface Template {
  readonly type: 'template';
  readonly tag: Code;
  readonly literals: readonly string[];
  readonly parts: readonly Code[];
}

/** Plain data as code. */
export function value(data: unknown): Value {
  return { type: 'value', value: data };
}

/** An object literal; entries whose value is `undefined` are left out. */
export function map(entries: { readonly [key: string]: Code | undefined } | readonly Entry[]): MapCode {
  if (Array.isArray(entries)) return { type: 'map', entries: entries as readonly Entry[] };
  const given = Object.entries(entries as { readonly [key: string]: Code | undefined });
  return { type: 'map', entries: given.flatMap(([key, code]) => (code === undefined ? [] : [{ key, value: code }])) };
}

/** An array literal. */
export function list(items: readonly Code[]): ListCode {
  return { type: 'list', items };
}

/** A variable, an import, a parameter. */
export function name(text: string): Name {
  return { type: 'name', name: text };
}

/** A property of something. */
export function member(of: Code, property: string): Member {
  return { type: 'member', of, name: property };
}

/** A call of a function. */
export function call(callee: Code | string, ...args: readonly Code[]): Call {
  return { type: 'call', callee: typeof callee === 'string' ? name(callee) : callee, args, isNew: false };
}

/** A call of a constructor. */
export function construct(callee: Code | string, ...args: readonly Code[]): Call {
  return { type: 'call', callee: typeof callee === 'string' ? name(callee) : callee, args, isNew: true };
}

/** A template with a tag. */
export function template(tag: Code | string, literals: readonly string[], parts: readonly Code[]): Template {
  return { type: 'template', tag: typeof tag === 'string' ? name(tag) : tag, literals, parts };
}

/** Every variable, import and parameter that a piece of a program names. */
export function namesIn(code: Code, found: Set<string> = new Set()): Set<string> {
  switch (code.type) {
    case 'value': break;
    case 'name': found.add(code.name); break;
    case 'map': for (const entry of code.entries) namesIn(entry.value, found); break;
    case 'list': for (const item of code.items) namesIn(item, found); break;
    case 'member': namesIn(code.of, found); break;
    case 'call': for (const part of [code.callee, ...code.args]) namesIn(part, found); break;
    case 'template': for (const part of [code.tag, ...code.parts]) namesIn(part, found); break;
  }
  return found;
}
