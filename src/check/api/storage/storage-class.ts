import type { StorageClass, TopologySelectorLabelRequirement, TopologySelectorTerm, VolumeAttributesClass } from '../../../../generated/kubernetes';
import { all, each, fields, given, needs, oneOf, type Rule, texts } from '../../rule/rules';
import { kind } from '../shared/kind';
import { unique } from '../shared/lists';
import { byteLength, dnsSubdomain, labelKey } from '../shared/names';

const maxParameters = 512;
const maxParameterBytes = 256 * 1024;

/** Keys are not empty, and all together have 256 KiB at most. */
const parameters: Rule<{ readonly [key: string]: string }> = (map, at) => {
  let bytes = 0;
  let count = 0;
  for (const key in map) {
    count++;
    bytes += byteLength(key) + byteLength(map[key] ?? '');
    if (key === '') at.report('api/invalid', { found: key, expected: 'a key that is not empty' });
  }
  if (count > maxParameters) at.report('api/too-long', { length: count, max: maxParameters });
  if (bytes > maxParameterBytes) at.report('api/too-long', { length: bytes, max: maxParameterBytes });
};

/** The name of a driver: a qualified name, in which capital letters do not count. */
const provisioner: Rule<string> = (found, at) => {
  if (!labelKey.accepts(found.toLowerCase())) at.report('api/label-key', { found });
};

const requirement: Rule<TopologySelectorLabelRequirement> = all(
  texts<TopologySelectorLabelRequirement>({ key: labelKey }),
  needs<TopologySelectorLabelRequirement>({ values: unique<string>() }),
);

const term: Rule<TopologySelectorTerm> = fields<TopologySelectorTerm>({
  matchLabelExpressions: [each(requirement), unique<TopologySelectorLabelRequirement>(({ key = '' }) => key, 'key')],
});

/** Terms are the same when they have the same keys with the same values, in any order; a term without conditions is never one twice. */
const topologies: Rule<readonly TopologySelectorTerm[]> = all(each(term), (terms, at) => {
  const seen = new Set<string>();
  terms.forEach(({ matchLabelExpressions: conditions = [] }, index) => {
    const last = new Map(conditions.map(({ key = '', values = [] }) => [key, [...new Set(values)].sort()]));
    const text = JSON.stringify([...last].sort(([one], [other]) => (one < other ? -1 : 1)));
    if (seen.has(text) || conditions.length === 0) at.reportAt([index, 'matchLabelExpressions'], 'api/duplicate', { found: 'the same topology' });
    seen.add(text);
  });
});

/** @see https://kubernetes.io/docs/concepts/storage/storage-classes/ */
export const storageClass: Rule<StorageClass> = kind(
  dnsSubdomain,
  needs<StorageClass>({ provisioner }),
  fields<StorageClass>({
    parameters,
    reclaimPolicy: given(oneOf('Delete', 'Retain')),
    volumeBindingMode: oneOf('Immediate', 'WaitForFirstConsumer'),
    allowedTopologies: topologies,
  }),
);

/** @see https://kubernetes.io/docs/concepts/storage/volume-attributes-classes/ */
export const volumeAttributesClass: Rule<VolumeAttributesClass> = kind(
  dnsSubdomain,
  needs<VolumeAttributesClass>({ driverName: provisioner }),
  ({ parameters: map = {} }, at) => {
    if (Object.keys(map).length === 0) at.reportAt('parameters', 'api/required', { field: 'parameters' });
  },
  fields<VolumeAttributesClass>({ parameters }),
);
