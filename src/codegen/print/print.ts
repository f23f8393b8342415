import { isPlainMap } from '../../core/plain-map';
import type { Call, Code, Entry } from './code';
import { lineComments } from './comments';
import { propertyAccess, propertyKey, readsAsLines, scalarLiteral, stringLiteral, templateText } from './literals';

/** The most columns that a line has, where it can be broken. */
export const printWidth = 80;

/**
 * Prints a piece of a program as a formatter would: on one line where it fits, broken from the outside in where it does not.
 * @param indent columns that the lines after the first one are indented by
 * @param before columns that stand before it on its first line
 * @param after columns that stand behind it on its last line
 */
export function printCode(code: Code, indent = 0, before = indent, after = 1): string {
  const flat = printFlat(code);
  if (flat !== undefined && before + flat.length + after <= printWidth) return flat;
  return printBroken(code, indent, before, after) ?? flat ?? '';
}

/** On one line; `undefined` for what never stands on one. */
function printFlat(code: Code): string | undefined {
  switch (code.type) {
    case 'value': return flatValue(code.value);
    case 'name': return code.name;
    case 'member': return joined(printFlat(code.of), propertyAccess(code.name));
    case 'list': return isListOfMaps(code.items) ? undefined : enclosed('[', code.items.map(printFlat), ']');
    case 'map': {
      if (code.entries.some(({ comment }) => comment !== undefined) || breaksAlways(code)) return undefined;
      return bracedFlat(code.entries.map(({ key, value }) => flatEntry(key, value, printFlat(value))));
    }
    case 'call': {
      const args = enclosed('(', code.args.map(printFlat), ')');
      return args === undefined ? undefined : joined(calleeText(code), args);
    }
    case 'template': return templateOf(code.tag, code.literals, code.parts.map(printFlat));
  }
}

/** What a definition says stands on a line for each of its fields; only small maps inside of it stand on one line. */
function breaksAlways({ entries }: { readonly entries: readonly Entry[] }): boolean {
  return entries.some(({ value }) => value.type === 'map' && value.entries.length > 0 && value.entries.some((inner) => inner.value.type === 'map' && inner.value.entries.length > 0));
}

function flatValue(data: unknown): string | undefined {
  if (typeof data === 'string') return readsAsLines(data) ? undefined : stringLiteral(data);
  if (Array.isArray(data)) return isMatrix(data) ? undefined : enclosed('[', data.map(flatValue), ']');
  if (isPlainMap(data)) {
    const entries = Object.entries(data);
    if (entries.some(([, inner]) => holdsMaps(inner))) return undefined;
    return bracedFlat(entries.map(([key, inner]) => flatEntry(key, undefined, flatValue(inner))));
  }
  return scalarLiteral(data as number | bigint | boolean | null | undefined);
}

/** Formatters break a list of several maps (or lists) with several entries each, whatever its length. */
function isMatrix(items: readonly unknown[]): boolean {
  if (items.length < 2) return false;
  return items.every((item) => Array.isArray(item) && item.length > 1) || items.every((item) => isPlainMap(item) && Object.keys(item).length > 1);
}

function isListOfMaps(items: readonly Code[]): boolean {
  return items.length > 1 && items.every((item) => item.type === 'map' && item.entries.length > 1);
}

function holdsMaps(data: unknown): boolean {
  if (Array.isArray(data)) return data.some((item) => isPlainMap(item) && Object.values(item).some((inner) => typeof inner === 'object' && inner !== null));
  return isPlainMap(data) && Object.values(data).some((inner) => isPlainMap(inner) && Object.keys(inner).length > 0);
}

function flatEntry(key: string, code: Code | undefined, text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  if (code?.type === 'name' && code.name === key) return key;
  return `${propertyKey(key)}: ${text}`;
}

function printBroken(code: Code, indent: number, before: number, after: number): string | undefined {
  switch (code.type) {
    case 'value': return brokenValue(code.value, indent);
    case 'name': return code.name;
    case 'member': return `${printCode(code.of, indent, before, code.name.length + 1)}${propertyAccess(code.name)}`;
    case 'list': return code.items.length === 0 ? '[]' : block('[', code.items.map((item) => printCode(item, indent + 2)), ']', indent);
    case 'map': return code.entries.length === 0 ? '{}' : block('{', code.entries.map((entry) => printEntry(entry, indent + 2)), '}', indent);
    case 'call': return printCall(code, indent, before, after);
    case 'template': return templateOf(code.tag, code.literals, code.parts.map((part) => printFlat(part) ?? printCode(part, indent)), true);
  }
}

