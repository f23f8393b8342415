import { defineCommand } from '../command';
import { checkSettings, programArgument, sharedOptions } from '../common-options';
import { UsageError } from '../failure';

export const synth = defineCommand({
  name: 'synth',
  summary: 'write the bundles of a program',
  description: 'Everything is computed and checked first; then the files that changed are written, each at once. Files of earlier runs that are no longer\n'
    + 'produced are removed; a file that Kubeloom did not write is never touched.',
  arguments: [programArgument],
  options: {
    output: sharedOptions.output,
    check: { type: 'flag', summary: 'write nothing; exit with 1 and a diff when the output is not as the program gives it', setting: false },
    stdout: { type: 'flag', summary: 'write everything to the standard output, and no file', setting: false },
    layout: sharedOptions.layout,
    only: sharedOptions.only,
    format: sharedOptions.outputFormat,
    validate: sharedOptions.validate,
    kubernetes: checkSettings.kubernetes,
    rule: checkSettings.rule,
    typecheck: { type: 'flag', summary: "check the types as well, with the project's own TypeScript, at the same time" },
    plan: { type: 'flag', summary: 'say what the change does to a cluster, after writing: see kubeloom plan', setting: false },
    updateLock: { type: 'flag', summary: 'accept names, selectors and claims that bundles have locked otherwise', setting: false },
    json: { type: 'flag', summary: 'a summary of files and objects on the standard output, for programs', setting: false },
  },
  examples: [
    { command: 'synth', does: 'run the app of cdk8s.yaml and write dist/' },
    { command: 'synth main.ts --output manifests', does: 'run a program and write another folder' },
    { command: 'synth --check', does: 'in a pipeline: fail when somebody forgot to commit the output' },
    { command: "synth --only 'shop*' --stdout | kubectl diff -f -", does: 'compare some bundles with a cluster' },
  ],
  async run(context) {
    const { options } = context;
    if (options.check === true && options.stdout === true) throw new UsageError('--check and --stdout exclude each other');
    if (options.json === true && options.stdout === true) throw new UsageError('--json and --stdout exclude each other');
    const { runSynth } = require('../synth/run-synth') as typeof import('../synth/run-synth');
    return runSynth(context, context.args[0], options);
  },
});
