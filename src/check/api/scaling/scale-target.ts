import type { CrossVersionObjectReference } from '../../../../generated/kubernetes';
import { all, needs, type Rule } from '../../rule/rules';
import { pathSegment } from '../shared/names';

/** The group of an apiVersion; `undefined` for what is no apiVersion. */
function groupOf(apiVersion: string): string | undefined {
  const parts = apiVersion.split('/');
  if (parts.length > 2) return undefined;
  return parts.length === 2 ? parts[0] : '';
}

/**
 * The object that is scaled or measured. From Kubernetes 1.34 on the server looks at its apiVersion.
 * @param anyGroup whether objects of the core group can be meant
 */
export function scaledObject(anyGroup: boolean): Rule<CrossVersionObjectReference> {
  return all(needs<CrossVersionObjectReference>({ kind: pathSegment, name: pathSegment }), ({ apiVersion: found = '', kind }, at) => {
    if (at.minor < 34) return;
    const group = groupOf(found);
    if (group === undefined || (group === '' && !anyGroup && kind !== 'ReplicationController')) at.reportAt('apiVersion', 'scaling/target-version', { found });
  });
}
