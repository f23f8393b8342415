import fc from 'fast-check';
import { normalizeLabelSelector } from '../../src/core/label-selector';
import type { Problems } from '../../src/core/problems';
import { normalizePodOptions, podOptionNames, podOptionsFields } from '../../src/pod/pod-options';
import { normalizeScheduling, schedulingFields } from '../../src/pod/scheduling';
import { normalizeContainerSecurity, normalizePodSecurity, podSecurityFields } from '../../src/pod/security';
import { containerContextFields, podContextFields } from '../../src/pod/security-context';
import { consumer, outcomeOf } from '../support/diagnostics';

/** Words that the definitions know, so that chance finds its way into them. */
const words = [
  'key', 'operator', 'values', 'value', 'name', 'type', 'matchLabels', 'matchExpressions', 'required', 'preferred', 'weight', 'over', 'topologyKey',
  'labelSelector', 'podSet', 'nodeSelectorTerms', 'matchFields', 'preference', 'podAffinityTerm', 'profile', 'pod', 'container', 'In', 'Exists', 'nodes',
  'requiredDuringSchedulingIgnoredDuringExecution', 'preferredDuringSchedulingIgnoredDuringExecution', 'restricted', 'Localhost', 'localhostProfile',
  'add', 'drop', 'ALL', 'runAsUserName', 'hostProcess', 'ip', 'hostnames', 'nameservers', 'searches', 'options', 'resourceClaimName', '__proto__', 'toString',
  'maxSkew', 'matchLabelKeys', 'effect', 'NoExecute', 'tolerationSeconds', 'target', 'a=b', 'a in (b)', '',
];
const leaf = fc.oneof(
  fc.constantFrom(...words), fc.string(), fc.integer(), fc.double(), fc.boolean(), fc.constant(null), fc.constant(undefined), fc.bigInt(),
  fc.constantFrom(() => 1, Symbol('a'), new Date(0), new Map(), NaN),
);
const { anything } = fc.letrec<{ anything: unknown }>((tie) => ({
  anything: fc.oneof(
    { depthSize: 'medium', withCrossShrink: true },
    leaf,
    fc.array(tie('anything'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...words), tie('anything'), { maxKeys: 4 }),
  ),
}));

/** A map that has some of the fields, with anything in them. */
function mapOf(fields: Iterable<string>): fc.Arbitrary<object> {
  return fc.dictionary(fc.constantFrom(...fields), anything, { maxKeys: 4 });
}

const schedulingNames = [
  'nodeSelector', 'nodeName', 'nodeAffinity', 'podAffinity', 'podAntiAffinity', 'spread', 'topologySpread', 'tolerations', 'priorityClass',
  'preemptionPolicy', 'runtimeClass', 'schedulerName', 'schedulingGates',
];
const securityNames = [
  'profile', 'pod', 'container', 'runAsUser', 'runAsNonRoot', 'privileged', 'capabilities', 'hostNetwork', 'hostUsers', 'automountServiceAccountToken',
];
const security = fc.oneof(anything, mapOf(securityNames), fc.record({ pod: mapOf(podContextFields), container: mapOf(containerContextFields) }));

const readers: [string, fc.Arbitrary<unknown>, (given: never, problems: Problems) => unknown][] = [
  ['label selectors', anything, normalizeLabelSelector],
  ['scheduling', fc.oneof(anything, mapOf(schedulingNames)), (given, problems) =>
    schedulingFields(normalizeScheduling(given, problems, { selectorLabels: { app: 'web' }, consumer: consumer() }))],
  ['the options of a pod', mapOf(podOptionNames), (given, problems) =>
    podOptionsFields(normalizePodOptions(given, problems, { restartPolicies: ['Always'], consumer: consumer() }))],
  ['security', fc.tuple(security, fc.oneof(anything, mapOf(containerContextFields)), fc.constantFrom('linux', 'windows', undefined)), (given, problems) => {
    const [pod, container, os] = given as [never, never, 'linux' | 'windows' | undefined];
    const model = normalizePodSecurity(pod, problems, { os });
    return [podSecurityFields(model), normalizeContainerSecurity(container, problems, model)];
  }],
];

test.each(readers)('%s: whatever is given is reported or becomes plain data', (_name, arbitrary, read) => {
  fc.assert(fc.property(arbitrary, (given) => {
    const { result, reported } = outcomeOf((problems) => read(given as never, problems));
    if (reported.length === 0) expect(JSON.parse(JSON.stringify(result))).toEqual(result);
  }), { numRuns: 1000 });
});
