import type { PersistentVolume, PersistentVolumeClaim } from '../../../generated/kubernetes';
import { bytesOf } from '../bundle/bytes';
import { eventually } from '../cluster/eventually';
import { all, fail } from '../failure';
import { type ExpectedClaim, expectedClaims } from './bindings';
import type { Context } from './context';
import { saidIn } from './said';

/** Every claim gets the volume that it should, and volumes for which nobody asks stay free. */
export async function claims(context: Context): Promise<string[]> {
  const expected = expectedClaims(context);
  const shown = await all(expected.map(async (claim) => comesTo(context, claim)));
  await freeVolumes(context, expected);
  return shown;
}

async function comesTo(context: Context, claim: ExpectedClaim): Promise<string> {
  const { name, outcome } = claim;
  switch (outcome.kind) {
    case 'volume': {
      await bound(context, claim, (volume) => volume === outcome.name, outcome.name);
      return `${name} on ${outcome.name}`;
    }
    case 'made': {
      const { metadata } = await bound(context, claim, (volume) => volume.startsWith('pvc-'), 'a volume that is made for it');
      if (metadata?.annotations?.['pv.kubernetes.io/provisioned-by'] === undefined) fail(refOf(claim), `nobody made its volume ${metadata?.name}`);
      return `${name} on a volume made for it`;
    }
    case 'waits':
      await waits(context, claim, 'WaitForFirstConsumer');
      return `${name} waits for a pod, as its class says`;
    case 'none':
      fail(refOf(claim), 'no volume of the file fits it');
  }
}

async function bound(
  { cluster: { api }, patience }: Context,
  claim: ExpectedClaim,
  isRight: (volume: string) => boolean,
  wanted: string,
): Promise<PersistentVolume> {
  const { namespace, name, spec } = claim;
  const { answer, good } = await eventually(
    async () => api.read('v1/PersistentVolumeClaim', name, namespace),
    (found) => found?.status?.phase === 'Bound',
    { seconds: patience },
  );
  const volumeName = answer?.spec?.volumeName ?? '';
  if (!good || !isRight(volumeName)) {
    fail(refOf(claim), `is ${describe(answer)} instead of bound to ${wanted}`, await saidIn(api, namespace));
  }
  const volume = await api.read('v1/PersistentVolume', volumeName);
  const { claimRef, capacity, accessModes = [] } = volume?.spec ?? {};
  if (volume === undefined || claimRef?.namespace !== namespace || claimRef.name !== name || claimRef.uid !== answer?.metadata?.uid) {
    fail(refOf(claim), `its volume ${volumeName} is bound to ${claimRef?.namespace}/${claimRef?.name}`);
  }
  const isLargeEnough = bytesOf(capacity?.storage) >= bytesOf(spec.resources?.requests?.storage);
  if (!isLargeEnough || !(spec.accessModes ?? []).every((mode) => accessModes.includes(mode))) {
    fail(refOf(claim), `its volume ${volumeName} has ${capacity?.storage} and ${accessModes.join(', ')}`);
  }
  return volume;
}

/** A claim that stays Pending, with the reason that the controllers give. */
async function waits({ cluster: { api }, patience }: Context, claim: ExpectedClaim, reason: string): Promise<void> {
  const { namespace, name } = claim;
  const { good } = await eventually(
    async () => api.list('v1/Event', namespace),
    (events) => events.some((event) => event.involvedObject.name === name && event.reason === reason),
    { seconds: patience },
  );
  const live = await api.read('v1/PersistentVolumeClaim', name, namespace);
  if (!good || live?.status?.phase !== 'Pending') fail(refOf(claim), `is ${describe(live)} instead of Pending (${reason})`, await saidIn(api, namespace));
}

async function freeVolumes({ cluster: { api }, bundle }: Context, expected: readonly ExpectedClaim[]): Promise<void> {
  const taken = new Set(expected.flatMap(({ outcome }) => outcome.kind === 'volume' ? [outcome.name] : []));
  await all(bundle.of('v1/PersistentVolume').map(async ({ metadata: { name } }) => {
    const phase = (await api.read('v1/PersistentVolume', name))?.status?.phase;
    const wanted = taken.has(name) ? 'Bound' : 'Available';
    if (phase !== wanted) fail(`PersistentVolume ${name}`, `is ${phase} instead of ${wanted}`);
  }));
}

function refOf({ namespace, name }: ExpectedClaim): string {
  return `PersistentVolumeClaim ${namespace}/${name}`;
}

function describe(claim: PersistentVolumeClaim | undefined): string {
  if (claim === undefined) return 'not there';
  return claim.spec?.volumeName === undefined ? String(claim.status?.phase) : `${claim.status?.phase} to ${claim.spec.volumeName}`;
}
