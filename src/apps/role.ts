import type { Construct } from 'constructs';
import type { ClusterRole as ClusterRoleObject, Role as RoleObject } from '../../generated/kubernetes';
import {
  clusterRoleObject, type ClusterRoleProps as ClusterRoleFields, normalizeRole, type RoleModel, roleObject, type RoleProps as RoleFields,
} from '../access/role';
import type { Built } from '../core/built';
import type { Identity } from '../core/metadata';
import { pathSegment } from '../core/names';
import type { Problems } from '../core/problems';
import type { kindOf } from '../core/targeted';
import type { OverrideOf } from '../schema/override-type';
import { Definition, type DefinitionProps } from '../synth/definition';
import { buildPure } from './build';

/** What may be done in a namespace. */
export interface RoleProps extends RoleFields, DefinitionProps {
  /** Changes to the object that is built, for what the definition has no word for. @default - none */
  readonly override?: OverrideOf<RoleObject> | undefined;
}

/** What may be done in the whole cluster. */
export interface ClusterRoleProps extends ClusterRoleFields, DefinitionProps {
  /** Changes to the object that is built, for what the definition has no word for. @default - none */
  readonly override?: OverrideOf<ClusterRoleObject> | undefined;
}

const apiVersion = 'rbac.authorization.k8s.io/v1';

const roleKind = { apiVersion, kind: 'Role', nameRule: pathSegment };

/** Builds a Role. */
export function buildRole(identity: Identity, props: RoleProps = {}): Built<RoleObject> {
  return buildPure(roleKind, identity, props, (problems, _, self) => [roleObject(normalizeRole('Role', props, problems), self, problems)]);
}

/**
 * What may be done in a namespace, for several accounts, users or groups. What one account may do is shorter with
 * `ServiceAccount.can`.
 *
 * ```ts
 * const reader = new Role(bundle, 'reader', { rules: [{ verbs: ['get', 'list'], resources: ['pods', 'deployments'] }] });
 * new RoleBinding(bundle, 'reader', { role: reader, subjects: [account, { kind: 'Group', name: 'support' }] });
 * ```
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/
 */
export class Role extends Definition {
  /** @internal */
  declare readonly [kindOf]: 'Role';

  private readonly model: RoleModel;

  constructor(scope: Construct, id: string, props: RoleProps = {}) {
    super(scope, id, roleKind, props);
    this.model = normalizeRole('Role', props, this.problems);
  }

  protected build(problems: Problems): readonly RoleObject[] {
    return [roleObject(this.model, this.identity, problems)];
  }
}

const clusterRoleKind = { apiVersion, kind: 'ClusterRole', nameRule: pathSegment, clusterScoped: true };

/** Builds a ClusterRole. */
export function buildClusterRole(identity: Identity, props: ClusterRoleProps = {}): Built<ClusterRoleObject> {
  return buildPure(clusterRoleKind, identity, props, (problems, _, { name }) => [clusterRoleObject(normalizeRole('ClusterRole', props, problems), name, problems)]);
}

/**
 * What may be done in the whole cluster, or in any namespace that a RoleBinding names.
 *
 * ```ts
 * const scraper = new ClusterRole(bundle, 'scraper', { rules: [{ verbs: ['get'], nonResourceURLs: ['/metrics'] }] });
 * new ClusterRoleBinding(bundle, 'scraper', { role: scraper, subjects: [account] });
 * ```
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/
 */
export class ClusterRole extends Definition {
  /** @internal */
  declare readonly [kindOf]: 'ClusterRole';

  private readonly model: RoleModel;

  constructor(scope: Construct, id: string, props: ClusterRoleProps = {}) {
    super(scope, id, clusterRoleKind, props);
    this.model = normalizeRole('ClusterRole', props, this.problems);
  }

  protected build(problems: Problems): readonly ClusterRoleObject[] {
    return [clusterRoleObject(this.model, this.name, problems)];
  }
}
