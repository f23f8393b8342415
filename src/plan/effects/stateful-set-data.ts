import type { Change } from '../compare';
import { at, listAt, textAt, type Update } from '../update/update';
import { writtenReplicas } from './scaling';

/** What a change of a StatefulSet does to the claims that its templates made. */
export function statefulSetData(update: Update): void {
  const { id, from, to } = update;
  claimTemplates(update);
  const path = ['spec', 'persistentVolumeClaimRetentionPolicy'];
  for (const when of ['whenDeleted', 'whenScaled'] as const) {
    const change = update.first([...path, when]);
    if (change?.to === 'Delete') update.reportChange(change, 'data/retention', { id, when });
  }
  const [before, after] = [update.pods.from.autoscaler === undefined ? writtenReplicas(from) : update.pods.from.most, writtenReplicas(to)];
  const change = update.first(['spec', 'replicas']);
  if (change === undefined || before === undefined || after === undefined || after >= before || listAt(from, 'spec', 'volumeClaimTemplates').length === 0) return;
  if (at(to, ...path, 'whenScaled') !== 'Delete') return;
  const start = Number(at(to, 'spec', 'ordinals', 'start') ?? 0);
  update.reportChange(change, 'data/scaled-down', { id, from: start + before, to: start + after });
}

/** A template that goes while another comes has been renamed, as far as anybody can tell. */
function claimTemplates(update: Update): void {
  const { id } = update;
  const changes = update.below(['spec', 'volumeClaimTemplates']);
  const [removed, added] = namesBefore(update, changes);
  removed.forEach((claim, index) => {
    const renamed = added[index];
    if (renamed === undefined) update.reportAt(['spec', 'volumeClaimTemplates'], 'data/claim-template-removed', { id, claim }, { from: claim });
    else {
      const path = ['spec', 'volumeClaimTemplates', renamed.index, 'metadata', 'name'];
      update.reportAt(path, 'data/claim-template-renamed', { id, from: claim, to: renamed.name }, { from: claim, to: renamed.name });
    }
  });
}

interface Named {
  readonly name: string;
  readonly index: number;
}

function namesBefore({ from, to }: Update, changes: readonly Change[]): [removed: string[], added: Named[]] {
  if (changes.length === 0) return [[], []];
  const names = (set: unknown): string[] => listAt(set, 'spec', 'volumeClaimTemplates').map((template) => textAt(template, 'metadata', 'name') ?? '');
  const [old, now] = [names(from), names(to)];
  return [old.filter((name) => !now.includes(name)), now.map((name, index) => ({ name, index })).filter(({ name }) => !old.includes(name))];
}
