import { isPlainMap, type PlainMap } from '../../core/plain-map';
import { groupOf } from '../../core/object-id';
import { customResourceNames, loadCustomResource } from '../../schema/data-files';
import { StructuralSchema } from './structural-schema';

/** One version of a kind, as a CustomResourceDefinition describes it. */
export interface CustomVersion {
  readonly apiVersion: string;
  readonly schema: StructuralSchema;
  /** Whether objects of this version are taken at all. */
  readonly served: boolean;
  /** Whether it is only a part of what is published: fields that it does not know may be right. */
  readonly partial: boolean;
  /** Whether its status has an endpoint of its own: then the server throws away what an object brings along. */
  readonly statusApart: boolean;
  /** Whether objects live outside of namespaces: then the server forgets the one that an object names. */
  readonly clusterScoped: boolean;
}

/** Kinds that every server describes in this way itself: they are checked like all others of its own. */
const ofEveryServer = /\.(?:apiextensions|apiregistration)\.k8s\.io$/;

/** The kinds that CustomResourceDefinitions describe: those that are given, and those that the package knows. */
export class CustomDefinitions {
  /** By `group/kind`. */
  private readonly kinds = new Map<string, CustomVersion[]>();
  private readonly groups = new Set<string>();

  /** @param definitions objects of the kind CustomResourceDefinition; others are passed over */
  constructor(definitions: readonly unknown[]) {
    for (const definition of definitions) this.add(definition, false);
  }

  /** What is known of a kind in all its versions; `undefined` for nothing. */
  versions(apiVersion: string, kind: string): readonly CustomVersion[] | undefined {
    const group = groupOf(apiVersion);
    const known = this.kinds.get(`${group}/${kind}`);
    if (known !== undefined || this.groups.has(group)) return known;
    this.groups.add(group);
    for (const name of customResourceNames()) {
      if (name.endsWith(`.${group}`) && !ofEveryServer.test(name)) this.add(loadCustomResource(name), true);
    }
    return this.kinds.get(`${group}/${kind}`);
  }

  private add(definition: unknown, partial: boolean): void {
    const spec = mapAt(definition, 'spec');
    const kind = mapAt(spec, 'names')?.kind;
    const group = spec?.group;
    if (!isDefinition(definition) || typeof kind !== 'string' || typeof group !== 'string' || !Array.isArray(spec?.versions)) return;
    const clusterScoped = spec.scope === 'Cluster';
    const versions = spec.versions.filter(isPlainMap).flatMap((version): CustomVersion[] => {
      if (typeof version.name !== 'string') return [];
      const given = mapAt(mapAt(version, 'schema'), 'openAPIV3Schema') ?? { 'type': 'object', 'x-kubernetes-preserve-unknown-fields': true };
      const whole = spec.preserveUnknownFields === true ? { ...given, 'x-kubernetes-preserve-unknown-fields': true } : given;
      return [{ apiVersion: `${group}/${version.name}`, schema: new StructuralSchema(whole, true), served: version.served !== false, partial, statusApart: isPlainMap(mapAt(version, 'subresources')?.status), clusterScoped }];
    });
    // What is given wins over what the package knows, and the first one over others.
    const key = `${group}/${kind}`;
    if (!this.kinds.has(key)) this.kinds.set(key, versions);
  }
}

/** Whether an object is a CustomResourceDefinition. */
export function isDefinition(object: unknown): boolean {
  return isPlainMap(object) && object.kind === 'CustomResourceDefinition' && typeof object.apiVersion === 'string' && groupOf(object.apiVersion) === 'apiextensions.k8s.io';
}

function mapAt(value: unknown, key: string): PlainMap | undefined {
  const child = isPlainMap(value) ? value[key] : undefined;
  return isPlainMap(child) ? child : undefined;
}
