import type { ExecAction, GRPCAction, HTTPGetAction, SleepAction, TCPSocketAction } from '../../generated/kubernetes';
import { checkFields, checkInteger, checkMap, checkOneOf, checkText, type PlainMap, reportWrongType } from '../core/checks';
import { type PortModel, portReference } from '../core/port-model';
import type { Problems } from '../core/problems';
import { itemsOf, readField } from '../core/read-field';
import type { Consumer } from '../core/references';
import { nearest } from '../core/suggest';
import { isTextSource } from './inputs';

/** What a probe or hook does, as a manifest has it. */
export interface Handler {
  readonly exec?: ExecAction;
  readonly httpGet?: HTTPGetAction;
  readonly tcpSocket?: TCPSocketAction;
  readonly grpc?: GRPCAction;
  readonly sleep?: SleepAction;
}

/** What probes and hooks need to know of the container and its pod. */
export interface HandlerContext {
  /** Name of the container. */
  readonly container: string;
  /** Whether it is the main one, which ports belong to that name no container. */
  readonly main: boolean;
  /** All ports of the pod. */
  readonly ports: readonly PortModel[];
  readonly consumer: Consumer;
}

const httpFields: ReadonlySet<string> = new Set(['path', 'port', 'host', 'scheme', 'httpHeaders']);
const tcpFields: ReadonlySet<string> = new Set(['port', 'host']);
const grpcFields: ReadonlySet<string> = new Set(['port', 'service']);
const execFields: ReadonlySet<string> = new Set(['command']);
const sleepFields: ReadonlySet<string> = new Set(['seconds']);
const headerFields: ReadonlySet<string> = new Set(['name', 'value']);
const schemes = ['HTTP', 'HTTPS'] as const;
const headerName = /^[-A-Za-z0-9]+$/;

const readers: { readonly [N in keyof Handler]-?: (input: PlainMap, problems: Problems, context: HandlerContext) => Handler[N] | undefined } = {
  exec: readExec, httpGet: readHttp, tcpSocket: readTcp, grpc: readGrpc, sleep: readSleep,
};

/**
 * The one handler of a probe or hook; reports none, several, and what is wrong with it.
 * @param names those that are possible here
 */
export function normalizeHandler(
  input: PlainMap, names: readonly (keyof Handler)[], problems: Problems, context: HandlerContext,
): Handler | undefined {
  const given = names.filter((name) => input[name] !== undefined);
  const [name] = given;
  if (name === undefined) {
    problems.report('value/needs-one-of', { fields: names });
    return undefined;
  }
  if (given.length > 1) problems.at(given[1]).report('value/exclusive', { fields: given });
  const place = problems.at(name);
  const action = input[name];
  if (!checkMap(place, action)) return undefined;
  const read = readers[name](action, place, context);
  return read === undefined ? undefined : { [name]: read };
}

function readExec(input: PlainMap, problems: Problems, { consumer }: HandlerContext): ExecAction | undefined {
  checkFields(problems, input, execFields);
  const command: string[] = [];
  const items = itemsOf(problems.at('command'), input['command']);
  for (const [item, place] of items) {
    const word = typeof item === 'string' ? item
      : typeof item === 'number' && Number.isFinite(item) ? String(item)
        : isTextSource(item) ? item.textFor(place, consumer) : undefined;
    if (word !== undefined) command.push(word);
    else if (!isTextSource(item)) place.report('value/wrong-type', { expected: 'a text, a number, or a reference such as a host or port', found: item });
  }
  if (input['command'] === undefined || (Array.isArray(input['command']) && items.length === 0)) {
    problems.at('command').report('value/missing', { field: 'command' });
  }
  return command.length === 0 ? undefined : { command };
}

function readHttp(input: PlainMap, problems: Problems, context: HandlerContext): HTTPGetAction | undefined {
  checkFields(problems, input, httpFields);
  const path = readField(problems, input, 'path', isText);
  const port = readPort(input['port'], problems.at('port'), context);
  const host = readField(problems, input, 'host', isHost);
  const scheme = readField(problems, input, 'scheme', isScheme);
  const httpHeaders = readHeaders(input['httpHeaders'], problems.at('httpHeaders'));
  if (port === undefined) return undefined;
  // The path first, as everybody reads it.
  const { reference } = port;
  const action: { -readonly [F in keyof HTTPGetAction]: HTTPGetAction[F] } = path === undefined ? { port: reference } : { path, port: reference };
  if (host !== undefined) action.host = host;
  if (scheme !== undefined) action.scheme = scheme;
  if (httpHeaders !== undefined) action.httpHeaders = httpHeaders;
  return action;
}

