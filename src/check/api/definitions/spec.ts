import type { CustomResourceDefinition } from '../../../../generated/kubernetes';

/** What a definition says. */
export type DefinitionSpec = CustomResourceDefinition['spec'];
/** What a definition says of one version. */
export type DefinitionVersion = DefinitionSpec['versions'][number];
