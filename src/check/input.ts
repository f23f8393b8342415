import type { SourceLocation } from '../core/source';
import { type ReadDocument, readDocuments } from '../yaml/read';
import type { CheckInput } from './check-options';
import { withoutSops } from './sops';

/** Where a text comes from. */
export interface InputSource {
  /** Name of the file, for findings. @default - none: findings have no lines */
  readonly file?: string | undefined;
  /** Which cluster its objects belong to. @default - all objects are of one cluster */
  readonly cluster?: string | undefined;
}

/**
 * Reads YAML or JSON documents for a check. A document that is broken becomes a finding and does not touch the others; no
 * content makes this throw. Values that SOPS encrypted stand for what they will be.
 */
export function readInputs(content: string | Uint8Array, { file, cluster }: InputSource = {}): CheckInput[] {
  const text = typeof content === 'string' ? content : new TextDecoder('utf-8').decode(content);
  const templates = text.includes('{{') ? new TemplateLines(text) : undefined;
  const inputs = readDocuments(text).map((document): CheckInput => ({
    manifest: withoutSops(document.value),
    locate: file === undefined ? undefined : (pointer) => placeIn(document, file, pointer),
    file, cluster,
    problems: document.errors.length === 0 ? undefined : problemsOf(document.errors, templates).map(({ problem, message, line, column }) => ({
      problem, message, source: file === undefined ? undefined : { file, line, column },
    })),
  }));
  const broken = typeof content === 'string' ? undefined : firstInvalidByte(content, text);
  if (broken === undefined) return inputs;
  const message = 'expected UTF-8, found other bytes';
  return [...inputs, { manifest: undefined, file, cluster, problems: [{ problem: 'yaml/encoding', message, source: file === undefined ? undefined : { file, ...broken } }] }];
}

interface Problem {
  readonly problem: string;
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

/** What is wrong with a document; a template of Helm or the like is one mistake, whatever a reader of YAML makes of its parts. */
function problemsOf(errors: ReadDocument['errors'], templates: TemplateLines | undefined): readonly Problem[] {
  const inTemplate = errors.find(({ line }) => templates?.isNear(line));
  if (inTemplate === undefined) return errors.map(({ code, message, line, column }) => ({ problem: code, message, line, column }));
  const { line, column } = inTemplate;
  return [{ problem: 'yaml/template', message: 'expected YAML, found a template ("{{")', line, column }];
}

/** The lines of a text that have `{{`. */
class TemplateLines {
  private lines: ReadonlySet<number> | undefined;

  constructor(private readonly text: string) {}

  /** Whether a line, or one beside it, has some: where YAML breaks is often one further. */
  isNear(line: number): boolean {
    this.lines ??= new Set(this.text.split('\n').flatMap((one, index) => (one.includes('{{') ? [index + 1] : [])));
    return this.lines.has(line) || this.lines.has(line - 1) || this.lines.has(line + 1);
  }
}

function placeIn(document: ReadDocument, file: string, pointer: string): SourceLocation | undefined {
  // What is too large for a tree of its syntax is still somewhere.
  const place = pointer !== '' ? document.position(pointer) : document.errors.length > 0 ? document.place : document.position('') ?? document.place;
  return place === undefined ? undefined : { file, line: place.line, column: place.column };
}

/** Where bytes are that no text has: decoded, each gives the character for what cannot be shown. */
function firstInvalidByte(content: Uint8Array, text: string): { readonly line: number; readonly column: number } | undefined {
  if (!text.includes('\ufffd')) return undefined;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(content);
    return undefined;
  } catch {
    const before = text.slice(0, text.indexOf('\ufffd')).split('\n');
    return { line: before.length, column: before.at(-1)!.length + 1 };
  }
}
