import { RELEASES } from '../../schema/releases';
import { defineCommand } from '../command';
import { checkSettings } from '../common-options';

export const check = defineCommand({
  name: 'check',
  summary: 'say what a cluster would refuse, and what would not work in it',
  description: 'Checks manifests as the API server, the scheduler and the controllers would, without a cluster: one object after the other, and all of them\n'
    + `together. Without a path, the objects of the program, with findings at the lines that defined them. Kubernetes ${RELEASES.at(-1)!} to ${RELEASES[0]}.`,
  arguments: [{ name: 'PATH', summary: 'files, folders or patterns, `-` for the standard input; by default the `app` of cdk8s.yaml', optional: true, many: true, completes: 'file' }],
  options: {
    kubernetes: checkSettings.kubernetes,
    layers: {
      type: 'list', value: 'LAYER', choices: ['schema', 'api', 'bundle', 'practice'], setting: 'check.layers',
      summary: 'only what cannot be decoded, what is refused, what does not work together, advice',
    },
    rule: checkSettings.rule,
    profile: checkSettings.profile,
    failOn: { type: 'choice', choices: ['error', 'warning', 'never'], default: 'error', summary: 'the least finding that gives exit code 1', setting: 'check.failOn' },
    format: { type: 'choice', choices: ['text', 'json', 'sarif', 'junit', 'github', 'tap'], default: 'text', summary: 'how the report is written', setting: 'check.format' },
    scope: {
      type: 'choice', choices: ['all', 'folder', 'file'], default: 'all', setting: 'check.scope',
      summary: 'what belongs to one cluster: everything, the files of a folder, the objects of a file',
    },
    crd: { type: 'list', value: 'FILE|DIR', summary: 'CustomResourceDefinitions, beside those among the objects', setting: 'crds' },
    strict: { type: 'flag', summary: 'objects of kinds that nobody describes are errors', setting: 'check.strict' },
    baseline: {
      type: 'text', value: 'FILE', completes: 'file', defaultText: 'kubeloom-baseline.json, if there is one', setting: 'check.baseline',
      summary: 'findings that are accepted',
    },
    writeBaseline: { type: 'flag', summary: 'accept everything that is found now, in the baseline', setting: false },
    reason: { type: 'text', value: 'TEXT', summary: 'why, for --write-baseline', setting: false },
    fix: { type: 'flag', summary: 'mend what has one answer in YAML files first', setting: false },
  },
  fileSettings: {
    suppress: 'findings that are accepted wherever they are: a map of codes and reasons',
    external: 'objects that exist in the cluster and are in no file: a list of kind, name and namespace',
  },
  examples: [
    { command: 'check', does: 'check the program of cdk8s.yaml' },
    { command: 'check dist --scope file', does: 'check folders of YAML, each file by itself' },
    { command: 'check manifests --kubernetes 1.33,1.34 --format sarif', does: 'before an upgrade, for a code scanner' },
    { command: 'check - --layers schema,api', does: 'check the standard input as the API server does' },
    { command: 'check dist --rule practice/no-requests=off', does: 'leave a rule out' },
  ],
  run(context) {
    const { runCheck } = require('../check/run-check') as typeof import('../check/run-check');
    return runCheck(context, context.args, context.options);
  },
});
