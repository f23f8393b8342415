import type { Container, EnvVar } from '../../generated/kubernetes';
import { quantityValue } from '../../src/core/quantity';

/** What stands for the cluster when variables are read. */
export interface Surroundings {
  readonly podName: string;
  readonly podIp: string;
  readonly namespace: string;
  /** Values of Secrets, by name and key. */
  readonly secrets: { readonly [name: string]: { readonly [key: string]: string } };
  readonly configMaps: { readonly [name: string]: { readonly [key: string]: string } | undefined };
}

type Values = { readonly [name: string]: string };

/** The environment of a container, as the kubelet makes it: in order, `$(NAME)` replaced by what stands before. */
export function environmentOf(container: Container, around: Surroundings): Values {
  const values: { [name: string]: string } = {};
  for (const { configMapRef, secretRef, prefix = '' } of container.envFrom ?? []) {
    const data = configMapRef ? around.configMaps[configMapRef.name ?? ''] : around.secrets[secretRef?.name ?? ''];
    for (const [key, value] of Object.entries(data ?? {})) values[prefix + key] = value;
  }
  for (const variable of container.env ?? []) values[variable.name] = valueOf(variable, container, around, values);
  return values;
}

function valueOf({ name, value, valueFrom }: EnvVar, container: Container, around: Surroundings, before: Values): string {
  if (valueFrom === undefined) return expand(value ?? '', before);
  const { secretKeyRef, configMapKeyRef, fieldRef, resourceFieldRef } = valueFrom;
  if (secretKeyRef) return needed(around.secrets[secretKeyRef.name ?? '']?.[secretKeyRef.key], `${name}: key ${secretKeyRef.key} of Secret ${secretKeyRef.name}`);
  if (configMapKeyRef) return needed(around.configMaps[configMapKeyRef.name ?? '']?.[configMapKeyRef.key], `${name}: key ${configMapKeyRef.key}`);
  if (fieldRef) {
    const fields: Values = { 'metadata.name': around.podName, 'metadata.namespace': around.namespace, 'status.podIP': around.podIp, 'spec.nodeName': 'node-1' };
    return needed(fields[fieldRef.fieldPath], `${name}: field ${fieldRef.fieldPath}`);
  }
  const amount = needed(resourceFieldRef && amountOf(container, resourceFieldRef.resource), `${name}: ${resourceFieldRef?.resource}`);
  const divisor = quantityValue(resourceFieldRef?.divisor ?? 1)!;
  return String((quantityValue(amount)! + divisor - 1n) / divisor);
}

function amountOf({ resources }: Container, resource: string): string | undefined {
  const [part, name] = resource.split('.') as ['limits' | 'requests', string];
  const found = resources?.[part]?.[name];
  return found === undefined ? undefined : String(found);
}

function needed(value: string | undefined, what: string): string {
  if (value === undefined) throw new Error(`nothing is known of ${what}`);
  return value;
}

/** `$(NAME)` by the value of the variable, where there is one; `$$` as one `$`. */
export function expand(text: string, values: Values): string {
  return text.replace(/\$\$|\$\(([-._a-zA-Z0-9]+)\)/g, (whole, name?: string) => (name === undefined ? '$' : values[name] ?? whole));
}
