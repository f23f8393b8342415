import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Both `src/schema` and `lib/schema` are two levels below the root of the package. */
const SCHEMAS = join(__dirname, '..', '..', 'schemas');
const CUSTOM = join(SCHEMAS, 'custom');

/** One stored release: its header and, by type, the JSON text of the type (`null` where the newer release's type is gone). */
export interface DataFile {
  readonly header: DataHeader;
  readonly types: ReadonlyMap<string, string>;
}

/** What a release makes of a kind; see `Release.status`. */
export type StoredStatus = 'on' | 'off' | 'removed' | 'transient';

export interface DataHeader {
  readonly release: string;
  readonly kinds: { readonly [S in StoredStatus]: { readonly [kind: string]: string } };
  readonly undescribed?: readonly string[];
}

/** Reads a release's file. Types stay text: a run meets a few of the thousand, and reads those. */
export function loadDataFile(release: string): DataFile {
  const text = readFileSync(join(SCHEMAS, `kubernetes-${release}.jsonl`), 'utf8');
  let start = text.indexOf('\n') + 1;
  const header = JSON.parse(text.slice(0, start)) as DataHeader;
  const types = new Map<string, string>();
  while (start < text.length) {
    const end = text.indexOf('\n', start);
    // A line is `["name",{…}]`; names have no character that JSON escapes.
    const quote = text.indexOf('"', start + 2);
    types.set(text.slice(start + 2, quote), text.slice(quote + 2, end - 1));
    start = end + 1;
  }
  return { header, types };
}

/** Names of the descriptions of custom resources that the package carries: `<plural>.<group>`. */
export function customResourceNames(): readonly string[] {
  return readdirSync(CUSTOM).filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -'.json'.length)).sort();
}

/** Reads one of them: an object in the form of a CustomResourceDefinition. */
export function loadCustomResource(name: string): unknown {
  return JSON.parse(readFileSync(join(CUSTOM, `${name}.json`), 'utf8'));
}

let removedKinds: { readonly [kind: string]: string } | undefined;

/** `apiVersion/kind` -> the first release that no longer serves it; of releases that the package does not describe, too. */
export function loadRemovedKinds(): { readonly [kind: string]: string } {
  removedKinds ??= JSON.parse(readFileSync(join(SCHEMAS, 'removed-kinds.json'), 'utf8')) as { readonly [kind: string]: string };
  return removedKinds;
}

/**
 * What the server's own code can tell of a field:
 * - `given`: whether it was given, an empty value included (a pointer in the server's code);
 * - `nonzero`: only values that are not empty; `false`, `0`, `""`, `[]` are as good as absent, and not stored;
 * - `always`: it is stored with every object, empty where nobody gave it.
 */
export type StoredForm = 'given' | 'nonzero' | 'always';

/** Fields whose form is another than that which the definitions let expect; by type. */
export type StoredFields = { readonly [type: string]: { readonly [F in StoredForm]?: readonly string[] } };

let storedFields: StoredFields | undefined;

/** Fields of Kubernetes' own types that the server's code keeps in another form than their definitions let expect. */
export function loadStoredFields(): StoredFields {
  storedFields ??= JSON.parse(readFileSync(join(SCHEMAS, 'stored-fields.json'), 'utf8')) as StoredFields;
  return storedFields;
}
