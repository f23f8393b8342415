import type { EnvFromSource, EnvVar, EnvVarSource } from '../../generated/kubernetes';
import { checkMap, eachEntry, type PlainMap } from '../core/checks';
import { checkName, envName } from '../core/names';
import type { EnvSource, TextSource } from '../core/pod-inputs';
import type { Problems } from '../core/problems';
import type { Consumer } from '../core/references';
import { itemsOf } from '../core/read-field';
import { show } from '../core/show';
import { nearest } from '../core/suggest';
import { EnvFileKey } from './env-file';
import { exactly, expansionOf } from './expansion';
import { isEnvFromInput, isEnvSource, isTextSource } from './inputs';
import { EnvReference, Text, type TextPart } from './text';
import type { VolumeTable } from './volume-table';

/**
 * Value of an environment variable: plain text, a number or a boolean (written as text), a host name or port, a key of a
 * Secret or ConfigMap, `field(…)`, `resource(…)`, `envFile(…)`, or a `text` put together of these.
 */
export type EnvValue = string | number | boolean | EnvSource | TextSource | Text | EnvFileKey;

/**
 * Environment variables by name. The order is kept, except that a variable comes after those that it refers to by `$(NAME)`.
 * @see https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/
 */
export interface EnvProps {
  readonly [name: string]: EnvValue | undefined;
}

/** Variables that the kubelet makes for Services of the namespace. */
const serviceLink = /_SERVICE_(?:HOST|PORT)(?:_|$)|_PORT(?:_\d+_(?:TCP|UDP|SCTP)(?:_(?:PROTO|PORT|ADDR))?)?$/;

const none: readonly string[] = [];

interface Variable {
  readonly variable: EnvVar;
  readonly refersTo: readonly string[];
}

/**
 * The environment variables of one container while it is being normalized: those of `env`, and those that texts and
 * commands need for values that only the cluster knows.
 */
export class Environment {
  private readonly variables = new Map<string, Variable>();
  /** What the user gave, read or not yet. */
  private given: PlainMap = {};
  private interdependent = false;

  constructor(
    /** At the path of `env`. */
    private readonly problems: Problems,
    private readonly consumer: Consumer,
    private readonly volumes: VolumeTable,
    /** Whether there are variables whose names are not known here. */
    private open: boolean,
  ) {}

  /** Adds all of `env`. */
  addAll(input: unknown): void {
    if (input === undefined) return;
    if (!checkMap(this.problems, input, 'a map of environment variables')) {
      this.open = true;
      return;
    }
    this.given = input;
    eachEntry(this.problems, input, (name, value, place) => {
      if (checkName(place, envName, 'environment variable', name)) this.add(name, value, place);
    });
  }

  /**
   * A text in the form that Kubernetes expands, for a variable or a word of a command; what only the cluster knows
   * becomes a variable of its own.
   * @param prefix what the names of such variables start with
   */
  resolve(value: unknown, prefix: string, problems: Problems): string | undefined {
    if (typeof value === 'string') {
      if (value.includes('$$') && expansionOf(value).dollarPair) problems.report('env/dollar-pair', { what: 'the text' });
      return value;
    }
    if (typeof value === 'number' && Number.isFinite(value)) return String(value);
    if (value instanceof Text) return this.join(value, prefix, problems);
    if (isEnvSource(value)) {
      const source = value.envSource(problems, this.consumer);
      return source === undefined ? undefined : `$(${this.auxiliary(source, prefix)})`;
    }
    if (isTextSource(value)) {
      const found = value.textFor(problems, this.consumer);
      return found === undefined ? undefined : exactly(found);
    }
    problems.report('value/wrong-type', {
      expected: 'a text, a number, or a reference such as a key, host or port',
      found: value,
      hint: value instanceof EnvReference ? `put it into a text: text\`\${env(${show(value.name)})}\`` : undefined,
    });
    return undefined;
  }

  /**
   * Warns of references to variables that the container does not have.
   * @param self the variable that refers, which does not know itself
   */
  checkReferences(names: readonly string[], problems: Problems, self?: string): void {
    if (this.open) return;
    for (const name of names) {
      if (name !== self && (this.variables.has(name) || this.isGiven(name))) continue;
      if (serviceLink.test(name)) continue;
      problems.report('env/unknown-variable', { name, nearest: nearest(name, this.variables.keys()) });
    }
  }

  /** All variables in the order given, except that each waits for those that it refers to; circles are reported. */
  finish(): EnvVar[] {
    const sorted: EnvVar[] = [];
    if (!this.interdependent) {
      for (const { variable } of this.variables.values()) sorted.push(variable);
      return sorted;
    }
    for (const [name, { refersTo }] of this.variables) {
      if (refersTo.length > 0) this.checkReferences(refersTo, this.problems.at(name), name);
    }
    const waiting = new Map(this.variables);
    const place = (name: string, { variable }: Variable): void => {
      sorted.push(variable);
      waiting.delete(name);
    };
    while (waiting.size > 0) {
      // The first one that waits for nothing; looked for from the start again, since others may have waited for it.
      const next = firstOf(waiting, (name, { refersTo }) => !refersTo.some((other) => other !== name && waiting.has(other)));
      if (next !== undefined) place(...next);
      else {
        const names = circleIn(waiting);
        this.problems.at(names[0]).report('env/cycle', { names });
        place(names[0]!, waiting.get(names[0]!)!);
      }
    }
    return sorted;
  }

