import type { Mountable, PodVolume } from '../../core/pod-inputs';
import type { Problems } from '../../core/problems';
import type { PersistentSource, VolumeBackend } from '../volume-backend';

/** What a GlusterFS volume was, while Kubernetes had it. */
export interface GlusterfsProps {
  /** Name of the Endpoints of its servers. */
  readonly endpoints: string;
  /** Name of the volume. */
  readonly path: string;
  /** Whether nobody can write. @default false */
  readonly readOnly?: boolean | undefined;
}

/**
 * GlusterFS volumes were removed in Kubernetes 1.26: using one is an error that says so, and what to use instead.
 * @deprecated use NFS, CephFS or a CSI driver
 * @see https://kubernetes.io/docs/concepts/storage/volumes/#glusterfs
 */
export function glusterfs(_props?: GlusterfsProps): VolumeBackend & Mountable {
  return removed;
}

class Removed implements VolumeBackend, Mountable {
  readonly backend = 'GlusterFS';

  persistentSource(problems: Problems): PersistentSource | undefined {
    return this.report(problems);
  }

  podVolume(problems: Problems): PodVolume | undefined {
    return this.report(problems);
  }

  private report(problems: Problems): undefined {
    problems.report('storage/removed-backend', {
      backend: this.backend, version: '1.26', instead: 'nfs(…) (GlusterFS serves NFS too), cephfs(…), or csi(…) with a driver',
    });
  }
}

const removed = Object.freeze(new Removed());
