import { statSync } from 'node:fs';
import { join } from 'node:path';
import { checkBoolean, checkFields, checkMap, checkText } from '../core/checks';
import type { Problems } from '../core/problems';
import { readField, readList } from '../core/read-field';
import { type Content, contentOf, toBase64 } from './content';
import { UserPath } from './read-path';

/** The content of a file, made by `fromFile`. */
export class FileContent {
  private bytes?: Uint8Array | undefined;

  /** @internal */
  constructor(private readonly path: UserPath) {}

  /**
   * Text where the file is UTF-8 without NUL, else base64.
   * @internal
   */
  read(problems: Problems): Content | undefined {
    const bytes = this.readBytes(problems);
    return bytes === undefined ? undefined : contentOf(bytes);
  }

  /**
   * Base64, whatever the file holds.
   * @internal
   */
  readBinary(problems: Problems): Content | undefined {
    const bytes = this.readBytes(problems);
    return bytes === undefined ? undefined : { base64: toBase64(bytes) };
  }

  private readBytes(problems: Problems): Uint8Array | undefined {
    return (this.bytes ??= this.path.readFile(problems));
  }
}

/**
 * The content of a file as a value of configuration data: exactly its bytes, as text where they are UTF-8 (without NUL)
 * and as binary data otherwise. It is read when the definition that it is given to is made.
 *
 * ```ts
 * data: { 'my.cnf': fromFile('conf/my.cnf') }
 * ```
 * @param path relative to the working folder of the process (where `kubeloom` or `cdk8s` was started), or absolute:
 *   `join(__dirname, 'my.cnf')` stands beside the program wherever it is started
 */
export function fromFile(path: string): FileContent {
  return new FileContent(new UserPath(path));
}

/** What of a folder becomes configuration data. */
export interface FolderOptions {
  /**
   * Whether files whose names start with a dot are taken too.
   * @default false
   */
  readonly dotfiles?: boolean | undefined;
  /**
   * Names of files and folders in it to leave out. Folders must be named here: keys stand for files, and what is in
   * folders would be lost silently otherwise.
   * @default - none
   */
  readonly ignore?: readonly string[] | undefined;
}

const folderFields: ReadonlySet<string> = new Set(['dotfiles', 'ignore'] satisfies (keyof FolderOptions)[]);

/** The files of a folder, made by `fromFolder`. */
export class FolderContent {
  /** @internal */
  constructor(private readonly path: UserPath, private readonly options: FolderOptions) {}

  /**
   * The files by name, sorted.
   * @internal
   */
  read(problems: Problems): [string, FileContent][] {
    if (!checkMap(problems, this.options, 'options of fromFolder')) return [];
    checkFields(problems, this.options, folderFields);
    const dotfiles = readField(problems, this.options, 'dotfiles', checkBoolean) ?? false;
    const ignore = readList(problems, this.options, 'ignore', checkText) ?? [];
    const files: [string, FileContent][] = [];
    // The order of a folder differs between systems; this one is by UTF-16 code units, as no locale is asked.
    for (const name of [...(this.path.readFolder(problems) ?? [])].sort()) {
      if ((!dotfiles && name.startsWith('.')) || ignore.includes(name)) continue;
      const file = join(this.path.absolute, name);
      if (statSync(file, { throwIfNoEntry: false })?.isFile() === true) files.push([name, fromFile(file)]);
      else problems.report('data/folder-in-folder', { path: this.path.given, name });
    }
    return files;
  }
}

/**
 * Every file of a folder as configuration data, a key for each: its name. They are sorted by name; files whose names
 * start with a dot are left out unless asked for.
 *
 * ```ts
 * new ConfigMapData(bundle, 'dashboards', { files: fromFolder('dashboards') })
 * ```
 * @param path as for `fromFile`
 */
export function fromFolder(path: string, options: FolderOptions = {}): FolderContent {
  return new FolderContent(new UserPath(path), options);
}
