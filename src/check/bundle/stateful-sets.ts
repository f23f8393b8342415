import type { Service } from '../../../generated/kubernetes';
import { dnsLabel, followsRule } from '../../core/names';
import type { ObjectNode } from '../graph/node';
import { fields } from '../graph/read';
import type { Reference } from '../graph/reference';
import { type Bundle, read } from './bundle';
import { podsOfService } from './selection';

/** The Service that gives the pods of a StatefulSet their host names. */
export function governingServiceRule(bundle: Bundle): void {
  for (const reference of bundle.graph.references('governed-by')) {
    if (reference.to === undefined) reportMissing(bundle, reference);
    else if (reference.to.origin === 'given') checkService(bundle, reference.from, reference.to);
  }
}

function reportMissing(bundle: Bundle, reference: Reference): void {
  const { from, name, pointer } = reference;
  if (!followsRule(dnsLabel, name)) {
    // From 1.33 on the API server says so itself.
    if (bundle.minor < 33) bundle.report(from, 'stateful-set/service-name', { found: name, rule: dnsLabel.words }, pointer);
    return;
  }
  const missing = bundle.missing(reference);
  if (missing !== undefined) bundle.report(from, 'stateful-set/service-missing', missing.args, pointer, missing);
}

function checkService(bundle: Bundle, from: ObjectNode, to: ObjectNode): void {
  const { clusterIP, type } = fields(read<Service>(to).spec);
  if (type === 'ExternalName' || clusterIP !== 'None') bundle.report(from, 'stateful-set/service-not-headless', { service: to.id }, '/spec/serviceName');
  const pods = bundle.graph.podsOf(from);
  const selected = podsOfService(bundle, to);
  if (pods === undefined || selected === undefined || selected.includes(pods) || bundle.graph.labels.isIncomplete) return;
  bundle.report(from, 'stateful-set/service-selector', { service: to.id }, '/spec/serviceName');
}
