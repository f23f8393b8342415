/**
 * The snippets of the documentation, as programs that can be run and compiled.
 *
 * - A ```ts block is a program. One that imports something (but from the catalog) stands for itself; another one finds `app`, the bundle `shop`,
 *   the definitions of `PRELUDE` below and everything that `kubeloom` exports.
 * - A ```yaml block behind it, under the same heading, is a part of what the program writes, a ```text block the report of what
 *   is wrong with it (its warnings, where it has no errors), or, where it says `error TS…`, what the compiler says: such a
 *   program is not run.
 * - A ```console block is a command line (`$ npx kubeloom …`) and what it prints; `…` alone stands for any lines. A ```diff block is
 *   a change of the file that it names. Both are for `readme.test.ts`.
 * - A block with a file name behind its language (```ini my.cnf) is a file that the programs after it find.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ROOT = dirname(dirname(__dirname));

/** One program of a page. */
export interface Snippet {
  /** Page relative to the repository, and the line that its block starts at. */
  readonly place: string;
  readonly code: string;
  /** A part of the output. */
  readonly yaml?: string;
  /** The report, or what the compiler says. */
  readonly text?: string;
  /** Files of the working folder, by path. */
  readonly files: ReadonlyMap<string, string>;
}

/** The file of a snippet, as reports and the compiler name it. */
export const FILE = 'shop.ts';

/** Definitions that a snippet uses without having made them, each in a module of its own, so that only what is used is made. */
export const PRELUDE: Readonly<Record<string, string>> = {
  web: "export const web = new StatelessApp(shop, 'web', { image: 'nginx:1.27', ports: { http: 8080 } });",
  db: "export const db = new StatefulApp(shop, 'db', { image: 'mysql:8.4', ports: { mysql: 3306 } });",
  settings: "export const settings = new ConfigMapData(shop, 'settings', { data: { LOG_LEVEL: 'info', 'my.cnf': '[mysqld]\\n' } });",
  password: "export const password = SecretData.existing(shop, 'db-password', { keys: ['root'] });",
  ciphertext: "export const ciphertext = Buffer.concat([Buffer.from([2, 0]), Buffer.alloc(528)]).toString('base64');",
};

/** The module that a snippet finds `app` and `shop` in. */
const COMMON = `import { App, Bundle, type Diagnostic } from 'kubeloom';
export const warnings: Diagnostic[] = [];
export const app = new App({ onWarnings: (found) => warnings.push(...found) });
export const shop = new Bundle(app, 'shop', { namespace: 'shop' });
`;

/** A part of a page between two fences. */
export interface Block {
  readonly language: string;
  readonly name: string | undefined;
  readonly content: string;
  /** Of the line with the fence, from 1. */
  readonly line: number;
  /** The headings that stand before it: how many. */
  readonly section: number;
}

