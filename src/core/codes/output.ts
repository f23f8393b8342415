import { barePath, listed, show } from '../show';
import { didYouMean, type Phrase, unwritable } from './code';

/** The files that a program is written to. */
export const outputCodes = {
  'output/not-yaml': unwritable<{ why: Phrase }>({
    title: 'A value has no place in YAML, or none from which every reader would take back the same value.',
    message: ({ why }) => why,
    help: () => 'mend the value; bytes belong into binaryData of a ConfigMap, or into a Secret',
  }),
  'output/collision': unwritable<{ file: string; first: string; second: string }>({
    title: 'Two bundles, or two objects, would be written to the same file.',
    message: ({ file, first, second }) => `${barePath(file)} would hold both ${barePath(first)} and ${barePath(second)}`,
    help: () => 'give one of them another id or cluster (names that differ only in upper and lower case are one file on some systems)',
  }),
  'output/no-bundle': unwritable<{ pattern: string; known: readonly string[]; nearest?: string | undefined }>({
    title: 'Only some bundles were asked for, and none has such a name.',
    message: ({ pattern, known }) => `no bundle is named ${show(pattern)}; there are ${listed(known)}`,
    help: ({ nearest }) => didYouMean(nearest, 'use the name of a bundle, with * for any part of it'),
  }),
  'output/escapes': unwritable<{ file: string }>({
    title: 'The name of a file would lead out of the output folder.',
    message: ({ file }) => `${show(file)} is no path inside of the output folder`,
    help: () => 'take "/" and ".." out of the file extension of the app',
  }),
  'output/not-ours': unwritable<{ file: string }>({
    title: 'There is a file in the place of one that would be written, and Kubeloom did not write it.',
    message: ({ file }) => `${barePath(file)} is there already, and Kubeloom did not write it`,
    help: () => 'move or remove it, or write to another folder',
  }),
  'output/not-a-folder': unwritable<{ path: string }>({
    title: 'A file stands where the output needs a folder.',
    message: ({ path }) => `${barePath(path)} is a file, and the output needs a folder there`,
    help: () => 'move or remove the file, or write to another folder',
  }),
  'output/not-a-file': unwritable<{ path: string }>({
    title: 'A folder, or something else that is no file, stands where a file would be written.',
    message: ({ path }) => `${barePath(path)} is no file, and one would be written there`,
    help: () => 'move or remove it, or write to another folder',
  }),
  'output/symlink': unwritable<{ path: string; target: string }>({
    title: 'A symbolic link stands in the way of the output: what is written would land somewhere else.',
    message: ({ path, target }) => `${barePath(path)} is a symbolic link to ${barePath(target)}: what is written would land there`,
    help: () => 'remove the link, or write to the folder that is meant',
  }),
  'output/not-writable': unwritable<{ path: string; why: Phrase }>({
    title: 'The system does not let a file be written or removed.',
    message: ({ path, why }) => `${barePath(path)} cannot be written: ${why}`,
    help: () => 'see to it that you may write there, or write to another folder',
  }),
  'output/disk-full': unwritable<{ path: string; why: Phrase }>({
    title: 'There is no room left for the output. The files that are there stayed as they are.',
    message: ({ path, why }) => `${barePath(path)} cannot be written: ${why}`,
    help: () => 'make room, and run it again',
  }),
  'output/busy': unwritable<{ folder: string; pid: number }>({
    title: 'Another run writes to the same folder at this moment.',
    message: ({ folder, pid }) => `another run (process ${pid}) is writing to ${barePath(folder)}`,
    help: () => 'run it again when the other one is done',
  }),
};
