import { call, type Code, type Entry, list, map, member, name, value } from '../print/code';
import type { Field } from './field';
import type { ServicePort } from './service-ports';
import { hasSecret, replaceSecrets, secretsIn } from './interpolate';
import { exactText } from './project';
import { secondsOf } from './time-field';
import { shellWords } from './units';

/** A command, and the variables with secrets that stand in it. */
export interface ServiceCommand {
  readonly entries: readonly Entry[];
  readonly variables: readonly string[];
}

/** `entrypoint` and `command`. A secret in them becomes a variable of the container, which Kubernetes puts in its place. */
export function commandOf(service: Field): ServiceCommand {
  const variables: string[] = [];
  const entries: Entry[] = [];
  for (const [field, key] of [['entrypoint', 'command'], ['command', 'args']] as const) {
    const words = service.at(field);
    const given = words === undefined ? [] : wordsOf(words);
    if (given.length === 0) continue;
    entries.push({ key, value: list(given.map((word) => wordCode(word, variables))) });
  }
  return { entries, variables: [...new Set(variables)] };
}

function wordsOf(field: Field): readonly string[] {
  if (typeof field.value === 'string') return shellWords(field.use() as string);
  if (Array.isArray(field.value) && field.value.length === 0) field.use();
  return field.items().flatMap((item) => {
    const text = item.rawText();
    if (text !== undefined) item.use();
    return text === undefined ? [] : [text];
  });
}

function wordCode(word: string, variables: string[]): Code {
  if (!hasSecret(word)) return exactText(word);
  variables.push(...secretsIn(word));
  return value(replaceSecrets(word.replace(/\$(?=[$(])/g, '$$$$'), (variable) => `$(${variable})`));
}

/** How compose asks where the file does not say it. */
const standard = { interval: 30, timeout: 30, retries: 3 };

/**
 * `healthcheck` as readiness: what depends on a service waits for it, and nothing is restarted for it, as in compose.
 * @see https://github.com/compose-spec/compose-spec/blob/main/05-services.md#healthcheck
 */
export function healthOf(service: Field): { readonly entries: readonly Entry[]; readonly variables: readonly string[] } {
  const none = { entries: [], variables: [] };
  const check = service.at('healthcheck');
  const test = check?.at('test');
  if (check === undefined) return none;
  if (check.at('disable')?.flag() === true || (Array.isArray(test?.value) && test.value[0] === 'NONE')) {
    if (check.at('disable') !== undefined) test?.name('it is switched off');
    else test?.use();
    return none;
  }
  for (const field of ['start_period', 'start_interval']) check.at(field)?.name('not needed: until it is ready, a failure of it means nothing');
  if (test === undefined) return none;
  const command = testCommand(test);
  if (command === undefined) return none;
  const [interval, timeout] = (['interval', 'timeout'] as const).map((key) => secondsOf(check.at(key)) ?? standard[key]);
  const retries = check.at('retries')?.number() ?? standard.retries;
  const variables = command.flatMap(secretsIn);
  const words = command.map((word) => value(replaceSecrets(word, (variable) => `$${variable}`)));
  const failureThreshold = retries === 3 ? undefined : Math.max(1, Math.round(retries));
  const timings = { periodSeconds: interval, timeoutSeconds: timeout, failureThreshold };
  const given = Object.entries(timings).filter(([, number]) => number !== undefined).map(([key, number]) => ({ key, value: value(number) }));
  return { entries: [{ key: 'health', value: map({ readiness: call('exec', list(words), map(given)) }) }], variables };
}

function testCommand(test: Field): readonly string[] | undefined {
  if (typeof test.value === 'string') return ['sh', '-c', test.use() as string];
  const words = test.items().map((item) => item.rawText() ?? '');
  const [how, ...rest] = words;
  if (how === 'CMD-SHELL' && rest.length > 0) {
    test.use();
    return ['sh', '-c', rest.join(' ')];
  }
  if (how !== 'CMD' || rest.length === 0) return undefined;
  // Outside of a shell nobody puts a variable in its place.
  if (rest.some(hasSecret)) {
    test.name('holds a secret, which stands in no program');
    return undefined;
  }
  test.use();
  return rest;
}

/** A service that others can reach, and wait for. */
export interface Reachable {
  /** Name of its objects. */
  readonly id: string;
  readonly variable: string;
  readonly ports: readonly [ServicePort, ...ServicePort[]];
}

/**
 * `depends_on` as an init container for each: it waits until the Service of the other one has a pod that is ready.
 * @param reachable by the name of the service in compose
 * @see https://kubernetes.io/docs/concepts/workloads/pods/init-containers/
 */
export function dependenciesOf(service: Field, reachable: ReadonlyMap<string, Reachable>): readonly Entry[] {
  const waits: Entry[] = [];
  for (const field of dependencies(service)) {
    const target = field.rawText() ?? field.key;
    const said = field.at('condition');
    const condition = said?.rawText();
    if (condition === 'service_started' || condition === 'service_healthy') said?.use();
    field.at('restart')?.name('a pod goes on when another one is restarted');
    field.at('required')?.flag();
    if (condition === 'service_completed_successfully') {
      field.name('no pod waits for the end of a Job: run the Job first, or make it an init container');
      continue;
    }
    const other = reachable.get(target);
    if (other === undefined) {
      field.name('it has no Service that could be waited for');
      continue;
    }
    if (field.rawText() !== undefined) field.use();
    const of = name(other.variable);
    const until: Code = {
      type: 'template', tag: name('text'), literals: ['until nc -z -w 2 ', ' ', '; do sleep 1; done'],
      parts: [member(of, 'host'), call(member(of, 'port'), value(other.ports[0].name))],
    };
    const command = list([value('sh'), value('-c'), until]);
    waits.push({ key: `wait-for-${other.id}`, value: map({ image: value('busybox:1.37'), command }) });
  }
  return waits.length === 0 ? [] : [{ key: 'initContainers', value: map(waits) }];
}

/** The fields under `depends_on`: a list of names, or a map of them. */
function dependencies(service: Field): readonly Field[] {
  const field = service.at('depends_on');
  if (field === undefined) return [];
  const entries = field.entries();
  return entries.length > 0 ? entries : field.items();
}

/** A service that another one depends on. */
interface Dependency {
  readonly name: string;
  /** Whether it has to end first. */
  readonly completes: boolean;
  /** Whether it has to be there. */
  readonly isRequired: boolean;
}

/** Names under `depends_on`, and which of them have to end first; nothing is used by asking. */
export function dependencyNames(service: Field): readonly Dependency[] {
  return dependencies(service).map((field) => ({
    name: field.rawText() ?? field.key,
    completes: field.at('condition')?.rawText() === 'service_completed_successfully',
    isRequired: field.at('required')?.value !== false,
  }));
}
