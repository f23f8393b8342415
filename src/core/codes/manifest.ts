import { isPlainMap, type PlainMap } from '../plain-map';
import { barePath, listed, show } from '../show';
import { didYouMean, type Phrase, wrong } from './code';

/** Objects that are written as they are given, and manifest files that are included. */
export const manifestCodes = {
  'object/unknown-kind': wrong<{ apiVersion: string; kind: string; release: Phrase; nearest?: string | undefined }>({
    title: 'A kind that its API group, one of Kubernetes, does not have.',
    message: ({ apiVersion, kind, release }) => `${show(apiVersion)} has no kind ${show(kind)} in Kubernetes ${release}`,
    help: ({ nearest }) => didYouMean(nearest, 'see `kubectl api-resources` for the kinds of a group'),
  }),
  'manifest/unreadable': wrong<{ file: string; line: number; column: number; why: Phrase; template?: boolean | undefined }>({
    title: 'A manifest file cannot be read as YAML.',
    message: ({ file, line, column, why }) => `${barePath(file)}:${line}:${column} cannot be read: ${why}`,
    help: ({ template }) => (template === true ? 'a template is no YAML: give what it becomes, such as the output of helm template' : 'mend the file at this place'),
  }),
  'manifest/not-an-object': wrong<{ file: string; line: number; found: unknown; expected?: Phrase | undefined }>({
    title: 'A document of a manifest file is not a Kubernetes object.',
    message: ({ file, line, found, expected = 'a map with apiVersion and kind' }) =>
      `${barePath(file)}:${line} holds no Kubernetes object: expected ${expected}, found ${isPlainMap(found) ? shownMap(found) : show(found)}`,
    help: ({ expected }) => (expected === undefined
      ? 'name files of Kubernetes objects only: no values of charts, no templates, no lists of plain values'
      : 'write what is expected; a text that looks like a number needs quotes'),
  }),
};

/** A map by its first fields, which say whose it is. */
function shownMap(map: PlainMap): string {
  const fields = Object.keys(map);
  if (fields.length === 0) return 'an empty map';
  return fields.length > 3 ? `a map with ${listed(fields.slice(0, 3))} and ${fields.length - 3} more` : `a map with ${listed(fields)}`;
}
