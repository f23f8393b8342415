/** A definition that has a problem, and the same one mended. `app` and `shop`, a bundle, are there. */
export interface DefinitionExample {
  /** TypeScript. */
  readonly wrong: string;
  readonly right: string;
}

/** Examples of the codes that definitions report. */
export const definitionExamples: { readonly [code: string]: DefinitionExample } = {};
