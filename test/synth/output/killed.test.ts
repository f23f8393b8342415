import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { writeOutput } from '../../../src/synth/output/write-output';
import { filesIn, halfWritten, killWriters, writeAtOnce } from './killed';
import { filesOf } from './two-versions';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(dirname(folder), { recursive: true });
});

test('a process that is killed 200 times leaves each file old or new, and stops nobody after it', async () => {
  // Two at a time, each in a folder of its own: a start of Node takes longer than what is tested.
  const results = await Promise.all([1, 2].map(() => killWriters(100, () => Math.random() * 12)));
  folders.push(...results.map(({ folder }) => folder));
  for (const { folder, problems } of results) {
    expect(problems).toEqual([]);
    expect(writeOutput(folder, filesOf('new')).diagnostics).toEqual([]);
    expect(halfWritten(folder)).toEqual([]);
    expect(filesIn(folder)).toEqual(['.kubeloom', ...filesOf('new').keys()].sort());
  }
}, 600_000);

test('processes that write at once wait for each other, or say that they cannot', async () => {
  const { folder, said } = await writeAtOnce(4, 15);
  folders.push(folder);
  for (const text of said) expect(text).toMatch(/^(?:output\/busy)*$/);
  expect([[...filesOf('old').keys()], [...filesOf('new').keys()]].map((names) => ['.kubeloom', ...names].sort())).toContainEqual(filesIn(folder));
  expect(halfWritten(folder)).toEqual([]);
}, 300_000);