/** All of them that say their language. */
export function* blocksOf(markdown: string): Generator<Block> {
  const lines = markdown.split('\n');
  let section = 0;
  for (let index = 0; index < lines.length; index++) {
    const fence = /^(`{3,})([\w-]+)(?: +(\S+))?\s*$/.exec(lines[index]!);
    if (fence === null) {
      if (/^#{1,6} /.test(lines[index]!)) section++;
      continue;
    }
    const [, ticks, language, name] = fence as unknown as [string, string, string, string | undefined];
    const end = lines.indexOf(ticks, index + 1);
    if (end < 0) throw new Error(`a block in line ${index + 1} has no end`);
    yield { language, name, content: `${lines.slice(index + 1, end).join('\n')}\n`, line: index + 1, section };
    index = end;
  }
}

/** The programs of a page. */
export function snippetsOf(page: string): Snippet[] {
  const files = new Map<string, string>();
  const snippets: Snippet[] = [];
  let sectionOfLast = -1;
  for (const { language, name, content, line, section } of blocksOf(readFileSync(join(ROOT, page), 'utf8'))) {
    if (language === 'diff' || language === 'console') continue;
    if (name !== undefined) files.set(name, content);
    else if (language === 'ts') {
      snippets.push({ place: `${page}:${line}`, code: content, files: new Map(files) });
      sectionOfLast = section;
    } else if (language === 'yaml' || language === 'text') {
      const snippet = section === sectionOfLast ? snippets.pop() : undefined;
      if (snippet?.[language] !== undefined || snippet === undefined) throw new Error(`${page}:${line}: no program is there that this could come from`);
      snippets.push({ ...snippet, [language]: content });
    }
  }
  return snippets;
}

/** Whether a snippet is one that must not compile. */
export function isCompileError({ text }: Snippet): boolean {
  return text !== undefined && /error TS\d+/.test(text);
}

/** Whether a snippet imports what it uses. What it takes from the catalog stands in it, so that a reader sees where that is. */
export function isWhole({ code }: Snippet): boolean {
  return /^import\b/m.test(code.replace(/^import \{[^}]*\} from 'kubeloom\/catalog';$/gm, ''));
}

/** The files of a snippet's folder. */
export function program(snippet: Snippet): Map<string, string> {
  const files = new Map(snippet.files);
  if (isWhole(snippet)) return files.set(FILE, snippet.code);
  files.set('prelude.ts', COMMON);
  const imports = [`import { ${used(snippet.code, ['app', 'shop']).join(', ')} } from './prelude';`, ...exportsUsed(snippet.code)];
  for (const name of used(snippet.code, Object.keys(PRELUDE))) {
    const code = PRELUDE[name]!;
    files.set(`${name}.ts`, [...used(code, ['shop']).map(() => "import { shop } from './prelude';"), ...exportsUsed(code), code, ''].join('\n'));
    imports.push(`import { ${name} } from './${name}';`);
  }
  // Behind the code, so that its lines keep their numbers; imports are done first wherever they stand.
  return files.set(FILE, `${snippet.code}${imports.join('\n')}\n`);
}

function exportsUsed(code: string): string[] {
  const { values, types } = publicNames();
  const lists = [['import', used(code, values)], ['import type', used(code, types)]] as const;
  return lists.filter(([, names]) => names.length > 0).map(([word, names]) => `${word} { ${names.join(', ')} } from 'kubeloom';`);
}

/** Those of some names that a program uses without declaring them. */
function used(code: string, names: readonly string[]): string[] {
  const words = new Set(code.match(/[A-Za-z_$][\w$]*/g));
  const declared = new Set([...code.matchAll(/\b(?:const|let|function|class|interface|type) ([\w$]+)/g)].map(([, name]) => name!));
  for (const [, list] of code.matchAll(/\bconst \{ ([^}]*) \}/g)) for (const name of list!.split(/,\s*/)) declared.add(name);
  return names.filter((name) => words.has(name) && !declared.has(name));
}

let known: { readonly values: readonly string[]; readonly types: readonly string[] } | undefined;

function publicNames(): { readonly values: readonly string[]; readonly types: readonly string[] } {
  if (known !== undefined) return known;
  const values: string[] = [];
  const types: string[] = [];
  const source = readFileSync(join(ROOT, 'src', 'index.ts'), 'utf8');
  for (const [, allTypes, list] of source.matchAll(/^export (type )?\{([^}]*)\} from/gm)) {
    for (const item of list!.split(',').map((text) => text.trim()).filter((text) => text !== '')) {
      const isType = allTypes !== undefined || item.startsWith('type ');
      (isType ? types : values).push(item.replace(/^type /, '').replace(/^.* as /, ''));
    }
  }
  return (known = { values, types });
}

/** The pages whose snippets are run: everything that is written by hand for users. */
export const PAGES: readonly string[] = ['README.md', ...pagesOfDocs()];

function pagesOfDocs(): string[] {
  return readdirSync(join(ROOT, 'docs')).filter((file) => file.endsWith('.md')).sort().map((file) => `docs/${file}`);
}
