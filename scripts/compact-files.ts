/**
 * The data files of releases: the newest in full, each older one as what differs from the next newer one.
 */
import type { CompactHeader, CompactRelease, CompactType } from './compact-release';

type TypeLine = readonly [name: string, type: CompactType | null];

/** Text of every release's file, the newest first. */
export function printReleases(releases: readonly CompactRelease[]): Map<string, string> {
  const files = new Map<string, string>();
  let newer: CompactRelease | undefined;
  for (const release of [...releases].sort(newestFirst)) {
    const full = newer === undefined ? release : withRemovedKinds(release, newer);
    files.set(release.header.release, printRelease(full, newer));
    newer = full;
  }
  return files;
}

/** The inverse of `printReleases`. */
export function readReleases(files: readonly string[]): CompactRelease[] {
  const parsed = files.map((text) => {
    const [header = '', ...lines] = text.trimEnd().split('\n');
    return { header: JSON.parse(header) as CompactHeader, types: lines.map((line) => JSON.parse(line) as TypeLine) };
  });
  const releases: CompactRelease[] = [];
  for (const { header, types } of parsed.sort(newestFirst)) {
    const all = new Map(releases.at(-1)?.types);
    for (const [name, type] of types) {
      if (type === null) {
        all.delete(name);
      } else {
        all.set(name, type);
      }
    }
    releases.push({ header, types: all });
  }
  return releases;
}

function printRelease(release: CompactRelease, newer: CompactRelease | undefined): string {
  const lines = [JSON.stringify(release.header)];
  for (const name of [...new Set([...release.types.keys(), ...(newer?.types.keys() ?? [])])].sort()) {
    const type = release.types.get(name) ?? null;
    if (newer === undefined || JSON.stringify(newer.types.get(name) ?? null) !== JSON.stringify(type)) {
      lines.push(JSON.stringify([name, type]));
    }
  }
  return `${lines.join('\n')}\n`;
}

/** A kind that a newer release knows as removed was removed in an older one too, should its definitions lack it. */
function withRemovedKinds(release: CompactRelease, newer: CompactRelease): CompactRelease {
  const { kinds } = release.header;
  const known = new Set(Object.values(kinds).flatMap((ofStatus) => Object.keys(ofStatus)));
  const served = new Set(Object.keys({ ...kinds.on, ...kinds.off }).map(apiVersionOf));
  const missing = Object.entries(newer.header.kinds.removed)
    .filter(([kind]) => !known.has(kind) && !served.has(apiVersionOf(kind)) && release.header.undescribed?.includes(apiVersionOf(kind)) !== true);
  if (missing.length === 0) {
    return release;
  }
  const types = new Map(release.types);
  const add = (name: string): void => {
    const type = newer.types.get(name);
    if (type === undefined || types.has(name)) {
      return;
    }
    types.set(name, type);
    for (const text of Object.values(type.fields ?? {})) {
      add(text.replace(/^([[{][^\]}]*[\]}])+/, ''));
    }
  };
  for (const [, name] of missing) {
    add(name);
  }
  const removed = Object.fromEntries(Object.entries({ ...kinds.removed, ...Object.fromEntries(missing) }).sort(([, a], [, b]) => (a < b ? -1 : 1)));
  return { header: { ...release.header, kinds: { ...kinds, removed } }, types };
}

function apiVersionOf(kind: string): string {
  return kind.slice(0, kind.lastIndexOf('/'));
}

function newestFirst(a: { readonly header: CompactHeader }, b: { readonly header: CompactHeader }): number {
  const [majorA = 0, minorA = 0] = a.header.release.split('.').map(Number);
  const [majorB = 0, minorB = 0] = b.header.release.split('.').map(Number);
  return majorB - majorA || minorB - minorA;
}
