import type { PersistentVolumeClaim, StatefulSet } from '../../../generated/kubernetes';
import { quantityValue } from '../../core/quantity';
import type { ObjectNode } from '../graph/node';
import { each, fields } from '../graph/read';
import { type Amounts, amountsOf, type Demand, formatAmount, type LimitItem, limitsOf, podDemand } from './amounts';
import { type Bundle, read } from './bundle';

/** Containers, pods and claims outside of the bounds of their namespace. */
export function limitRangeRule(bundle: Bundle): void {
  if (bundle.graph.index.ofKind('/LimitRange').length === 0) return;
  for (const pods of bundle.graph.pods) {
    const items = limitsOf(bundle, pods.namespace);
    if (items.length === 0) continue;
    const demand = podDemand(bundle, pods);
    for (const item of items) {
      if (item.type === 'Pod') checkDemand(bundle, pods.node, item, demand, pods.pointer, 'pod');
      else if (item.type === 'Container') {
        for (const container of demand.containers) checkDemand(bundle, pods.node, item, container, `${container.pointer}/resources`, 'container');
      }
    }
  }
  checkClaims(bundle);
}

function checkDemand(bundle: Bundle, node: ObjectNode, item: LimitItem, { requests, limits }: Demand, pointer: string, type: string): void {
  const report: ReportAmount = (resource, expected, found) =>
    bundle.report(node, 'limit-range/outside', { limitRange: item.node.id.name, type, resource, expected, found }, pointer);
  for (const [name, min] of item.min) {
    const expected = `of at least ${formatAmount(name, min)}`;
    const [request, limit] = [requests.get(name), limits.get(name)];
    if (request === undefined) report(name, expected, 'no request');
    else if (request < min) report(name, expected, `a request of ${formatAmount(name, request)}`);
    else if (limit !== undefined && limit < min) report(name, expected, `a limit of ${formatAmount(name, limit)}`);
  }
  for (const [name, max] of item.max) {
    const expected = `of at most ${formatAmount(name, max)}`;
    const [request, limit] = [requests.get(name), limits.get(name)];
    if (limit === undefined) report(name, expected, 'no limit');
    else if (limit > max) report(name, expected, `a limit of ${formatAmount(name, limit)}`);
    else if (request !== undefined && request > max) report(name, expected, `a request of ${formatAmount(name, request)}`);
  }
  for (const [name, ratio] of item.ratio) checkRatio(name, ratio, requests, limits, report);
}

type ReportAmount = (resource: string, expected: string, found: string) => void;

function checkRatio(name: string, ratio: bigint, requests: Amounts, limits: Amounts, report: ReportAmount): void {
  const expected = `with a limit of at most ${formatAmount('', ratio)} times the request`;
  const [request, limit] = [requests.get(name) ?? 0n, limits.get(name) ?? 0n];
  if (request === 0n) report(name, expected, 'no request');
  else if (limit === 0n) report(name, expected, 'no limit');
  else if (limit * quantityValue(1)! > ratio * request) report(name, expected, `${formatAmount(name, request)} and ${formatAmount(name, limit)}`);
}

function checkClaims(bundle: Bundle): void {
  for (const [node, { spec }] of bundle.ofKind<PersistentVolumeClaim>('/PersistentVolumeClaim')) checkClaim(bundle, node, fields(fields(spec).resources).requests, '/spec/resources/requests');
  for (const [node] of bundle.ofKind<StatefulSet>('apps/StatefulSet')) {
    each(fields(read<StatefulSet>(node).spec).volumeClaimTemplates, ({ spec }, index) => {
      checkClaim(bundle, node, fields(fields(spec).resources).requests, `/spec/volumeClaimTemplates/${index}/spec/resources/requests`);
    });
  }
}

/** Of claims, requests alone count. */
function checkClaim(bundle: Bundle, node: ObjectNode, given: unknown, pointer: string): void {
  const items = limitsOf(bundle, node.namespace).filter(({ type }) => type === 'PersistentVolumeClaim');
  if (items.length === 0) return;
  const requests = amountsOf(given);
  for (const { node: { id }, min, max } of items) {
    const report = (resource: string, expected: string): void => {
      const amount = requests.get(resource);
      const found = amount === undefined ? 'no request' : `a request of ${formatAmount(resource, amount)}`;
      bundle.report(node, 'limit-range/outside', { limitRange: id.name, type: 'claim', resource, expected, found }, pointer);
    };
    for (const [name, least] of min) if ((requests.get(name) ?? -1n) < least) report(name, `of at least ${formatAmount(name, least)}`);
    for (const [name, most] of max) if (!requests.has(name) || requests.get(name)! > most) report(name, `of at most ${formatAmount(name, most)}`);
  }
}
