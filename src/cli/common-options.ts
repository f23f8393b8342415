import { DEFAULT_RELEASE, RELEASES } from '../schema/releases';
import type { Argument } from './command';
import { defineOptions } from './options';

/** What every command takes. */
export const commonOptions = defineOptions({
  quiet: { type: 'flag', short: 'q', summary: 'say only what is wrong' },
  color: { type: 'flag', summary: 'colours, or --no-color none; by default on a terminal, unless NO_COLOR is set' },
  cache: { type: 'flag', default: true, summary: 'keep nothing in node_modules/.cache, and use nothing of it' },
  debug: { type: 'flag', summary: 'show stack traces' },
  help: { type: 'flag', short: 'h', summary: 'show this help', setting: false },
});

/** Options that several commands share are alike in all of them. */
export const sharedOptions = defineOptions({
  output: {
    type: 'text', short: 'o', value: 'DIR', completes: 'folder', defaultText: 'as the program says, else `output` of cdk8s.yaml, else dist',
    summary: 'the folder that is written to',
  },
  layout: {
    type: 'choice', choices: ['bundle', 'object', 'folder', 'stream'], defaultText: 'as the program says, else bundle',
    summary: 'a file for each bundle, for each object, a folder for each bundle, or one file',
  },
  only: { type: 'list', value: 'GLOB', summary: 'only the bundles of these names: `shop`, `shop-*`, `production/*`' },
  outputFormat: { type: 'choice', choices: ['yaml', 'json'], default: 'yaml', summary: 'how objects are written' },
  validate: { type: 'flag', default: true, summary: 'write even what a cluster would refuse' },
});

/** What is checked for, in every command that checks. */
export const checkSettings = defineOptions({
  kubernetes: {
    type: 'list', value: 'RELEASE', choices: [...RELEASES, 'all'],
    summary: `releases that it has to work with, or all [default: ${DEFAULT_RELEASE}]`,
  },
  rule: { type: 'map', value: 'CODE', choices: ['off', 'info', 'warning', 'error'], summary: 'another severity for a rule', setting: 'rules' },
  profile: {
    type: 'choice', choices: ['default', 'strict', 'none'], default: 'default', setting: 'check.profile',
    summary: 'how much advice: what nearly everybody wants, all there is, none',
  },
});

/** The program that a command runs. */
export const programArgument: Argument = {
  name: 'PROGRAM', optional: true, completes: 'file',
  summary: 'a TypeScript or JavaScript file, or a command; by default the `app` of cdk8s.yaml',
};

/** What a plan compares with. */
export const planBase = defineOptions({
  base: {
    type: 'text', value: 'GITREF|PATH', defaultText: 'where the branch left the default branch', setting: 'plan.base',
    summary: 'what the cluster runs: a git reference, a file, a folder or a tarball',
  },
});
