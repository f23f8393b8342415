import { bare, show } from '../show';
import { type Phrase, wrong } from './code';

/** Names, labels, annotations and selectors. */
export const nameCodes = {
  'name/invalid': wrong<{ what: Phrase; found: unknown; rule: Phrase; nearest?: string | undefined }>({
    title: 'A name does not follow the rule for names of its kind.',
    message: ({ what, found, rule }) => `${what} ${show(found)} is not valid: ${rule}`,
    help: ({ nearest }) =>
      (nearest === undefined ? 'choose another; see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/' : `use ${show(nearest)}`),
  }),
  'name/too-long': wrong<{ what: Phrase; found: string; length: number; max: number; why?: Phrase | undefined }>({
    title: 'A name is longer than Kubernetes allows.',
    message: ({ what, found, length, max, why }) =>
      `${what} ${show(found)} has ${length} characters, expected at most ${max}${why === undefined ? '' : ` (${why})`}`,
    help: () => 'shorten it; names are never cut or hashed for you',
  }),
  'label/invalid-key': wrong<{ found: string; rule: Phrase }>({
    title: 'A label or annotation key does not follow the rule for qualified names.',
    message: ({ found, rule }) => `key ${show(found)} is not valid: ${rule}`,
    help: () => 'write it as name or example.com/name; texts of any other form can be the value of an annotation',
  }),
  'label/invalid-value': wrong<{ key: string; found: unknown; rule: Phrase }>({
    title: 'A label value does not follow the rule for label values.',
    message: ({ key, found, rule }) => `label ${bare(key)} has the value ${show(found)}: ${rule}`,
    help: () => 'shorten it to such a word, or make it an annotation: those hold any text',
  }),
  'annotation/too-large': wrong<{ bytes: number; max: number }>({
    title: 'The annotations of one object are larger than Kubernetes allows.',
    message: ({ bytes, max }) => `the annotations have ${bytes} bytes, expected at most ${max}`,
    help: () => 'put what is large into a ConfigMap, and name that in the annotation',
  }),
  'selector/label-clash': wrong<{ key: string; selector: string; label: string }>({
    title: 'A selector asks for a label value that the pods do not have.',
    message: ({ key, selector, label }) => `the selector wants ${bare(key)}=${bare(selector)}, the pods have ${bare(key)}=${bare(label)}`,
    help: () => 'remove one of them: pods get the labels of the selector by themselves',
  }),
  'selector/not-own-pods': wrong<{ key: string; operator: Phrase; found: string | undefined }>({
    title: 'A selector does not match the pods of its own workload.',
    message: ({ key, operator, found }) => {
      const label = found === undefined ? 'no such label' : `${bare(key)}=${bare(found)}`;
      return `the selector wants ${bare(key)} ${operator} …, the pods have ${label}`;
    },
    help: () => 'give the pods the label with "podLabels"',
  }),
};
