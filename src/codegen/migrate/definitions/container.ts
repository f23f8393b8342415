import { isPlainMap, type PlainMap } from '../../../core/plain-map';
import { call, type Code, type Entry, list, map, member, value } from '../../print/code';
import { isSame } from '../same';
import { referenceTo } from './port-names';
import { mapsIn, optionalValue, sameFields, type Shelf } from './shelf';
import type { VolumesCode } from './volumes';

const sameNames = [
  'image', 'imagePullPolicy', 'command', 'args', 'workingDir', 'terminationMessagePath', 'terminationMessagePolicy', 'stdin', 'stdinOnce', 'tty',
  'restartPolicyRules',
];

/** What a container says besides its name, its ports and how it is confined. */
export function containerProps(
  container: PlainMap, shelf: Shelf, volumes: VolumesCode, texts: (text: string, variable: string) => Code,
): { readonly [field: string]: Code | undefined } {
  const { env, envFrom, resources, resizePolicy, volumeDevices } = container;
  const mounts = volumes.mounts(container);
  return {
    ...sameFields(container, ['image', 'imagePullPolicy']),
    ...sameFields(container, sameNames.slice(2)),
    env: envCode(env, shelf, texts),
    envFrom: envFromCode(envFrom, shelf),
    mounts,
    devices: devicesCode(volumeDevices),
    health: healthCode(container),
    lifecycle: lifecycleCode(container['lifecycle']),
    resources: optionalValue(resources),
    resizePolicy: resizeCode(resizePolicy),
  };
}

/** Ports by name, as `withPortNames` gave one to each. */
export function portsCode(containers: readonly PlainMap[], main: PlainMap): readonly Entry[] {
  return containers.flatMap((container) => mapsIn(container['ports']).flatMap((port): Entry[] => {
    const { name, containerPort, ...rest } = port;
    if (typeof name !== 'string') return [];
    const inner = container === main ? rest : { ...rest, container: container['name'] };
    return [{ key: name, value: Object.keys(inner).length === 0 ? value(containerPort) : value({ port: containerPort, ...inner }) }];
  }));
}

function envCode(env: unknown, shelf: Shelf, texts: (text: string, variable: string) => Code): Code | undefined {
  const entries = mapsIn(env).flatMap((variable): Entry[] => {
    const { name, value: text, valueFrom } = variable;
    if (typeof name !== 'string') return [];
    const code = isPlainMap(valueFrom) ? sourceCode(valueFrom, shelf) : typeof text === 'string' ? texts(text, name) : undefined;
    return code === undefined ? [] : [{ key: name, value: code }];
  });
  return entries.length === 0 ? undefined : map(entries);
}

function sourceCode({ configMapKeyRef, secretKeyRef, fieldRef, resourceFieldRef }: PlainMap, shelf: Shelf): Code | undefined {
  if (isPlainMap(configMapKeyRef)) return keyCode('ConfigMap', configMapKeyRef, shelf);
  if (isPlainMap(secretKeyRef)) return keyCode('Secret', secretKeyRef, shelf);
  if (isPlainMap(fieldRef)) return call('field', value(fieldRef['fieldPath']));
  if (!isPlainMap(resourceFieldRef)) return undefined;
  const { resource, containerName, divisor } = resourceFieldRef;
  const options = map({ container: optionalValue(containerName), divisor: optionalValue(divisor) });
  return call('resource', value(resource), ...(options.entries.length === 0 ? [] : [options]));
}

function keyCode(kind: 'ConfigMap' | 'Secret', { name, key, optional }: PlainMap, shelf: Shelf): Code | undefined {
  const owner = typeof name === 'string' ? shelf.data(kind, name) : undefined;
  if (owner === undefined) return undefined;
  return call(member(owner, 'key'), value(key), ...(optional === true ? [value({ optional: true })] : []));
}

function envFromCode(envFrom: unknown, shelf: Shelf): Code | undefined {
  const items = mapsIn(envFrom).flatMap(({ prefix, configMapRef, secretRef }): Code[] => {
    const [kind, reference] = isPlainMap(configMapRef) ? (['ConfigMap', configMapRef] as const) : (['Secret', secretRef] as const);
    const owner = isPlainMap(reference) && typeof reference['name'] === 'string' ? shelf.data(kind, reference['name']) : undefined;
    if (owner === undefined || !isPlainMap(reference)) return [];
    const options = map({ prefix: optionalValue(prefix), optional: reference['optional'] === true ? value(true) : undefined });
    return [call(member(owner, 'all'), ...(options.entries.length === 0 ? [] : [options]))];
  });
  return items.length === 0 ? undefined : list(items);
}

