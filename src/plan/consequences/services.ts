import { isPlainMap } from '../../core/checks';
import { formatObjectId, identityKey, type ObjectId } from '../../core/object-id';
import { templatePathOf } from '../effects/kinds';
import type { Side } from '../match';
import { at, listAt, textAt } from '../update/update';
import type { ConsequenceRule, SideGraph, Situation } from './situation';

/** Services whose clients notice something: they lead to other pods than before, to none, or to none for a while. */
export const services: ConsequenceRule = (situation) => {
  for (const { pair: { from }, then } of situation.all) {
    if (from === undefined || then === undefined || then.id.kind !== 'Service' || then.id.apiVersion !== 'v1') continue;
    const [old, now] = [selected(situation.before, from.id), selected(situation.after, then.id)];
    if (old.size === 0 || now.size === 0 || !sameKeys(old, now)) otherPods(situation, then.id, old, now);
    else if (!ports(situation, from, then, [...now.values()])) gap(situation, then, [...now.values()]);
  }
};

/** Controllers make the pods that a Service finds; a ReplicaSet is found beside its Deployment only where somebody writes both. */
function selected(graph: SideGraph, id: ObjectId): Map<string, ObjectId> {
  return new Map(graph.from(id).filter(({ type }) => type === 'selects').map(({ to }) => [identityKey(to.id), to.id]));
}

function sameKeys(a: ReadonlyMap<string, unknown>, b: ReadonlyMap<string, unknown>): boolean {
  return a.size === b.size && [...a.keys()].every((key) => b.has(key));
}

function otherPods(situation: Situation, id: ObjectId, old: ReadonlyMap<string, ObjectId>, now: ReadonlyMap<string, ObjectId>): void {
  const gained = [...now].filter(([key]) => !old.has(key)).map(([, one]) => one);
  const lost = [...old].filter(([key]) => !now.has(key)).map(([, one]) => one);
  if (gained.length === 0 && lost.length === 0) return;
  const causes = [id, ...gained, ...lost].filter((one) => situation.part(one)?.change !== undefined);
  const cause = causes[0] ?? id;
  if (now.size > 0) situation.add('service/other-pods', { id, cause, gained: gained.map(formatObjectId), lost: lost.map(formatObjectId) }, causes);
  else situation.add('service/no-pods', { id, cause, kept: lost.filter((one) => situation.isRefused(one)).map(formatObjectId) }, causes);
}

/** Named ports that the pods of a Service do not have any more. */
function ports(situation: Situation, from: Side, then: Side, workloads: readonly ObjectId[]): boolean {
  const [before, after] = [templates(situation, 'from', workloads), templates(situation, 'then', workloads)];
  const lost = portsOf(then).find(({ name, target }) => {
    const old = portsOf(from).find((port) => port.name === name);
    return !declares(after, target) && old !== undefined && declares(before, old.target);
  });
  if (lost === undefined) return false;
  const causes = [then.id, ...workloads].filter((one) => situation.part(one)?.change !== undefined);
  situation.add('service/no-port', { id: then.id, cause: causes[0] ?? then.id, port: lost.name, target: lost.target }, causes);
  return true;
}

/** A Service that finds the new pods of a rollout and not the old ones leads to none until a new one is ready. */
function gap(situation: Situation, { id, manifest }: Side, workloads: readonly ObjectId[]): void {
  const changed = workloads.filter((one) => situation.part(one)?.change !== undefined);
  if (changed.length === 0 || changed.length < workloads.length) return;
  const selector = at(manifest, 'spec', 'selector');
  const old = templates(situation, 'from', workloads);
  const finds = old.some((template) => matches(selector, at(template, 'metadata', 'labels')));
  const unnamed = portsOf({ manifest }).find(({ target }) => !declares(old, target));
  if (old.length === 0 || (finds && unnamed === undefined)) return;
  situation.add('service/gap', { id, cause: changed[0]!, target: finds ? unnamed?.target : undefined }, changed);
}

/** The templates of workloads, as they were or as they are then. */
function templates(situation: Situation, when: 'from' | 'then', workloads: readonly ObjectId[]): unknown[] {
  return workloads.flatMap((id) => {
    const part = situation.part(id);
    const side = when === 'from' ? part?.pair.from : part?.then;
    return side === undefined ? [] : [templateOf(side)];
  });
}

/** A Pod is its own template. */
function templateOf({ id, manifest }: Side): unknown {
  return at(manifest, ...(templatePathOf(id) ?? []));
}

function matches(selector: unknown, labels: unknown): boolean {
  return isPlainMap(selector) && Object.entries(selector).every(([key, value]) => at(labels, key) === value);
}

interface NamedPort {
  readonly name: string;
  readonly target: string;
}

/** The ports of a Service that lead to a port by its name. */
function portsOf({ manifest }: Pick<Side, 'manifest'>): NamedPort[] {
  return listAt(manifest, 'spec', 'ports').flatMap((port) => {
    const target = textAt(port, 'targetPort');
    return target === undefined || /^\d+$/.test(target) ? [] : [{ name: textAt(port, 'name') ?? String(at(port, 'port')), target }];
  });
}

/** Whether any of some templates has a port of a name. A number, and a Service without any, asks for no name. */
function declares(all: readonly unknown[], name: string): boolean {
  return all.some((template) => ['initContainers', 'containers'].some((list) => listAt(template, 'spec', list).some((container) =>
    listAt(container, 'ports').some((port) => textAt(port, 'name') === name))));
}
