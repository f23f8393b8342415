/** `HTTPRoute` as `http-route`. */
export function kebabCase(kind: string): string {
  return fileName(kind.replace(/([a-z0-9])([A-Z])/g, '$1-$2').replace(/([A-Z])([A-Z][a-z])/g, '$1-$2'));
}

/** The folder of the kinds of a group. */
export function groupFolder(group: string): string {
  return fileName(group);
}

/** How the names of files end that hold what a check of values needs of a definition. */
export const DEFINITION_ENDING = '.crd.json';

/** A text as the name of a file or folder, on every system. */
export function fileName(text: string): string {
  const name = text.toLowerCase().replace(/[^a-z0-9.-]+/g, '-').replace(/^[.-]+|[.-]+$/g, '');
  return name === '' ? 'unnamed' : name;
}
