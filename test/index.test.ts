import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as kubeloom from '../src/index';

const SOURCES = resolve(__dirname, '../src');

/** Names of the functions that the files of a folder export, by a pattern. */
function functionsIn(folder: string, pattern: RegExp): string[] {
  const files = readdirSync(join(SOURCES, folder), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const names = files.flatMap((file) => [...readFileSync(join(SOURCES, folder, file), 'utf8').matchAll(pattern)].map(([, name]) => name!));
  return [...new Set(names)].sort();
}

describe('the SDK', () => {
  it('has the pure function of every kind of definition', () => {
    const builders = functionsIn('.', /^export function (build\w+)/gm).filter((name) => name !== 'buildPure');
    expect(builders.length).toBeGreaterThan(20);
    expect(builders.filter((name) => !(name in kubeloom))).toEqual([]);
  });

  it('has every volume backend', () => {
    const backends = functionsIn('storage/backends', /^export function (\w+)/gm).filter((name) => name !== 'csiSource');
    expect(backends.length).toBeGreaterThan(15);
    expect(backends.filter((name) => !(name in kubeloom))).toEqual([]);
  });

  it('keeps what makes it work to itself', () => {
    expect(Object.keys(kubeloom).filter((name) => /^(normalize|check|apply|load|read)[A-Z]/.test(name))).toEqual([]);
  });
});