  private isGiven(name: string): boolean {
    return Object.hasOwn(this.given, name) && this.given[name] !== undefined;
  }

  private add(name: string, value: unknown, problems: Problems): void {
    if (typeof value === 'boolean') {
      this.variables.set(name, { variable: { name, value: String(value) }, refersTo: none });
    } else if (value instanceof EnvFileKey) {
      const valueFrom = value.source(problems, this.volumes, name);
      if (valueFrom !== undefined) this.variables.set(name, { variable: { name, valueFrom }, refersTo: none });
    } else if (isEnvSource(value)) {
      const valueFrom = value.envSource(problems, this.consumer);
      if (valueFrom !== undefined) this.variables.set(name, { variable: { name, valueFrom }, refersTo: none });
    } else {
      const text = this.resolve(value, name, problems);
      if (text === undefined) return;
      const refersTo = text.includes('$') ? expansionOf(text).names : none;
      if (refersTo.length > 0) this.interdependent = true;
      this.variables.set(name, { variable: { name, value: text }, refersTo });
    }
  }

  private join({ literals, parts }: Text, prefix: string, problems: Problems): string | undefined {
    let joined = literals?.[0];
    let complete = true;
    if (typeof joined !== 'string') {
      problems.report('value/wrong-type', { expected: 'a text', found: joined });
      return undefined;
    }
    parts.forEach((part, index) => {
      const text = this.partOf(part, prefix, problems);
      if (text === undefined) complete = false;
      else joined += text + (literals[index + 1] ?? '');
    });
    return complete ? joined : undefined;
  }

  private partOf(part: TextPart, prefix: string, problems: Problems): string | undefined {
    if (typeof part === 'string') return exactly(part);
    if (!(part instanceof EnvReference)) return this.resolve(part, prefix, problems);
    return checkName(problems, envName, 'environment variable', part.name) ? part.toString() : undefined;
  }

  /** A variable for a value that only the cluster knows, named for who needs it and for what it is. */
  private auxiliary(source: EnvVarSource, prefix: string): string {
    const wanted = upperSnake(`${prefix}_${keyOf(source)}`);
    for (let count = 1; ; count++) {
      const name = count === 1 ? wanted : `${wanted}_${count}`;
      if (this.isGiven(name)) continue;
      const twin = this.variables.get(name)?.variable;
      if (twin === undefined) this.variables.set(name, { variable: { name, valueFrom: source }, refersTo: none });
      else if (JSON.stringify(twin.valueFrom) !== JSON.stringify(source)) continue;
      return name;
    }
  }
}

/** What a value is called by where it comes from: the key, the field, the resource. */
function keyOf({ secretKeyRef, configMapKeyRef, fieldRef, resourceFieldRef }: EnvVarSource): string {
  return secretKeyRef?.key ?? configMapKeyRef?.key ?? fieldRef?.fieldPath ?? resourceFieldRef?.resource ?? 'value';
}

/** `dbUrl_my.cnf` as `DB_URL_MY_CNF`. */
function upperSnake(text: string): string {
  const words = text.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase().replace(/[^A-Z0-9]+/g, '_').replace(/^_|_$/g, '');
  return /^[A-Z]/.test(words) ? words : `_${words}`;
}

/** What stands in `envFrom`. `problems` is at its path. */
export function normalizeEnvFrom(input: unknown, problems: Problems, consumer: Consumer): EnvFromSource[] {
  const sources: EnvFromSource[] = [];
  for (const [item, place] of itemsOf(problems, input)) {
    if (isEnvFromInput(item)) {
      const source = item.envFromSource(place, consumer);
      if (source !== undefined) sources.push(source);
    } else place.report('value/wrong-type', { expected: 'all keys of a ConfigMap or Secret, such as settings.all()', found: item });
  }
  return sources;
}

function firstOf(variables: ReadonlyMap<string, Variable>, accepted: (name: string, variable: Variable) => boolean): [string, Variable] | undefined {
  for (const entry of variables) if (accepted(...entry)) return entry;
  return undefined;
}

/** The names of one circle, its first member again at the end, where every variable waits for another one. */
function circleIn(variables: ReadonlyMap<string, Variable>): string[] {
  const path: string[] = [];
  let [name] = variables.keys();
  while (name !== undefined && !path.includes(name)) {
    path.push(name);
    const current = name;
    name = variables.get(current)!.refersTo.find((other) => other !== current && variables.has(other));
  }
  return name === undefined ? path : [...path.slice(path.indexOf(name)), name];
}
