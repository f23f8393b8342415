import { parseAllDocuments } from 'yaml';
import type { KubernetesKinds, ObjectMeta } from '../../../generated/kubernetes';

/** An object as a file holds it. */
export interface KubeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ObjectMeta & { readonly name: string };
}

/** A file of objects, as it is applied. */
export class Bundle {
  readonly objects: readonly KubeObject[];

  constructor(readonly text: string) {
    this.objects = parseAllDocuments(text)
      .map((document) => document.toJS() as KubeObject | null)
      .filter((object) => object !== null);
  }

  /** The objects of one kind, such as `apps/v1/Deployment`. */
  of<K extends keyof KubernetesKinds>(kind: K): (KubernetesKinds[K] & KubeObject)[] {
    return this.objects.filter((object) => `${object.apiVersion}/${object.kind}` === kind) as (KubernetesKinds[K] & KubeObject)[];
  }

  /** The namespaces that its objects stand in, in the order of the file. */
  namespaces(): string[] {
    return [...new Set(this.objects.flatMap(({ metadata }) => metadata.namespace ?? []))];
  }

  /** The same file with some objects left out or changed. */
  map(change: (object: KubeObject) => KubeObject | undefined): Bundle {
    return new Bundle(this.objects.flatMap((object) => change(object) ?? []).map((object) => JSON.stringify(object)).join('\n---\n'));
  }
}

/** How messages name an object: `Service mariadb/mariadb`. */
export function nameOf({ kind, metadata }: { readonly kind: string; readonly metadata?: ObjectMeta | undefined }): string {
  return metadata?.namespace === undefined ? `${kind} ${metadata?.name}` : `${kind} ${metadata.namespace}/${metadata.name}`;
}
