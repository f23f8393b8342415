#!/usr/bin/env node
import { ModulePack } from './start/module-pack';
import { packFile } from './start/pack-file';
import { waitWithOptimizations } from './start/patient-compiler';

// Before anything is compiled: what V8 kept of earlier runs is only of use under the same flags.
waitWithOptimizations();

const args = process.argv.slice(2);
const folder = currentFolder();
let file = packFile(args, process.env, folder);
const pack = file === undefined ? undefined : ModulePack.open(file);

// Everything else comes from the pack: nothing else may be loaded before.
const { commands } = require('./commands') as typeof import('./commands');
const { processIo } = require('./process-io') as typeof import('./process-io');
const { runCommandLine } = require('./run') as typeof import('./run');
if (pack !== undefined) {
  const { addPlaceMapper } = require('./load/stack-mapping') as typeof import('./load/stack-mapping');
  addPlaceMapper((from, line, column) => pack.place(from, line, column));
}

const io = processIo(folder, () => {
  if (file === undefined) return;
  const { removePack } = require('./start/save-pack') as typeof import('./start/save-pack');
  removePack(file);
  file = undefined;
});
void runCommandLine(args, io, commands).then((code) => {
  process.exitCode = code;
  if (file === undefined || code > 1) return;
  const { savePack } = require('./start/save-pack') as typeof import('./start/save-pack');
  savePack(file, pack);
});

function currentFolder(): string {
  try {
    return process.cwd();
  } catch {
    process.stderr.write('error  the current folder is not there any more\nhelp   change to another one\n');
    process.exit(2);
  }
}
