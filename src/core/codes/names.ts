import { show } from '../show';
import { wrong } from './code';

/** Names, labels, annotations and selectors. */
export const nameCodes = {
  'name/invalid': wrong<{ what: string; found: unknown; rule: string; nearest?: string | undefined }>({
    title: 'A name does not follow the rule for names of its kind.',
    message: ({ what, found, rule }) => `${what} ${show(found)} is not valid: ${rule}`,
    help: ({ nearest }) => (nearest === undefined ? undefined : `use ${JSON.stringify(nearest)}`),
  }),
  'name/too-long': wrong<{ what: string; found: string; length: number; max: number; why?: string | undefined }>({
    title: 'A name is longer than Kubernetes allows.',
    message: ({ what, found, length, max, why }) =>
      `${what} ${show(found)} has ${length} characters, expected at most ${max}${why === undefined ? '' : ` (${why})`}`,
    help: () => 'shorten it; names are never cut or hashed for you',
  }),
  'label/invalid-key': wrong<{ found: string; rule: string }>({
    title: 'A label or annotation key does not follow the rule for qualified names.',
    message: ({ found, rule }) => `key ${show(found)} is not valid: ${rule}`,
  }),
  'label/invalid-value': wrong<{ key: string; found: unknown; rule: string }>({
    title: 'A label value does not follow the rule for label values.',
    message: ({ key, found, rule }) => `label ${key} has the value ${show(found)}: ${rule}`,
  }),
  'annotation/too-large': wrong<{ bytes: number; max: number }>({
    title: 'The annotations of one object are larger than Kubernetes allows.',
    message: ({ bytes, max }) => `the annotations have ${bytes} bytes, expected at most ${max}`,
  }),
  'selector/label-clash': wrong<{ key: string; selector: string; label: string }>({
    title: 'A selector asks for a label value that the pods do not have.',
    message: ({ key, selector, label }) => `the selector wants ${key}=${selector}, the pods have ${key}=${label}`,
    help: () => 'remove one of them: pods get the labels of the selector by themselves',
  }),
  'selector/not-own-pods': wrong<{ key: string; operator: string; found: string | undefined }>({
    title: 'A selector does not match the pods of its own workload.',
    message: ({ key, operator, found }) => `the selector wants ${key} ${operator} …, the pods have ${found === undefined ? 'no such label' : `${key}=${found}`}`,
    help: () => 'give the pods the label with "podLabels"',
  }),
};
