import fs, {
  chmodSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { compareOutput } from '../../../src/synth/output/compare-output';
import { markLine } from '../../../src/synth/output/ownership';
import { planWrite } from '../../../src/synth/output/plan-write';
import { writeOutput } from '../../../src/synth/output/write-output';
import type { WriteOptions, WritePlan } from '../../../src/synth/output/write-plan';
import { filesIn } from './killed';

let top: string;
let folder: string;
beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), 'kubeloom-write-'));
  folder = join(top, 'dist');
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(top, { recursive: true, force: true });
});

const ours = (text: string): string => `${markLine(undefined)}---\n${text}\n`;

function files(entries: { readonly [path: string]: string }): Map<string, string> {
  return new Map(Object.entries(entries));
}

/** Puts files into the output folder, as somebody else would. */
function put(entries: { readonly [path: string]: string }): void {
  for (const [path, text] of Object.entries(entries)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

function contents(): { [path: string]: string } {
  return Object.fromEntries(filesIn(folder).map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

/** Writes, and expects that the plan had said what is done. */
function write(entries: { readonly [path: string]: string }, options?: WriteOptions): WritePlan {
  const planned = planWrite(folder, files(entries), options);
  const done = writeOutput(folder, files(entries), options);
  expect(done).toEqual(planned);
  return done;
}

function codes({ diagnostics }: { readonly diagnostics: WritePlan['diagnostics'] }): string[] {
  return diagnostics.map(({ code }) => code);
}

const nothingElse = { added: [], changed: [], unchanged: [], removed: [], diagnostics: [] };

describe('what is written', () => {
  test('is added, changed, left alone or removed as the program says', () => {
    expect(write({ 'a.yaml': ours('1'), 'b/c.yaml': ours('1'), 'd.yaml': ours('1') })).toEqual({ ...nothingElse, added: ['a.yaml', 'b/c.yaml', 'd.yaml'] });
    expect(write({ 'a.yaml': ours('2'), 'd.yaml': ours('1'), 'e.yaml': ours('1') })).toEqual({
      ...nothingElse, added: ['e.yaml'], changed: ['a.yaml'], unchanged: ['d.yaml'], removed: ['b/c.yaml'],
    });
    expect(contents()).toEqual({ 'a.yaml': ours('2'), 'd.yaml': ours('1'), 'e.yaml': ours('1') });
    // A folder that held nothing else goes with its last file.
    expect(existsSync(join(folder, 'b'))).toBe(false);
  });

  test('does not touch a file, nor the folder, where nothing changes', () => {
    write({ 'a.yaml': ours('1') });
    utimesSync(join(folder, 'a.yaml'), 1, 1);
    utimesSync(folder, 1, 1);
    expect(write({ 'a.yaml': ours('1') }).unchanged).toEqual(['a.yaml']);
    expect([statSync(join(folder, 'a.yaml')).mtimeMs, statSync(folder).mtimeMs]).toEqual([1000, 1000]);
  });

  test('makes the folder, also for nothing at all', () => {
    expect(write({})).toEqual(nothingElse);
    expect(statSync(folder).isDirectory()).toBe(true);
  });

  test('keeps the permissions of a file', () => {
    write({ 'a.yaml': ours('1') });
    chmodSync(join(folder, 'a.yaml'), 0o600);
    write({ 'a.yaml': ours('2') });
    expect(statSync(join(folder, 'a.yaml')).mode & 0o777).toBe(0o600);
  });

  test('of a part of the bundles leaves the others', () => {
    write({ 'a.yaml': ours('1'), 'b.yaml': ours('1'), 'c.json': '{}' });
    expect(write({ 'a.yaml': ours('2') }, { complete: false })).toEqual({ ...nothingElse, changed: ['a.yaml'], unchanged: ['.kubeloom'] });
    expect(filesIn(folder)).toEqual(['.kubeloom', 'a.yaml', 'b.yaml', 'c.json']);
  });

  test('may stand in a folder that is itself a link', () => {
    mkdirSync(join(top, 'real'));
    symlinkSync(join(top, 'real'), folder);
    write({ 'a.yaml': ours('1') });
    expect(filesIn(join(top, 'real'))).toEqual(['a.yaml']);
    expect(lstatSync(folder).isSymbolicLink()).toBe(true);
  });
});

describe('files that somebody else wrote', () => {
  test.each<[string, { readonly [path: string]: string }]>([
    ['YAML without our first line', { 'theirs.yaml': 'a: 1\n' }],
    ['a note', { 'README.md': '# Notes\n' }],
    ['our first line behind another one', { 'copy.yaml': `# copied\n${ours('1')}` }],
    ['nearly our first line', { 'other.yaml': '# Made by Kubeloomx\n' }],
    ['JSON', { 'theirs.json': '{}\n' }],
    ['an empty file', { 'empty.yaml': '' }],
    ['hidden folders', { '.git/ours.yaml': ours('1') }],
    ['node_modules', { 'node_modules/ours.yaml': ours('1') }],
    ['folders deeper than any output', { 'a/b/c/ours.yaml': ours('1') }],
  ])('stay: %s', (_name, theirs) => {
    put(theirs);
    expect(write({ 'a.yaml': ours('1') }).removed).toEqual([]);
    expect(contents()).toEqual({ ...theirs, 'a.yaml': ours('1') });
  });

  test('are not overwritten unless told to be; then nothing is written at all', () => {
    put({ 'b.yaml': 'theirs: 1\n' });
    const wanted = { 'a.yaml': ours('1'), 'b.yaml': ours('1') };
    const { diagnostics } = write(wanted);
    expect(diagnostics).toMatchObject([{ code: 'output/not-ours', layer: 'output', severity: 'error', args: { file: join(folder, 'b.yaml') } }]);
    expect(contents()).toEqual({ 'b.yaml': 'theirs: 1\n' });
    expect(write(wanted, { overwrite: true })).toEqual({ ...nothingElse, added: ['a.yaml'], changed: ['b.yaml'] });
    expect(contents()).toEqual(wanted);
  });

  test('become ours where nothing but our first line is missing', () => {
    put({ 'a.yaml': 'a: 1\n---\nb: 1\n' });
    expect(write({ 'a.yaml': `${markLine(undefined)}---\na: 1\n---\nb: 1\n` }).changed).toEqual(['a.yaml']);
  });

  test('are named where several are in the way', () => {
    put({ 'a.yaml': '1', 'b.yaml': '2' });
    expect(codes(write({ 'a.yaml': ours('1'), 'b.yaml': ours('1') }))).toEqual(['output/not-ours', 'output/not-ours']);
  });
});

describe('JSON, which has no comments', () => {
  test('is ours by a list of names, and nothing but names', () => {
    expect(write({ 'b.json': '{}', 'a/c.json': '{}' }).added).toEqual(['b.json', 'a/c.json', '.kubeloom']);
    expect(contents()['.kubeloom']).toBe('a/c.json\nb.json\n');
  });

  test('that is no longer produced is removed, and the list with the last of it', () => {
    write({ 'a.json': '{}', 'b.json': '{}' });
    put({ 'theirs.json': '{}' });
    expect(write({ 'b.json': '{}' })).toEqual({ ...nothingElse, changed: ['.kubeloom'], unchanged: ['b.json'], removed: ['a.json'] });
    expect(write({ 'b.yaml': ours('1') })).toEqual({ ...nothingElse, added: ['b.yaml'], removed: ['.kubeloom', 'b.json'] });
    expect(filesIn(folder)).toEqual(['b.yaml', 'theirs.json']);
  });

  test('that is not on the list is not ours', () => {
    write({ 'a.json': '{}' });
    put({ 'b.json': '[]' });
    expect(codes(write({ 'a.json': '{}', 'b.json': '{}' }))).toEqual(['output/not-ours']);
  });

  test('is on the list before it is there', () => {
    write({ 'a.json': '1' });
    const seen: (string | boolean)[][] = [];
    const original = renameSync;
    jest.spyOn(fs, 'renameSync').mockImplementation((from, to) => {
      original(from, to);
      seen.push([readFileSync(join(folder, '.kubeloom'), 'utf8'), existsSync(join(folder, 'b.json'))]);
    });
    writeOutput(folder, files({ 'b.json': '2' }));
    expect(seen).toEqual([['a.json\nb.json\n', false], ['a.json\nb.json\n', true], ['b.json\n', true]]);
  });
});

describe('what is in the way is said, and nothing is written', () => {
  const wanted = { 'a.yaml': ours('1'), 'cluster/b.yaml': ours('1') };

  test.each<[string, () => void, string[]]>([
    ['a file in place of the folder', () => writeFileSync(folder, 'text'), ['output/not-a-folder']],
    ['a file above the folder', () => {
      writeFileSync(join(top, 'file'), 'text');
      folder = join(top, 'file', 'dist');
    }, ['output/not-a-folder']],
    ['a file in place of a folder inside', () => put({ cluster: 'text' }), ['output/not-a-folder']],
    ['a folder in place of a file', () => put({ 'a.yaml/b': 'text' }), ['output/not-a-file']],
    ['a link to a folder outside', () => {
      put({ 'x': '' });
      symlinkSync(top, join(folder, 'cluster'));
    }, ['output/symlink']],
    ['a link to a folder inside', () => {
      put({ 'other/x': '' });
      symlinkSync('other', join(folder, 'cluster'));
    }, ['output/symlink']],
    ['a link to a file outside, be it one of ours', () => {
      put({ 'x': '' });
      writeFileSync(join(top, 'target.yaml'), ours('0'));
      symlinkSync('../target.yaml', join(folder, 'a.yaml'));
    }, ['output/symlink']],
    ['a link that leads nowhere', () => {
      put({ 'x': '' });
      symlinkSync('nowhere', join(folder, 'a.yaml'));
    }, ['output/symlink']],
  ])('%s', (_name, prepare, expected) => {
    prepare();
    const before = filesIn(top);
    expect(codes(write(wanted))).toEqual(expected);
    expect(filesIn(top)).toEqual(before);
  });

  test.each(['../a.yaml', 'b/../../a.yaml', '/a.yaml', './a.yaml', 'b//a.yaml', 'b/', '', '..', 'a\\..\\..\\b', 'a\0b'])('a name that leads out: %j', (path) => {
    expect(codes(write({ 'good.yaml': ours('1'), [path]: ours('1') }))).toEqual(['output/escapes']);
    expect(existsSync(folder)).toBe(false);
  });

  test('two names that are one where upper and lower case are the same', () => {
    expect(codes(write({ 'Shop.yaml': ours('1'), 'shop.yaml': ours('2') }))).toEqual(['output/collision']);
  });

  test('a folder in which nobody may write', () => {
    // The superuser may write anywhere; such a run is made as somebody else.
    mkdirSync(folder);
    chmodSync(top, 0o755);
    chmodSync(folder, 0o555);
    const said = asNobody(() => writeOutput(folder, files(wanted)));
    expect(said).toEqual([`output/not-writable ${folder}`]);
    expect(filesIn(folder)).toEqual([]);
  });

  test.each([
    ['ENOSPC', 'output/disk-full'], ['EDQUOT', 'output/disk-full'], ['EFBIG', 'output/disk-full'],
    ['EACCES', 'output/not-writable'], ['EROFS', 'output/not-writable'], ['EIO', 'output/not-writable'], ['EWHATEVER', 'output/not-writable'],
  ])('%s in the middle of writing', (code, expected) => {
    write({ 'a.yaml': ours('0') });
    const before = contents();
    const original = writeFileSync;
    let count = 0;
    jest.spyOn(fs, 'writeFileSync').mockImplementation((path, data, options) => {
      original(path, (data as string).slice(0, 5), options);
      if (++count === 2) throw Object.assign(new Error(code), { code, path });
    });
    expect(codes(writeOutput(folder, files({ ...wanted, 'c/d.yaml': ours('1') })))).toEqual([expected]);
    expect(contents()).toEqual(before);
    expect(existsSync(join(folder, 'cluster'))).toBe(false);
  });

  test('a folder that cannot be filled is not left behind', () => {
    jest.spyOn(fs, 'openSync').mockImplementation((path) => {
      throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC', path });
    });
    folder = join(top, 'not', 'there', 'yet');
    expect(writeOutput(folder, files(wanted)).diagnostics).toMatchObject([{ code: 'output/disk-full', args: { path: folder } }]);
    expect(filesIn(top)).toEqual([]);
    expect(existsSync(join(top, 'not'))).toBe(false);
  });

  test('a place that says of itself that it is not there', () => {
    // As /proc does: whatever is made in it is told to be missing, although it is there itself.
    const real = fs.mkdirSync;
    jest.spyOn(fs, 'mkdirSync').mockImplementation((path, options) => {
      if (String(path).startsWith(join(top, 'odd', 'x'))) throw Object.assign(new Error('ENOENT'), { code: 'ENOENT', path });
      return real(path, options);
    });
    mkdirSync(join(top, 'odd'));
    expect(codes(writeOutput(join(top, 'odd', 'x'), files(wanted)))).toEqual(['output/not-writable']);
  });

  test('a failure that is none of the file system is thrown', () => {
    jest.spyOn(fs, 'writeFileSync').mockImplementation(() => {
      throw new TypeError('odd');
    });
    expect(() => writeOutput(folder, files(wanted))).toThrow('odd');
  });
});

describe('where upper and lower case are the same', () => {
  test('a file of ours is spelt anew, not removed', () => {
    write({ 'Shop.yaml': ours('1') });
    const real = fs.existsSync;
    jest.spyOn(fs, 'existsSync').mockImplementation((path) => real(path) || real(String(path).replace('shop', 'Shop')));
    expect(writeOutput(folder, files({ 'shop.yaml': ours('2') }))).toEqual({ ...nothingElse, changed: ['shop.yaml'] });
    jest.restoreAllMocks();
    expect(contents()).toEqual({ 'shop.yaml': ours('2') });
  });

  test('a file of somebody else is in the way', () => {
    put({ 'Shop.yaml': 'theirs' });
    const real = fs.existsSync;
    jest.spyOn(fs, 'existsSync').mockImplementation((path) => real(path) || real(String(path).replace('shop', 'Shop')));
    expect(codes(writeOutput(folder, files({ 'shop.yaml': ours('2') })))).toEqual(['output/not-ours']);
  });

  test('otherwise they are two files', () => {
    put({ 'Shop.yaml': 'theirs' });
    if (existsSync(join(folder, 'shop.yaml'))) return;
    expect(write({ 'shop.yaml': ours('2') }).added).toEqual(['shop.yaml']);
  });
});

describe('two runs at once', () => {
  const startOf = (pid: number): string => (existsSync('/proc/1/stat') ? readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')[19]! : 'unknown');
  const machine = hostname().replace(/[^A-Za-z0-9.]/g, '_').slice(0, 60);

  test.each([
    ['another process that writes', `.kubeloom-held-1-${startOf(1)}-${machine}`],
    ['a process of another machine, just now', '.kubeloom-held-1-1-elsewhere'],
    ['another thread of this process', `.kubeloom-held-${process.pid}-${startOf(process.pid)}-${machine}`],
  ])('are told so: %s', (_name, lock) => {
    put({ [lock]: '' });
    const { diagnostics } = writeOutput(folder, files({ 'a.yaml': ours('1') }));
    expect(diagnostics).toMatchObject([{ code: 'output/busy', args: { folder } }]);
    expect(filesIn(folder)).toEqual([lock]);
  });

  test.each<[string, string]>([
    ['a process that is gone', `.kubeloom-held-999999999-1-${machine}`],
    // Without start times, a number is taken for the same process for a minute.
    ...(startOf(1) === 'unknown' ? [] : [['a process whose number another one has now', `.kubeloom-held-1-1-${machine}`] satisfies [string, string]]),
    ['a claim of a process that is gone', `.kubeloom-claim-999999999-1-${machine}`],
    ['an unreadable name', '.kubeloom-held-nobody'],
  ])('nobody waits for %s', (_name, lock) => {
    put({ [lock]: '', '.kubeloom-tmp-999999999-0': 'half', 'cluster/.kubeloom-tmp-999999999-1': 'half' });
    expect(writeOutput(folder, files({ 'a.yaml': ours('1') })).diagnostics).toEqual([]);
    expect(filesIn(folder)).toEqual(['a.yaml']);
  });

  test('nobody waits for another machine that was seen long ago', () => {
    put({ '.kubeloom-held-1-1-elsewhere': '' });
    utimesSync(join(folder, '.kubeloom-held-1-1-elsewhere'), 1, 1);
    expect(writeOutput(folder, files({ 'a.yaml': ours('1') })).diagnostics).toEqual([]);
  });

  test('what a killed run left is removed where nothing else changes', () => {
    write({ 'a.yaml': ours('1') });
    put({ '.kubeloom-tmp-999999999-0': 'half' });
    expect(write({ 'a.yaml': ours('1') }).unchanged).toEqual(['a.yaml']);
    expect(filesIn(folder)).toEqual(['a.yaml']);
  });

  test('a file that another run replaces while the folder is read is no problem', () => {
    write({ 'a.yaml': ours('1') });
    const real = fs.statSync;
    let vanished = 0;
    jest.spyOn(fs, 'statSync').mockImplementation(((path: string) => {
      if (!path.endsWith('a.yaml') || vanished >= 2) return real(path);
      vanished++;
      throw Object.assign(new Error('ENOENT'), { code: 'ENOENT', path });
    }) as never);
    expect(writeOutput(folder, files({ 'a.yaml': ours('2') }))).toEqual({ ...nothingElse, changed: ['a.yaml'] });
    expect(vanished).toBe(2);
  });

  test('nobody is asked where nothing changes', () => {
    write({ 'a.yaml': ours('1') });
    const rename = jest.spyOn(fs, 'openSync');
    expect(writeOutput(folder, files({ 'a.yaml': ours('1') })).diagnostics).toEqual([]);
    expect(rename).not.toHaveBeenCalledWith(expect.stringContaining('.kubeloom-'), expect.anything());
  });
});

describe('comparison', () => {
  test('tells what differs, with both texts, and writes nothing', () => {
    write({ 'a.yaml': ours('1'), 'b.yaml': ours('1'), 'c.yaml': ours('1') });
    const before = contents();
    expect(compareOutput(folder, files({ 'a.yaml': ours('1'), 'b.yaml': ours('2'), 'd.yaml': ours('1') }))).toEqual({
      differences: [
        { path: 'b.yaml', kind: 'changed', before: ours('1'), after: ours('2') },
        { path: 'd.yaml', kind: 'added', after: ours('1') },
        { path: 'c.yaml', kind: 'removed', before: ours('1') },
      ],
      diagnostics: [],
    });
    expect(contents()).toEqual(before);
  });

  test('looks again where another run just writes', () => {
    write({ 'a.yaml': ours('1') });
    const real = fs.readFileSync;
    let vanished = 0;
    jest.spyOn(fs, 'readFileSync').mockImplementation(((path: string, options: undefined) => {
      if (!String(path).endsWith('a.yaml') || vanished++ > 0) return real(path, options);
      throw Object.assign(new Error('ENOENT'), { code: 'ENOENT', path });
    }) as never);
    expect(compareOutput(folder, files({ 'a.yaml': ours('2') }))).toMatchObject({ differences: [{ path: 'a.yaml', kind: 'changed' }], diagnostics: [] });
  });

  test('of an absent folder says that all is missing, and makes none', () => {
    expect(compareOutput(folder, files({ 'a.yaml': ours('1') })).differences).toEqual([{ path: 'a.yaml', kind: 'added', after: ours('1') }]);
    expect(existsSync(folder)).toBe(false);
  });
});

/** Runs something as a user without rights; what it reports. */
function asNobody(run: () => WritePlan): string[] {
  const user = process.getuid?.();
  if (user !== 0) return report(run());
  process.seteuid!(65534);
  try {
    return report(run());
  } finally {
    process.seteuid!(0);
  }
}

function report({ diagnostics }: WritePlan): string[] {
  return diagnostics.map(({ code, args }) => `${code} ${String(args['path'])}`);
}
