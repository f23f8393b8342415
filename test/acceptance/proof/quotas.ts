import { isDeepStrictEqual } from 'node:util';
import { nameOf } from '../bundle/bundle';
import { eventually } from '../cluster/eventually';
import { all, fail } from '../failure';
import type { Context } from './context';

/** Every quota is counted by the cluster, and the pods of the file are within it: they would not be there otherwise. */
export async function quotas({ bundle, cluster: { api }, patience }: Context): Promise<string[]> {
  return all(bundle.of('v1/ResourceQuota').map(async (quota) => {
    const { namespace, name } = quota.metadata;
    const resources = Object.keys(quota.spec?.hard ?? {}).sort();
    const { answer, good } = await eventually(
      async () => (await api.read('v1/ResourceQuota', name, namespace))?.status,
      (status) => isDeepStrictEqual(Object.keys(status?.used ?? {}).sort(), resources),
      { seconds: patience },
    );
    if (!good) fail(nameOf(quota), 'is not counted', JSON.stringify(answer));
    return `quota ${name} counts ${resources.join(', ')}`;
  }));
}
