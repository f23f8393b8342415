import type { Mountable } from '../../core/pod-inputs';
import { needed, oneOf, optional, text } from '../read-fields';
import { type BackendKind, BackendVolume } from '../volume-backend';

/** Options of an image volume. */
export interface ImageVolumeOptions {
  /** When the image is fetched. @default - always for the tag `latest`, otherwise when the node lacks it */
  readonly pullPolicy?: 'Always' | 'IfNotPresent' | 'Never' | undefined;
}

const shape = { reference: needed(text), pullPolicy: optional(oneOf(['Always', 'IfNotPresent', 'Never'] as const)) };

const kind: BackendKind<typeof shape> = {
  backend: 'image volume',
  shape,
  inline(fields, problems) {
    problems.report('storage/needs-version', { what: 'image volumes', version: '1.35' });
    return { image: fields };
  },
  volumeName: () => 'image',
};

/**
 * The files of a container image or OCI artifact, for reading: models, plug-ins, static pages.
 * From Kubernetes 1.35 on; older releases drop it silently unless the feature gate `ImageVolume` is on.
 * @param reference the image: `registry.example.com/model:2`
 * @see https://kubernetes.io/docs/concepts/storage/volumes/#image
 */
export function imageVolume(reference: string, options: ImageVolumeOptions = {}): Mountable {
  return new BackendVolume(kind, { ...options, reference });
}
