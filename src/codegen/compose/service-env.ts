import { soundsSecret } from '../../core/secret-words';
import { addressIn } from '../address';
import { call, type Code, type Entry, list, map, member, value } from '../print/code';
import type { Field } from './field';
import { hasSecret, readEnvFile } from './interpolate';
import type { Project } from './project';

/** Variables of a container. */
export interface ServiceEnvironment {
  readonly env: readonly Entry[];
  readonly envFrom: readonly Code[];
}

const variableName = /^[A-Za-z_][A-Za-z0-9_.-]*$/;
/** An address that holds a password. */
const credentials = /:\/\/[^/\s:@]*:[^/\s@]+@/;

/**
 * `environment` and `env_file`. What is most likely a secret comes from a Secret that somebody else makes: no value of one stands in a program.
 * @param needed variables that something else of the service refers to
 * @param texts how a text is said: hosts of other services as references
 * @see https://github.com/compose-spec/compose-spec/blob/main/05-services.md#environment
 */
export function environmentOf(
  service: Field, id: string, project: Project, needed: readonly string[], texts: (text: string, variable: string) => Code,
): ServiceEnvironment {
  const plain = new Map<string, string>();
  const secret = new Set<string>();
  for (const [name, text, field] of variablesOf(service.at('environment'))) {
    if (!variableName.test(name)) field.name('no name of a variable');
    else if (text === undefined) field.name('its value comes from the environment of whoever runs compose');
    else {
      field.use();
      if (isSecret(name, text)) secret.add(name);
      else plain.set(name, text);
    }
  }
  for (const name of needed) if (!plain.has(name)) secret.add(name);
  const envFrom: Code[] = [];
  const fromFiles = new Map<string, Code>();
  for (const field of service.at('env_file')?.items() ?? []) addFile(field, project, envFrom, fromFiles);
  const env: Entry[] = [...plain].map(([key, text]) => ({ key, value: texts(text, key) }));
  if (secret.size > 0) {
    const data = project.secret(`${id}-secrets`, [...secret]);
    for (const key of secret) env.push({ key, value: call(member(data, 'key'), value(key)) });
  }
  for (const [key, code] of fromFiles) if (!plain.has(key) && !secret.has(key)) env.push({ key, value: code });
  return { env, envFrom };
}

function isSecret(name: string, text: string): boolean {
  return hasSecret(text) || (soundsSecret(name) && text !== '') || credentials.test(text);
}

function variablesOf(environment: Field | undefined): readonly (readonly [name: string, text: string | undefined, field: Field])[] {
  if (environment === undefined) return [];
  const entries = environment.entries();
  // What is neither a map nor a list was said before.
  if (!Array.isArray(environment.value) || entries.length > 0) return entries.map((field) => [field.key, field.rawText(), field] as const);
  return environment.items().map((field) => {
    const [, name, text] = /^([^=]*)(?:=([^]*))?$/.exec(field.rawText() ?? '') ?? [];
    return [name ?? '', text, field] as const;
  });
}

/** Other services whose hosts stand in variables of a service; nothing is used by asking. */
export function hostsNamed(service: Field): readonly string[] {
  return variablesOf(service.at('environment')).flatMap(([name, text]) => (text === undefined ? [] : addressIn(text, name)?.host ?? []));
}

/** A file of variables becomes a ConfigMap, and its secrets keys of a Secret. */
function addFile(field: Field, project: Project, envFrom: Code[], secrets: Map<string, Code>): void {
  const path = field.at('path')?.text() ?? field.text();
  field.at('required')?.flag();
  if (path === undefined) return;
  const text = project.around.readText(path);
  if (text === undefined) {
    field.name('there is no such file');
    return;
  }
  if (field.rawText() !== undefined) field.use();
  const base = path.replace(/^.*[\\/]/, '').replace(/^\.+/, '');
  const plain: Entry[] = [];
  const secret: string[] = [];
  for (const [name, content] of readEnvFile(text)) {
    if (isSecret(name, content)) secret.push(name);
    else plain.push({ key: name, value: value(content) });
  }
  if (plain.length > 0) envFrom.push(call(member(project.configMap(`env/${path}`, base.includes('env') ? base : `${base}-env`, map(plain)), 'all')));
  if (secret.length === 0) return;
  const data = project.secret(`${base.includes('env') ? base : `${base}-env`}-secrets`, secret, `env-secret/${path}`);
  for (const key of secret) secrets.set(key, call(member(data, 'key'), value(key)));
}

/** `env` and `envFrom` of a definition. */
export function environmentEntries({ env, envFrom }: ServiceEnvironment): readonly Entry[] {
  return [
    ...(env.length === 0 ? [] : [{ key: 'env', value: map(env) }]),
    ...(envFrom.length === 0 ? [] : [{ key: 'envFrom', value: list(envFrom) }]),
  ];
}
