/** Stands for what nobody shall read. */
export const hidden = '<hidden>';
/** The only parts of a Secret that anybody may read. */
const open: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata', 'type', 'immutable']);
const topKey = /^(?:([A-Za-z]+)|"([A-Za-z]+)"|'([A-Za-z]+)')\s*:/;
const innerKey = /^(\s+(?:- )?)("[^"]*"|'[^']*'|[^\s"':#{}[\]][^:{}[\]]*):(?=\s|$)/;
const isSecret = /^(?:kind|"kind"|'kind')\s*:\s*["']?Secret["']?\s*(?:#.*)?$/;
/** What `kubectl apply` leaves on an object: all of it once more. */
const copyOfAll = 'last-applied-configuration';

/**
 * The lines of a file with the values of Secrets hidden, line by line, keys left. The file may have been edited by hand, so
 * that whatever has not the usual form is hidden as a whole: rather too much than a value.
 */
export function hideSecrets(path: string, lines: readonly string[]): readonly string[] {
  if (!lines.some((line) => line.includes('Secret'))) return lines;
  return path.endsWith('.json') ? hideInJson(lines) : documentsOf(lines).flatMap(hideInDocument);
}

/** Each with the separator before it. */
function documentsOf(lines: readonly string[]): string[][] {
  const documents: string[][] = [[]];
  for (const line of lines) {
    if (/^---(\s|$)/.test(line)) documents.push([line]);
    else documents.at(-1)!.push(line);
  }
  return documents;
}

function hideInDocument(lines: readonly string[]): readonly string[] {
  if (!lines.some((line) => line.includes('Secret'))) return lines;
  const isPlain = lines.every((line) => line === '' || /^[\s#]/.test(line) || /^---\s*$/.test(line) || line.startsWith('\\ No newline') || topKey.test(line) || /^- /.test(line));
  const kinds = lines.filter((line) => /^(?:kind|"kind"|'kind')\s*:/.test(line));
  // No Secret, and nothing that could hold one: a List, an object in one line, or text that only looks like YAML.
  if (isPlain && kinds.length === 1 && !isSecret.test(kinds[0]!) && !/List\b/.test(kinds[0]!)) return lines;
  if (!isPlain || kinds.length !== 1 || !isSecret.test(kinds[0]!)) return lines.map((line) => (isHarmless(line) ? line : hidden));
  let section: string | undefined;
  let copyIndent: number | undefined;
  return lines.map((line) => {
    const key = topKey.exec(line);
    if (key !== null) {
      section = key[1] ?? key[2] ?? key[3];
      copyIndent = undefined;
      if (open.has(section!)) return line;
      return line.slice(key[0].length).trim() === '' ? line : `${key[0]} ${hidden}`;
    }
    if (isHarmless(line)) return line;
    if (section !== undefined && open.has(section)) {
      const indent = line.search(/\S/);
      if (copyIndent !== undefined && indent > copyIndent) return `${' '.repeat(indent)}${hidden}`;
      copyIndent = line.includes(copyOfAll) ? indent : undefined;
      return copyIndent === undefined ? line : hideValue(line);
    }
    return hideValue(line);
  });
}

function isHarmless(line: string): boolean {
  return line.trim() === '' || /^---\s*$/.test(line) || line.startsWith('\\ No newline') || line.startsWith('# Made by Kubeloom');
}

function hideValue(line: string): string {
  const key = innerKey.exec(line);
  if (key === null) return `${' '.repeat(Math.max(0, line.search(/\S/)))}${hidden}`;
  return line.slice(key[0].length).trim() === '' ? line : `${key[0]} ${hidden}`;
}

/** Maps named `data` and `stringData`, of ConfigMaps as well; a file that is not written as we write it, whole. */
function hideInJson(lines: readonly string[]): readonly string[] {
  if (lines.some((line) => /[{,]\s*"/.test(line.trim()) || line.length > 100_000)) return lines.map(() => hidden);
  let closing: string | undefined;
  return lines.map((line) => {
    if (closing !== undefined) {
      if (line.startsWith(closing)) closing = undefined;
      else return line.replace(/^(\s*"(?:[^"\\]|\\.)*"\s*:\s*).*?(,?)$/, `$1"${hidden}"$2`);
      return line;
    }
    const start = /^(\s*)"(data|stringData)"\s*:\s*\{\s*$/.exec(line);
    if (start !== null) closing = `${start[1]}}`;
    return line.includes(copyOfAll) ? line.replace(/:.*$/, `: "${hidden}"`) : line;
  });
}
