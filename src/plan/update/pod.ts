import { isSame } from '../compare';
import { ANY } from '../../schema/schema';
import { at, listAt, type Update, type UpdateRule } from './update';
import { isPlainMap } from '../../core/checks';

const APP_ARMOR = 'container.apparmor.security.beta.kubernetes.io/';
const MIRROR = 'kubernetes.io/config.mirror';

/** Of a pod that exists only images can change, and what makes it end sooner or tolerate more. */
export const podRule: UpdateRule = (update) => {
  const { id, from, to } = update;
  appArmor(update);
  const gated = listAt(from, 'spec', 'schedulingGates').length > 0;
  for (const change of update.below(['spec'])) {
    const [, field, , inside] = change.path;
    if ((field === 'containers' || field === 'initContainers') && inside === 'image' && change.path.length === 4) continue;
    const open = (field === 'activeDeadlineSeconds' && endsSooner(from, to))
      || (field === 'tolerations' && onlyAddsTolerations(from, to))
      || (field === 'schedulingGates' && onlyRemovesGates(from, to))
      || (field === 'terminationGracePeriodSeconds' && Number(change.from) < 0 && change.to === 1)
      || (gated && field === 'nodeSelector' && onlyAddsLabels(from, to))
      || (gated && field === 'affinity' && onlyNarrowsNodes(update));
    if (!open) update.reportChange(change, 'update/pod', { id, field: `spec.${String(field)}` });
  }
};

/** The old annotations of AppArmor are read when the pod is made, and stay. */
function appArmor(update: Update): void {
  for (const change of update.below(['metadata', 'annotations'])) {
    const whole = { ...(change.from as object | undefined), ...(change.to as object | undefined) };
    const keys = change.path.length > 2 ? [String(change.path[2])] : Object.keys(whole);
    if (keys.some((key) => key.startsWith(APP_ARMOR) || key === MIRROR)) update.reportChange(change, 'update/pod', { id: update.id, field: 'this annotation' });
  }
}

function endsSooner(from: unknown, to: unknown): boolean {
  const [before, after] = [at(from, 'spec', 'activeDeadlineSeconds'), at(to, 'spec', 'activeDeadlineSeconds')];
  return after !== undefined && (before === undefined || Number(after) <= Number(before));
}

function onlyAddsTolerations(from: unknown, to: unknown): boolean {
  const after = listAt(to, 'spec', 'tolerations');
  const timeless = (toleration: unknown): unknown => (isPlainMap(toleration) ? { ...toleration, tolerationSeconds: undefined } : toleration);
  return listAt(from, 'spec', 'tolerations').every((old) => after.some((other) => isSame(ANY, timeless(old), timeless(other))));
}

function onlyRemovesGates(from: unknown, to: unknown): boolean {
  const names = new Set(listAt(from, 'spec', 'schedulingGates').map((gate) => at(gate, 'name')));
  return listAt(to, 'spec', 'schedulingGates').every((gate) => names.has(at(gate, 'name')));
}

function onlyAddsLabels(from: unknown, to: unknown): boolean {
  const after = at(to, 'spec', 'nodeSelector');
  return Object.entries((at(from, 'spec', 'nodeSelector') ?? {})).every(([key, value]) => at(after, key) === value);
}

/** Required terms of a pod that waits at a gate may get further requirements, and its preferences may be anything. */
function onlyNarrowsNodes({ from, to }: Update): boolean {
  const [before, after] = [from, to].map((pod) => at(pod, 'spec', 'affinity'));
  for (const other of ['podAffinity', 'podAntiAffinity']) if (!isSame(ANY, at(before, other), at(after, other))) return false;
  const terms = (affinity: unknown): readonly unknown[] =>
    listAt(affinity, 'nodeAffinity', 'requiredDuringSchedulingIgnoredDuringExecution', 'nodeSelectorTerms');
  const [old, now] = [terms(before), terms(after)];
  if (old.length === 0) return true;
  return old.length === now.length && old.every((term, index) => narrows(term, now[index]));
}

function narrows(from: unknown, to: unknown): boolean {
  const lists = ['matchExpressions', 'matchFields'];
  if (lists.every((field) => listAt(from, field).length === 0)) return lists.every((field) => listAt(to, field).length === 0);
  return lists.every((field) => isSame(ANY, listAt(from, field), listAt(to, field).slice(0, listAt(from, field).length)));
}
