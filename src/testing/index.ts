/**
 * Matchers for jest. Importing this adds them: `import 'kubeloom/testing';` in a test, or once under `setupFilesAfterEnv`.
 * @module kubeloom/testing
 */
import { type BundleSnapshotOptions, toMatchBundleSnapshot } from './match-bundle-snapshot';

export { type BundleSnapshotOptions, toMatchBundleSnapshot };

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace jest {
    interface Matchers<R> {
      /**
       * Compares the objects of a bundle with `__snapshots__/<test file>/<bundle>.k8s.yaml`, and says what a difference does to a
       * cluster.
       */
      toMatchBundleSnapshot(options?: BundleSnapshotOptions): R;
    }
  }
}

const { expect } = globalThis as { expect?: { extend(matchers: object): void } };
expect?.extend({ toMatchBundleSnapshot });
