import fs, { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { writeOutput } from '../../../src/synth/output/write-output';
import { filesIn, halfWritten, killWriters, writeAtOnce } from './killed';
import { filesOf, smallFilesOf } from './two-versions';

const folders: string[] = [];
afterEach(() => jest.restoreAllMocks());
afterAll(() => {
  for (const folder of folders) rmSync(dirname(folder), { recursive: true, force: true });
});

const mutations = ['mkdirSync', 'openSync', 'writeFileSync', 'renameSync', 'rmSync', 'rmdirSync', 'chmodSync'] as const;

/** What `kill -9` leaves: from the given step on nothing changes on the disk any more, and no clean-up runs; of a text, half is there. */
function dieAt(step: number): { readonly dead: () => boolean } {
  let steps = 0;
  for (const name of mutations) {
    const real = fs[name] as (...args: readonly unknown[]) => unknown;
    jest.spyOn(fs, name).mockImplementation(((...args: readonly unknown[]) => {
      if (name === 'openSync' && args[1] === 'r') return real(...args);
      steps++;
      if (steps < step) return real(...args);
      if (steps === step && name === 'writeFileSync') real(args[0], (args[1] as string).slice(0, (args[1] as string).length / 2));
      throw new Error('killed');
    }) as never);
  }
  return { dead: () => steps >= step };
}

/** The lock of a process that was killed names a process that is gone. */
function buryLocks(folder: string): void {
  for (const name of fs.existsSync(folder) ? readdirSync(folder) : []) {
    const grave = name.replace(/^(\.kubeloom-(?:claim|held)-)\d+-/, '$1999999999-');
    if (grave !== name) renameSync(join(folder, name), join(folder, grave));
  }
}

test.each([
  ['an absent folder', undefined, 'old'], ['old ones', 'old', 'new'], ['new ones', 'new', 'old'], ['what a part of them left', 'new', 'part'],
])('a process that dies at any step of writing over %s leaves each file old or new, and stops nobody after it', (_name, before, after) => {
  const top = mkdtempSync(join(tmpdir(), 'kubeloom-steps-'));
  let step = 0;
  for (let done = false; !done;) {
    step++;
    const folder = join(top, String(step));
    folders.push(join(folder, '.'));
    if (before !== undefined) writeOutput(folder, smallFilesOf(before));
    const death = dieAt(step);
    try {
      writeOutput(folder, smallFilesOf(after));
      done = !death.dead();
    } catch (error) {
      expect(error).toEqual(new Error('killed'));
    }
    jest.restoreAllMocks();
    buryLocks(folder);
    expect(halfWritten(folder, [before ?? after, after].map(smallFilesOf))).toEqual([]);
    expect(writeOutput(folder, smallFilesOf(after)).diagnostics).toEqual([]);
    expect(filesIn(folder)).toEqual(['.kubeloom', ...smallFilesOf(after).keys()].sort());
    for (const [path, text] of smallFilesOf(after)) expect(readFileSync(join(folder, path), 'utf8')).toBe(text);
  }
  // Otherwise nothing was interrupted.
  expect(step).toBeGreaterThan(10);
});

// 200 of them: `npm run fuzz`.
test('a process that is killed leaves each file old or new, and stops nobody after it', async () => {
  const { folder, problems } = await killWriters(6, (kill) => kill * 2);
  folders.push(folder);
  expect(problems).toEqual([]);
  expect(writeOutput(folder, filesOf('new')).diagnostics).toEqual([]);
  expect(halfWritten(folder)).toEqual([]);
  expect(filesIn(folder)).toEqual(['.kubeloom', ...filesOf('new').keys()].sort());
}, 120_000);

test('processes that write at once wait for each other, or say that they cannot', async () => {
  const { folder, said } = await writeAtOnce(3, 8);
  folders.push(folder);
  for (const text of said) expect(text).toMatch(/^(?:output\/busy)*$/);
  expect([[...filesOf('old').keys()], [...filesOf('new').keys()]].map((names) => ['.kubeloom', ...names].sort())).toContainEqual(filesIn(folder));
  expect(halfWritten(folder)).toEqual([]);
}, 120_000);
