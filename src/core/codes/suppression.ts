import { listedBare, show } from '../show';
import { didYouMean, wrong } from './code';

/** Findings that a definition accepts. */
export const suppressionCodes = {
  'suppression/no-object': wrong<{ kind: string; known: readonly string[]; nearest?: string | undefined }>({
    title: 'A finding is suppressed in an object that the definition does not make.',
    message: ({ kind, known }) => `this definition makes no ${show(kind)}; it makes ${listedBare(known)}`,
    help: ({ nearest }) => didYouMean(nearest, 'name the kind of an object that it makes'),
  }),
};