function devicesCode(devices: unknown): Code | undefined {
  const entries = mapsIn(devices).flatMap(({ name, devicePath }): Entry[] => (typeof devicePath === 'string' ? [{ key: devicePath, value: value(name) }] : []));
  return entries.length === 0 ? undefined : map(entries);
}

const probes = [['startup', 'startupProbe'], ['readiness', 'readinessProbe'], ['liveness', 'livenessProbe']] as const;

function healthCode(container: PlainMap): Code | undefined {
  const entries = probes.flatMap(([key, field]): Entry[] => {
    const probe = container[field];
    return isPlainMap(probe) ? [{ key, value: probeCode(probe, container) }] : [];
  });
  return entries.length === 0 ? undefined : map(entries);
}

/** A probe by the function that makes it, or as the plain data that a definition takes as well. */
function probeCode(probe: PlainMap, container: PlainMap): Code {
  return handlerCode(probe, container) ?? value(probe);
}

function handlerCode(probe: PlainMap, container?: PlainMap): Code | undefined {
  const { httpGet, tcpSocket, grpc, exec, ...timings } = probe;
  const options = (more: PlainMap = {}): Code[] => {
    const all = { ...more, ...timings };
    return Object.keys(all).length === 0 ? [] : [value(all)];
  };
  const port = (given: unknown): Code[] => (container === undefined ? [value(given)] : portCode(given, container));
  if (isPlainMap(exec) && Object.keys(exec).length === 1) return call('exec', value(exec['command']), ...options());
  if (isPlainMap(httpGet) && typeof httpGet['path'] === 'string') {
    const { path, port: given, httpHeaders, ...more } = httpGet;
    const headers = headersOf(httpHeaders);
    if (httpHeaders !== undefined && headers === undefined) return undefined;
    return call('http', value(path), ...port(given), ...options(headers === undefined ? more : { ...more, headers }));
  }
  if (isPlainMap(tcpSocket)) {
    const { port: given, ...more } = tcpSocket;
    return call('tcp', ...port(given), ...options(more));
  }
  if (isPlainMap(grpc)) {
    const { port: given, ...more } = grpc;
    const ports = container === undefined ? [] : mapsIn(container['ports']);
    const behind = ports.find((one) => one['containerPort'] === given);
    return call('grpc', ...(behind !== undefined && ports.length === 1 ? [] : [value(behind?.['name'] ?? given)]), ...options(more));
  }
  return undefined;
}

/** The port that a probe asks on: nothing where it is the only one, its name where the manifest says just that. */
function portCode(given: unknown, container: PlainMap): Code[] {
  const tcp = mapsIn(container['ports']).filter(({ protocol = 'TCP' }) => protocol === 'TCP');
  const behind = tcp.find((port) => referenceTo(port) === given);
  if (behind === undefined) return [value(given)];
  return tcp.length === 1 ? [] : [value(behind['name'])];
}

function headersOf(headers: unknown): { readonly [name: string]: unknown } | undefined {
  const items = mapsIn(headers);
  const made = Object.fromEntries(items.map(({ name, value: text }) => [String(name), text]));
  return items.length > 0 && isSame(Object.entries(made).map(([name, text]) => ({ name, value: text })), headers) ? made : undefined;
}

function lifecycleCode(lifecycle: unknown): Code | undefined {
  if (!isPlainMap(lifecycle)) return undefined;
  const entries = Object.entries(lifecycle).map(([key, hook]): Entry => {
    if (!isPlainMap(hook)) return { key, value: value(hook) };
    const { sleep } = hook;
    if (isPlainMap(sleep) && Object.keys(hook).length === 1) return { key, value: call('sleep', value(sleep['seconds'])) };
    return { key, value: handlerCode(hook) ?? value(hook) };
  });
  return entries.length === 0 ? undefined : map(entries);
}

function resizeCode(policy: unknown): Code | undefined {
  const items = mapsIn(policy);
  const entries = items.map(({ resourceName, restartPolicy }) => [String(resourceName), restartPolicy]);
  return items.length === 0 ? undefined : value(Object.fromEntries(entries));
}
