import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../..');

type Versions = Readonly<Record<string, string>>;

interface PackageJson {
  readonly dependencies: Versions;
  readonly peerDependencies: Versions;
  readonly devDependencies: Versions;
}

const text = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const pkg = JSON.parse(text('package.json')) as PackageJson;

/** The packages that the table under a heading names. */
function packagesUnder(heading: string): readonly string[] {
  const section = text('docs/dependencies.md').split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
  return [...section.matchAll(/^\| `([^`]+)` \| \S/gm)].map(([, name]) => name as string).sort();
}

describe('docs/dependencies.md', () => {
  it.each([
    ['At run time', pkg.dependencies],
    ['From the user', pkg.peerDependencies],
    ['For development', pkg.devDependencies],
  ])('has a line for each package, and no other: %s', (heading, versions) => {
    expect(packagesUnder(heading)).toEqual(Object.keys(versions).sort());
  });
});

describe('README.md', () => {
  it('names each package that an installation brings along, and no other', () => {
    const [, sentence = ''] = /and brings (.*?) along/s.exec(text('README.md')) ?? [];
    expect([...sentence.matchAll(/`([^`]+)`/g)].map(([, name]) => name).sort()).toEqual(Object.keys(pkg.dependencies).sort());
  });
});

interface Locked {
  readonly optionalDependencies?: Versions;
}

describe('package-lock.json', () => {
  it('names no registry, so that npm asks the one that is configured', () => {
    expect(text('package-lock.json')).not.toMatch(/"resolved": *"http/);
  });

  it('has the builds of each package for every platform, or npm ci refuses it', () => {
    const { packages } = JSON.parse(text('package-lock.json')) as { readonly packages: Readonly<Record<string, Locked>> };
    const locked = new Set(Object.keys(packages).map((path) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)));
    const missing = Object.values(packages)
      .flatMap(({ optionalDependencies = {} }) => Object.keys(optionalDependencies))
      .filter((name) => !locked.has(name));
    expect(missing).toEqual([]);
  });
});
