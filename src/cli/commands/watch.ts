import { defineCommand } from '../command';
import { checkSettings, programArgument, sharedOptions } from '../common-options';

export const watch = defineCommand({
  name: 'watch',
  summary: 'write the bundles of a program again whenever one of its files changes',
  description: 'Every file counts that the program imports or reads, wherever it lies. What changed is said object by object. Ctrl+C ends it.',
  arguments: [programArgument],
  options: {
    output: sharedOptions.output,
    layout: sharedOptions.layout,
    only: sharedOptions.only,
    format: sharedOptions.outputFormat,
    validate: sharedOptions.validate,
    kubernetes: checkSettings.kubernetes,
    rule: checkSettings.rule,
  },
  examples: [{ command: 'watch', does: 'keep dist/ as the app of cdk8s.yaml gives it' }],
  async run(context) {
    const { runWatch } = require('../watch/run-watch') as typeof import('../watch/run-watch');
    return runWatch(context, context.args[0], context.options);
  },
});
