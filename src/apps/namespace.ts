import type { Construct } from 'constructs';
import type { Namespace as NamespaceObject } from '../../generated/kubernetes';
import { namespaceObject, type NamespaceModel, type NamespaceProps as NamespaceFields, normalizeNamespace } from '../access/namespace';
import type { Built } from '../core/built';
import type { Identity } from '../core/metadata';
import { dnsLabel } from '../core/names';
import type { Problems } from '../core/problems';
import type { kindOf } from '../core/targeted';
import type { OverrideOf } from '../schema/override-type';
import { Definition, type DefinitionProps } from '../synth/definition';
import { buildPure } from './build';

/** A namespace. */
export interface NamespaceProps extends NamespaceFields, DefinitionProps {
  /** Changes to the object that is built, for what the definition has no word for. @default - none */
  readonly override?: OverrideOf<NamespaceObject> | undefined;
}

const kind = { apiVersion: 'v1', kind: 'Namespace', clusterScoped: true, nameRule: dnsLabel };

/** Builds a Namespace. */
export function buildNamespace(identity: Identity, props: NamespaceProps = {}): Built<NamespaceObject> {
  return buildPure(kind, identity, props, (problems, _, { name }) => [namespaceObject(normalizeNamespace(props, problems), name, problems)]);
}

/**
 * A namespace. The bundles whose objects live in it name it by `namespace`; in a bundle of its own it can be applied first.
 *
 * ```ts
 * const shop = new Bundle(app, 'shop', { namespace: 'shop' });
 * new Namespace(shop, 'shop', { podSecurity: 'restricted' });
 * ```
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/
 */
export class Namespace extends Definition {
  /** @internal */
  declare readonly [kindOf]: 'Namespace';

  private readonly model: NamespaceModel;

  constructor(scope: Construct, id: string, props: NamespaceProps = {}) {
    super(scope, id, kind, props);
    this.model = normalizeNamespace(props, this.problems);
  }

  protected build(problems: Problems): readonly NamespaceObject[] {
    return [namespaceObject(this.model, this.name, problems)];
  }
}
