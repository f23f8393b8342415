/** What makes a path a pattern. */
const special = /[*?]/;

/** Whether a path is a pattern for several files. */
export function isGlob(path: string): boolean {
  return special.test(path);
}

// `deploy/**/*.yaml` is the folder `deploy`, and a pattern for what is below it.
/** Splits a pattern into the folder that holds all matches, and the pattern for the paths in it. */
export function splitGlob(path: string): { readonly folder: string; readonly pattern: string } {
  const parts = path.split('/');
  const first = parts.findIndex(isGlob);
  const folder = parts.slice(0, first).join('/');
  return { folder: folder === '' ? (path.startsWith('/') ? '/' : '.') : folder, pattern: parts.slice(first).join('/') };
}

/** A test for paths: `*` and `?` stay in a folder, `**` is any folders, also none. */
export function globTest(pattern: string): (path: string) => boolean {
  const source = pattern.replace(/\*\*\/|\*\*|[*?]|[^*?]+/g, (part) => {
    switch (part) {
      case '**/':
        return '(?:[^/]+/)*';
      case '**':
        return '.*';
      case '*':
        return '[^/]*';
      case '?':
        return '[^/]';
      default:
        return part.replace(/[\\^$.|+()[\]{}]/g, '\\$&');
    }
  });
  const test = new RegExp(`^${source}$`, 's');
  return (path) => test.test(path);
}
