import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CustomResourceDefinition } from '../../../generated/kubernetes';
import type { Bundle } from '../bundle/bundle';
import type { Kubectl } from './kubectl';

/** Groups of the API server itself: it serves them without a definition. */
const BUILT_IN = new Set(['apiextensions.k8s.io', 'apiregistration.k8s.io']);

/** The server wants to know who approved a definition in a group of Kubernetes. */
const APPROVAL = { 'api-approved.kubernetes.io': 'unapproved, reduced for tests' };

/** Installs the definitions of the custom resources that the bundles use: reduced ones, which the product itself reads too. */
export async function installCustomKinds(kubectl: Kubectl, folder: string, bundles: readonly Bundle[]): Promise<void> {
  const used = new Set(bundles.flatMap(({ objects }) => objects.map(({ apiVersion, kind }) => `${apiVersion.split('/')[0]}/${kind}`)));
  const definitions = readdirSync(folder).filter((file) => file.endsWith('.json')).sort()
    .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as CustomResourceDefinition)
    .filter(({ spec }) => !BUILT_IN.has(spec.group) && used.has(`${spec.group}/${spec.names.kind}`))
    .map((definition) => JSON.stringify({ ...definition, metadata: { ...definition.metadata, annotations: APPROVAL } }))
    .join('\n');
  if (definitions === '') return;
  await kubectl.ok(['apply', '--server-side', '-f', '-'], definitions);
  await kubectl.ok(['wait', '--for=condition=Established', '--timeout=30s', '-f', '-'], definitions);
}
