import { relative } from 'node:path';
import type { Chart } from 'cdk8s';
import type { Manifest } from '../core/manifest';
import { Bundle } from '../synth/bundle';
import { printCommentary } from '../synth/terminal';
import { compareSnapshot, snapshotFile, writeSnapshot } from './bundle-snapshot';

/** How a bundle is compared with its snapshot. */
export interface BundleSnapshotOptions {
  /** Name of the file, where one test file compares several bundles of one id. @default - the id of the bundle */
  readonly name?: string | undefined;
}

/** What jest answers a matcher that asks about the running test; only what is used. */
interface MatcherContext {
  readonly testPath?: string | undefined;
  readonly isNot?: boolean | undefined;
  readonly snapshotState?: SnapshotState | undefined;
}

/** jest counts files that a matcher writes in its own numbers. */
interface SnapshotState {
  readonly _updateSnapshot?: 'all' | 'new' | 'none' | undefined;
  added?: number;
  updated?: number;
  matched?: number;
  unmatched?: number;
}

interface MatcherResult {
  readonly pass: boolean;
  message(): string;
}

/**
 * Compares the objects of a bundle with a YAML file that was reviewed: `__snapshots__/<test file>/<bundle>.k8s.yaml`. Where they
 * differ, the failure says what the change does to a cluster: what is refused, which pods restart, which data is in danger.
 * `jest --updateSnapshot` writes the file, and says it too. Values of Secrets are not in the file: only their lengths.
 */
export function toMatchBundleSnapshot(this: MatcherContext, received: unknown, options: BundleSnapshotOptions = {}): MatcherResult {
  const { testPath, snapshotState = {} } = this;
  if (this.isNot === true) throw new Error('toMatchBundleSnapshot cannot be used with .not');
  if (testPath === undefined) throw new Error('toMatchBundleSnapshot must be called in a test');
  const { name, objects } = bundleOf(received, options.name);
  const snapshot = { name, objects, file: snapshotFile(testPath, name) };
  const shown = relative(process.cwd(), snapshot.file);
  const { state, text, impact } = compareSnapshot(snapshot);
  const update = snapshotState._updateSnapshot ?? 'new';
  if (state === 'same') {
    count(snapshotState, 'matched');
    return { pass: true, message: () => `${shown} is what the bundle gives` };
  }
  if (state === 'missing') {
    if (update === 'none') {
      count(snapshotState, 'unmatched');
      return { pass: false, message: () => `${shown} is not there, and jest writes no new snapshots with --ci: run the test without it, review the file and commit it` };
    }
    writeSnapshot(snapshot, text);
    count(snapshotState, 'added');
    return { pass: true, message: () => `${shown} was written` };
  }
  if (update === 'all') {
    writeSnapshot(snapshot, text);
    count(snapshotState, 'updated');
    // With the file, whoever updates it gets to know what it means.
    printCommentary(`\n${shown} is updated.\n${impact ?? ''}`);
    return { pass: true, message: () => `${shown} was updated` };
  }
  count(snapshotState, 'unmatched');
  return { pass: false, message: () => `the bundle is not what ${shown} holds.\n\n${impact ?? ''}\nIf this is meant, run jest with --updateSnapshot.` };
}

function count(state: SnapshotState, what: 'added' | 'updated' | 'matched' | 'unmatched'): void {
  state[what] = (state[what] ?? 0) + 1;
}

/** Takes a bundle, a chart of cdk8s, or objects as data. */
function bundleOf(received: unknown, name: string | undefined): { readonly name: string; readonly objects: readonly Manifest[] } {
  if (received instanceof Bundle) return { name: name ?? received.node.id, objects: received.objects() };
  if (Array.isArray(received)) return { name: name ?? 'bundle', objects: received as Manifest[] };
  const chart = received as Partial<Chart> | null | undefined;
  if (typeof chart?.toJson !== 'function') throw new TypeError('toMatchBundleSnapshot takes a Bundle, a Chart of cdk8s, or a list of objects');
  return { name: name ?? chart.node?.id ?? 'bundle', objects: chart.toJson() as Manifest[] };
}
