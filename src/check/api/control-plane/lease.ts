import type { Lease, LeaseCandidate, LeaseCandidateSpec, LeaseSpec } from '../../../../generated/kubernetes';
import { all, anything, fields, needs, objects, type Rule } from '../../rule/rules';
import { kindWith } from '../shared/kind';
import { dataKey, dnsSubdomain, labelKey } from '../shared/names';
import { notNegative, positive } from '../shared/numbers';

const known = ['OldestEmulationVersion'];

/** The server names the field twice. */
function strategy(found: string, at: Parameters<Rule<string>>[1]): void {
  const place = ['strategy', 'strategy'];
  if (found.includes('/')) {
    if (!labelKey.accepts(found)) at.reportAt(place, 'api/label-key', { found }, ['strategy']);
  } else if (!known.includes(found)) at.reportAt(place, 'api/not-supported', { found, known }, ['strategy']);
}

const spec: Rule<LeaseSpec> = all(
  fields<LeaseSpec>({ leaseDurationSeconds: positive, leaseTransitions: notNegative }),
  ({ strategy: found, preferredHolder = '' }, at) => {
    if (found !== undefined) strategy(found, at);
    if (preferredHolder !== '' && (found ?? '') === '') at.reportAt('preferredHolder', 'api/forbidden', { field: 'preferredHolder', when: 'without strategy' });
  },
);

/** @see https://kubernetes.io/docs/concepts/architecture/leases/ */
export const lease: Rule<Lease> = kindWith({ finalizers: 'anyone' }, dnsSubdomain, objects<Lease>({ spec }));

const number = '(?:0|[1-9]\\d*)';
const semanticVersion = new RegExp(`^${number}\\.${number}\\.${number}(?:-[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?$`);

function numbersOf(version: string): readonly number[] {
  return semanticVersion.test(version) ? version.split(/[-+]/)[0]!.split('.').map(Number) : [0, 0, 0];
}

const version: Rule<string> = (found, at) => {
  if (found !== '' && !semanticVersion.test(found)) at.report('api/invalid', { found, expected: 'a version such as 1.36.0' });
};

/** What a candidate runs is not older than what it imitates. */
const versions: Rule<LeaseCandidateSpec> = ({ binaryVersion = '', emulationVersion = '', strategy: found = '' }, at) => {
  const [binary, emulated] = [numbersOf(binaryVersion), numbersOf(emulationVersion)];
  const order = [0, 1, 2].map((index) => binary[index]! - emulated[index]!).find((difference) => difference !== 0) ?? 0;
  if (binaryVersion !== '' && emulationVersion !== '' && order < 0) {
    at.reportAt('binaryVersion', 'api/less-than', { found: binaryVersion, limit: emulationVersion, of: 'emulationVersion' });
  }
  if (found === '') at.reportAt('strategy', 'api/required', { field: 'strategy' });
  else {
    if (found === known[0] && emulated.every((part) => part === 0)) {
      at.reportAt('emulationVersion', 'api/required', { field: 'emulationVersion', when: `with the strategy ${found}` });
    }
    strategy(found, at);
  }
};

/** @see https://kubernetes.io/docs/concepts/cluster-administration/coordinated-leader-election/ */
export const leaseCandidate: Rule<LeaseCandidate> = kindWith({ finalizers: 'anyone' }, dataKey, objects<LeaseCandidate>({
  spec: all(
    needs<LeaseCandidateSpec>({ leaseName: anything, binaryVersion: version }),
    fields<LeaseCandidateSpec>({ emulationVersion: version }),
    versions,
  ),
}));
