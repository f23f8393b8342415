import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { FILE, isCompileError, isWhole, PAGES, program, type Snippet, snippetsOf } from '../../scripts/docs/snippets';

const ROOT = resolve(__dirname, '../..');
const start = process.cwd();
const work = realpathSync(mkdtempSync(join(tmpdir(), 'kubeloom-snippets-')));
symlinkSync(join(ROOT, 'node_modules'), join(work, 'node_modules'), 'junction');

beforeAll(() => {
  process.env['DB_PASSWORD'] = 'from the environment';
});

afterEach(() => process.chdir(start));

afterAll(() => {
  delete process.env['DB_PASSWORD'];
  rmSync(work, { recursive: true, force: true });
});

/** What a snippet wrote, and what was said about it. */
interface Outcome {
  readonly output: string;
  readonly report: string;
}

/** A folder with the files of a snippet. */
function placed(snippet: Snippet): string {
  const folder = mkdtempSync(join(work, 'snippet-'));
  for (const [file, content] of program(snippet)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), content);
  }
  return folder;
}

function run(snippet: Snippet): Outcome {
  const folder = placed(snippet);
  process.chdir(folder);
  const said: string[] = [];
  const stderr = jest.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0);
  try {
    load(join(folder, FILE));
    if (!isWhole(snippet)) {
      const { app, warnings } = load(join(folder, 'prelude.ts')) as { app: import('kubeloom').App; warnings: import('kubeloom').Diagnostic[] };
      app.synth();
      const { formatDiagnostics } = load('kubeloom') as typeof import('kubeloom');
      if (warnings.length > 0) said.push(formatDiagnostics(warnings));
    }
  } catch (error) {
    if ((error as Error).name !== 'DiagnosticsError') throw error;
    said.push((error as Error).stack!);
  } finally {
    stderr.mockRestore();
  }
  return { output: written(join(folder, 'dist')), report: said.join('') };
}

function load(module: string): unknown {
  return jest.requireActual<object>(module);
}

function written(folder: string): string {
  try {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.yaml')).sort();
    return files.map((file) => readFileSync(join(folder, file), 'utf8')).join('---\n');
  } catch {
    return '';
  }
}

/** Whether the lines of a text stand in another one: moved to the right by some spaces, and with any lines where it says `# …`. */
function standsIn(text: string, output: string): boolean {
  const parts = text.split(/^\s*# …\n/m).filter((part) => part !== '').map((part) => part.trimEnd().split('\n'));
  const lines = output.split('\n');
  return lines.some((line, from) => {
    const spaces = line.length - parts[0]![0]!.length;
    if (spaces < 0) return false;
    let at = from;
    return parts.every((part, index) => {
      const moved = part.map((wanted) => (wanted === '' ? wanted : ' '.repeat(spaces) + wanted));
      const matches = (first: number): boolean => moved.every((wanted, offset) => lines[first + offset] === wanted);
      while (index > 0 && at < lines.length && !matches(at)) at++;
      const found = matches(at);
      at += moved.length;
      return found;
    });
  });
}

describe.each(PAGES)('%s', (page) => {
  it('has blocks that are closed', () => {
    expect(() => snippetsOf(page)).not.toThrow();
  });

  for (const snippet of snippetsOf(page)) {
    if (isCompileError(snippet)) continue;
    // Tests of users run as such.
    if (/^(it|test)\(/m.test(snippet.code)) describe(snippet.place, () => void load(join(placed(snippet), FILE)));
    else it(`does what it says: ${snippet.place}`, () => expectSaid(snippet, run(snippet)));
  }
});

function expectSaid({ text, yaml }: Snippet, { report, output }: Outcome): void {
  expect(report.trimEnd()).toBe((text ?? '').trimEnd());
  if (yaml !== undefined && !standsIn(yaml, output)) expect(output).toBe(yaml);
}
