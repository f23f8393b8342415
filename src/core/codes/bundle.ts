import { bare, barePath, show, showPath } from '../show';
import { type Phrase, unwritable, wrong } from './code';

/** Bundles, and the files that they are written to. */
export const bundleCodes = {
  'bundle/missing': wrong<{ path: string }>({
    title: 'A definition stands outside of any bundle, so that nobody would write it.',
    message: ({ path }) => `${showPath(path)} is not inside of a Bundle`,
    help: () => "make one with new Bundle(app, 'name') and pass it as the scope",
  }),
  'bundle/foreign-layout': wrong<Record<string, never>>({
    title: 'An App of cdk8s itself writes a folder for each chart, which holds ApiObjects alone: no definition of a bundle would be in it.',
    message: () => 'an App of cdk8s that writes a folder for each chart leaves out the definitions of a Bundle',
    help: () => "make the App with import { App } from 'kubeloom', which takes the same options",
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
  'identity/changed': unwritable<{ field: Phrase; locked: string; found: string; reason: Phrase }>({
    title: 'A bundle keeps the identity of its objects (`identity: \'locked\'`), and one of them would get another.',
    message: ({ field, locked, found, reason }) => `${field} is locked as ${bare(locked)}, and would be ${bare(found)}: ${reason}`,
    help: ({ field }) =>
      `keep it${field === 'selector' ? ' with "selector"' : ''}, or accept it with kubeloom synth --update-lock once the cluster was changed by hand, as kubeloom plan says`,
  }),
  'identity/gone': unwritable<{ object: string; bundle: string; reason: Phrase }>({
    title: 'A bundle keeps the identity of its objects (`identity: \'locked\'`), and one of them is gone, or has another name.',
    message: ({ object, bundle, reason }) => `${bare(object)} is locked in bundle ${show(bundle)}, and is no longer there${reason === '' ? '' : `: ${reason}`}`,
    help: () => 'to rename in code alone, keep the old name with "name"; to take it away, kubeloom synth --update-lock',
  }),
  'identity/unreadable': unwritable<{ file: string }>({
    title: 'The file that keeps the identity of objects cannot be read.',
    message: ({ file }) => `${showPath(file)} is not as kubeloom wrote it`,
    help: () => 'take it from the last commit',
  }),
  'construct/circle': wrong<{ path: readonly string[] }>({
    title: 'Constructs depend on each other in a circle (`node.addDependency`), so that there is no order for them.',
    message: ({ path }) => `constructs depend on each other in a circle: ${shortened(path).map(bare).join(' => ')}`,
    help: () => 'take one of these dependencies away',
  }),
};

const mostOfCircle = 12;

function shortened(path: readonly string[]): readonly string[] {
  return path.length <= mostOfCircle ? path : [...path.slice(0, mostOfCircle - 2), '…', path.at(-1)!];
}
