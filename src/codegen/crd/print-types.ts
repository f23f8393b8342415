import { docComment } from '../print/comments';
import { propertyKey, scalarLiteral, stringLiteral } from '../print/literals';
import type { Choice, Doc, FieldModel, NamedType, TypeModel } from './type-model';

/** The most columns that a union stands on one line for. */
const lineWidth = 120;

/** An interface, or a type where an interface cannot say it. */
export function printNamedType(named: NamedType): string[] {
  const { name, choices } = named;
  const doc = docLines(named.doc, '');
  const body = [...named.fields.flatMap(printField), ...(named.open ? ['  readonly [key: string]: unknown;'] : [])];
  if (choices.length === 0) return [...doc, `export interface ${name} {`, ...body, '}'];
  const closed = choices.flatMap((choice, index) => [index === 0 ? '} & (' : ') & (', ...printChoice(choice, named)]);
  return [...doc, `export type ${name} = {`, ...body, ...closed, ');'];
}

/** What a compiler takes every object to have: nothing could leave such a field out if it had another type. */
const ofEveryObject: ReadonlySet<string> = new Set([
  'constructor', 'hasOwnProperty', 'isPrototypeOf', 'propertyIsEnumerable', 'toLocaleString', 'toString', 'valueOf',
]);

function printField({ key, type: given, required, doc }: FieldModel): string[] {
  const type: TypeModel = !required && ofEveryObject.has(key) ? { type: 'unknown' } : given;
  const text = printType(type);
  return [...docLines(doc, '  '), `  readonly ${propertyKey(key)}${required ? `: ${text}` : `?: ${type.type === 'unknown' ? text : `${text} | undefined`}`};`];
}

/** `| { readonly a: A }` for each alternative. */
function printChoice({ exclusive, alternatives }: Choice, { fields }: NamedType): string[] {
  const types = new Map(fields.map((field) => [field.key, printType(field.type)]));
  const single = new Set(alternatives.filter((given) => given.length === 1).flat());
  return alternatives.map((given) => {
    const members = given.map((key) => `readonly ${propertyKey(key)}: ${types.get(key) ?? 'unknown'}`);
    // Fields that stand alone exclude each other; of several together, each may stand beside the others.
    const others = exclusive ? [...single].filter((key) => !given.includes(key)).map((key) => `readonly ${propertyKey(key)}?: undefined`) : [];
    return `  | { ${[...members, ...others].join('; ')} }`;
  });
}

/** A type in one line. */
export function printType(type: TypeModel): string {
  switch (type.type) {
    case 'text': return 'string';
    case 'number': case 'boolean': case 'unknown': return type.type;
    case 'number-or-text': return 'number | string';
    case 'nothing': return 'never';
    case 'literals': return literals(type.values);
    case 'list': return `readonly ${inBrackets(type.items)}[]`;
    case 'map': return `{ readonly [key: string]: ${printType(type.values)} }`;
    case 'nullable': return `${printType(type.of)} | null`;
    case 'named': return type.name;
  }
}

function literals(values: readonly (string | number | boolean | null)[]): string {
  const texts = values.map((value) => (typeof value === 'string' ? stringLiteral(value) : scalarLiteral(value)));
  const line = texts.join(' | ');
  return line.length <= lineWidth ? line : texts.map((text) => `\n    | ${text}`).join('');
}

function inBrackets(type: TypeModel): string {
  const isUnion = type.type === 'number-or-text' || type.type === 'nullable' || (type.type === 'literals' && type.values.length > 1) || type.type === 'list';
  return isUnion ? `(${printType(type)})` : printType(type);
}

/** A documentation comment, indented. */
export function docLines({ text, tags }: Doc, indent: string): string[] {
  const lines = [...(text === undefined ? [] : [text]), ...tags.map((tag) => tag.replace(/\s*[\r\n]+\s*/g, ' '))];
  return lines.length === 0 ? [] : docComment(lines.join('\n')).map((line) => `${indent}${line}`);
}
