import { barePath, show, showPath } from '../show';
import { doubtful, type Phrase, wrong } from './code';

/** Configuration data: what stands in ConfigMaps and Secrets, and the references to its keys. */
export const configCodes = {
  'data/not-text': wrong<{ what: 'a NUL character' | 'half of a surrogate pair'; index: number }>({
    title: 'A text holds a character that no manifest can carry.',
    message: ({ what, index }) => `the text holds ${what} at position ${index}`,
    help: ({ what }) => (what === 'a NUL character' ? 'give bytes as binaryData' : 'the text was cut within a character, or decoded wrongly: give bytes as binaryData'),
  }),
  'data/not-base64': wrong<{ length: number }>({
    title: 'Binary data given as a text is not base64.',
    message: ({ length }) => `expected base64 (standard alphabet, padded with "="), found a text of ${length} characters that is not`,
    help: () => 'give the bytes themselves, as a Buffer or Uint8Array',
  }),
  'data/too-large': wrong<{ kind: Phrase; bytes: number; max: number }>({
    title: 'A ConfigMap or Secret is larger than Kubernetes allows.',
    message: ({ kind, bytes, max }) => `the values of this ${kind} have ${bytes} bytes, expected at most ${max}`,
    help: () => 'split it, or put the files into the image or on a volume',
  }),
  'data/too-large-to-apply': doubtful<{ kind: Phrase; bytes: number; max: number }>({
    title: 'A ConfigMap or Secret is so large that a client-side apply cannot remember it in an annotation.',
    message: ({ kind, bytes, max }) => `the values of this ${kind} have ${bytes} bytes: "kubectl apply" without --server-side fails above ${max}`,
    help: () => 'apply it with --server-side, or split it',
  }),
  'data/unreadable-file': wrong<{ path: string; why: Phrase; folder: string }>({
    title: 'A file or folder that a definition reads cannot be read.',
    message: ({ path, why }) => `cannot read ${showPath(path)}: ${why}`,
    help: ({ folder }) => `paths are relative to the working folder, ${barePath(folder)}`,
  }),
  'data/folder-in-folder': wrong<{ path: string; name: string }>({
    title: 'A folder that becomes configuration data holds something that is not a file, which would be lost silently.',
    message: ({ path, name }) => `${showPath(path)} holds ${show(name)}, which is not a file: keys stand for files only`,
    help: ({ name }) => `leave it out with { ignore: [${show(name)}] }, and give it a definition of its own if it is needed`,
  }),
  'data/no-keys': wrong<{ kind: Phrase }>({
    title: 'A selection of keys is empty, which Kubernetes takes for all keys.',
    message: ({ kind }) => `no key is selected: Kubernetes would mount every key of the ${kind}`,
    help: () => 'name the keys, or leave the selection out to mount all of them',
  }),
  'data/invalid-path': wrong<{ found: string; why: Phrase }>({
    title: 'A path within a volume is not one that Kubernetes accepts.',
    message: ({ found, why }) => `path ${show(found)} within the volume ${why}`,
    help: () => "write it relative to the volume, such as 'conf.d/app.conf'",
  }),
  'data/overlapping-paths': wrong<{ first: string; second: string }>({
    title: 'Two keys would become the same file of a volume, or one of them a folder that the other is in.',
    message: ({ first, second }) =>
      first === second ? `two keys become the file ${show(first)}` : `${show(second)} lies within ${show(first)}, which is a file`,
    help: () => 'give each key a path of its own',
  }),
  'file/decimal-mode': doubtful<{ found: number; octal: Phrase; meant: Phrase }>({
    title: 'The permissions of a file look like octal digits written as a decimal number.',
    message: ({ found, octal, meant }) => `${found} is ${octal} as file permissions, not ${meant}`,
    help: ({ meant, octal }) => `write ${meant}, or ${octal} if that is meant`,
  }),
};
