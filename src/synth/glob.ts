/** Whether a name fits a pattern: `*` stands for any part of a name, `?` for one character, `**` also reaches over `/`. */
export function matchesGlob(pattern: string, name: string): boolean {
  const source = pattern.replace(/\*\*|[*?]|[^*?]+/g, (part) => {
    if (part === '**') return '.*';
    if (part === '*') return '[^/]*';
    return part === '?' ? '[^/]' : part.replace(/[\\^$.|+()[\]{}]/g, '\\$&');
  });
  return new RegExp(`^${source}$`, 's').test(name);
}
