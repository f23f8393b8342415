import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Manifest } from '../core/manifest';
import { type Plan, plan } from '../plan';
import { planText } from '../report/plan/plan-text';
import { readDocuments } from '../yaml/read';
import { writeDocuments } from '../yaml/write';
import { redacted } from './redacted';

/** Who is compared: the objects of a bundle, and the file that holds those that were reviewed. */
export interface BundleSnapshot {
  readonly name: string;
  readonly file: string;
  readonly objects: readonly Manifest[];
}

/** What a snapshot says of the objects. */
export interface SnapshotResult {
  readonly state: 'same' | 'missing' | 'different';
  /** The text that belongs into the file. */
  readonly text: string;
  /** What the change does, as a terminal shows it. @default - nothing changes */
  readonly impact?: string | undefined;
}

/** A folder `__snapshots__` beside the test, a folder in it for the test file, a file in that for each bundle. */
export function snapshotFile(testPath: string, name: string): string {
  return join(dirname(testPath), '__snapshots__', basename(testPath).replace(/\.[cm]?[jt]sx?$/, ''), `${fileName(name)}.k8s.yaml`);
}

/** A name that every file system takes. */
function fileName(name: string): string {
  return name.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[-.]+|[-.]+$/g, '') || 'bundle';
}

/** Compares the objects of a bundle with its file; writes nothing. */
export function compareSnapshot({ name, file, objects }: BundleSnapshot): SnapshotResult {
  const shown = objects.map(redacted);
  const text = writeDocuments(shown);
  if (!existsSync(file)) return { state: 'missing', text };
  const stored = readFileSync(file, 'utf8').replace(/\r\n/g, '\n');
  if (stored === text) return { state: 'same', text };
  const before = readDocuments(stored);
  const broken = before.find(({ errors }) => errors.length > 0);
  if (broken !== undefined) {
    const { line, message } = broken.errors[0]!;
    return { state: 'different', text, impact: `${file}:${line}: the snapshot is no YAML: ${message}\n` };
  }
  const impact = plan(before.map(({ value }) => ({ manifest: value })), shown.map((manifest) => ({ manifest })));
  return { state: 'different', text, impact: words(impact, name, file) };
}

function words(impact: Plan, name: string, file: string): string {
  return planText(impact, { base: `the snapshot of ${name}`, folder: dirname(file) });
}

/** Writes the file of a snapshot. */
export function writeSnapshot({ file }: BundleSnapshot, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
