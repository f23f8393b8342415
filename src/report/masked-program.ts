import { columnAfter, type MaskedLine, type Move } from './masked-data';

const quoted = /(["'`])(?:\\.|(?!\1).)*\1?/g;
/** Fields whose values say where or what something is, and none of what a secret holds. */
const field = /(?:^|[{,(\s])["']?(?:apiVersion|host|image|kind|mountPath|name|namespace|path|schedule|size|storageClass|type)["']?\s*:\s*$/;
/** The name of what is made, and arguments that name something. */
const argument = /(?:\bnew [\w.]+\(\s*[\w.]+,|\.(?:existing\(\s*[\w.]+,|suppress\((?:\s*["'][^"']*["'],)?|key\(|port\())\s*$/;
const longest = 100_000;
const nearby = 120;

/** A line of a program without the texts in it, but for those that only name something: an ellipsis stands for each. */
export function maskedProgram(text: string): MaskedLine {
  if (text.length > longest) return { text: '…', columnOf: () => 0 };
  const moves: Move[] = [];
  let [masked, at] = ['', 0];
  for (const { 0: part, 1: quote, index } of text.matchAll(quoted)) {
    masked += text.slice(at, index);
    moves.push({ from: index, to: masked.length });
    const before = text.slice(Math.max(0, index - nearby), index);
    masked += field.test(before) || argument.test(before) ? part : `${quote!}…${quote!}`;
    at = index + part.length;
    moves.push({ from: at, to: masked.length });
  }
  return { text: masked + text.slice(at), columnOf: (column) => columnAfter(moves, column) };
}
