import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App as Cdk8sApp, type AppProps } from 'cdk8s';
import { parseAllDocuments } from 'yaml';
import { App, DiagnosticsError } from '../../../src';
import { canonical } from '../../yaml/canonical';
import { build, userResolver } from './build';
import type { Program } from './program';

/** The documents of each file, each as one line. */
export type Output = { readonly [path: string]: readonly string[] };

/** What a program gives: files, or why it gives none. */
export interface Result {
  readonly files: Output;
  /** Codes of ours, the message of cdk8s. */
  readonly errors: readonly string[];
}

/** What cdk8s writes; the numbers before names of files are left out. */
export function byCdk8s(program: Program): Result {
  return run(program, (props) => new Cdk8sApp(props), (path) => path.replace(/^\d{4}-/, ''));
}

/** What our app writes. */
export function byUs(program: Program): Result {
  return run(program, (props) => new App({ ...props, onWarnings: () => undefined }), (path) => path);
}

function run(program: Program, make: (props: AppProps) => Cdk8sApp, nameOf: (path: string) => string): Result {
  const outdir = mkdtempSync(join(tmpdir(), 'kubeloom-differential-'));
  try {
    const app = make({
      outdir,
      yamlOutputType: program.layout,
      outputFileExtension: program.extension,
      ...(program.resolver ? { resolvers: [userResolver] } : {}),
    });
    build(app, program);
    app.synth();
    const paths = readdirSync(outdir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(outdir.length + 1));
    return { files: Object.fromEntries(paths.map((path) => [nameOf(path), documentsIn(join(outdir, path))])), errors: [] };
  } catch (error) {
    return { files: {}, errors: error instanceof DiagnosticsError ? error.diagnostics.map(({ code }) => code) : [(error as Error).message] };
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

function documentsIn(file: string): string[] {
  const documents = parseAllDocuments(readFileSync(file, 'utf8'), { version: '1.1' });
  return Array.isArray(documents) ? documents.map((document) => canonical(document.toJS())).filter((text) => text !== 'null') : [];
}