function readTcp(input: PlainMap, problems: Problems, context: HandlerContext): TCPSocketAction | undefined {
  checkFields(problems, input, tcpFields);
  const port = readPort(input['port'], problems.at('port'), context);
  const host = readField(problems, input, 'host', isHost);
  return port === undefined ? undefined : { port: port.reference, ...(host === undefined ? undefined : { host }) };
}

function readGrpc(input: PlainMap, problems: Problems, context: HandlerContext): GRPCAction | undefined {
  checkFields(problems, input, grpcFields);
  const port = readPort(input['port'], problems.at('port'), context);
  const service = readField(problems, input, 'service', isText);
  return port === undefined ? undefined : { port: port.number, ...(service === undefined ? undefined : { service }) };
}

function readSleep(input: PlainMap, problems: Problems): SleepAction | undefined {
  checkFields(problems, input, sleepFields);
  if (input['seconds'] === undefined) problems.at('seconds').report('value/missing', { field: 'seconds' });
  const seconds = readField(problems, input, 'seconds', isSeconds);
  return seconds === undefined ? undefined : { seconds };
}

function readHeaders(input: unknown, problems: Problems): HTTPGetAction['httpHeaders'] {
  if (input === undefined) return undefined;
  const headers: { name: string; value: string }[] = [];
  for (const [item, place] of itemsOf(problems, input)) {
    if (!checkMap(place, item, 'a header: { name, value }')) continue;
    checkFields(place, item, headerFields);
    const { name, value } = item;
    if (typeof name !== 'string') reportWrongType(place.at('name'), 'the name of a header', name);
    else if (!headerName.test(name)) place.at('name').report('probe/header', { found: name });
    else if (typeof value !== 'string') reportWrongType(place.at('value'), 'a text', value);
    else headers.push({ name, value });
  }
  return headers;
}

/** A port by its number, and as a manifest refers to it. */
interface ProbedPort {
  readonly number: number;
  readonly reference: string | number;
}

function readPort(input: unknown, problems: Problems, { container, main, ports }: HandlerContext): ProbedPort | undefined {
  if (typeof input === 'number') return checkInteger(problems, input, 1, 65_535) ? { number: input, reference: input } : undefined;
  const isOwn = (port: PortModel): boolean => (main ? port.container === undefined : port.container === container);
  if (input === undefined) {
    const own = ports.filter((port) => isOwn(port) && port.protocol === 'TCP');
    const [only] = own;
    if (only !== undefined && own.length === 1) return { number: only.port, reference: portReference(only) };
    problems.report('probe/no-port', { container, known: own.map((port) => port.name) });
    return undefined;
  }
  if (typeof input !== 'string') {
    problems.report('value/wrong-type', { expected: 'the name of a port or its number', found: input });
    return undefined;
  }
  const named = ports.find((port) => port.name === input);
  if (named === undefined) {
    const known = ports.map((port) => port.name);
    problems.report('probe/unknown-port', { port: input, known, nearest: nearest(input, known) });
    return undefined;
  }
  if (named.protocol !== 'TCP') {
    problems.report('probe/not-tcp', { port: input, protocol: named.protocol });
    return undefined;
  }
  // The kubelet looks names up in the container itself; the containers of a pod share its address, so the number does.
  return { number: named.port, reference: isOwn(named) ? portReference(named) : named.port };
}

function isHost(problems: Problems, value: unknown): value is string {
  return checkText(problems, value, 'a host name or address');
}

function isScheme(problems: Problems, value: unknown): value is 'HTTP' | 'HTTPS' {
  return checkOneOf(problems, value, schemes);
}

function isSeconds(problems: Problems, value: unknown): value is number {
  return checkInteger(problems, value, 0);
}

/** The empty text stands for the default in all of these. */
function isText(problems: Problems, value: unknown): value is string {
  if (typeof value === 'string') return true;
  problems.report('value/wrong-type', { expected: 'a text', found: value });
  return false;
}
