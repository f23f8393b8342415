import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';

const ROOT = resolve(__dirname, '../..');

/** Loads a module in a process of its own, and tells which packages and parts of Node.js our own files asked for. */
const script = `
const { transformFileSync } = require('@swc/core');
const Module = require('node:module');
require.extensions['.ts'] = (module, file) => {
  const { code } = transformFileSync(file, { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } });
  module._compile(code, file);
};
const [own, entry] = process.argv.slice(1);
const asked = new Set();
const load = Module._load;
Module._load = function (request, parent, ...more) {
  if (parent?.filename?.startsWith(own) && !request.startsWith('.')) asked.add(request);
  return load.call(this, request, parent, ...more);
};
require(entry);
const files = Object.keys(require.cache).map((file) => file.replaceAll('\\\\', '/'));
console.log(JSON.stringify({ asked: [...asked].sort(), plus: files.filter((file) => file.includes('node_modules/cdk8s-plus-')) }));
`;

interface Loaded {
  readonly asked: readonly string[];
  readonly plus: readonly string[];
}

function loadedBy(entry: string): Loaded {
  const out = execFileSync(process.execPath, ['-e', script, '--', resolve(ROOT, 'src'), resolve(ROOT, entry)], { cwd: ROOT, encoding: 'utf8' });
  return JSON.parse(out) as Loaded;
}

describe('the start of a program', () => {
  it('loads cdk8s, constructs and what every program has: no parser, no hash, no compiler, no cdk8s-plus', () => {
    expect(loadedBy('src/index.ts')).toEqual({
      asked: ['cdk8s', 'constructs', 'node:fs', 'node:path', 'node:url', 'node:util'],
      plus: [],
    });
  });

  it('loads cdk8s-plus only with kubeloom/plus', () => {
    expect(loadedBy('src/plus/index.ts').plus).not.toEqual([]);
  });
});
