import { check } from '../../../src/check';
import type { CheckCode } from '../../../src/check/codes';
import { readDocuments } from '../../../src/yaml/read';

/** What one piece of advice says of objects in YAML: the object, and the field. */
export function advised(code: CheckCode, yaml: string): string[] {
  const inputs = readDocuments(yaml).map(({ value }) => ({ manifest: value }));
  const { diagnostics } = check(inputs, { profile: 'none', layers: ['schema', 'practice'], rules: { [code]: 'warning' } });
  return diagnostics.map((one) => (one.code === code ? `${one.object?.kind} ${one.pointer}` : `${one.code} ${one.pointer} ${one.message}`));
}

/** A pod with these fields in its only container, and in its spec. */
export function pod(container: object, spec: object = {}, metadata: object = {}): string {
  return JSON.stringify({
    apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', ...metadata },
    spec: { containers: [{ name: 'web', image: 'nginx:1.27', ...container }], ...spec },
  });
}

/** A Deployment of such pods, with these fields of its own. */
export function deployment(own: object, spec: object = {}, container: object = {}): string {
  return JSON.stringify({
    apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' },
    spec: {
      selector: { matchLabels: { app: 'web' } },
      template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image: 'nginx:1.27', ...container }], ...spec } },
      ...own,
    },
  });
}

export const service = JSON.stringify({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' }, spec: { selector: { app: 'web' }, ports: [{ port: 80 }] } });

/** Several objects in one stream. */
export function stream(...objects: readonly string[]): string {
  return objects.join('\n---\n');
}
