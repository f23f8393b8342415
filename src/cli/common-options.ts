import { defineOptions } from './options';

/** What every command takes. */
export const commonOptions = defineOptions({
  quiet: { type: 'flag', short: 'q', summary: 'say only what is wrong' },
  color: { type: 'flag', summary: 'colours, or --no-color none; by default on a terminal, unless NO_COLOR is set' },
  debug: { type: 'flag', summary: 'show stack traces' },
  help: { type: 'flag', short: 'h', summary: 'show this help', setting: false },
});

/** Options that several commands share are alike in all of them. */
export const sharedOptions = defineOptions({
  output: {
    type: 'text', short: 'o', value: 'DIR', completes: 'folder', defaultText: '`output` of cdk8s.yaml, else dist',
    summary: 'the folder that is written to',
  },
});
