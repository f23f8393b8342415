import type { Particulars } from './particulars';

/** What the bundles of the templates do not tell, by the name of the template. */
export const TEMPLATES: { readonly [name: string]: Particulars } = {};
