import { barePath, show } from '../show';
import { didYouMean, type Phrase, wrong } from './code';

/** Objects that are written as they are given, and manifest files that are included. */
export const manifestCodes = {
  'object/unknown-kind': wrong<{ apiVersion: string; kind: string; release: Phrase; nearest?: string | undefined }>({
    title: 'A kind that its API group, one of Kubernetes, does not have.',
    message: ({ apiVersion, kind, release }) => `${show(apiVersion)} has no kind ${show(kind)} in Kubernetes ${release}`,
    help: ({ nearest }) => didYouMean(nearest, 'see `kubectl api-resources` for the kinds of a group'),
  }),
  'manifest/unreadable': wrong<{ file: string; line: number; column: number; why: Phrase }>({
    title: 'A manifest file cannot be read as YAML.',
    message: ({ file, line, column, why }) => `${barePath(file)}:${line}:${column} cannot be read: ${why}`,
    help: () => 'mend the file at this place',
  }),
  'manifest/not-an-object': wrong<{ file: string; line: number; found: unknown }>({
    title: 'A document of a manifest file is not a Kubernetes object.',
    message: ({ file, line, found }) => `${barePath(file)}:${line} holds no Kubernetes object: expected a map with apiVersion and kind, found ${show(found)}`,
    help: () => 'name files of Kubernetes objects only: no values of charts, no templates, no lists of plain values',
  }),
};
