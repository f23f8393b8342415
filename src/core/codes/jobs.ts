import { listed, show } from '../show';
import { didYouMean, type Phrase, wrong } from './code';

/** What jobs do about pods that fail or succeed. */
export const jobCodes = {
  'job/too-many': wrong<{ what: Phrase; max: number; found: number }>({
    title: 'More rules, values or conditions than Kubernetes takes.',
    message: ({ what, max, found }) => `expected at most ${max} ${what}, found ${found}`,
    help: () => 'join some of them, or leave some out',
  }),
  'job/exit-codes': wrong<{ expected: Phrase; found: unknown }>({
    title: 'Exit codes that no rule can be made of.',
    message: ({ expected, found }) => `expected ${expected}, found ${show(found)}`,
    help: () => 'list each exit code once, the lowest first; 0 means success, so only NotIn takes it',
  }),
  'job/unknown-container': wrong<{ container: string; known: readonly string[]; nearest?: string | undefined }>({
    title: 'A rule is for a container that the pod does not have.',
    message: ({ container, known }) => `there is no container ${show(container)}; the pod has ${listed(known)}`,
    help: ({ nearest }) => didYouMean(nearest, 'leave out "containerName", and the rule is for all of them'),
  }),
  'job/indexes': wrong<{ found: unknown; why: Phrase }>({
    title: 'Indexes of a job that cannot be read, or that it does not have.',
    message: ({ found, why }) => `indexes ${show(found)}: ${why}`,
    help: () => 'numbers and ranges from 0 to completions - 1, the lowest first, for example "0-4,7"',
  }),
};
