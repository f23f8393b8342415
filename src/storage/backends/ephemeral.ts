import { checkLabels, checkAnnotations } from '../../core/labels';
import type { Mountable } from '../../core/pod-inputs';
import { claimShape, claimSpecFields, type ClaimSpecProps, completeClaimSpec } from '../claim-spec';
import { as, optional } from '../read-fields';
import { type BackendKind, BackendVolume } from '../volume-backend';

/** A claim that is made with each pod and removed with it. */
export interface EphemeralProps extends ClaimSpecProps {
  /** Labels of the claim. @default - none */
  readonly labels?: { readonly [key: string]: string } | undefined;
  /** Annotations of the claim. @default - none */
  readonly annotations?: { readonly [key: string]: string } | undefined;
}

const shape = { ...claimShape, labels: optional(as(checkLabels)), annotations: optional(as(checkAnnotations)) };

const kind: BackendKind<typeof shape> = {
  backend: 'an ephemeral volume',
  shape,
  inline({ labels, annotations, ...fields }, problems) {
    const spec = claimSpecFields(completeClaimSpec(fields, problems));
    const metadata = {
      ...(labels === undefined ? undefined : { labels }),
      ...(annotations === undefined ? undefined : { annotations }),
    };
    return { ephemeral: { volumeClaimTemplate: labels === undefined && annotations === undefined ? { spec } : { metadata, spec } } };
  },
  volumeName: () => 'ephemeral',
};

/**
 * Storage of a class that is made for one pod and removed with it: for more scratch space than a node's disk has.
 * Its claim is named `<pod>-<volume>`.
 * @see https://kubernetes.io/docs/concepts/storage/ephemeral-volumes/#generic-ephemeral-volumes
 */
export function ephemeral(props: EphemeralProps): Mountable {
  return new BackendVolume(kind, props);
}
