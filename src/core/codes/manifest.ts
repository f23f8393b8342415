import { show } from '../show';
import { wrong } from './code';

/** Manifest files that are included. */
export const manifestCodes = {
  'manifest/unreadable': wrong<{ file: string; line: number; column: number; why: string }>({
    title: 'A manifest file cannot be read as YAML.',
    message: ({ file, line, column, why }) => `${file}:${line}:${column} cannot be read: ${why}`,
  }),
  'manifest/not-an-object': wrong<{ file: string; line: number; found: unknown }>({
    title: 'A document of a manifest file is not a Kubernetes object.',
    message: ({ file, line, found }) => `${file}:${line} holds no Kubernetes object: expected a map with apiVersion and kind, found ${show(found)}`,
  }),
};
