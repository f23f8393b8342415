import { checkMap, entriesOf, type PlainMap } from '../core/checks';
import { checkAnnotations, checkLabels } from '../core/labels';
import { checkName, dataKey } from '../core/names';
import type { Problems } from '../core/problems';

/** What an operator makes of the values before they become a Secret. */
export interface SecretTemplate<K extends string = string> {
  /**
   * Values made of the others, by Go templates: `'mysql://{{ .user }}:{{ .password }}@db'`.
   * @default - the values as they are
   */
  readonly data?: { readonly [P in K]?: string | undefined } | undefined;
  /** Labels of the Secret. @default - none */
  readonly labels?: { readonly [key: string]: string } | undefined;
  /** Annotations of the Secret. @default - none */
  readonly annotations?: { readonly [key: string]: string } | undefined;
}

/** Values by key that the operator makes: Go templates. */
export function readTemplateData(problems: Problems, data: unknown): { [key: string]: string } | undefined {
  if (data === undefined || !checkMap(problems, data, 'a map of keys to templates')) return undefined;
  const result: { [key: string]: string } = {};
  for (const [key, value] of entriesOf<unknown>(problems, data)) {
    if (!checkName(problems.at(key), dataKey, 'key', key)) continue;
    if (typeof value === 'string') result[key] = value;
    else problems.at(key).report('value/wrong-type', { expected: 'a template, as a text', found: value });
  }
  return result;
}

/** Labels and annotations of the Secret that an operator makes. */
export function readTemplateMetadata(problems: Problems, template: PlainMap): { labels?: object; annotations?: object } | undefined {
  const { labels, annotations } = template;
  if (labels === undefined && annotations === undefined) return undefined;
  return {
    ...(labels !== undefined && checkLabels(problems.at('labels'), labels) ? { labels } : undefined),
    ...(annotations !== undefined && checkAnnotations(problems.at('annotations'), annotations) ? { annotations } : undefined),
  };
}
