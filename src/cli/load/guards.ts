import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';

/** Files that are no part of a program and decide all the same how it is compiled: of each folder above its files. */
export function guardsOf(sources: readonly string[], tsconfig: string | undefined): Set<string> {
  const guards = new Set<string>();
  const folders = new Set<string>();
  for (const source of sources) {
    for (let folder = dirname(source); !folders.has(folder); folder = dirname(folder)) {
      folders.add(folder);
      guards.add(join(folder, 'tsconfig.json')).add(join(folder, 'package.json'));
      if (existsSync(join(folder, '.git')) || dirname(folder) === folder) break;
    }
  }
  if (tsconfig !== undefined) guards.add(tsconfig);
  for (const guard of guards) if (!guard.endsWith('package.json')) for (const base of extendedBy(guard)) guards.add(base);
  return guards;
}

/** What a `tsconfig.json` extends; the set that it is added to is walked on. */
function extendedBy(config: string): string[] {
  let text: string;
  try {
    text = readFileSync(config, 'utf8');
  } catch {
    return [];
  }
  const found = /"extends"\s*:\s*("[^"]*"|\[[^\]]*\])/.exec(text)?.[1] ?? '';
  return [...found.matchAll(/"([^"]*)"/g)].flatMap(([, name]) => {
    try {
      if (!name!.startsWith('.') && !name!.startsWith('/')) return [createRequire(config).resolve(name!)];
      const path = resolve(dirname(config), name!);
      return [path.endsWith('.json') ? path : `${path}.json`];
    } catch {
      return [];
    }
  });
}
