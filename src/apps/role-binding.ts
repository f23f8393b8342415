import type { Construct } from 'constructs';
import type { ClusterRoleBinding as ClusterRoleBindingObject, RoleBinding as RoleBindingObject } from '../../generated/kubernetes';
import { type BindingProps, clusterRoleBindingObject, normalizeRoleBinding, type RoleBindingModel, roleBindingObject } from '../access/role-binding';
import type { Built } from '../core/built';
import type { Identity } from '../core/metadata';
import { pathSegment } from '../core/names';
import type { Problems } from '../core/problems';
import type { kindOf } from '../core/targeted';
import type { OverrideOf } from '../schema/override-type';
import { Definition, type DefinitionProps } from '../synth/definition';
import { buildPure } from './build';
import { ServiceAccount } from './service-account';

/** Who may do what a role says, in a namespace. */
export interface RoleBindingProps extends BindingProps, DefinitionProps {
  /** Changes to the object that is built, for what the definition has no word for. @default - none */
  readonly override?: OverrideOf<RoleBindingObject> | undefined;
}

/** Who may do what a role says, everywhere. */
export interface ClusterRoleBindingProps extends BindingProps, DefinitionProps {
  /** Changes to the object that is built, for what the definition has no word for. @default - none */
  readonly override?: OverrideOf<ClusterRoleBindingObject> | undefined;
}

const apiVersion = 'rbac.authorization.k8s.io/v1';

const roleBinding = { apiVersion, kind: 'RoleBinding', nameRule: pathSegment };

/** Builds a RoleBinding. */
export function buildRoleBinding(identity: Identity, props: RoleBindingProps): Built<RoleBindingObject> {
  return buildPure(roleBinding, identity, props, (problems, consumer, self) => [roleBindingObject(normalizeRoleBinding('RoleBinding', props, problems, consumer), self, problems)]);
}

/**
 * Who may do what a Role or ClusterRole says, in the namespace of the bundle. Pods of service accounts that are defined here get their token.
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/#rolebinding-and-clusterrolebinding
 */
export class RoleBinding extends Definition {
  /** @internal */
  declare readonly [kindOf]: 'RoleBinding';

  private readonly model: RoleBindingModel;

  constructor(scope: Construct, id: string, props: RoleBindingProps) {
    super(scope, id, roleBinding, props);
    this.model = normalizeRoleBinding('RoleBinding', props, this.problems, this.consumer);
    bind(props);
  }

  protected build(problems: Problems): readonly RoleBindingObject[] {
    return [roleBindingObject(this.model, this.identity, problems)];
  }
}

const clusterRoleBinding = { apiVersion, kind: 'ClusterRoleBinding', nameRule: pathSegment, clusterScoped: true };

/** Builds a ClusterRoleBinding. */
export function buildClusterRoleBinding(identity: Identity, props: ClusterRoleBindingProps): Built<ClusterRoleBindingObject> {
  return buildPure(clusterRoleBinding, identity, props, (problems, consumer, { name }) => [clusterRoleBindingObject(normalizeRoleBinding('ClusterRoleBinding', props, problems, consumer), name, problems)]);
}

/**
 * Who may do what a ClusterRole says, everywhere. Pods of service accounts that are defined here get their token.
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/#rolebinding-and-clusterrolebinding
 */
export class ClusterRoleBinding extends Definition {
  /** @internal */
  declare readonly [kindOf]: 'ClusterRoleBinding';

  private readonly model: RoleBindingModel;

  constructor(scope: Construct, id: string, props: ClusterRoleBindingProps) {
    super(scope, id, clusterRoleBinding, props);
    this.model = normalizeRoleBinding('ClusterRoleBinding', props, this.problems, this.consumer);
    bind(props);
  }

  protected build(problems: Problems): readonly ClusterRoleBindingObject[] {
    return [clusterRoleBindingObject(this.model, this.name, problems)];
  }
}

/** Tells the accounts that they may do something, so that their pods get a token. */
function bind(props: Partial<BindingProps> | undefined): void {
  const subjects: unknown = props?.subjects;
  if (Array.isArray(subjects)) for (const subject of subjects) if (subject instanceof ServiceAccount) subject.noteBinding();
}
