import type {
  CSIDriver, CSIDriverSpec, CSINode, CSINodeDriver, CSINodeSpec, CSIStorageCapacity, TokenRequest, VolumeNodeResources,
} from '../../../../generated/kubernetes';
import { all, each, fields, needs, objects, oneOf, type Rule, texts } from '../../rule/rules';
import { kind } from '../shared/kind';
import { unique } from '../shared/lists';
import { byteLength, dnsSubdomain, labelKey } from '../shared/names';
import { atLeast, notNegative, notNegativeQuantity } from '../shared/numbers';
import { labelSelector } from '../shared/selector';

/** The name of a CSI driver: a domain of 63 characters at most, in which capital letters do not count. */
export const csiDriverName: Rule<string> = (found, at) => {
  if (byteLength(found) > 63) at.report('api/too-long', { length: byteLength(found), max: 63 });
  if (!dnsSubdomain.accepts(found.toLowerCase())) at.report('api/dns-subdomain', { found });
};

/** One for each audience, from ten minutes to 2^32 seconds; a second one of an audience is not looked at. */
const tokenRequests: Rule<readonly TokenRequest[]> = (requests, at) => {
  const audiences = new Set<string>();
  requests.forEach(({ audience = '', expirationSeconds: found }, index) => {
    if (audiences.has(audience)) at.reportAt([index, 'audience'], 'api/duplicate', { found: audience });
    else if (found !== undefined && (found < 600 || found > 2 ** 32)) at.reportAt([index, 'expirationSeconds'], 'api/out-of-range', { found, min: 600, max: 2 ** 32 });
    audiences.add(audience);
  });
};

/** The server names the list of modes. */
const lifecycleModes: Rule<readonly string[]> = (modes, at) => {
  const known = ['Persistent', 'Ephemeral'];
  modes.forEach((found, index) => {
    if (!known.includes(found)) at.report('api/not-supported', { found, known }, index);
  });
};

/** Tokens go into secrets only where there are tokens: from Kubernetes 1.35 on. */
const tokensInSecrets: Rule<CSIDriverSpec> = ({ serviceAccountTokenInSecrets, tokenRequests: requests = [] }, at) => {
  if (at.minor >= 35 && serviceAccountTokenInSecrets !== undefined && requests.length === 0) {
    at.reportAt('serviceAccountTokenInSecrets', 'api/not-allowed', { field: 'serviceAccountTokenInSecrets', when: 'without tokenRequests' });
  }
};

/** @see https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/csi-driver-v1/ */
export const csiDriver: Rule<CSIDriver> = kind(dnsSubdomain, objects<CSIDriver>({
  spec: all(tokensInSecrets, fields<CSIDriverSpec>({
    fsGroupPolicy: oneOf('ReadWriteOnceWithFSType', 'File', 'None'),
    tokenRequests,
    volumeLifecycleModes: lifecycleModes,
    nodeAllocatableUpdatePeriodSeconds: atLeast(10),
  })),
}));

/** The server names the driver. */
const topologyKeys: Rule<CSINodeDriver> = ({ topologyKeys: keys = [] }, at) => {
  const seen = new Set<string>();
  keys.forEach((found, index) => {
    if (found === '') at.report('api/required', { field: 'topologyKeys' });
    if (seen.has(found)) at.report('api/duplicate', { found });
    if (!labelKey.accepts(found)) at.reportAt([], 'api/label-key', { found }, ['topologyKeys', index]);
    seen.add(found);
  });
};

/** Names of nodes that a driver gives could be 128 characters long before Kubernetes 1.31, 192 before 1.36. */
const nodeId: Rule<string> = (found, at) => {
  const max = 256;
  if (byteLength(found) > max) at.report('api/invalid', { found, expected: `at most ${max} characters` });
};

/** @see https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/csi-node-v1/ */
export const csiNode: Rule<CSINode> = kind(dnsSubdomain, objects<CSINode>({
  spec: fields<CSINodeSpec>({
    drivers: [
      each(
        needs<CSINodeDriver>({ name: csiDriverName, nodeID: nodeId }),
        fields<CSINodeDriver>({ allocatable: fields<VolumeNodeResources>({ count: notNegative }) }),
        topologyKeys,
      ),
      unique<CSINodeDriver>(({ name = '' }) => name, 'name'),
    ],
  }),
}));

/** @see https://kubernetes.io/docs/concepts/storage/storage-capacity/ */
export const csiStorageCapacity: Rule<CSIStorageCapacity> = kind(
  dnsSubdomain,
  texts<CSIStorageCapacity>({ storageClassName: dnsSubdomain }),
  fields<CSIStorageCapacity>({ nodeTopology: labelSelector, capacity: notNegativeQuantity }),
);
