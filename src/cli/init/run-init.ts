import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { listedBare, show, showPath } from '../../core/show';
import { nearest } from '../../core/suggest';
import { makeFolder } from '../../synth/output/make-folder';
import type { Context } from '../command';
import { CommandFailure, EXIT, UsageError } from '../failure';
import { canAsk } from '../io';
import { shortPath } from '../words';
import { type PackageManager, startedBy, wordsOf } from './package-manager';
import { isClone, projectFiles } from './project';
import { listTemplates, packageRoot, type Template } from './templates';

/** What `init` is told. */
export interface InitOptions {
  readonly force?: boolean | undefined;
  readonly packageManager?: PackageManager | undefined;
  readonly github?: boolean | undefined;
  readonly install?: boolean | undefined;
}

/** Makes a project from a template; without one, says which there are. */
export async function runInit(context: Context, [wanted, directory]: readonly string[], options: InitOptions): Promise<number> {
  const { io } = context;
  const templates = listTemplates();
  const name = wanted ?? await askForTemplate(context, templates);
  if (name === undefined) return EXIT.clean;
  const template = templates.find((one) => one.name === name);
  if (template === undefined) {
    const names = templates.map((one) => one.name);
    const near = nearest(name, names);
    throw new UsageError(`no template ${show(name)}`, near === undefined ? `there are ${listedBare(names, 20)}` : `did you mean ${near}?`);
  }
  const folder = resolve(io.cwd, directory ?? '.');
  checkFolder(folder, directory, template, options.force === true);
  const manager = options.packageManager ?? startedBy(io.env['npm_config_user_agent']);
  const files = projectFiles({ template, folder, manager, github: options.github === true });
  writeProject(folder, files);
  for (const path of files.keys()) context.say(`  ${context.stderrStyle.green('added')}  ${shortPath(join(folder, path), io.cwd)}`);
  if (isClone()) context.say(`kubeloom itself is taken from ${packageRoot}, which is no release`);
  const installed = await install(context, folder, manager, options.install);
  sayNext(context, { folder, manager, installed });
  return EXIT.clean;
}

async function askForTemplate(context: Context, templates: readonly Template[]): Promise<string | undefined> {
  const { io, style } = context;
  const width = Math.max(...templates.map(({ name }) => name.length)) + 2;
  io.stdout.write(`${templates.map(({ name, description }) => `${style.bold(name.padEnd(width))}${description}`).join('\n')}\n`);
  if (!canAsk(io)) return undefined;
  io.stderr.write('\nWhich one? ');
  const answer = (await io.stdin.readLine())?.trim();
  return answer === '' ? undefined : answer;
}

function checkFolder(folder: string, directory: string | undefined, template: Template, force: boolean): void {
  const shown = directory === undefined ? 'this folder' : showPath(directory);
  if (!existsSync(folder)) return;
  if (!statSync(folder).isDirectory()) throw new UsageError(`${shown} is a file`, 'name another folder');
  // A new repository is as good as empty.
  if (!force && readdirSync(folder).some((name) => name !== '.git')) {
    const other = directory === undefined ? `name a new one: kubeloom init ${template.name} my-${template.name}` : 'name another one';
    throw new UsageError(`${shown} is not empty`, `${other}; with --force, files of the same names are overwritten`);
  }
}

function writeProject(folder: string, files: ReadonlyMap<string, string>): void {
  try {
    for (const [path, text] of files) {
      const file = join(folder, ...path.split('/'));
      makeFolder(dirname(file));
      writeFileSync(file, text);
    }
  } catch (error) {
    throw new CommandFailure(`cannot write the project: ${(error as Error).message}`, undefined, { cause: error });
  }
}

/** @param wanted what the user said. @default - asked for where somebody can answer, else no */
async function install(context: Context, folder: string, manager: PackageManager, wanted: boolean | undefined): Promise<boolean> {
  const { io } = context;
  if (wanted === false || (wanted === undefined && !canAsk(io))) return false;
  if (wanted === undefined) {
    io.stderr.write(`\nInstall its dependencies with ${manager} now? [Y/n] `);
    const answer = (await io.stdin.readLine() ?? 'n').trim().toLowerCase();
    if (answer !== '' && answer !== 'y' && answer !== 'yes') return false;
  }
  const { spawn } = require('node:child_process') as typeof import('node:child_process');
  const code = await new Promise<number | null>((done, fail) => {
    const child = spawn(wordsOf(manager).install, { shell: true, cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => io.stderr.write(text));
    child.on('error', (error) => fail(new CommandFailure(`cannot run ${manager}: ${error.message}`)));
    child.on('close', done);
  });
  if (code !== 0) throw new CommandFailure(`${wordsOf(manager).install} ended with ${code ?? 'a signal'}`, `the project is written: mend it, and run ${wordsOf(manager).install} in it`);
  return true;
}

interface Written {
  readonly folder: string;
  readonly manager: PackageManager;
  readonly installed: boolean;
}

function sayNext(context: Context, { folder, manager, installed }: Written): void {
  const { install: installWords, exec, test } = wordsOf(manager);
  const place = shortPath(folder, context.io.cwd);
  const quoted = /^[\w./-]+$/.test(place) ? place : `'${place.replaceAll("'", String.raw`'\''`)}'`;
  const steps = [...(place === '.' ? [] : [`cd ${quoted}`]), ...(installed ? [] : [installWords]), `${exec} kubeloom synth`, test];
  context.say(`\nNext:\n${steps.map((step) => `  ${step}`).join('\n')}`);
}
