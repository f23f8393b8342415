import type { ResourceProps } from '../../pod/resources';

/** What a container needs that only looks after a server. */
const small: ResourceProps = { requests: { cpu: '10m', memory: '32Mi' }, limits: { memory: '64Mi' } };

/** What a container gets that only looks after a server: where something is said of the server, a little. */
export function helperResources(ofServer: ResourceProps | undefined): ResourceProps | undefined {
  return ofServer === undefined ? undefined : small;
}
