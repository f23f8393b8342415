import { all, fail } from '../failure';
import type { Context } from './context';

const ENFORCE = 'pod-security.kubernetes.io/enforce';

/** Each namespace enforces a level of Pod Security, and no lower one than its pods need. */
export async function podSecurity({ bundle, cluster: { api }, particulars }: Context): Promise<string[]> {
  return all(bundle.namespaces().map(async (name) => {
    const level = (await api.read('v1/Namespace', name))?.metadata?.labels?.[ENFORCE];
    if (level === undefined) fail(`Namespace ${name}`, 'enforces no level of Pod Security');
    if (level === 'privileged' && particulars.privileged === undefined) {
      fail(`Namespace ${name}`, 'enforces "privileged" instead of "baseline" or "restricted"', 'the list of systems gives no reason for it');
    }
    return level;
  }));
}
