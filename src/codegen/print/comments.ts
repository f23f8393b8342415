/** What ends a line for a compiler. */
const lineBreaks = /\r\n|[\n\r\u2028\u2029]/;
/** Controls and characters that change the direction of what stands around them: no comment needs them. */
const obeyed = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]/g;
const pairOrObeyed = new RegExp(`[\\ud800-\\udbff][\\udc00-\\udfff]|${obeyed.source}`, 'g');
/** Words at the start of a comment that compilers, linters and formatters obey. */
const directive = /^\s*(?:@|#|\/|!|<|[\w-]*(?:eslint|prettier|biome|tslint|istanbul|webpack|ignore|jscpd|dprint|swc|deno|sourceMapping)|c8\b|v8\b|global\s|globals\s|exported\s|region\b|endregion\b)/i;

/** A text as comments of one line each, without indentation. Nothing in it can end a comment or instruct a tool. */
export function lineComments(text: string): string[] {
  return linesOf(text).map((line) => (line === '' ? '//' : `// ${directive.test(line) ? `| ${line}` : line}`));
}

/** A text as a documentation comment, without indentation: `/** … *\/` on one line, or on several. */
export function docComment(text: string): string[] {
  const lines = linesOf(text).map((line) => line.replaceAll('*/', '*\\/').replace(/@(?=ts-)/g, '@ '));
  if (lines.length === 1) return [`/** ${lines[0]} */`];
  return ['/**', ...lines.map((line) => (line === '' ? ' *' : ` * ${line}`)), ' */'];
}

function linesOf(text: string): string[] {
  return text.split(lineBreaks).map((line) => line.replace(pairOrObeyed, (found) => (found.length === 2 ? found : '\ufffd')).trimEnd());
}
