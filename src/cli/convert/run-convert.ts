import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { type ComposeProject, convertCompose, type ConvertedProject, isCompose } from '../../codegen/compose/convert-compose';
import { readEnvFile } from '../../codegen/compose/interpolate';
import type { PlainMap } from '../../core/plain-map';
import { readCoreDocuments } from '../../yaml/read-core';
import type { Context } from '../command';
import { CommandFailure, EXIT, UsageError } from '../failure';
import { writeProgram } from '../migrate/write-program';
import { plural, shortPath } from '../words';

/** What `convert` is told. */
export interface ConvertOptions {
  readonly output?: string | undefined;
  readonly dryRun?: boolean | undefined;
  readonly force?: boolean | undefined;
}

/** Names under which compose looks for its file. */
const names = ['compose.yaml', 'compose.yml', 'docker-compose.yaml', 'docker-compose.yml'];

/** Makes a program of compose files, and says what is not in it. */
export function runConvert(context: Context, args: readonly string[], options: ConvertOptions): number {
  const { io } = context;
  const files = (args.length > 0 ? args : foundIn(io.cwd)).map((file) => resolve(io.cwd, file));
  const documents: PlainMap[] = [];
  for (const file of files) {
    const found = readCompose(context, file);
    if (found === undefined) return EXIT.findings;
    documents.push(found);
  }
  const output = resolve(io.cwd, options.output ?? '.');
  const converted = convertCompose(projectOf(context, files, documents, output));
  if (converted.problems.length > 0) {
    for (const problem of converted.problems) io.stderr.write(`error  ${shortPath(files[0]!, io.cwd)}: ${problem}\n`);
    return EXIT.findings;
  }
  if (options.dryRun === true) io.stdout.write(converted.program);
  else {
    const { unchanged } = writeProgram(output, [{ path: 'main.ts', text: converted.program, secret: false }], options.force === true);
    context.say(`${shortPath(join(output, 'main.ts'), io.cwd)}: ${plural(converted.apps.size, 'app')}${unchanged.length > 0 ? ', as it was' : ''}`);
  }
  for (const line of reportLines(converted)) context.say(line);
  return EXIT.clean;
}

function foundIn(cwd: string): readonly string[] {
  const file = names.find((name) => existsSync(join(cwd, name)));
  if (file === undefined) throw new UsageError('there is no compose file in this folder', 'kubeloom convert FILE');
  const over = file.replace(/\.ya?ml$/, (ending) => `.override${ending}`);
  return existsSync(join(cwd, over)) ? [file, over] : [file];
}

/** The document of a file; `undefined` where it is broken, which was said. */
function readCompose({ io }: Context, file: string): PlainMap | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new CommandFailure(`there is no file ${shortPath(file, io.cwd)}`);
    throw new CommandFailure(`cannot read ${shortPath(file, io.cwd)}: ${(error as Error).message}`);
  }
  const [document, second] = readCoreDocuments(text);
  const place = shortPath(file, io.cwd);
  const errors = document?.errors ?? [];
  for (const { line, column, message } of errors) io.stderr.write(`error  ${place}:${line}:${column}: ${message}\n`);
  if (errors.length > 0) return undefined;
  if (document === undefined || second !== undefined || !isCompose(document.value)) {
    io.stderr.write(`error  ${place}: expected one document of compose, with services\n`);
    return undefined;
  }
  return document.value;
}

function projectOf(context: Context, files: readonly string[], documents: readonly PlainMap[], output: string): ComposeProject {
  const { cwd } = context.io;
  const folder = dirname(files[0]!);
  const at = (path: string): string => resolve(folder, path);
  const readText = (path: string): string | undefined => {
    try {
      return statSync(at(path)).isFile() ? readFileSync(at(path), 'utf8') : undefined;
    } catch {
      return undefined;
    }
  };
  return {
    documents,
    name: basename(folder),
    source: files.map((file) => shortPath(file, cwd)).join(' and '),
    variables: readEnvFile(readText('.env') ?? ''),
    readText,
    readDocument: (path) => (readText(path) === undefined ? undefined : readCompose(context, at(path))),
    kindOf: (path) => {
      const found = statSync(at(path), { throwIfNoEntry: false });
      return found === undefined ? 'nothing' : found.isDirectory() ? 'folder' : 'file';
    },
    pathFromProgram: (path) => relative(output, at(path)).split(sep).join('/'),
  };
}

function reportLines({ used, named, notes, secrets }: ConvertedProject): string[] {
  return [
    ...[...secrets].map(([secret, keys]) => `Secret ${secret} has to be made, with the key${keys.length === 1 ? '' : 's'} ${keys.join(', ')}`),
    ...notes,
    `${plural(used, 'value')} of the files in the program, ${named.length === 0 ? 'none left out' : `${plural(named.length, 'field')} left out:`}`,
    ...named.map(({ field, reason }) => `  ${field}  ${reason}`),
  ];
}
