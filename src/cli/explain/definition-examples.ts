import { catalogExamples } from './examples/catalog';
import type { DefinitionExamples } from './examples/example';
import { networkExamples } from './examples/network';
import { outputExamples } from './examples/output';
import { podExamples } from './examples/pods';
import { storageExamples } from './examples/storage';
import { valueExamples } from './examples/values';

/** Examples of the codes that definitions and their output report, each with the same one mended. */
export const definitionExamples: DefinitionExamples = {
  ...valueExamples, ...podExamples, ...networkExamples, ...storageExamples, ...outputExamples, ...catalogExamples,
};
