import { isPlainMap, type PlainMap } from '../../../core/plain-map';
import { call, type Code, type Entry, list, map, member, name as variableOf, value } from '../../print/code';
import { isSame } from '../same';
import type { SourceObject } from '../sources';
import type { Candidate } from '../trials';
import type { Unit } from '../unit';
import { serviceNamed } from './service-named';
import { mapsIn, metadataProps, nameOf, optionalValue, type Shelf, specOf, textMap } from './shelf';
import { isServiceOf, ownFields, servicePortsCode } from './service-props';

/** Services that belong to no app, and what opens and closes Services to others. */
export function placeNetwork(shelf: Shelf): void {
  for (const object of shelf.open('v1', 'Service')) placeService(shelf, object);
  for (const object of shelf.open('networking.k8s.io/v1', 'Ingress')) placeIngress(shelf, object);
  for (const object of shelf.open('networking.k8s.io/v1', 'NetworkPolicy')) placePolicy(shelf, object);
}

function placeService(shelf: Shelf, object: SourceObject): void {
  const spec = specOf(object);
  const app = podsOf(shelf, { matchLabels: spec['selector'] });
  const candidate = (pods: Code | undefined, podPorts: readonly PlainMap[]): Candidate => {
    const props = map({ ...ownFields(spec), pods, ports: servicePortsCode(mapsIn(spec['ports']), podPorts), ...metadataProps(object) });
    return { objects: [object], callee: 'Service', id: nameOf(object), props, override: 'object', label: `${nameOf(object)}-service` };
  };
  const byLabels = candidate(optionalValue(textMap(spec['selector'])), []);
  shelf.place([...(app === undefined ? [] : [candidate(variableOf(app.unit.variable), app.ports)]), byLabels]);
}

/** The Services of the pods with these labels that are no part of their definition. */
export function placeServicesOf(shelf: Shelf, matchLabels: PlainMap): void {
  for (const object of shelf.open('v1', 'Service')) if (isServiceOf(object, matchLabels)) placeService(shelf, object);
}

/** An app, and the ports of its pods as it hands them out. */
interface AppPods {
  readonly unit: Unit;
  readonly ports: readonly PlainMap[];
}

/** The app of a bundle that has exactly these labels. */
function podsOf(shelf: Shelf, selector: unknown): AppPods | undefined {
  if (!isPlainMap(selector)) return undefined;
  for (const unit of shelf.units) {
    const podSet = unit.objects.length === 0 ? undefined : shelf.trials.facts(unit.variable, 'podSet');
    if (!isPlainMap(podSet) || !isSame({ matchLabels: podSet['selector'] }, selector)) continue;
    return { unit, ports: mapsIn(podSet['ports']).map(({ name, named, port, protocol }) => ({ name, named, containerPort: port, protocol })) };
  }
  return undefined;
}

function podsCode(shelf: Shelf, selector: unknown): Code | undefined {
  const app = podsOf(shelf, selector);
  return app === undefined ? undefined : variableOf(app.unit.variable);
}

function placeIngress(shelf: Shelf, object: SourceObject): void {
  const spec = specOf(object);
  const props = (backend: (given: unknown) => Code | undefined): { readonly [field: string]: Code | undefined } => ({
    className: optionalValue(spec['ingressClassName']),
    rules: rulesCode(spec['rules'], backend),
    defaultBackend: backend(spec['defaultBackend']),
    tls: tlsCode(spec),
    ...metadataProps(object),
  });
  const candidate = (backend: (given: unknown) => Code | undefined): Candidate => (
    { objects: [object], callee: 'Ingress', id: nameOf(object), props: map(props(backend)), override: 'object', label: `${nameOf(object)}-ingress` }
  );
  shelf.place([candidate((given) => backendByReference(shelf, given) ?? backendCode(given)), candidate(backendCode)]);
}

function rulesCode(rules: unknown, backend: (given: unknown) => Code | undefined): Code | undefined {
  const entries = mapsIn(rules).map(({ host = '*', http }): Entry => {
    const paths = isPlainMap(http) ? mapsIn(http['paths']) : [];
    const [only] = paths;
    if (paths.length === 1 && only!['path'] === '/' && only!['pathType'] === 'Prefix') return { key: String(host), value: backend(only!['backend']) ?? value({}) };
    const inner = paths.map(({ path, pathType, backend: given }): Entry => {
      const code = backend(given) ?? value({});
      return { key: typeof path === 'string' ? path : '/', value: pathType === 'Prefix' ? code : map({ backend: code, pathType: optionalValue(pathType) }) };
    });
    return { key: String(host), value: map(inner) };
  });
  return entries.length === 0 ? undefined : map(entries);
}

function backendCode(backend: unknown): Code | undefined {
  if (!isPlainMap(backend)) return undefined;
  const { service, resource } = backend;
  if (isPlainMap(resource)) return value({ resource });
  if (!isPlainMap(service)) return undefined;
  const port = isPlainMap(service['port']) ? service['port'] : {};
  return map({ service: value(service['name']), port: optionalValue(port['name'] ?? port['number']) });
}

