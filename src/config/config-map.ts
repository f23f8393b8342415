import type { ConfigMap, ObjectMeta } from '../../generated/kubernetes';
import { checkFields, checkMap, eachEntry } from '../core/checks';
import type { MetadataProps } from '../core/metadata';
import { checkName, dataKey } from '../core/names';
import type { Problems } from '../core/problems';
import { show } from '../core/show';
import type { Writable } from '../core/writable';
import { checkContentText, checkSize, type Content, readBase64, sizeOf, toBase64 } from './content';
import { canonicalContent, contentHash } from './content-hash';
import { FileContent, FolderContent } from './file-content';
import { readOptionalKeys } from './secret-facts';

/**
 * Configuration data for pods.
 * @see https://kubernetes.io/docs/concepts/configuration/configmap/
 */
export interface ConfigMapProps<K extends string = string> extends MetadataProps {
  /**
   * Values by key: a text, or a file. The text is carried exactly, whatever it holds. A key has letters, digits, `-`, `_`
   * and `.`; all values together have at most 1 MiB.
   * @default - none
   */
  readonly data?: { readonly [P in K]?: string | FileContent | undefined } | undefined;
  /**
   * Every file of a folder (`fromFolder`), a key for each. Their names are not known to the compiler: ask for one with
   * `dynamicKey`, or mount all of them with `files()`.
   * @default - none
   */
  readonly files?: FolderContent | readonly FolderContent[] | undefined;
  /**
   * Values that are not text: bytes, base64 as it stands in a manifest, or a file.
   * @default - none
   */
  readonly binaryData?: { readonly [P in K]?: Uint8Array | string | FileContent | undefined } | undefined;
  /**
   * Keys without a value here, which somebody may add in the cluster (`{ DEBUG: true }`): variables can be taken from them with
   * `optional: true`.
   * @default - none
   */
  readonly optionalKeys?: { readonly [P in K]?: true | undefined } | undefined;
  /**
   * Whether the data can never change. `'hashed'` puts a hash of the content into the name (`settings-3f0c91ab22`), and every
   * reference follows: a change makes a new object that pods move to when they are replaced, and an old revision
   * rolled back to finds its own data. The old objects stay until they are pruned.
   * @default false
   * @see https://kubernetes.io/docs/concepts/configuration/configmap/#configmap-immutable
   */
  readonly immutable?: boolean | 'hashed' | undefined;
}

/** `name` and `override` belong to the construct around it. */
const fields: ReadonlySet<string> = new Set([
  'data', 'files', 'binaryData', 'optionalKeys', 'immutable', 'labels', 'annotations', 'finalizers', 'ownerReferences', 'name', 'override',
] satisfies (keyof ConfigMapProps | 'name' | 'override')[]);

/** A ConfigMap in one form: every value read. */
export interface ConfigMapModel {
  /** Every key that the definition has, those included whose value is wrong. */
  readonly keys: ReadonlySet<string>;
  readonly content: ReadonlyMap<string, Content>;
  /** Keys that somebody may add in the cluster. */
  readonly optionalKeys?: ReadonlySet<string> | undefined;
  readonly immutable: boolean;
  /** Whether the name ends in a hash of the content. */
  readonly hashed: boolean;
}

/** Checks the props of a ConfigMap and reads its files. */
export function normalizeConfigMap(props: ConfigMapProps, problems: Problems): ConfigMapModel {
  const reader = new DataReader();
  const { keys, content } = reader;
  const given: unknown = props;
  if (!checkMap(problems, given, 'the props of a ConfigMap')) return { keys, content, immutable: false, hashed: false };
  checkFields(problems, given, fields);
  if (props.data !== undefined) reader.readData(props.data, problems.at('data'));
  if (props.binaryData !== undefined) reader.readBinaryData(props.binaryData, problems.at('binaryData'));
  if (props.files !== undefined) reader.readFolders(props.files, problems.at('files'));
  checkSize(problems, 'ConfigMap', reader.bytes);
  const immutable: unknown = props.immutable === undefined ? false : props.immutable;
  if (immutable !== true && immutable !== false && immutable !== 'hashed') {
    problems.at('immutable').report('value/wrong-type', { expected: 'true, false or "hashed"', found: immutable });
  }
  return { keys, content, optionalKeys: readOptionalKeys(problems, given, keys), immutable: immutable !== false, hashed: immutable === 'hashed' };
}

