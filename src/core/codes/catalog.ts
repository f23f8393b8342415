import { bare, listedBare, show } from '../show';
import { didYouMean, type Phrase, wrong } from './code';

/** Ready systems: databases and brokers. */
export const catalogCodes = {
  'catalog/even-quorum': wrong<{ what: Phrase; found: number }>({
    title: 'An even number of voters: one more than an odd number, and no failure more that is survived.',
    message: ({ what, found }) => `${found} ${what} survive no more failures than ${found - 1} do, and a split in halves stops them all`,
    help: ({ found }) => `use ${found - 1} or ${found + 1}`,
  }),
  'catalog/too-few': wrong<{ what: Phrase; min: number; found: number; why: Phrase }>({
    title: 'Too few members for what is asked of the system.',
    message: ({ what, min, found, why }) => `expected at least ${min} ${what}, found ${found}: ${why}`,
    help: ({ min }) => `use ${min} or more`,
  }),
  'catalog/storage-too-small': wrong<{ min: string; found: unknown; why: Phrase }>({
    title: 'Storage below what the server needs for itself.',
    message: ({ min, found, why }) => `expected at least ${bare(min)}, found ${show(found)}: ${why}`,
    help: ({ min }) => `ask for ${bare(min)} or more`,
  }),
  'catalog/memory-too-small': wrong<{ min: string; found: unknown; why: Phrase }>({
    title: 'A memory limit that the configured server does not fit into: it would be killed again and again.',
    message: ({ min, found, why }) => `a limit of ${show(found)} is below ${bare(min)}: ${why}`,
    help: ({ min }) => `raise the limit to ${bare(min)} or more, or lower what is configured`,
  }),
  'catalog/no-credentials': wrong<{ key: string; what: Phrase }>({
    title: 'A server without a password for one of its accounts.',
    message: ({ what }) => `there is no password for ${what}`,
    help: ({ key }) => `give ${show(key)} as the key of a Secret: SecretData.existing(bundle, 'passwords', { keys: [${show(key)}] }).keys`,
  }),
  'catalog/password-not-secret': wrong<{ key: string; found: unknown }>({
    title: 'A password that comes from anywhere but a Secret.',
    message: ({ key, found }) => `the password ${show(key)} is ${typeof found === 'string' ? 'a text' : show(found)}, not the key of a Secret`,
    help: () => "take it from a Secret: SecretData.existing(bundle, 'passwords', { keys: [\u2026] })",
  }),
  'catalog/unknown-version': wrong<{ what: Phrase; found: unknown; known: readonly string[]; nearest?: string | undefined; release?: string | undefined }>({
    title: 'A version for which the catalogue knows no image.',
    message: ({ what, found, known }) => `the catalogue knows no image of ${what} ${show(found)}; known versions are ${listedBare(known)}`,
    help: ({ nearest, release }) =>
      (release === undefined
        ? didYouMean(nearest, 'use a known version, or name the image yourself with "image"')
        : `one release has an image of its own, which you name yourself: image: ${show(release)}`),
  }),
  'catalog/identifier': wrong<{ what: Phrase; found: string; max: number }>({
    title: 'A name inside of a database that a script cannot use without quotes.',
    message: ({ what, found, max }) => `${show(found)} is no ${what} that needs no quotes: expected a letter, then letters, digits and "_", at most ${max} characters`,
    help: () => 'choose a plain name: it stands in statements and connection texts',
  }),
  'catalog/reserved-name': wrong<{ what: Phrase; found: string; why: Phrase }>({
    title: 'A name inside of a database that the system itself uses.',
    message: ({ what, found, why }) => `${show(found)} cannot be the ${what}: ${why}`,
    help: () => 'choose another name',
  }),
  'catalog/setting-taken': wrong<{ what: Phrase; name: string; field?: string | undefined }>({
    title: 'A setting that the definition gives by itself.',
    message: ({ what, name }) => `the definition gives the ${what} ${show(name)} by itself`,
    help: ({ field }) => (field === undefined ? 'remove it: the system relies on it' : `say it with ${show(field)} of the definition`),
  }),
  'catalog/no-such-option': wrong<{ option: string; needs: string; what: Phrase }>({
    title: 'An option that needs another one.',
    message: ({ option, needs, what }) => `${show(option)} needs ${show(needs)}: ${what}`,
    help: ({ option, needs }) => `add ${show(needs)}, or remove ${show(option)}`,
  }),
} as const;
