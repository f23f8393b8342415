import type { ObjectMeta, PodSpec, PodTemplateSpec, Volume } from '../../../../generated/kubernetes';
import type { Context } from '../../rule/context';
import { all, type Rule } from '../../rule/rules';
import { forbid } from '../shared/lists';
import { annotations, labels } from '../shared/metadata';
import { podAnnotations } from './pod-annotations';
import { podSpecFields } from './pod-spec';
import { profilesMatch } from './profiles';
import { checkVolumes } from './volumes';

const emptySpec: PodSpec = Object.freeze({ containers: [] });
const noMetadata: ObjectMeta = Object.freeze({});

/** The pod that a template describes; the server takes what is missing for empty. */
export function podOf({ metadata = noMetadata, spec = emptySpec }: PodTemplateSpec): { readonly metadata: ObjectMeta; readonly spec: PodSpec } {
  return { metadata, spec };
}

const noVolumes: ReadonlyMap<string, Volume> = new Map();
const noClaims: ReadonlySet<string> = new Set();

function claimsOf({ resourceClaims }: PodSpec): ReadonlySet<string> {
  if (resourceClaims === undefined) return noClaims;
  return new Set(resourceClaims.map(({ name = '' }) => name).filter((name) => name !== ''));
}

/**
 * Judges the spec of a pod, with what its parts need to know of the whole. Stands at the pod or its template.
 * @param own whether it is a pod rather than a template
 */
export function checkPodSpec(metadata: ObjectMeta, spec: PodSpec, own: boolean, at: Context): void {
  const outer = at.pod;
  const facts = { spec, metadata, own, volumes: noVolumes, claims: claimsOf(spec) };
  at.pod = facts;
  at.enter('spec');
  if (spec.volumes !== undefined) {
    at.enter('volumes');
    facts.volumes = checkVolumes(spec.volumes, own ? nameOf(metadata) : '', at);
    at.leave();
  }
  podSpecFields(spec, at);
  if (metadata.annotations !== undefined) profilesMatch(metadata.annotations, spec, at);
  at.leave();
  at.pod = outer;
}

/** The name of a pod; the server puts five characters of its own behind `generateName`. */
function nameOf({ name = '', generateName = '' }: ObjectMeta): string {
  return name === '' && generateName !== '' ? `${generateName.slice(0, 58)}xxxxx` : name;
}

/** Labels and annotations of pods to come. The server's path leaves out the metadata. */
export const podTemplateMetadata: Rule<PodTemplateSpec> = (template, at) => {
  const { metadata, spec } = podOf(template);
  if (metadata.labels !== undefined) at.enterAs(['labels'], ['metadata', 'labels'], () => labels(metadata.labels!, at));
  if (metadata.annotations === undefined) return;
  at.enterAs(['annotations'], ['metadata', 'annotations'], () => {
    annotations(metadata.annotations!, at);
    podAnnotations(metadata.annotations!, spec, at);
  });
};

/**
 * The template of pods of a workload, or of a PodTemplate.
 * @see https://kubernetes.io/docs/concepts/workloads/pods/#pod-templates
 */
export const podTemplateRules: Rule<PodTemplateSpec> = all(podTemplateMetadata, (template, at) => {
  const { metadata, spec } = podOf(template);
  checkPodSpec(metadata, spec, false, at);
  if ((spec.ephemeralContainers ?? []).length > 0) {
    at.reportAt(['spec', 'ephemeralContainers'], 'api/forbidden', { field: 'ephemeralContainers', when: 'in the template of a pod: they are added to pods that run' });
  }
});

/** Pods that are started again whenever they end, for ever: those of all workloads but jobs. Stands at the template. */
export const alwaysRestarts: Rule<PodTemplateSpec> = (template, at) => {
  const { spec } = podOf(template);
  at.enter('spec');
  const found: unknown = spec.restartPolicy ?? 'Always';
  if (found !== 'Always') at.reportAt('restartPolicy', 'api/not-supported', { found, known: ['Always'] });
  forbid(spec, at, 'activeDeadlineSeconds', 'for pods that run for ever');
  at.leave();
};