/** The name in the cluster: with a hash of the content where the definition asks for one. */
export function configMapName(name: string, model: ConfigMapModel): string {
  return model.hashed ? `${name}-${contentHash(canonicalContent(model.content))}` : name;
}

/** The object, without its metadata. */
export function configMapFields(model: ConfigMapModel): Pick<ConfigMap, 'data' | 'binaryData' | 'immutable'> {
  let data: { [key: string]: string } | undefined;
  let binaryData: { [key: string]: string } | undefined;
  for (const [key, content] of model.content) {
    if ('text' in content) (data ??= {})[key] = content.text;
    else (binaryData ??= {})[key] = content.base64;
  }
  const written: Writable<ReturnType<typeof configMapFields>> = {};
  if (data !== undefined) written.data = data;
  if (binaryData !== undefined) written.binaryData = binaryData;
  if (model.immutable) written.immutable = true;
  return written;
}

/** The ConfigMap of a normalized definition. */
export function configMapObject(metadata: ObjectMeta, model: ConfigMapModel): ConfigMap {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata, ...configMapFields(model) };
}

/** Reads values from the three places that a definition has for them. */
class DataReader {
  readonly keys = new Set<string>();
  readonly content = new Map<string, Content>();
  bytes = 0;
  private readonly places = new Map<string, Problems>();

  readData(data: unknown, problems: Problems): void {
    if (data instanceof FolderContent) {
      problems.report('value/wrong-type', { expected: 'a map of keys to texts', found: data, hint: 'give a folder as "files"' });
      return;
    }
    if (!checkMap(problems, data, 'a map of keys to texts')) return;
    eachEntry(problems, data, (key, value, place) => {
      if (!this.claim(place, key)) return;
      if (value instanceof FileContent) this.add(key, value.read(place));
      else if (typeof value !== 'string') place.report('value/wrong-type', { expected: textExpected(value), found: value });
      else if (checkContentText(place, value)) this.add(key, { text: value });
    });
  }

  readBinaryData(data: unknown, problems: Problems): void {
    if (!checkMap(problems, data, 'a map of keys to bytes')) return;
    eachEntry(problems, data, (key, value, place) => {
      if (!this.claim(place, key)) return;
      if (value instanceof FileContent) this.add(key, value.readBinary(place));
      else if (ArrayBuffer.isView(value)) this.add(key, { base64: toBase64(value) });
      else if (typeof value !== 'string') place.report('value/wrong-type', { expected: 'bytes (a Buffer or Uint8Array) or base64', found: value });
      else {
        const base64 = readBase64(place, value);
        this.add(key, base64 === undefined ? undefined : { base64 });
      }
    });
  }

  readFolders(files: unknown, problems: Problems): void {
    const folders: readonly unknown[] = Array.isArray(files) ? files : [files];
    folders.forEach((folder, index) => {
      const place = Array.isArray(files) ? problems.at(index) : problems;
      if (!(folder instanceof FolderContent)) {
        place.report('value/wrong-type', { expected: "fromFolder('path')", found: folder });
        return;
      }
      for (const [key, file] of folder.read(place)) {
        if (this.claim(place.at(key), key)) this.add(key, file.read(place.at(key)));
      }
    });
  }

  /** Whether a key is one, and not yet taken. */
  private claim(place: Problems, key: string): boolean {
    const first = this.places.get(key);
    this.keys.add(key);
    if (first !== undefined) place.report('value/duplicate', { what: 'key', name: key, first: first.pointer });
    else this.places.set(key, place);
    return checkName(place, dataKey, 'key', key) && first === undefined;
  }

  private add(key: string, content: Content | undefined): void {
    if (content === undefined) return;
    this.content.set(key, content);
    this.bytes += sizeOf(content);
  }
}

function textExpected(value: unknown): string {
  const quotable = typeof value === 'number' || typeof value === 'boolean';
  return quotable ? `a text (quote it: ${JSON.stringify(show(value))})` : "a text or fromFile('path')";
}
