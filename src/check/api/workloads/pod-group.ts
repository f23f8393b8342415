import type {
  GangSchedulingPolicy, PodGroup, PodGroupSchedulingPolicy, PodGroupSpec, PodGroupTemplate, PodGroupTemplateReference, Workload,
  WorkloadPodGroupTemplateReference, WorkloadSpec,
} from '../../../../generated/kubernetes';
import { all, each, fields, given, needs, objects, type Rule } from '../../rule/rules';
import { maxItems } from '../shared/lists';
import { kind } from '../shared/kind';
import { dnsLabel, dnsSubdomain, pathSegment } from '../shared/names';
import { positive } from '../shared/numbers';

const gang: Rule<GangSchedulingPolicy> = ({ minCount = 0 }, at) => {
  at.enter('minCount');
  if (minCount === 0) at.report('api/required', { field: 'minCount' });
  else positive(minCount, at);
  at.leave();
};

/** Pods one by one, or all together. */
const schedulingPolicy: Rule<PodGroupSchedulingPolicy> = (value, at) => {
  const both = value.basic !== undefined && value.gang !== undefined;
  if (both || (value.basic === undefined && value.gang === undefined)) at.report('pod-group/policy', { both });
  fields<PodGroupSchedulingPolicy>({ gang })(value, at);
};

/** The server compares names and names the whole item. */
const uniqueNames: Rule<readonly PodGroupTemplate[]> = (items, at) => {
  const seen = new Set<string>();
  items.forEach(({ name: found = '' }, index) => {
    if (seen.has(found)) at.reportAt(index, 'api/duplicate', { found });
    seen.add(found);
  });
};

type ControllerRef = NonNullable<WorkloadSpec['controllerRef']>;

const template: Rule<PodGroupTemplate> = all(
  needs<PodGroupTemplate>({ name: dnsLabel }),
  objects<PodGroupTemplate>({ schedulingPolicy }),
);

/** @see https://kubernetes.io/docs/concepts/workloads/workload-api/ */
export const workload: Rule<Workload> = kind(dnsSubdomain, objects<Workload>({
  spec: all(
    needs<WorkloadSpec>({ podGroupTemplates: [maxItems(8), each(template), uniqueNames] }),
    fields<WorkloadSpec>({
      controllerRef: [fields<ControllerRef>({ apiGroup: given(dnsSubdomain) }), needs<ControllerRef>({ kind: pathSegment, name: pathSegment })],
    }),
  ),
}));

const reference: Rule<PodGroupTemplateReference> = all(
  ({ workload: found }, at) => {
    if (found === undefined) at.report('pod-group/template', {});
  },
  fields<PodGroupTemplateReference>({
    workload: needs<WorkloadPodGroupTemplateReference>({ workloadName: dnsSubdomain, podGroupTemplateName: dnsLabel }),
  }),
);

/** @see https://kubernetes.io/docs/concepts/workloads/workload-api/ */
export const podGroup: Rule<PodGroup> = kind(dnsSubdomain, objects<PodGroup>({
  spec: all(objects<PodGroupSpec>({ schedulingPolicy }), fields<PodGroupSpec>({ podGroupTemplateRef: reference })),
}));
