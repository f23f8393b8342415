import type { Mountable } from '../../core/pod-inputs';
import { checkQuantity, type Quantity } from '../../core/quantity';
import { as, optional, type Read } from '../read-fields';
import { type BackendKind, BackendVolume } from '../volume-backend';

/** Options of an emptyDir volume. */
export interface EmptyDirProps {
  /**
   * What holds the data: `Memory` (counts against the memory limits of the containers), or huge pages (which need limits of
   * the same kind).
   * @default - the disk of the node
   */
  readonly medium?: 'Memory' | 'HugePages' | `HugePages-${string}` | undefined;
  /** How much fits; a pod that writes more is evicted. @default - no limit but the disk (for `Memory`: the memory limits) */
  readonly sizeLimit?: Quantity | undefined;
}

const medium: Read<string> = (problems, value) => {
  if (typeof value === 'string' && (value === '' || value === 'Memory' || /^HugePages(?:-\d+[KMGT]i)?$/.test(value))) return value;
  problems.report('value/not-one-of', { expected: ['Memory', 'HugePages', 'HugePages-2Mi', 'HugePages-1Gi'], found: value });
  return undefined;
};

const sizeLimit: Read<Quantity> = as((problems, value): value is Quantity => checkQuantity(problems, value));

const shape = { medium: optional(medium), sizeLimit: optional(sizeLimit) };

const kind: BackendKind<typeof shape> = {
  backend: 'emptyDir',
  shape,
  inline: (fields) => ({ emptyDir: fields }),
  volumeName: () => 'empty-dir',
};

/**
 * A folder that is empty when the pod starts, and gone when the pod is: for caches, for what containers share, and for what
 * must be writable below a read-only root file system.
 * @see https://kubernetes.io/docs/concepts/storage/volumes/#emptydir
 */
export function emptyDir(props: EmptyDirProps = {}): Mountable {
  return new BackendVolume(kind, props);
}
