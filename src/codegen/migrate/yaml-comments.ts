import { toPointer } from '../../core/json-pointer';
import type { Manifest } from '../../core/manifest';
import { isPlainMap } from '../../core/plain-map';
import type { ReadDocument } from '../../yaml/read';

const comment = /^[ \t]*#(.*)$/;
/** What programs write at the top of files, and what separates parts of them. */
const noise = /^(?:\s*|\s*Source: .*|\s*Made by Kubeloom from .*|\s*[-=#*~]+\s*|\s*Copyright\b.*|\s*yaml-language-server:.*|\s*!\s*.*)$/;
const none: ReadonlyMap<string, string> = new Map();

/** The comments of an object: lines of comments right before a key or an item, and those behind a value on its line. */
export function commentsOf(text: string, document: ReadDocument, base: string, manifest: Manifest): ReadonlyMap<string, string> {
  if (!text.includes('#')) return none;
  const lines = text.split('\n');
  const found = new Map<string, string>();
  const taken = new Set<number>();
  const look = (pointer: string, at: string): void => {
    const place = document.position(at);
    if (place === undefined) return;
    const said = [commentsAbove(lines, place.line - 1, taken), commentBehind(lines, place.line - 1, taken)].filter((one) => one !== '').join('\n');
    if (said !== '') found.set(pointer, found.has(pointer) ? `${found.get(pointer)}\n${said}` : said);
  };
  look('', base === '' ? firstPointer(manifest) : base);
  visit(manifest, [], (path) => look(toPointer(path), base + toPointer(path)));
  return found.size === 0 ? none : found;
}

/** The place of a document is that of its first key, above which its comments stand. */
function firstPointer(manifest: Manifest): string {
  const [first] = Object.keys(manifest);
  return first === undefined ? '' : toPointer([first]);
}

function visit(data: unknown, path: readonly (string | number)[], look: (path: readonly (string | number)[]) => void): void {
  if (Array.isArray(data)) {
    data.forEach((item, index) => {
      look([...path, index]);
      visit(item, [...path, index], look);
    });
  } else if (isPlainMap(data)) {
    for (const [key, value] of Object.entries(data)) {
      look([...path, key]);
      visit(value, [...path, key], look);
    }
  }
}

/** A comment on the line of a key or an item. What stands in quotes is none. */
function commentBehind(lines: readonly string[], line: number, taken: Set<number>): string {
  const text = lines[line]!;
  if (taken.has(line) || !text.includes(' #')) return '';
  const match = /\s#\s?(.*?)\r?$/.exec(text.replace(/"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'/g, (quoted) => 'x'.repeat(quoted.length)));
  if (match === null || noise.test(` ${match[1]!}`)) return '';
  taken.add(line);
  return text.slice(text.length - match[0].length).replace(/^\s#\s?/, '').trimEnd();
}

function commentsAbove(lines: readonly string[], line: number, taken: Set<number>): string {
  const texts: string[] = [];
  for (let at = line - 1; at >= 0 && !taken.has(at); at--) {
    const found = comment.exec(lines[at]!.replace(/\r$/, ''));
    if (found === null) break;
    taken.add(at);
    texts.unshift(found[1]!);
  }
  const shown = texts.filter((text) => !noise.test(text)).map((text) => text.replace(/^ /, ''));
  return shown.join('\n');
}
