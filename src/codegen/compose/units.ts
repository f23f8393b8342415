/** `90s`, `1m30s`, `500ms`, `2h` in whole seconds, at least one; `undefined` for what is no time. */
export function seconds(duration: string): number | undefined {
  const parts = [...duration.matchAll(/(\d+(?:\.\d+)?)(h|ms|us|µs|ns|m|s)/g)];
  if (parts.length === 0 || parts.map(([text]) => text).join('') !== duration.trim()) return undefined;
  const of: { readonly [unit: string]: number } = { 'h': 3600, 'm': 60, 's': 1, 'ms': 1e-3, 'us': 1e-6, 'µs': 1e-6, 'ns': 1e-9 };
  return Math.max(1, Math.ceil(parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * of[unit!]!, 0) - 1e-9));
}

/** `512m`, `1.5gb`, `64k`, `1024` as an amount of Kubernetes: compose counts in powers of 1024. */
export function bytes(size: string): string | undefined {
  const match = /^(\d+(?:\.\d+)?)\s*(b|k|kb|kib|m|mb|mib|g|gb|gib|t|tb|tib)?$/i.exec(size.trim());
  if (match === null) return undefined;
  const [, amount, unit = 'b'] = match;
  const suffix = unit[0]!.toLowerCase() === 'b' ? '' : `${unit[0]!.toUpperCase()}i`;
  return amount!.includes('.') && suffix === '' ? undefined : `${amount}${suffix}`;
}

/** Words of a command line as a shell tells them apart, without anything else of a shell. */
export function shellWords(line: string): readonly string[] {
  const words: string[] = [];
  let word: string | undefined;
  for (let at = 0; at < line.length; at++) {
    const character = line[at]!;
    if (/\s/.test(character)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (character === '\'') {
      const end = line.indexOf('\'', at + 1);
      word = (word ?? '') + line.slice(at + 1, end < 0 ? undefined : end);
      at = end < 0 ? line.length : end;
    } else if (character === '"') {
      word ??= '';
      for (at++; at < line.length && line[at] !== '"'; at++) {
        if (line[at] === '\\' && /["\\$`\n]/.test(line[at + 1] ?? '')) at++;
        word += line[at];
      }
    } else if (character === '\\' && at + 1 < line.length) {
      at++;
      word = (word ?? '') + (line[at] === '\n' ? '' : line[at]!);
    } else {
      word = (word ?? '') + character;
    }
  }
  if (word !== undefined) words.push(word);
  return words;
}

/** A name as Kubernetes takes it: lower case, digits and hyphens. */
export function dnsLabel(text: string, fallback = 'app'): string {
  const label = text.toLowerCase().replace(/[^a-z0-9-]+/g, '-').replace(/^[^a-z]+/, '').slice(0, 52).replace(/-+$/, '');
  return label === '' ? fallback : label;
}
