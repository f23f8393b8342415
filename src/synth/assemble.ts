import type { ApiObject } from 'cdk8s';
import type { Diagnostic } from '../core/diagnostic';
import type { Manifest, ManifestMetadata } from '../core/manifest';
import { orderObjects } from './order';
import type { ObjectSource, PlacedObject } from './placed-object';
import { plainObject } from './plain-object';

/** A bundle as plain data. */
export interface AssembledBundle {
  readonly objects: readonly PlacedObject[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Gathers the objects of our definitions and of cdk8s constructs, in the order in which they are written. */
export function assembleBundle(
  common: { readonly labels?: ManifestMetadata['labels']; readonly annotations?: ManifestMetadata['annotations'] },
  definitions: readonly ObjectSource[],
  reported: readonly Diagnostic[],
  apiObjects: readonly ApiObject[],
): AssembledBundle {
  const diagnostics: Diagnostic[] = [...reported];
  const objects: PlacedObject[] = [];
  const { labels, annotations } = common;
  const plain = !hasEntries(labels) && !hasEntries(annotations);
  for (const definition of definitions) {
    const assembled = definition.assemble();
    if (assembled.diagnostics.length > 0) diagnostics.push(...assembled.diagnostics);
    const asIs = plain || definition.verbatim === true;
    const { guardsSecrets, trace } = definition;
    for (const manifest of assembled.objects) {
      objects.push({ manifest: asIs ? manifest : withCommon(manifest, labels, annotations), origin: definition, trace, guardsSecrets });
    }
  }
  for (const apiObject of apiObjects) {
    const manifest = plainObject(apiObject, diagnostics);
    if (manifest !== undefined) objects.push({ manifest, origin: apiObject });
  }
  return { objects: orderObjects(objects), diagnostics };
}

/** The errors among some diagnostics. */
export function errorsOf(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return diagnostics.filter(({ severity }) => severity === 'error');
}

function hasEntries(map: { readonly [key: string]: string } | undefined): boolean {
  return map !== undefined && Object.keys(map).length > 0;
}

function withCommon(manifest: Manifest, labels: ManifestMetadata['labels'], annotations: ManifestMetadata['annotations']): Manifest {
  const metadata = manifest.metadata ?? {};
  return {
    ...manifest,
    metadata: {
      ...metadata,
      ...(hasEntries(labels) ? { labels: { ...labels, ...metadata.labels } } : undefined),
      ...(hasEntries(annotations) ? { annotations: { ...annotations, ...metadata.annotations } } : undefined),
    },
  };
}
