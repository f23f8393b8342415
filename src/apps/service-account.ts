import type { Construct } from 'constructs';
import type {
  ClusterRole, ClusterRoleBinding, Role, RoleBinding, ServiceAccount as ServiceAccountObject,
} from '../../generated/kubernetes';
import type { Built } from '../core/built';
import { checkBoolean, isPlainMap, type PlainMap } from '../core/checks';
import type { Manifest } from '../core/manifest';
import type { Identity } from '../core/metadata';
import type { Problems } from '../core/problems';
import { readField } from '../core/read-field';
import type { kindOf } from '../core/targeted';
import { type GrantOptions, normalizeGrant, normalizeUrlGrant, type ResourceInput, type Verb } from '../access/grants';
import {
  type AccessObject, type BindOptions, normalizeBinding, normalizeServiceAccount, type RoleInput, type ServiceAccountModel, serviceAccountObjects,
  type ServiceAccountProps as ServiceAccountFields,
} from '../access/service-account';
import { Definition, type DefinitionProps } from '../synth/definition';
import type { OverrideStyle } from '../synth/overrides';
import type { AppOverrides } from './app-model';
import { buildPure } from './build';

/** Objects that a service account may make. */
export interface AccountKinds {
  /** The account. */
  readonly ServiceAccount: ServiceAccountObject;
  /** What it may do in a namespace. */
  readonly Role: Role;
  /** Who may do it there. */
  readonly RoleBinding: RoleBinding;
  /** What it may do everywhere. */
  readonly ClusterRole: ClusterRole;
  /** Who may do it everywhere. */
  readonly ClusterRoleBinding: ClusterRoleBinding;
}

/** A service account. */
export interface ServiceAccountProps extends ServiceAccountFields, DefinitionProps {
  /** Changes to the objects that are built, by kind, for what the definition has no word for. @default - none */
  readonly override?: AppOverrides<AccountKinds> | undefined;
}

/** What is said of a service account that is not defined here. */
export interface ExistingServiceAccountProps {
  /** `metadata.name`. @default - the construct's id */
  readonly name?: string | undefined;
  /** Whether it is there to call the API server, so that its pods need its token. @default true */
  readonly hasGrants?: boolean | undefined;
}

/** A service account, wherever it is defined, for pods to run as. */
export interface Account extends Definition {
  /** Whether the account may do anything, so that its pods need its token. */
  readonly hasGrants: boolean;
}

const kind = { apiVersion: 'v1', kind: 'ServiceAccount' } as const;
const existingFields: ReadonlySet<string> = new Set(['name', 'hasGrants']);

/** Builds a service account with all its roles and bindings. */
export function buildServiceAccount(identity: Identity, props: ServiceAccountProps = {}): Built<AccessObject> {
  return buildPure(kind, identity, props, (problems, consumer, self) => serviceAccountObjects(normalizeServiceAccount(props, problems, consumer), self, problems), 'by-kind');
}

/**
 * Who the processes of a pod are for the API server, and what they may do there: a service account with its roles and their
 * bindings.
 *
 * ```ts
 * const reader = new ServiceAccount(bundle, 'reader');
 * reader.can(['get', 'list', 'watch'], ['pods', 'deployments']);
 * reader.can('get', 'nodes', { clusterWide: true });
 * new StatelessApp(bundle, 'dashboard', { image: 'dashboard:2.7', serviceAccount: reader });
 * ```
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/
 */
export class ServiceAccount extends Definition implements Account {
  /** @internal */
  declare readonly [kindOf]: 'ServiceAccount';

  /** An account that another program, an operator or a person makes. Nothing is emitted for it. */
  static existing(scope: Construct, id: string, props: ExistingServiceAccountProps = {}): Account {
    return new ExistingServiceAccount(scope, id, props);
  }

  private readonly model: ServiceAccountModel;
  private isBound = false;

  constructor(scope: Construct, id: string, props: ServiceAccountProps = {}) {
    super(scope, id, kind, props);
    this.model = normalizeServiceAccount(props, this.problems, this.consumer);
  }

  protected override get overrideStyle(): OverrideStyle {
    return 'by-kind';
  }

  get hasGrants(): boolean {
    return this.isBound || this.model.grants.length > 0 || this.model.bindings.length > 0;
  }

  /**
   * Takes note of a binding that is defined apart.
   * @internal
   */
  noteBinding(): void {
    this.isBound = true;
  }

  /**
   * Lets the account do something with resources (`pods`, `pods/log`), or with one object by its definition. All that is granted in
   * one place becomes one role with as few rules as possible.
   */
  can(verbs: Verb | readonly Verb[], resources: ResourceInput | readonly ResourceInput[], options: GrantOptions = {}): this {
    this.model.grants.push(...normalizeGrant(verbs, resources, options, this.namespace, this.problemsOfCall().at('can')));
    return this;
  }

  /** Lets the account reach paths of the API server that are no resources: `/metrics`, `/healthz/*`. */
  canReach(verbs: Verb | readonly Verb[], urls: string | readonly string[]): this {
    this.model.grants.push(...normalizeUrlGrant(verbs, urls, this.problemsOfCall().at('canReach')));
    return this;
  }

  /** Gives the account a role that is defined elsewhere: a ClusterRole by its name (`view`), or any role. */
  bindTo(role: RoleInput, options: BindOptions = {}): this {
    const binding = normalizeBinding(role, options, this.problemsOfCall().at('bindTo'), this.consumer);
    if (binding !== undefined) this.model.bindings.push(binding);
    return this;
  }

  protected build(problems: Problems): readonly Manifest[] {
    return serviceAccountObjects(this.model, this.identity, problems);
  }
}

class ExistingServiceAccount extends Definition implements Account {
  readonly hasGrants: boolean;

  constructor(scope: Construct, id: string, props: ExistingServiceAccountProps) {
    super(scope, id, { ...kind, fields: existingFields }, props);
    const given: PlainMap = isPlainMap(props) ? props : {};
    this.hasGrants = readField(this.problems, given, 'hasGrants', checkBoolean) ?? true;
  }

  protected build(): readonly Manifest[] {
    return [];
  }
}
