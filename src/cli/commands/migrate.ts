import { defineCommand } from '../command';

export const migrate = defineCommand({
  name: 'migrate',
  summary: 'turn manifests into a program',
  description: 'The program is type-checked and run before it is written: it gives the same objects, or there is none. Reads what kubectl, helm template and kustomize print.',
  arguments: [{ name: 'PATH', summary: 'a file, a folder, or - for the standard input', many: true, completes: 'file' }],
  options: {
    output: {
      type: 'text', short: 'o', value: 'DIR', completes: 'folder', defaultText: 'this folder', setting: false,
      summary: 'the folder that the program is written to',
    },
    group: {
      type: 'choice', choices: ['namespace', 'folder'], default: 'namespace', setting: 'migrate.group',
      summary: 'what becomes one bundle: the objects of a namespace, or those of a folder',
    },
    secrets: {
      type: 'choice', choices: ['existing', 'file'], default: 'existing', setting: 'migrate.secrets',
      summary: 'values of Secrets: left in the cluster, or written to files that are not committed',
    },
    fromCluster: { type: 'flag', summary: 'leave out what equals the defaults of the server', setting: false },
    dryRun: { type: 'flag', summary: 'print the program, and write nothing', setting: false },
    force: { type: 'flag', summary: 'write over files that are there already', setting: false },
  },
  examples: [
    { command: 'migrate manifests --output infra', does: 'make a program of all manifests of a folder' },
    { command: 'migrate - --dry-run < all.yaml', does: 'print the program for what helm template or kubectl get -o yaml gave' },
  ],
  async run(context) {
    const { runMigrate } = require('../migrate/run-migrate') as typeof import('../migrate/run-migrate');
    return runMigrate(context, context.args, context.options);
  },
});
