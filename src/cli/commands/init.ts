import { defineCommand } from '../command';
import { packageManagers } from '../init/package-manager';

export const init = defineCommand({
  name: 'init',
  summary: 'start a project from a template',
  description: 'Without a template it lists those that there are. The project has a definition, a test of its bundle and a cdk8s.yaml.',
  arguments: [
    { name: 'TEMPLATE', summary: 'web, worker, stateful-web, mysql …', optional: true, completes: templateNames },
    { name: 'DIR', summary: 'the folder of the project; it must be empty [default: this one]', optional: true, completes: 'folder' },
  ],
  options: {
    packageManager: { type: 'choice', choices: packageManagers, defaultText: 'the one that runs this', summary: 'what installs the dependencies' },
    github: { type: 'flag', summary: 'add a workflow for GitHub Actions: synth --check, types, tests', setting: false },
    install: { type: 'flag', summary: 'install the dependencies, or with --no-install not; asked for on a terminal', setting: false },
    force: { type: 'flag', summary: 'write into a folder that is not empty, and over files of the same names', setting: false },
  },
  examples: [
    { command: 'init', does: 'list the templates' },
    { command: 'init stateful-web shop --github', does: 'make a project in shop/, with a workflow' },
  ],
  async run(context) {
    const { runInit } = require('../init/run-init') as typeof import('../init/run-init');
    return runInit(context, context.args, context.options);
  },
});

function templateNames(): readonly string[] {
  const { listTemplates } = require('../init/templates') as typeof import('../init/templates');
  return listTemplates().map(({ name }) => name);
}
