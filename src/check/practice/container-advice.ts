import { dataText } from '../../core/data-text';
import type { Container, Probe } from '../../../generated/kubernetes';
import { type Fields, fields, isMap, text } from '../graph/read';
import type { AdvisedContainer, ContainerAdvice } from './practice';
import { servedPort } from './served-port';

/** Advice about what a container runs, needs and answers. */
export const containerAdvice = {
  'practice/image-tag': ({ container, name, pointer }, advise) => {
    const image = text(container.image);
    if (image !== undefined && !isPinned(image)) advise({ container: name, image }, pointer, `${pointer}/image`);
  },
  'practice/no-requests': (of, advise) => {
    if (!isLasting(of)) return;
    const missing = ['cpu', 'memory'].filter((resource) => !hasRequest(of, resource));
    if (missing.length > 0) advise({ container: of.name, missing }, of.pointer, `${of.pointer}/resources`);
  },
  'practice/no-memory-limit': (of, advise) => {
    if (isLasting(of) && !hasLimit(of, 'memory')) advise({ container: of.name }, of.pointer, `${of.pointer}/resources`);
  },
  'practice/no-cpu-limit': (of, advise) => {
    if (isLasting(of) && !hasLimit(of, 'cpu')) advise({ container: of.name }, of.pointer, `${of.pointer}/resources`);
  },
  'practice/no-ephemeral-storage': (of, advise) => {
    if (isLasting(of) && !hasLimit(of, 'ephemeral-storage')) advise({ container: of.name }, of.pointer, `${of.pointer}/resources`);
  },
  'practice/no-readiness-probe': (of, advise) => {
    if (isMap(of.container.readinessProbe)) return;
    const served = servedPort(of);
    if (served !== undefined) advise({ container: of.name, ...served }, of.pointer);
  },
  'practice/no-liveness-probe': (of, advise) => {
    if (isMap(of.container.livenessProbe)) return;
    const served = servedPort(of);
    if (served !== undefined) advise({ container: of.name, ...served }, of.pointer);
  },
  'practice/equal-probes': ({ container: { readinessProbe, livenessProbe }, name, pointer }, advise) => {
    if (isMap(readinessProbe) && isMap(livenessProbe) && sameProbes(readinessProbe, livenessProbe)) {
      advise({ container: name }, pointer, `${pointer}/livenessProbe`);
    }
  },
  'practice/pull-policy': ({ container, name, pointer }, advise) => {
    const found = text(container.imagePullPolicy) ?? (/(?::latest|^[^:@]*|\/[^:@]*)$/.test(text(container.image) ?? '') ? 'Always' : 'IfNotPresent');
    if (found !== 'Always') advise({ container: name, found }, pointer, `${pointer}/imagePullPolicy`);
  },
} satisfies ContainerAdvice;

/** Whether an image is named by a digest, or by a tag other than `latest`. A port of the registry is no tag. */
function isPinned(image: string): boolean {
  if (image.includes('@')) return true;
  const tag = image.slice(image.lastIndexOf('/') + 1).split(':')[1];
  return tag !== undefined && tag !== 'latest';
}

/** Whether it runs as long as its pod: for others the largest of them counts, and they end soon. */
function isLasting({ role }: AdvisedContainer): boolean {
  return role === 'main' || role === 'sidecar';
}

function hasRequest(of: AdvisedContainer, resource: string): boolean {
  const { requests, limits } = resourcesOf(of.container);
  // The server takes a limit for the request where there is none.
  if (isGiven(requests, resource) || isGiven(limits, resource)) return true;
  return hasForPod(of, resource) || of.facts.hasDefaultRequest(of.pods.namespace, resource);
}

function hasLimit(of: AdvisedContainer, resource: string): boolean {
  if (isGiven(resourcesOf(of.container).limits, resource)) return true;
  const { limits } = fields(of.pods.spec.resources);
  return isGiven(limits, resource) || of.facts.hasDefaultRequest(of.pods.namespace, resource);
}

function hasForPod({ pods }: AdvisedContainer, resource: string): boolean {
  const { requests, limits } = fields(pods.spec.resources);
  return isGiven(requests, resource) || isGiven(limits, resource);
}

function resourcesOf({ resources }: Fields<Container>): Fields<NonNullable<Container['resources']>> {
  return fields(resources);
}

function isGiven(amounts: object | undefined | null, resource: string): boolean {
  return isMap(amounts) && Object.hasOwn(amounts, resource);
}

function sameProbes(one: Probe, other: Probe): boolean {
  return handler(one) === handler(other) && patience(other) <= patience(one);
}

/** Seconds after which a probe has failed. */
function patience({ failureThreshold = 3, periodSeconds = 10 }: Probe): number {
  return failureThreshold * periodSeconds;
}

function handler({ exec, httpGet, tcpSocket, grpc }: Probe): string {
  return dataText([exec, httpGet, tcpSocket, grpc]);
}
