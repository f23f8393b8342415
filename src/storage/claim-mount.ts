import type { Mountable, PodVolume } from '../core/pod-inputs';
import type { Problems } from '../core/problems';
import type { Consumer, Target } from '../core/references';
import type { VolumeMode } from './volume-mode';

const ownNamespace = { why: 'a pod mounts claims of its own namespace only' };

/** The volume of a claim, as pods mount it. */
export class ClaimMount implements Mountable {
  constructor(
    /** The claim. */
    readonly target: Target,
    private readonly readOnly: boolean,
    /** @default - not known: the claim is not defined here */
    private readonly volumeMode?: VolumeMode,
  ) {}

  podVolume(problems: Problems, consumer: Consumer): PodVolume | undefined {
    const { target, readOnly, volumeMode } = this;
    if (!consumer.use(problems, target, ownNamespace)) return undefined;
    const claim = { claimName: target.name };
    return { name: target.name, source: { persistentVolumeClaim: readOnly ? { ...claim, readOnly } : claim }, volumeMode };
  }
}
