import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SourceTrace } from '../../src/core/source';

/** A trace whose stack is that of another program. */
function traceOf(...frames: readonly string[]): SourceTrace {
  const capture = jest.spyOn(Error, 'captureStackTrace').mockImplementation((holder) => {
    Object.assign(holder, { stack: ['Error', ...frames.map((frame) => `    at ${frame}`)].join('\n') });
  });
  try {
    return new SourceTrace();
  } finally {
    capture.mockRestore();
  }
}

const root = join(__dirname, '..', '..');

describe('the line that a user wrote', () => {
  test('is that of the caller', () => {
    const trace = new SourceTrace();
    expect(trace.location).toEqual({ file: __filename, line: 22, column: 19 });
  });

  test('is that of the caller of a function that is left out', () => {
    const define = (): SourceTrace => new SourceTrace(define);
    const trace = define();
    expect(trace.location).toMatchObject({ file: __filename, line: 28 });
  });

  test.each<[string, { frames: readonly string[]; want: string | undefined }]>([
    ['a bare path', { frames: ['/home/user/main.ts:3:7'], want: '/home/user/main.ts:3:7' }],
    ['a function', { frames: ['define (/home/user/main.ts:3:7)'], want: '/home/user/main.ts:3:7' }],
    ['a constructor', { frames: ['new Shop (/home/user/main.ts:3:7)'], want: '/home/user/main.ts:3:7' }],
    ['a method by another name', { frames: ['Shop.define [as build] (/home/user/main.ts:3:7)'], want: '/home/user/main.ts:3:7' }],
    ['an asynchronous function', { frames: ['async define (/home/user/main.ts:3:7)'], want: '/home/user/main.ts:3:7' }],
    ['an asynchronous module', { frames: ['async file:///home/user/main.ts:3:7'], want: '/home/user/main.ts:3:7' }],
    ['a module', { frames: ['file:///home/user%20one/main.mjs:3:7'], want: '/home/user one/main.mjs:3:7' }],
    ['a function of a module', { frames: ['define (file:///home/user/main.mjs:3:7)'], want: '/home/user/main.mjs:3:7' }],
    ['a Windows path', { frames: ['define (C:\\shop\\main.ts:3:7)'], want: 'C:\\shop\\main.ts:3:7' }],
    ['a folder with brackets', { frames: ['define (/home/user/shop (copy)/main.ts:3:7)'], want: '/home/user/shop (copy)/main.ts:3:7' }],
    ['a bare path with brackets', { frames: ['/home/user/shop (copy)/main.ts:3:7'], want: '/home/user/shop (copy)/main.ts:3:7' }],
    ['a folder with a space and a colon', { frames: ['define (/home/a b:c/main.ts:3:7)'], want: '/home/a b:c/main.ts:3:7' }],
    ['a line above those of Kubeloom', { frames: [`at (${join(root, 'src', 'apps', 'app.ts')}:1:1)`, 'define (/home/user/main.ts:3:7)'], want: '/home/user/main.ts:3:7' }],
    ['a line above those of the compiled Kubeloom', { frames: [`at (${join(root, 'lib', 'app.js')}:1:1)`, 'define (/home/user/main.ts:3:7)'], want: '/home/user/main.ts:3:7' }],
    ['a line above those of a library', {
      frames: ['define (/home/user/node_modules/library/index.js:1:1)', 'define (/home/user/main.ts:3:7)'], want: '/home/user/main.ts:3:7',
    }],
    ['a line of a library, where there is no other', {
      frames: ['define (/home/user/node_modules/library/index.js:1:1)', 'node:internal/main:1:1'], want: '/home/user/node_modules/library/index.js:1:1',
    }],
    ['no line of Node', { frames: ['Module._compile (node:internal/modules/cjs/loader:1:1)', 'node:internal/main:1:1'], want: undefined }],
    ['no line without a file', { frames: ['Array.forEach (<anonymous>)', 'eval (eval at run (/a.js:1:1), <anonymous>:1:1)', 'async Promise.all (index 0)', 'native:1:1'], want: undefined }],
  ])('is found in %s', (_name, { frames, want }) => {
    const { location } = traceOf(...frames);
    expect(location === undefined ? undefined : `${location.file}:${location.line}:${location.column}`).toBe(want);
  });

  test('is not found when a program makes lists of stacks', () => {
    const before = Object.getOwnPropertyDescriptor(Error, 'prepareStackTrace');
    Error.prepareStackTrace = (_error, sites) => sites;
    try {
      expect(new SourceTrace().location).toBeUndefined();
    } finally {
      Reflect.deleteProperty(Error, 'prepareStackTrace');
      if (before !== undefined) Object.defineProperty(Error, 'prepareStackTrace', before);
    }
  });

  test('leaves the length of stacks as it was', () => {
    const before = Error.stackTraceLimit;
    new SourceTrace();
    expect(Error.stackTraceLimit).toBe(before);
  });

  test('fills no inspector', () => {
    expect(Object.keys(new SourceTrace())).toEqual([]);
  });

  test('is that of a program in a folder of its own', () => {
    const folder = mkdtempSync(join(tmpdir(), 'shop (copy) '));
    try {
      const file = join(folder, 'main.js');
      writeFileSync(file, 'module.exports = (SourceTrace) => {\n  return new SourceTrace();\n};\n');
      const program = jest.requireActual<(type: typeof SourceTrace) => SourceTrace>(file);
      expect(program(SourceTrace).location).toMatchObject({ file, line: 2 });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
