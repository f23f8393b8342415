import { alternatives, bare, barePath, listed, show } from '../show';
import { doubtful, notable, type Phrase, wrong } from './code';

/** Secrets. No message shows a value: only keys, names, paths and lengths. */
export const secretCodes = {
  'secret/unguarded': doubtful<{ keys: readonly string[] }>({
    title: 'A Secret with values in clear that is given as it is; base64 hides nothing.',
    message: ({ keys }) => `the values of ${listed(keys)} stand in the output in clear (base64 is clear)`,
    help: () => 'use SecretData, which keeps values out of the output unless it is told why they may stand there',
  }),
  'secret/not-a-secret-value': wrong<{ key: string; type: Phrase }>({
    title: 'A value of a Secret is given as ordinary data, which would show it in messages and snapshots.',
    message: ({ key, type }) => `the value of ${show(key)} is ${type} (not shown), expected a secret value`,
    help: () => "use fromEnvironment('NAME') or fromSecretFile('path'); unsafeLiteral('…') where the value is not secret at all",
  }),
  'secret/wrong-type': wrong<{ expected: Phrase; type: Phrase }>({
    title: 'A value of the wrong type where a secret may have been meant, so that it is not shown.',
    message: ({ expected, type }) => `expected ${expected}, found a value ${type} (not shown)`,
    help: ({ expected }) => `give ${expected}; a class or promise around it must be opened first`,
  }),
  'secret/clear-text': wrong<{ keys: readonly string[] }>({
    title: 'The values of a Secret would stand in the output in clear: base64 hides nothing.',
    message: ({ keys }) => `the value${keys.length === 1 ? '' : 's'} of ${listed(keys)} would be written in clear (base64 is not encryption)`,
    help: () => "use SecretData.externalSecret, .sealed or .existing; or say commit: 'base64' and the reason why that is safe",
  }),
  'secret/committed': notable<{ keys: readonly string[]; reason: string }>({
    title: 'A Secret is written in clear because its definition says so.',
    message: ({ keys, reason }) => `the value${keys.length === 1 ? '' : 's'} of ${listed(keys)} stand${keys.length === 1 ? 's' : ''} in the output in clear: ${bare(reason)}`,
    help: () => 'keep whoever may read the repository in mind, and change the values when that changes',
  }),
  'secret/environment-missing': wrong<{ name: string }>({
    title: 'An environment variable that holds a secret value is not set.',
    message: ({ name }) => `the environment variable ${show(name)} is not set`,
    help: ({ name }) => `set it for the run: ${bare(name)}=… (it is read when the definition is made)`,
  }),
  'secret/empty': doubtful<{ key: string; from: string }>({
    title: 'A secret value is empty.',
    message: ({ key, from }) => `the value of ${show(key)} is empty (from ${barePath(from)})`,
    help: () => 'look at where it comes from; remove the key where no value is meant',
  }),
  'secret/trailing-newline': doubtful<{ key: string; from: string }>({
    title: 'A secret value of one line ends in a newline, which most readers take for a part of it.',
    message: ({ key, from }) => `the value of ${show(key)} ends in a newline (from ${barePath(from)}): a program that reads it gets the newline too`,
    help: () => 'write it without one (printf instead of echo), or give { trimNewline: true } (or false where it is meant)',
  }),
  'secret/missing-key': wrong<{ type: string; missing: readonly Phrase[]; anyOf?: boolean | undefined }>({
    title: 'A Secret lacks a key that its type requires.',
    message: ({ type, missing, anyOf }) => `a Secret of type ${bare(type)} needs the key${missing.length === 1 || anyOf ? '' : 's'} ${anyOf ? alternatives(missing) : listed(missing)}`,
    help: () => 'add it to "data", or leave "type" out: an Opaque Secret may have any keys',
  }),
  'secret/malformed': wrong<{ key: string; type: string; expected: Phrase }>({
    title: 'A value does not have the form that the type of the Secret requires.',
    message: ({ key, type, expected }) => `the value of ${show(key)} (not shown) is not what type ${bare(type)} requires: expected ${expected}`,
    help: ({ key }) => `look at where the value of ${show(key)} comes from: is it the right file or variable, and whole?`,
  }),
  'secret/bootstrap-name': wrong<{ field: 'name' | 'namespace'; expected: string; found: string | undefined }>({
    title: 'A bootstrap token lies where no cluster looks for it.',
    message: ({ field, expected, found }) => `a bootstrap token needs the ${field} ${show(expected)}, found ${found === undefined ? 'none' : show(found)}`,
    help: ({ field, expected }) => (field === 'name' ? `name it ${show(expected)}` : `define it in a bundle with namespace: ${show(expected)}`),
  }),
  'secret/not-sealed': wrong<{ key: string; length: number }>({
    title: 'A value of a SealedSecret is not what kubeseal writes; it may be in clear.',
    message: ({ key, length }) => `the value of ${show(key)} (${length} characters, not shown) is no ciphertext of kubeseal`,
    help: () => 'take the value from spec.encryptedData of what kubeseal writes, or from kubeseal --raw',
  }),
  'secret/needs-version': wrong<Record<string, never>>({
    title: "A Secret's name is asked to carry a version that is not given.",
    message: () => "immutable: 'versioned' puts the version into the name, and no version is given",
    help: () => "give a version, such as version: '2'; a hash of a weak secret could be guessed, so none is used",
  }),
};
