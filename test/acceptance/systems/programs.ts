import type { Bundle } from '../bundle/bundle';
import { operatedWeb } from '../programs/operated-web';
import { plusInterop } from '../programs/plus-interop';
import { statefulUpdates } from '../programs/stateful-updates';
import { bundleOf } from '../stages/program';
import { FIRST, STATEFUL_STAGES } from '../stages/stateful-updates';
import { existingSecret } from './given';
import type { Particulars } from './particulars';

/** What no reference system has, each in a small program of its own. */
export const PROGRAMS: readonly { readonly name: string; readonly define: () => Bundle; readonly particulars: Particulars }[] = [
  {
    name: 'operated-web',
    define: () => bundleOf(operatedWeb),
    particulars: {
      given: [existingSecret('operated-web', 'api-key', ['key'])],
      notShown: ['the External Secrets Operator makes the Secret, and a Gateway serves the route: here the run makes the Secret'],
    },
  },
  {
    name: 'plus-interop',
    define: () => bundleOf(plusInterop),
    particulars: { given: [existingSecret('plus-interop', 'token', ['token'])] },
  },
  {
    name: 'stateful-updates',
    define: () => bundleOf((app) => statefulUpdates(app, FIRST)),
    particulars: { stages: STATEFUL_STAGES },
  },
];
