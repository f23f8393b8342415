/**
 * Reads the struct types of Kubernetes' own Go sources: as much of the language as those files use, which gofmt has laid out.
 */
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** A field of a Go struct, by its name in JSON. */
export interface GoField {
  readonly pointer: boolean;
  readonly omitempty: boolean;
  /** Omitted when it is the zero value of its type, of structs too. */
  readonly omitzero: boolean;
  /** A struct that holds a value itself: a quantity, a time. */
  readonly type: string;
}

interface GoStruct {
  readonly fields: ReadonlyMap<string, GoField>;
  /** Structs whose fields are fields of this one. */
  readonly embedded: readonly string[];
}

/** Struct types by `group.version.Name`. */
export type GoStructs = ReadonlyMap<string, GoStruct>;

const declaration = /^type (\w+) struct \{\n([^]*?)^\}/gm;
const line = /^\t(?:(\w+) +)?([*[\]\w.{}]+) *`[^`]*json:"([^"]*)"[^`]*`/;
/** What files of the API call the packages of other types. */
const packages: { readonly [alias: string]: string } = { metav1: 'meta.v1', v1: 'core.v1', corev1: 'core.v1', core: 'core.v1' };

/** @param api folder of the module k8s.io/api  @param apimachinery folder of the module k8s.io/apimachinery */
export function readGoStructs(api: string, apimachinery: string): GoStructs {
  const structs = new Map<string, GoStruct>();
  for (const group of folders(api)) {
    for (const version of folders(join(api, group))) readFolder(join(api, group, version), `${group}.${version}`, structs);
  }
  readFolder(join(apimachinery, 'pkg', 'apis', 'meta', 'v1'), 'meta.v1', structs);
  return structs;
}

function folders(path: string): string[] {
  return readdirSync(path).filter((name) => /^\w+$/.test(name) && statSync(join(path, name)).isDirectory()).sort();
}

function readFolder(path: string, prefix: string, structs: Map<string, GoStruct>): void {
  for (const file of readdirSync(path).sort()) {
    if (!file.endsWith('.go') || /_test\.go$|generated|^zz_/.test(file)) continue;
    for (const [, name, body] of readFileSync(join(path, file), 'utf8').matchAll(declaration)) structs.set(`${prefix}.${name}`, readStruct(body!, prefix));
  }
}

function readStruct(body: string, prefix: string): GoStruct {
  const fields = new Map<string, GoField>();
  const embedded: string[] = [];
  for (const text of body.split('\n')) {
    const match = line.exec(text);
    if (match === null) continue;
    const [, , type, tag] = match as unknown as [string, string | undefined, string, string];
    const [name = '', ...options] = tag.split(',');
    const bare = type.replace('*', '');
    if (name === '') {
      const [first, second] = bare.split('.') as [string, string?];
      embedded.push(second === undefined ? `${prefix}.${first}` : `${packages[first] ?? first}.${second}`);
    } else {
      fields.set(name, { pointer: type.startsWith('*'), omitempty: options.includes('omitempty'), omitzero: options.includes('omitzero'), type: bare });
    }
  }
  return { fields, embedded };
}

/** A field of a struct, or of one that is embedded in it. */
export function goField(structs: GoStructs, type: string, name: string): GoField | undefined {
  const struct = structs.get(type);
  if (struct === undefined) return undefined;
  const own = struct.fields.get(name);
  if (own !== undefined) return own;
  for (const other of struct.embedded) {
    const found = goField(structs, other, name);
    if (found !== undefined) return found;
  }
  return undefined;
}
