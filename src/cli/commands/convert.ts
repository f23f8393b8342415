import { defineCommand } from '../command';

export const convert = defineCommand({
  name: 'convert',
  summary: 'turn a docker compose project into a program',
  description: 'Each service becomes an app, with its ports, volumes, configuration, health checks and what it waits for. The report names every field\n'
    + 'that has no counterpart, and Secrets that have to be made: no value of a secret is written.',
  arguments: [{ name: 'FILE', optional: true, many: true, completes: 'file', summary: 'compose files, the last word last; by default compose.yaml or docker-compose.yaml' }],
  options: {
    output: {
      type: 'text', short: 'o', value: 'DIR', completes: 'folder', defaultText: 'this folder', setting: false,
      summary: 'the folder that main.ts is written to',
    },
    dryRun: { type: 'flag', summary: 'print the program, and write nothing', setting: false },
    force: { type: 'flag', summary: 'write over a file that is there already', setting: false },
  },
  examples: [
    { command: 'convert', does: 'make a program of the compose file of this folder' },
    { command: 'convert compose.yaml compose.prod.yaml --output infra', does: 'of several files, into another folder' },
    { command: 'convert docker-compose.yaml --dry-run', does: 'print the program and the report' },
  ],
  run(context) {
    const { runConvert } = require('../convert/run-convert') as typeof import('../convert/run-convert');
    return runConvert(context, context.args, context.options);
  },
});
