import type { DownwardAPIVolumeFile, ObjectFieldSelector, ResourceFieldSelector } from '../../../../generated/kubernetes';
import { all, fields, needs, type Rule } from '../../rule/rules';
import { labelKey } from '../shared/names';
import { amount } from '../shared/numbers';
import { fileMode } from './file-mode';
import { fileInVolume } from './paths';

/** What the API of version v1 calls a field; `spec.host` is an old name. */
const readable: ReadonlySet<string> = new Set([
  'metadata.annotations', 'metadata.labels', 'metadata.name', 'metadata.namespace', 'metadata.uid', 'spec.nodeName', 'spec.restartPolicy',
  'spec.serviceAccountName', 'spec.schedulerName', 'status.phase', 'status.hostIP', 'status.hostIPs', 'status.podIP', 'status.podIPs', 'spec.host',
]);
const ofVariables = [
  'metadata.name', 'metadata.namespace', 'metadata.uid', 'spec.nodeName', 'spec.serviceAccountName', 'status.hostIP', 'status.hostIPs', 'status.podIP', 'status.podIPs',
];
const ofFiles = ['metadata.annotations', 'metadata.labels', 'metadata.name', 'metadata.namespace', 'metadata.uid'];

const oneEntry = /^(metadata\.(?:annotations|labels))\['(.*)'\]$/s;
const subscript = /^.+?\['.*'\]$/s;

/** A field of the pod: one of those, or a single label or annotation, as in `metadata.labels['app']`. */
function fieldRef(known: readonly string[]): Rule<ObjectFieldSelector> {
  const possible = new Set(known);
  return ({ apiVersion = 'v1', fieldPath = '' }, at) => {
    if (fieldPath === '') return at.reportAt('fieldPath', 'api/required', { field: 'fieldPath' });
    const [, map, key] = oneEntry.exec(fieldPath) ?? [];
    if (apiVersion !== 'v1') at.reportAt('fieldPath', 'api/field-path', { found: fieldPath, known, apiVersion });
    else if (map !== undefined) {
      const lowered = map === 'metadata.annotations' ? key!.toLowerCase() : key!;
      if (!labelKey.accepts(lowered)) at.report('api/label-key', { found: key! }, 'fieldPath');
    } else if (subscript.test(fieldPath) || !readable.has(fieldPath)) at.reportAt('fieldPath', 'api/field-path', { found: fieldPath, known });
    else if (!possible.has(fieldPath === 'spec.host' ? 'spec.nodeName' : fieldPath)) at.reportAt('fieldPath', 'api/not-supported', { found: fieldPath, known });
  };
}

/** A field that a variable of a container takes its value of. */
export const envFieldRef: Rule<ObjectFieldSelector> = fieldRef(ofVariables);

const amounts = [
  'limits.cpu', 'limits.ephemeral-storage', 'limits.memory', 'requests.cpu', 'requests.ephemeral-storage', 'requests.memory',
];
const hugePages = /^(?:limits|requests)\.hugepages-/;
const unitsOfCpu = ['1', '1m'];
const unitsOfBytes = ['1', '1k', '1M', '1G', '1T', '1P', '1E', '1Ki', '1Mi', '1Gi', '1Ti', '1Pi', '1Ei'];

/** Units in which an amount can be told; none for what is no amount. */
function unitsOf(resource: string): readonly string[] | undefined {
  if (resource === 'limits.cpu' || resource === 'requests.cpu') return unitsOfCpu;
  return amounts.includes(resource) || hugePages.test(resource) ? unitsOfBytes : undefined;
}

const known: Rule<string> = (found, at) => {
  if (!amounts.includes(found) && !hugePages.test(found)) at.report('api/not-supported', { found, known: amounts });
};

const unit: Rule<ResourceFieldSelector> = ({ resource = '', divisor }, at) => {
  const units = unitsOf(resource);
  if (units === undefined || amount(divisor) === 0n || units.includes(String(divisor))) return;
  at.reportAt('divisor', 'api/divisor', { found: divisor, resource, known: units });
};

/** A limit or request that a variable of the container takes its value of. */
export const resourceFieldRef: Rule<ResourceFieldSelector> = all(needs<ResourceFieldSelector>({ resource: known }), unit);

const resourceOfContainer: Rule<ResourceFieldSelector> = (selector, at) => {
  if ((selector.containerName ?? '') !== '') return resourceFieldRef(selector, at);
  at.reportAt('containerName', 'api/required', { field: 'containerName', when: 'to tell whose amount it is' });
  unit(selector, at);
};

const file: Rule<DownwardAPIVolumeFile> = all(
  needs<DownwardAPIVolumeFile>({ path: fileInVolume }),
  fields<DownwardAPIVolumeFile>({ fieldRef: fieldRef(ofFiles), mode: fileMode }),
  (given, at) => {
    const { fieldRef: field, resourceFieldRef: resource } = given;
    if (field !== undefined) {
      if (resource !== undefined) at.report('api/contradiction', { fields: ['fieldRef', 'resourceFieldRef'] });
    } else if (resource === undefined) at.report('api/one-needed', { fields: ['fieldRef', 'resourceFieldRef'] });
    else {
      at.enter('resourceFieldRef');
      resourceOfContainer(resource, at);
      at.leave();
    }
  },
);

/** Files that tell about the pod. The server does not say which of them it means. */
export const downwardFiles: Rule<{ readonly items?: readonly DownwardAPIVolumeFile[] | undefined }> = ({ items }, at) => {
  items?.forEach((item, index) => at.enterAs([], ['items', index], () => file(item, at)));
};
