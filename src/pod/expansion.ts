/** What Kubernetes finds in a text that it expands: an environment variable's value, a word of a command. */
export interface Expansion {
  /** Names that stand in `$(…)`, in order. */
  readonly names: readonly string[];
  /** Whether a `$$` stands there that becomes `$` and does not keep a `$(` from being a reference. */
  readonly dollarPair: boolean;
}

const nothing: Expansion = { names: [], dollarPair: false };

/**
 * Reads a text as the kubelet does: `$(NAME)` is a reference, `$$` one dollar sign, every other `$` itself.
 * @see https://github.com/kubernetes/kubernetes/blob/master/third_party/forked/golang/expansion/expand.go
 */
export function expansionOf(text: string): Expansion {
  let at = text.indexOf('$');
  if (at < 0) return nothing;
  const names: string[] = [];
  let dollarPair = false;
  while (at >= 0 && at + 1 < text.length) {
    const next = text[at + 1];
    let width = 2;
    if (next === '$') {
      // `$$(` is the way to write `$(`, and `$$$$` the way to write `$$`: both are meant.
      if (text[at + 2] === '$' && text[at + 3] === '$') width = 4;
      else if (text[at + 2] !== '(' && text[at + 2] !== '$') dollarPair = true;
    } else if (next === '(') {
      const end = text.indexOf(')', at + 2);
      if (end >= 0) {
        names.push(text.slice(at + 2, end));
        width = end + 1 - at;
      }
    }
    at = text.indexOf('$', at + width);
  }
  return { names, dollarPair };
}

/** Writes a text so that the container gets exactly it, whatever stands beside it. */
export function exactly(text: string): string {
  return text.includes('$') ? text.replace(/\$/g, '$$$$') : text;
}
