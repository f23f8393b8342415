import type { Command, Commands } from './command';

/** Every command, in the order of the help; a module is loaded when its command is asked for. */
const modules: { readonly [name: string]: () => Command } = {
  synth: () => (require('./commands/synth') as typeof import('./commands/synth')).synth,
  watch: () => (require('./commands/watch') as typeof import('./commands/watch')).watch,
  check: () => (require('./commands/check') as typeof import('./commands/check')).check,
  plan: () => (require('./commands/plan') as typeof import('./commands/plan')).plan,
  init: () => (require('./commands/init') as typeof import('./commands/init')).init,
  migrate: () => (require('./commands/migrate') as typeof import('./commands/migrate')).migrate,
  import: () => (require('./commands/import') as typeof import('./commands/import')).importCommand,
  convert: () => (require('./commands/convert') as typeof import('./commands/convert')).convert,
  graph: () => (require('./commands/graph') as typeof import('./commands/graph')).graph,
  explain: () => (require('./commands/explain') as typeof import('./commands/explain')).explain,
  completion: () => (require('./commands/completion') as typeof import('./commands/completion')).completion,
  version: () => (require('./commands/version') as typeof import('./commands/version')).version,
  help: () => (require('./commands/help') as typeof import('./commands/help')).help,
};

/** Other names that people try. */
const aliases: { readonly [name: string]: string } = { synthesize: 'synth' };

function find(name: string): Command | undefined {
  const real = Object.hasOwn(aliases, name) ? aliases[name]! : name;
  return Object.hasOwn(modules, real) ? modules[real]!() : undefined;
}

export const commands: Commands = {
  names: Object.keys(modules),
  find,
  all: () => Object.values(modules).map((load) => load()),
};
