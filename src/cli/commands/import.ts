import { defineCommand } from '../command';
import { DEFAULT_IMPORT_FOLDER } from '../import/import-folder';

export const importCommand = defineCommand({
  name: 'import',
  summary: 'write typed constructs for custom resources, or for the kinds of a release of Kubernetes',
  description: 'For each kind a file with a construct, an interface of its fields and a guard, and beside it the schema that kubeloom check and\n'
    + 'kubeloom synth hold its objects against. Without SPEC those under `imports` of cdk8s.yaml; then files of earlier imports are removed.',
  arguments: [{
    name: 'SPEC', optional: true, many: true, completes: 'file',
    summary: 'CustomResourceDefinitions in files, folders, patterns or behind a URL, `-` for the standard input; or k8s@1.34',
  }],
  options: {
    output: {
      type: 'text', short: 'o', value: 'DIR', completes: 'folder', default: DEFAULT_IMPORT_FOLDER, setting: 'import.output',
      summary: 'the folder that is written to, and in which kubeloom check looks for schemas',
    },
    check: { type: 'flag', summary: 'write nothing; exit with 1 when the files are not as the definitions give them', setting: false },
  },
  examples: [
    { command: 'import crds/', does: 'typed constructs for all definitions in a folder' },
    { command: 'import k8s@1.34', does: 'typed constructs for the kinds of a release' },
    { command: 'import --check', does: 'in a pipeline: fail when the files are out of date' },
  ],
  run(context) {
    const { runImport } = require('../import/run-import') as typeof import('../import/run-import');
    return runImport(context, context.args, context.options);
  },
});
