import { defineCommand } from '../command';
import { sharedOptions } from '../common-options';
import { EXIT } from '../failure';

export const synth = defineCommand({
  name: 'synth',
  summary: 'write the bundles of a program',
  arguments: [{ name: 'PROGRAM', summary: 'a TypeScript or JavaScript file, or a command; by default the `app` of cdk8s.yaml', optional: true, completes: 'file' }],
  options: { output: sharedOptions.output },
  examples: [{ command: 'synth', does: 'write what the program gives to the output folder' }],
  run() {
    return EXIT.failure;
  },
});
