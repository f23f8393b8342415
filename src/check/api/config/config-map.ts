import type { ConfigMap } from '../../../../generated/kubernetes';
import { kind } from '../shared/kind';
import { byteLength, dataKey, dnsSubdomain } from '../shared/names';
import type { Rule } from '../../rule/rules';
import { base64Length, dataLimit } from './data-size';

/** Keys once in both maps, each the name of a file, all values together 1 MiB at most. */
const data: Rule<ConfigMap> = ({ data: texts = {}, binaryData = {} }, at) => {
  let bytes = 0;
  for (const key in texts) {
    if (!dataKey.accepts(key)) at.reportAt(['data', key], 'api/data-key', { found: key });
    if (Object.hasOwn(binaryData, key)) at.reportAt(['data', key], 'config/key-twice', { key, other: 'binaryData' });
    bytes += byteLength(texts[key] ?? '');
  }
  for (const key in binaryData) {
    if (!dataKey.accepts(key)) at.reportAt(['binaryData', key], 'api/data-key', { found: key });
    bytes += base64Length(binaryData[key] ?? '');
  }
  if (bytes > dataLimit) at.report('config/too-large', { bytes, max: dataLimit });
};

/** @see https://kubernetes.io/docs/concepts/configuration/configmap/ */
export const configMap: Rule<ConfigMap> = kind(dnsSubdomain, data);
