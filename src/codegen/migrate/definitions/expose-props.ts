import { isPlainMap, type PlainMap } from '../../../core/plain-map';
import { type Code, map, value } from '../../print/code';
import { isSame } from '../same';
import type { SourceObject } from '../sources';
import { podPortsOf, portBehind } from './port-names';
import { mapsIn, metadataProps, nameOf, optionalValue, specOf } from './shelf';

/** A port of an app that an Ingress opens, as the app says it. */
export interface ExposeCode {
  readonly port: string;
  readonly code: Code;
}

/**
 * What an Ingress does that leads to one port of an app's own Service and nowhere else; `undefined` for any other.
 * @param derived the name that it gets by itself
 */
export function exposeProps(
  ingress: SourceObject, service: SourceObject, podSpec: PlainMap, derived: string, inherited: ReadonlySet<string>,
): ExposeCode | undefined {
  const { ingressClassName, rules, tls, ...others } = specOf(ingress);
  const every = mapsIn(rules).map(({ host, http }) => ({ host, paths: isPlainMap(http) ? mapsIn(http['paths']) : [] }));
  const [first] = every;
  const [path] = first?.paths ?? [];
  if (first === undefined || path === undefined || Object.keys(others).length > 0) return undefined;
  const { backend, pathType } = path;
  const isAlike = every.every(({ paths }) => isSame(paths, first.paths)) && first.paths.every((one) => isSame(one['backend'], backend) && one['pathType'] === pathType);
  const port = isAlike ? portOf(backend, service, podSpec) : undefined;
  const hosts = every.flatMap(({ host }) => (typeof host === 'string' ? [host] : []));
  if (port === undefined || (hosts.length < every.length && every.length > 1)) return undefined;
  const secret = tlsCode(tls, hosts);
  if (tls !== undefined && secret === undefined) return undefined;
  const paths = first.paths.map((one) => one['path']);
  const code = map({
    host: hosts.length === 0 ? undefined : value(hosts.length === 1 ? hosts[0] : hosts),
    path: paths.length === 1 ? (paths[0] === '/' ? undefined : value(paths[0])) : value(paths),
    pathType: pathType === 'Prefix' ? undefined : optionalValue(pathType),
    tls: secret,
    className: optionalValue(ingressClassName),
    name: nameOf(ingress) === derived ? undefined : value(nameOf(ingress)),
    ...metadataProps(ingress, inherited),
  });
  const [only] = code.entries;
  return { port, code: code.entries.length === 1 && only!.key === 'host' && hosts.length === 1 ? only!.value : code };
}

/** The port of the Service by the name that the app gives to it. */
function portOf(backend: unknown, service: SourceObject, podSpec: PlainMap): string | undefined {
  const target = isPlainMap(backend) && isPlainMap(backend['service']) ? backend['service'] : undefined;
  const port = target !== undefined && isPlainMap(target['port']) ? target['port'] : undefined;
  if (target === undefined || port === undefined || target['name'] !== nameOf(service)) return undefined;
  const found = mapsIn(specOf(service)['ports']).find(({ name, port: number }) => (port['name'] === undefined ? number === port['number'] : name === port['name']));
  const name = found === undefined ? undefined : found['name'] ?? portBehind(found, podPortsOf(podSpec))?.['name'];
  return typeof name === 'string' ? name : undefined;
}

function tlsCode(tls: unknown, hosts: readonly string[]): Code | undefined {
  const [only, second] = mapsIn(tls);
  if (only === undefined || second !== undefined || !isSame(only['hosts'], hosts)) return undefined;
  return typeof only['secretName'] === 'string' ? value(only['secretName']) : value(true);
}
