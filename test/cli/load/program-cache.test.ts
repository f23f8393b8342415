import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { BuildRequest } from '../../../src/cli/load/build-program';
import type { BuiltFile, BuiltModules } from '../../../src/cli/load/built-program';
import { keepProgram, readProgram } from '../../../src/cli/load/program-cache';

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'kubeloom-kept-')));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** Files that were there long before the program was compiled. */
function write(path: string, text: string, seconds = 1000): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
  utimesSync(join(root, path), seconds, seconds);
}

const paths = { 'main.ts': "import { a } from './lib';\nimport { b } from 'own';\n", 'lib/index.ts': "export const a = 'ü';\n", 'packages/own/src/index.ts': 'export const b = 1;\n' };

function program(): { readonly request: BuildRequest; readonly built: BuiltModules } {
  for (const [path, text] of Object.entries(paths)) write(path, text);
  write('package.json', '{ "name": "project" }');
  write('packages/own/package.json', '{ "name": "own" }');
  mkdirSync(join(root, 'node_modules'));
  symlinkSync(join(root, 'packages', 'own'), join(root, 'node_modules', 'own'));
  const entry = join(root, 'main.ts');
  const links: BuiltFile['links'] = { './lib': join(root, 'lib', 'index.ts'), 'own': join(root, 'packages', 'own', 'src', 'index.ts') };
  const files = new Map(Object.entries(paths).map(([path, text]) => {
    const file = join(root, path);
    return [file, { file, text, code: `"${path}"; // ü`, map: { sources: [file], mappings: 'AAAA' }, links: file === entry ? links : {}, esm: false }] as const;
  }));
  return { request: { entry, root, scratch: join(root, 'node_modules', '.cache', 'kubeloom'), cached: true }, built: { kind: 'modules', entry, files, data: [] } };
}

/** What was written just now may look the same when it is written again at once: its folders are believed a moment later. */
async function kept(): Promise<BuildRequest> {
  const { request, built } = program();
  await new Promise((done) => setTimeout(done, 150));
  keepProgram(request, built);
  return request;
}

describe('a compiled program that was kept', () => {
  test('is given as it was, with its maps and texts', async () => {
    const { request, built } = program();
    await new Promise((done) => setTimeout(done, 150));
    keepProgram(request, built);
    const found = readProgram(request)!;
    expect([found.kind, found.entry, found.data]).toEqual(['modules', built.entry, []]);
    expect([...found.files].map(([file, one]) => [file, { ...one, map: one.map, text: one.text }])).toEqual([...built.files]);
  });

  test.each<[string, () => void]>([
    ['a file changes', () => write('lib/index.ts', "export const a = 'x';\n", 2000)],
    ['a file changes and keeps its length and time', () => write('lib/index.ts', "export const a = 'y';\n")],
    ['a file goes away', () => rmSync(join(root, 'lib', 'index.ts'))],
    ['a file comes to stand before another', () => write('lib.ts', 'export const a = 2;\n')],
    ['the same, in the folder itself', () => write('lib/index.tsx', 'export const a = 2;\n')],
    ['there is a tsconfig.json all at once', () => write('tsconfig.json', '{}')],
    ['a package.json says another type', () => write('package.json', '{ "name": "project", "type": "module" }', 2000)],
    ['a package of the workspace is installed from elsewhere', () => {
      rmSync(join(root, 'node_modules', 'own'));
      write('node_modules/own/package.json', '{}');
    }],
    ['the link to it leads elsewhere', () => {
      mkdirSync(join(root, 'other'));
      symlinkSync(join(root, 'other'), join(root, 'node_modules', 'link'));
      renameSync(join(root, 'node_modules', 'link'), join(root, 'node_modules', 'own'));
    }],
  ])('is compiled anew when %s', async (_, change) => {
    const request = await kept();
    expect(readProgram(request)).toBeDefined();
    change();
    expect(readProgram(request)).toBeUndefined();
  });

  test('is another one for other options of the compiler', async () => {
    const request = await kept();
    expect(readProgram({ ...request, tsconfig: join(root, 'tsconfig.other.json') })).toBeUndefined();
  });

  test('is not used, nor kept, where nobody wants it', async () => {
    const request = await kept();
    expect(readProgram({ ...request, cached: false })).toBeUndefined();
    const { built } = { built: readProgram(request)! };
    rmSync(request.scratch!, { recursive: true });
    keepProgram({ ...request, cached: false }, built);
    expect(readProgram(request)).toBeUndefined();
  });

  test('is not kept where a configuration names several places for a path: a file could come to stand in the first', () => {
    const { request, built } = program();
    write('tsconfig.json', '{ "compilerOptions": { "paths": { "@lib/*": ["./over/*", "./lib/*"] } } }');
    keepProgram(request, built);
    expect(readProgram(request)).toBeUndefined();
  });

  test('and cannot be kept is no reason to fail', () => {
    const { request, built } = program();
    mkdirSync(join(root, 'node_modules', '.cache'), { recursive: true });
    writeFileSync(request.scratch!, '');
    expect(() => keepProgram(request, built)).not.toThrow();
    expect(readProgram(request)).toBeUndefined();
  });

  test('and cut off is as none', async () => {
    const request = await kept();
    const [name] = readdirSync(request.scratch!);
    const bytes = readFileSync(join(request.scratch!, name!));
    for (const broken of [Buffer.alloc(0), Buffer.from('{}\n'), bytes.subarray(0, 100)]) {
      writeFileSync(join(request.scratch!, name!), broken);
      expect(readProgram(request)).toBeUndefined();
    }
  });
});
