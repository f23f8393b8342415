import type { ResourceProps } from '../../pod/resources';

/**
 * What a container gets that only looks after a server: where something is said of the server, a little.
 * @param memory the most that it may use
 */
export function helperResources(ofServer: ResourceProps | undefined, memory = '64Mi'): ResourceProps | undefined {
  return ofServer === undefined ? undefined : { requests: { cpu: '10m', memory: '32Mi' }, limits: { memory } };
}
