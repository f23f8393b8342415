import { ApiObject } from 'cdk8s';
import type { AssembledChart } from './assembly';

/** The name that `cdk8s synth` looks for. */
export const constructMetadataName = 'construct-metadata.json';

/** Which construct gave which object: what `recordConstructMetadata` of cdk8s asks for, and its plugins for validation read. */
export function constructMetadata(charts: readonly AssembledChart[]): string {
  const resources: { [name: string]: { readonly path: string } } = {};
  for (const { objects } of charts) {
    for (const { origin, manifest } of objects) {
      const name = ApiObject.isApiObject(origin) ? origin.name : manifest.metadata?.name;
      if (name !== undefined) resources[name] = { path: origin.node.path };
    }
  }
  return JSON.stringify({ version: '1.0.0', resources });
}
