import { barePath, show, showPath } from '../show';
import { type Phrase, unwritable, wrong } from './code';

/** Bundles, and the files that they are written to. */
export const bundleCodes = {
  'bundle/missing': wrong<{ path: string }>({
    title: 'A definition stands outside of any bundle, so that nobody would write it.',
    message: ({ path }) => `${showPath(path)} is not inside of a Bundle`,
    help: () => "make one with new Bundle(app, 'name') and pass it as the scope",
  }),
  'construct/no-scope': wrong<{ found: unknown }>({
    title: 'A definition was given no construct to stand in.',
    message: ({ found }) => `expected a construct as the first argument (the scope), found ${show(found)}`,
    help: () => "pass the bundle: new Bundle(app, 'name')",
  }),
  'construct/unserializable': unwritable<{ path: string; why: Phrase }>({
    title: 'An object of cdk8s cannot be turned into plain data.',
    message: ({ path, why }) => `the object at ${showPath(path)} cannot be written: ${why}`,
    help: () => 'manifests hold text, numbers, true/false, null, lists and maps, and nothing that contains itself',
  }),
  'construct/invalid': wrong<{ path: string; message: Phrase }>({
    title: 'A construct reports a problem through its own validation (`node.addValidation`).',
    message: ({ path, message }) => `[${barePath(path)}] ${message}`,
    help: ({ path }) => `mend what it names: the construct at ${showPath(path)} has this rule of its own`,
  }),
  'output/not-yaml': unwritable<{ why: Phrase }>({
    title: 'A value has no place in YAML, or none from which every reader would take back the same value.',
    message: ({ why }) => why,
    help: () => 'mend the value; bytes belong into binaryData of a ConfigMap, or into a Secret',
  }),
  'output/collision': unwritable<{ file: string; first: string; second: string }>({
    title: 'Two bundles would be written to the same file.',
    message: ({ file, first, second }) => `${barePath(file)} would hold both ${barePath(first)} and ${barePath(second)}`,
    help: () => 'give one of them another id or cluster (names that differ only in upper and lower case are one file on some systems)',
  }),
};
