import { existsSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';

/*
 * A YAML file that this package wrote says so in its first line, so that no list of files has to be kept and committed: two
 * branches that add a file each do not conflict. There is no date, digest or version in it, for the same reason.
 */

const mark = '# Made by Kubeloom';
const rest = '. Changes to this file are overwritten.';
/** Enough of a file to find the mark. */
export const markLength = mark.length + 1;

/** Whether a text, or its beginning, says that this package wrote it. */
export function isMarked(text: string): boolean {
  return text.startsWith(mark) && /^(?: from |\.)/.test(text.slice(mark.length, mark.length + 6));
}

/**
 * The first line of a file.
 * @param source absolute path of the file of the program that it was made from
 */
export function markLine(source: string | undefined): string {
  return `${mark}${source === undefined ? '' : ` from ${sourceName(source)}`}${rest}\n`;
}

/** The text behind the first line of a file that this package wrote. */
export function withoutMark(text: string): string {
  return isMarked(text) ? text.slice(text.indexOf('\n') + 1) : text;
}

/** The file of the folder that lists, by names alone, what is ours and has no place for a comment: JSON. */
export const listName = '.kubeloom';

const names = new Map<string, string>();

/** A path that is the same wherever the project lies and whoever runs it: relative to the nearest `package.json`. */
function sourceName(source: string): string {
  let name = names.get(source);
  if (name === undefined) {
    const root = packageOf(dirname(source));
    const path = root === undefined ? basename(source) : relative(root, source).split(sep).join('/');
    names.set(source, (name = path.replace(notInComment, '?')));
  }
  return name;
}

/** What would end the line for some reader, or has no place in YAML. */
const notInComment = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff\p{Surrogate}]/gu;
const packages = new Map<string, string | undefined>();

function packageOf(folder: string): string | undefined {
  if (!packages.has(folder)) {
    const above = dirname(folder);
    packages.set(folder, existsSync(join(folder, 'package.json')) ? folder : above === folder ? undefined : packageOf(above));
  }
  return packages.get(folder);
}
