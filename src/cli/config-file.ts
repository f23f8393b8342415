import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isPlainMap, type PlainMap } from '../core/plain-map';
import { show } from '../core/show';
import { CommandFailure, UsageError } from './failure';

/** The file in which cdk8s keeps what a project runs, and we our settings. */
export const CONFIG_FILE = 'cdk8s.yaml';

/** What `cdk8s.yaml` says. */
export interface ConfigFile {
  /** Absolute path, whether there is a file or not. */
  readonly file: string;
  readonly exists: boolean;
  /** The command that runs the program. @default - not said */
  readonly app?: string | undefined;
  /** The output folder. @default - not said */
  readonly output?: string | undefined;
  /** All that stands in the file. */
  readonly values: PlainMap;
  /** What stands under `kubeloom:`. */
  readonly settings: PlainMap;
  /** `cdk8s.yaml:7` for a key under `kubeloom:`, by its path. */
  place(path: readonly string[]): string;
}

/** Reads `cdk8s.yaml` of a folder. @throws UsageError where it is no YAML, or says what it cannot say */
export function readConfig(folder: string): ConfigFile {
  const file = join(folder, CONFIG_FILE);
  const text = readText(file);
  if (text === undefined) return { file, exists: false, values: {}, settings: {}, place: () => CONFIG_FILE };
  const { readDocuments } = require('../yaml/read') as typeof import('../yaml/read');
  const [document, second] = readDocuments(text);
  const [error] = document?.errors ?? [];
  if (error !== undefined) throw new UsageError(`${CONFIG_FILE}:${error.line}:${error.column}: ${error.message}`);
  if (second !== undefined) throw new UsageError(`${CONFIG_FILE}:${second.place.line}: expected one document, found a second one`);
  const at = (pointer: string): string => {
    const place = document?.position(pointer);
    return place === undefined ? CONFIG_FILE : `${CONFIG_FILE}:${place.line}:${place.column}`;
  };
  const values = document?.value ?? {};
  if (!isPlainMap(values)) throw new UsageError(`${CONFIG_FILE}: expected a map, found ${show(values)}`);
  const { kubeloom: settings = {} } = values;
  if (!isPlainMap(settings)) throw new UsageError(`${at('/kubeloom')}: expected a map of settings, found ${show(settings)}`);
  return {
    file, exists: true, values, settings,
    app: textOf(values, 'app', at), output: textOf(values, 'output', at),
    place: (path) => at(`/kubeloom${path.map((key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')}`),
  };
}

function textOf(values: PlainMap, key: string, at: (pointer: string) => string): string | undefined {
  const value = values[key];
  if (value === undefined || value === null || typeof value === 'string') return value ?? undefined;
  throw new UsageError(`${at(`/${key}`)}: expected ${key} as a text, found ${show(value)}`);
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new CommandFailure(`cannot read ${CONFIG_FILE}: ${(error as Error).message}`);
  }
}
