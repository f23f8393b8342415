import { readFileSync } from 'node:fs';

it('reports the source line of an error', () => {
  const error = new Error('here');
  const line = /toolchain\.test\.ts:(\d+):/.exec(error.stack ?? '')?.[1];
  const source = readFileSync(__filename, 'utf8').split('\n');
  expect(source[Number(line) - 1]).toContain("new Error('here')");
});
