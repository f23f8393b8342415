import type { PlainMap } from '../../core/plain-map';
import { type CustomDefinition, readDefinition } from './custom-definition';
import { customModule } from './custom-module';
import { DEFINITION_ENDING, fileName, groupFolder, kebabCase } from './file-names';
import { digestOf, storedDefinition } from './stored-definition';

/** What definitions become. */
export interface ImportedDefinitions {
  /** Text by path, with `/`: a module for each kind, and beside it what the check of values needs. */
  readonly files: ReadonlyMap<string, string>;
  /** Kinds, each with its module. */
  readonly kinds: readonly ImportedKind[];
  /** What no types can be made of, and why. */
  readonly problems: readonly ImportProblem[];
}

/** A kind that has a module. */
export interface ImportedKind {
  readonly group: string;
  readonly kind: string;
  /** The one with the plain names first. */
  readonly versions: readonly string[];
  /** Path of its module. */
  readonly path: string;
}

/** A definition that cannot be imported. */
export interface ImportProblem {
  /** Its place in the list that was given. */
  readonly index: number;
  readonly message: string;
}

/** Makes modules of CustomResourceDefinitions. The same definition may be there several times. */
export function importDefinitions(objects: readonly PlainMap[]): ImportedDefinitions {
  const problems: ImportProblem[] = [];
  const known = new Map<string, { readonly definition: CustomDefinition; readonly object: PlainMap; readonly digest: string }>();
  objects.forEach((object, index) => {
    const read = readDefinition(object);
    if ('problem' in read) {
      problems.push({ index, message: read.problem });
      return;
    }
    const key = `${read.definition.group}/${read.definition.kind}`;
    const digest = digestOf(object);
    const first = known.get(key);
    if (first === undefined) known.set(key, { definition: read.definition, object, digest });
    else if (first.digest !== digest) problems.push({ index, message: `another definition of ${key} was read before` });
  });
  const files = new Map<string, string>();
  const kinds: ImportedKind[] = [];
  for (const [, { definition, object, digest }] of [...known].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const path = freePath(definition, files);
    files.set(`${path}.ts`, customModule(definition, digest));
    files.set(`${path}${DEFINITION_ENDING}`, storedDefinition(object));
    kinds.push({ group: definition.group, kind: definition.kind, versions: definition.versions.map(({ name }) => name), path: `${path}.ts` });
  }
  return { files, kinds, problems };
}

/** `cert-manager.io/certificate-request`; of kinds that differ in capitals alone, the second by its name in the plural. */
function freePath({ group, kind, plural }: CustomDefinition, files: ReadonlyMap<string, string>): string {
  const folder = groupFolder(group);
  const wanted = [kebabCase(kind), fileName(plural), `${fileName(plural)}-2`].map((name) => `${folder}/${name}`);
  return wanted.find((path) => !files.has(`${path}.ts`)) ?? `${folder}/${fileName(plural)}-${files.size}`;
}
