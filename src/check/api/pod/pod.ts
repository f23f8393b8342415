import type { Container, Pod, PodSpec, PodTemplate } from '../../../../generated/kubernetes';
import { preparePod } from '../../defaults/prepare-pod';
import type { Context } from '../../rule/context';
import { objects, type Rule } from '../../rule/rules';
import { forbid } from '../shared/lists';
import { kind } from '../shared/kind';
import { dnsSubdomain } from '../shared/names';
import { noBlanksAroundImage } from './containers';
import { podAnnotations } from './pod-annotations';
import { serviceAccountOf } from './pod-spec';
import { checkPodSpec, podOf, podTemplateRules } from './pod-template';

/** A token belongs to an account. In a cluster, pods without one get that of their namespace before they are judged. */
function tokensHaveAccount(spec: PodSpec, at: Context): void {
  if (serviceAccountOf(spec) !== '') return;
  spec.volumes?.forEach(({ projected }, index) => {
    projected?.sources?.forEach(({ serviceAccountToken: token }, source) => {
      if (token === undefined) return;
      at.reportAt(['volumes', index, 'projected', 'sources', source, 'serviceAccountToken'], 'api/forbidden', { field: 'serviceAccountToken', when: 'without a serviceAccountName' });
    });
  });
}

function imagesWithoutBlanks(field: 'containers' | 'initContainers', containers: readonly Container[] | undefined, at: Context): void {
  containers?.forEach((container, index) => {
    at.enter(field);
    at.enter(index);
    noBlanksAroundImage(container, at);
    at.leave();
    at.leave();
  });
}

/** What a pod itself must not have, while a template could. Stands at the spec. */
function onlyForPods(spec: PodSpec, at: Context): void {
  tokensHaveAccount(spec, at);
  imagesWithoutBlanks('containers', spec.containers, at);
  imagesWithoutBlanks('initContainers', spec.initContainers, at);
  if ((spec.ephemeralContainers ?? []).length > 0) forbid(spec, at, 'ephemeralContainers', 'in a new pod: they are added to pods that run');
  if ((spec.nodeName ?? '') !== '' && (spec.schedulingGates ?? []).length > 0) forbid(spec, at, 'nodeName', 'beside schedulingGates');
}

const pod: Rule<Pod> = (value, at) => {
  const { metadata, spec } = podOf(value);
  if (metadata.annotations !== undefined) {
    at.enter('metadata');
    at.enter('annotations');
    podAnnotations(metadata.annotations, spec, at);
    at.leave();
    at.leave();
  }
  checkPodSpec(metadata, spec, true, at);
  at.enter('spec');
  onlyForPods(spec, at);
  at.leave();
};

const preparedPod: Rule<Pod> = kind(dnsSubdomain, pod);

/**
 * The server judges a pod as it would store it: with the values of its own labels in its selectors.
 * @see https://kubernetes.io/docs/concepts/workloads/pods/
 */
export const podRules: Rule<Pod> = (value, at) => preparedPod(preparePod(value, at.minor), at);

/** @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-template-v1/ */
export const podTemplateObjectRules: Rule<PodTemplate> = kind(dnsSubdomain, objects<PodTemplate>({ template: podTemplateRules }));
