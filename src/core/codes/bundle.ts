import { unwritable, wrong } from './code';

/** Bundles, and the files that they are written to. */
export const bundleCodes = {
  'bundle/missing': wrong<{ path: string }>({
    title: 'A definition stands outside of any bundle, so that nobody would write it.',
    message: ({ path }) => `"${path}" is not inside of a Bundle`,
    help: () => "make one with new Bundle(app, 'name') and pass it as the scope",
  }),
  'construct/invalid': wrong<{ path: string; message: string }>({
    title: 'A construct reports a problem through its own validation (`node.addValidation`).',
    message: ({ path, message }) => `[${path}] ${message}`,
  }),
  'output/collision': unwritable<{ file: string; first: string; second: string }>({
    title: 'Two bundles would be written to the same file.',
    message: ({ file, first, second }) => `${file} would hold both ${first} and ${second}`,
    help: () => 'give one of them another id or cluster (names that differ only in upper and lower case are one file on some systems)',
  }),
};
