import { RELEASES } from '../../schema/releases';
import { defineCommand } from '../command';
import { checkSettings, planBase } from '../common-options';

export const plan = defineCommand({
  name: 'plan',
  summary: 'say what a change does to a cluster, before it is merged',
  description: 'Compares what was committed with what the program gives now: which updates the API server refuses, which pods are replaced, which data is in\n'
    + `danger, and what follows for other objects. Without a cluster. Kubernetes ${RELEASES.at(-1)!} to ${RELEASES[0]}.`,
  arguments: [{
    name: 'PATH|PROGRAM', optional: true, completes: 'file',
    summary: 'manifests (a file, a folder, a tarball), or a program; by default the `app` of cdk8s.yaml',
  }],
  options: {
    ...planBase,
    format: { type: 'choice', choices: ['text', 'json', 'markdown', 'github', 'sarif'], default: 'text', summary: 'how the plan is written', setting: 'plan.format' },
    failOn: {
      type: 'list', value: 'EFFECT', setting: 'plan.failOn',
      choices: ['refused', 'data-risk', 'recreate', 'delete', 'rollout', 'create', 'in-place', 'metadata', 'never'],
      summary: 'effects that give exit code 1 [default: refused,data-risk]',
    },
    kubernetes: checkSettings.kubernetes,
  },
  examples: [
    { command: 'plan', does: 'what this branch does' },
    { command: 'plan --base HEAD', does: 'what the edits since the last commit do' },
    { command: 'plan dist --base main --format markdown', does: 'a comment for a pull request, of committed manifests' },
    { command: 'plan new --base old.tar.gz', does: 'compare two folders or tarballs' },
  ],
  async run(context) {
    const { runPlan } = require('../plan/run-plan') as typeof import('../plan/run-plan');
    return runPlan(context, context.args[0], context.options);
  },
});
