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
  'construct/circle': wrong<{ path: readonly string[] }>({
    title: 'Constructs depend on each other in a circle (`node.addDependency`), so that there is no order for them.',
    message: ({ path }) => `constructs depend on each other in a circle: ${shortened(path).map(barePath).join(' => ')}`,
    help: () => 'take one of these dependencies away',
  }),
};

const mostOfCircle = 12;

function shortened(path: readonly string[]): readonly string[] {
  return path.length <= mostOfCircle ? path : [...path.slice(0, mostOfCircle - 2), '…', path.at(-1)!];
}