/** A port of a Service of the bundle, as its definition hands it out; where a number is meant that has a name, that number. */
function backendByReference(shelf: Shelf, backend: unknown): Code | undefined {
  const service = isPlainMap(backend) && isPlainMap(backend['service']) ? backend['service'] : undefined;
  const port = service !== undefined && isPlainMap(service['port']) ? service['port'] : undefined;
  if (service === undefined || port === undefined) return undefined;
  const found = serviceNamed(shelf, service['name']);
  const fact = found?.ports.find(({ name, port: number }) => (port['name'] === undefined ? number === port['number'] : name === port['name']));
  if (found === undefined || fact === undefined) return undefined;
  const owner = variableOf(found.unit.variable);
  if (port['name'] === undefined && fact.named !== false) return map({ service: owner, port: value(port['number']) });
  return call(member(owner, 'port'), value(fact.name));
}

function tlsCode({ tls, rules }: PlainMap): Code | undefined {
  const entries = mapsIn(tls);
  const [only] = entries;
  const hosts = mapsIn(rules).flatMap(({ host }) => (host === undefined ? [] : [host]));
  if (entries.length === 1 && isSame(only!['hosts'], hosts) && typeof only!['secretName'] === 'string') return value(only!['secretName']);
  return entries.length === 0 ? undefined : value(entries.map(({ hosts: own, secretName }) => (
    { ...(own === undefined ? {} : { hosts: own }), ...(secretName === undefined ? {} : { secret: secretName }) }
  )));
}

function placePolicy(shelf: Shelf, object: SourceObject): void {
  const spec = specOf(object);
  const { podSelector, ingress, egress } = spec;
  const types = Array.isArray(spec['policyTypes']) ? spec['policyTypes'] : ['Ingress'];
  const own = podsCode(shelf, podSelector);
  const candidate = (pods: Code | undefined, byApp: boolean): Candidate => {
    const props = map({
      pods: pods ?? optionalValue(podSelector),
      isolate: isolateCode(types, ingress, egress),
      allowFrom: peersCode(shelf, ingress, 'from', byApp),
      allowTo: peersCode(shelf, egress, 'to', byApp),
      dns: types.includes('Egress') ? value(false) : undefined,
      ...metadataProps(object),
    });
    return { objects: [object], callee: 'NetworkPolicy', id: nameOf(object), props, override: 'object', label: `${nameOf(object)}-policy` };
  };
  shelf.place([...(own === undefined ? [] : [candidate(own, true), candidate(own, false)]), candidate(undefined, true), candidate(undefined, false)]);
}

function isolateCode(types: readonly unknown[], ingress: unknown, egress: unknown): Code | undefined {
  const closedIn = types.includes('Ingress') && mapsIn(ingress).length === 0;
  const closedOut = types.includes('Egress') && mapsIn(egress).length === 0;
  if (closedIn && closedOut) return value('both');
  return closedIn ? value('ingress') : closedOut ? value('egress') : undefined;
}

function peersCode(shelf: Shelf, rules: unknown, field: 'from' | 'to', byApp: boolean): Code | undefined {
  const items = mapsIn(rules).map((rule): Code => {
    const peers = mapsIn(rule[field]).map((peer) => peerCode(shelf, peer, byApp));
    const [only] = peers;
    const who = peers.length === 0 ? value('anyone') : peers.length === 1 ? only! : list(peers);
    const ports = mapsIn(rule['ports']).map((port) => portOf(port));
    // Without words on ports an app's own are meant; the rule means all of them.
    return ports.length === 0 && peers.length === 1 ? who : map({ [field]: who, ports: ports.length === 0 ? undefined : list(ports) });
  });
  return items.length === 0 ? undefined : list(items);
}

function portOf({ port, protocol, endPort }: PlainMap): Code {
  if (endPort === undefined && protocol === 'TCP' && port !== undefined) return value(port);
  return map({ port: optionalValue(port), endPort: optionalValue(endPort), protocol: value(protocol ?? null) });
}

function peerCode(shelf: Shelf, { podSelector, namespaceSelector, ipBlock }: PlainMap, byApp: boolean): Code {
  if (isPlainMap(ipBlock)) return value(ipBlock);
  const app = byApp && namespaceSelector === undefined ? podsCode(shelf, podSelector) : undefined;
  if (app !== undefined) return app;
  return map({ pods: optionalValue(simpleSelector(podSelector)), namespaces: namespacesCode(namespaceSelector) });
}

function simpleSelector(selector: unknown): unknown {
  return isPlainMap(selector) && Object.keys(selector).length === 1 && isPlainMap(selector['matchLabels']) ? selector['matchLabels'] : selector;
}

function namespacesCode(selector: unknown): Code | undefined {
  if (!isPlainMap(selector)) return undefined;
  if (Object.keys(selector).length === 0) return value('all');
  const labels = textMap(selector['matchLabels']);
  const named = labels?.['kubernetes.io/metadata.name'];
  return named !== undefined && isSame(selector, { matchLabels: { 'kubernetes.io/metadata.name': named } }) ? value(named) : value(selector);
}