function printEntry({ key, value, comment }: Entry, indent: number): string {
  const lines = comment === undefined ? [] : lineComments(comment);
  const shown = propertyKey(key);
  const text = value.type === 'name' && value.name === key ? key : entryText(shown, printCode(value, indent, indent + shown.length + 2), indent);
  return [...lines, text].join(`\n${' '.repeat(indent)}`);
}

/** Behind a shorter key a new line would win nothing. */
const shortKey = 5;

/** A text that is too long for the line of its key gets one of its own, as formatters do it. */
function entryText(key: string, text: string, indent: number): string {
  const isText = (text.startsWith('\'') || text.startsWith('"')) && !text.includes('\n');
  if (isText && indent + key.length + 2 + text.length + 1 > printWidth && key.length >= shortKey) return `${key}:\n${' '.repeat(indent + 2)}${text}`;
  return `${key}: ${text}`;
}

function brokenValue(data: unknown, indent: number): string {
  if (typeof data === 'string') return readsAsLines(data) ? `\`${templateText(data)}\`` : stringLiteral(data);
  if (Array.isArray(data)) {
    if (data.length === 0) return '[]';
    return block('[', data.map((item) => printCode({ type: 'value', value: item }, indent + 2)), ']', indent);
  }
  if (isPlainMap(data)) {
    const entries = Object.entries(data);
    if (entries.length === 0) return '{}';
    return block('{', entries.map(([key, inner]) => printEntry({ key, value: { type: 'value', value: inner } }, indent + 2)), '}', indent);
  }
  return scalarLiteral(data as number | bigint | boolean | null | undefined);
}

/** The last argument keeps its brackets on the line of the call; where the others do not fit there, each has its own line. */
function printCall(code: Call, indent: number, before: number, after: number): string {
  const callee = calleeText(code) ?? '';
  const [last, ...others] = [...code.args].reverse();
  if (last === undefined) return `${callee}()`;
  const flat = others.reverse().map(printFlat);
  const head = `${callee}(${flat.map((text) => `${text}, `).join('')}`;
  const hugs = last.type === 'map' || last.type === 'list' || (last.type === 'value' && typeof last.value === 'object' && last.value !== null);
  const isText = last.type === 'value' && typeof last.value === 'string' && readsAsLines(last.value);
  if (flat.every((text) => text !== undefined) && (hugs || isText) && before + head.length < printWidth) {
    return `${head}${printBroken(last, indent, before + head.length, after)})`;
  }
  return block(`${callee}(`, code.args.map((arg) => printCode(arg, indent + 2)), ')', indent);
}

function calleeText({ callee, isNew }: Call): string | undefined {
  const text = printFlat(callee);
  return text === undefined ? undefined : `${isNew ? 'new ' : ''}${text}`;
}

function block(open: string, items: readonly string[], close: string, indent: number): string {
  const inner = ' '.repeat(indent + 2);
  return `${open}\n${items.map((item) => `${inner}${item},\n`).join('')}${' '.repeat(indent)}${close}`;
}

function enclosed(open: string, items: readonly (string | undefined)[], close: string): string | undefined {
  return items.every((item) => item !== undefined) ? `${open}${items.join(', ')}${close}` : undefined;
}

function bracedFlat(entries: readonly (string | undefined)[]): string | undefined {
  if (entries.length === 0) return '{}';
  return entries.every((entry) => entry !== undefined) ? `{ ${entries.join(', ')} }` : undefined;
}

function joined(one: string | undefined, other: string): string | undefined {
  return one === undefined ? undefined : one + other;
}

function templateOf(tag: Code, literals: readonly string[], parts: readonly (string | undefined)[], lines = false): string | undefined {
  const texts = literals.map(templateText);
  if (!lines && texts.some((text) => text.includes('\n'))) return undefined;
  const flatTag = printFlat(tag);
  if (flatTag === undefined || parts.some((part) => part === undefined)) return undefined;
  return `${flatTag}\`${texts.map((text, index) => (index < parts.length ? `${text}\${${parts[index]}}` : text)).join('')}\``;
}
