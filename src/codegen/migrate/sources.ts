import { type Diagnostic, diagnostic } from '../../core/diagnostic';
import { idOf, type Manifest } from '../../core/manifest';
import { formatObjectId, identityKey } from '../../core/object-id';
import { isPlainMap, type PlainMap } from '../../core/plain-map';
import { type ReadDocument, readDocuments } from '../../yaml/read';
import { commentsOf } from './yaml-comments';
import { isSame } from './same';
import { withoutServerFields } from './server-fields';

/** A text with manifests. */
export interface SourceText {
  /** Path as people write it, for messages and for groups by folder. */
  readonly name: string;
  readonly text: string;
  /** Whether somebody named the file, and does not only keep it in a folder. @default true */
  readonly named?: boolean | undefined;
}

/** An object that becomes part of the program. */
export interface SourceObject {
  /** As it was given, without what a server had set. */
  readonly manifest: Manifest;
  /** The same with defaults of a server in it, where those were taken out. @default - there were none */
  readonly given?: Manifest;
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** Comments that stand before a value, by its JSON pointer; those before the object by the empty one. */
  readonly comments: ReadonlyMap<string, string>;
}

/** Something that is not in the program. */
export interface LeftOut {
  /** `Secret shop/password`, or the place of a document. */
  readonly what: string;
  readonly why: string;
}

/** All that was read. */
export interface Sources {
  readonly objects: readonly SourceObject[];
  readonly leftOut: readonly LeftOut[];
  /** Fields that were left out because a server had set them, and of how many objects. */
  readonly fields: ReadonlyMap<string, number>;
  /** What keeps a program from being made. */
  readonly diagnostics: readonly Diagnostic[];
  /** Lines of the texts. */
  readonly lines: number;
}

/** Reads manifests as a cluster reads them: several documents, lists, JSON. Nothing makes this throw. */
export function readSources(texts: readonly SourceText[]): Sources {
  const reader = new Reader();
  for (const text of texts) reader.read(text);
  return reader;
}

class Reader implements Sources {
  readonly objects: SourceObject[] = [];
  readonly leftOut: LeftOut[] = [];
  readonly fields = new Map<string, number>();
  readonly diagnostics: Diagnostic[] = [];
  lines = 0;
  private readonly seen = new Map<string, SourceObject>();

  read({ name: file, text, named = true }: SourceText): void {
    const documents = readDocuments(text);
    if (!named && documents.length > 0 && documents.every(({ value, errors }) => errors.length === 0 && !claimsToBeObject(value))) {
      this.leftOut.push({ what: file, why: 'it holds no Kubernetes objects' });
      return;
    }
    this.lines += text.split('\n').filter((line) => line.trim() !== '').length;
    for (const document of documents) {
      const { line } = document.place;
      for (const error of document.errors) {
        const template = text.split('\n', error.line)[error.line - 1]?.includes('{{') === true;
        this.diagnostics.push(diagnostic('manifest/unreadable', { file, line: error.line, column: error.column, why: error.message, ...(template ? { template } : {}) }, {
          source: { file, line: error.line, column: error.column },
        }));
      }
      if (document.errors.length === 0) this.flatten(document.value, { file, line, document, text, pointer: '' });
    }
  }

  private flatten(value: unknown, place: Place): void {
    if (isPlainMap(value) && isList(value)) {
      const { apiVersion, kind, items } = value;
      const ofItems = kind === 'List' ? {} : { apiVersion, kind: (kind as string).slice(0, -'List'.length) };
      (items as readonly unknown[]).forEach((item, index) => {
        const full = isPlainMap(item) && item['kind'] === undefined && item['apiVersion'] === undefined ? { ...ofItems, ...item } : item;
        const pointer = `${place.pointer}/items/${index}`;
        this.flatten(full, { ...place, pointer, line: place.document.position(pointer)?.line ?? place.line });
      });
      return;
    }
    if (isManifest(value)) this.add(value as Manifest, place);
    else if (value === null || value === undefined) this.leftOut.push({ what: `${place.file}:${place.line}`, why: 'it is empty' });
    else {
      const at = { file: place.file, line: place.line };
      this.diagnostics.push(diagnostic('manifest/not-an-object', { ...at, found: value, ...wrongMetadata(value) }, { source: { ...at, column: 1 } }));
    }
  }

  private add(given: Manifest, place: Place): void {
    const { file, line } = place;
    const cleaned = withoutServerFields(given);
    if ('leftOut' in cleaned) {
      this.leftOut.push({ what: formatObjectId(idOf(given)), why: cleaned.leftOut });
      return;
    }
    const { manifest, removed } = cleaned;
    for (const field of removed) this.fields.set(field, (this.fields.get(field) ?? 0) + 1);
    const id = idOf(manifest);
    const first = id.name === '' ? undefined : this.seen.get(identityKey(id));
    if (first !== undefined && isSame(first.manifest, manifest)) {
      this.leftOut.push({ what: formatObjectId(id), why: `it is given twice (${first.file}:${first.line}, ${file}:${line})` });
      return;
    }
    const object = { manifest, file, line, comments: commentsOf(place.text, place.document, place.pointer, manifest) };
    if (first !== undefined) {
      const places = { first: `${first.file}:${first.line}`, second: `${file}:${line}` };
      this.diagnostics.push(diagnostic('identity/duplicate', { id, ...places }, { object: id, source: { file, line, column: 1 } }));
      return;
    }
    this.seen.set(identityKey(id), object);
    this.objects.push(object);
  }
}

interface Place {
  readonly file: string;
  readonly line: number;
  readonly text: string;
  readonly document: ReadDocument;
  /** Of the object in its document. */
  readonly pointer: string;
}

function isManifest(value: unknown): boolean {
  return isTyped(value) && wrongMetadata(value) === undefined;
}

function isTyped(value: unknown): value is PlainMap {
  return isPlainMap(value) && [value['apiVersion'], value['kind']].every((text) => typeof text === 'string' && text !== '');
}

/** Whether a document is meant to be an object: also where it is not quite one. */
function claimsToBeObject(value: unknown): boolean {
  return isPlainMap(value) && value['kind'] !== undefined && value['apiVersion'] !== undefined;
}

/** What keeps a document with apiVersion and kind from being an object that could be named. */
function wrongMetadata(value: unknown): { readonly expected: string; readonly found: unknown } | undefined {
  if (!isTyped(value)) return undefined;
  const { metadata } = value;
  if (metadata === undefined) return undefined;
  if (!isPlainMap(metadata)) return { expected: 'a map in metadata', found: metadata };
  const field = (['name', 'namespace'] as const).find((one) => metadata[one] !== undefined && typeof metadata[one] !== 'string');
  return field === undefined ? undefined : { expected: `a text in metadata.${field}`, found: metadata[field] };
}

function isList(value: PlainMap): boolean {
  return typeof value['kind'] === 'string' && value['kind'].endsWith('List') && Array.isArray(value['items']);
}
