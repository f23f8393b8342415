import type { PodSpec } from '../../generated/kubernetes';
import type { Mountable, PodVolume } from '../../src/core/pod-inputs';
import { normalizePod, podSpec, type PodContext, type PodProps } from '../../src/pod/pod';
import { consumer, type Outcome, outcomeOf } from './diagnostics';

/** The pod that props give, as a manifest has it, and what was reported. */
export function podOf(props: PodProps<string, string>, context: Partial<PodContext> = {}): Outcome<PodSpec> {
  return outcomeOf((problems) => podSpec(normalizePod(props, problems, {
    consumer: consumer(), appName: 'web', selectorLabels: { app: 'web' }, restartPolicies: ['Always', 'OnFailure', 'Never'], ...context,
  })));
}

/** As `podOf`, for props that do not compile: what JavaScript and JSON bring. */
export function podOfAnything(props: { readonly [field: string]: unknown }, context: Partial<PodContext> = {}): Outcome<PodSpec> {
  return podOf({ image: 'example', ...props }, context);
}

/** Something that can be mounted. */
export function volume(name: string, source?: PodVolume['source'], mount?: PodVolume['mount']): Mountable {
  return { podVolume: () => ({ name, source, mount }) };
}

/** A folder that lives as long as the pod; each call gives a new one. */
export function folder(): Mountable {
  return volume('folder', { emptyDir: {} });
}

/** A claim, by its name. */
export function claim(claimName: string): Mountable {
  return volume(claimName, { persistentVolumeClaim: { claimName } });
}

/** A key of a Secret. */
export function secretKey(name: string, key: string): { envSource(): { secretKeyRef: { name: string; key: string } } } {
  return { envSource: () => ({ secretKeyRef: { name, key } }) };
}

/** A text that is known when the definition is built. */
export function knownText(value: string | undefined): { textFor(): string | undefined } {
  return { textFor: () => value };
}
