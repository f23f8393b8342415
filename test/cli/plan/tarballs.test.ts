import { gzipSync } from 'node:zlib';
import { createTar } from 'nanotar';
import { filesInTarball } from '../../../src/cli/plan/manifests';

const tar = createTar([{ name: './a.yaml', data: 'a: 1\n' }, { name: 'sub' }, { name: 'sub/b.yaml', data: 'b: 2\n' }, { name: 'empty.yaml', data: '' }]);
const files = [['a.yaml', 'a: 1\n'], ['sub/b.yaml', 'b: 2\n']];

/** The same bytes as a part of larger memory, as Node.js hands out what it reads or expands. */
function within(bytes: Uint8Array): Uint8Array {
  const memory = new Uint8Array(bytes.length + 300).fill(7);
  memory.set(bytes, 200);
  return memory.subarray(200, 200 + bytes.length);
}

test.each([
  ['as it is', tar],
  ['compressed', gzipSync(tar)],
  ['as a part of larger memory', within(tar)],
  ['compressed, as a part of larger memory', within(gzipSync(tar))],
])('the files of a tarball, %s', (_, bytes) => {
  expect(filesInTarball(bytes).map(({ path, content }) => [path, Buffer.from(content).toString()])).toEqual(files);
});
