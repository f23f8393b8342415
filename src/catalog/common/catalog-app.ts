import type { Construct } from 'constructs';
import type { StatefulKinds, StatefulAppProps } from '../../apps/stateful-app';
import { StatefulApp } from '../../apps/stateful-app';
import type { AppOverrides } from '../../apps/app-model';
import type { AllowOptions, WorkloadApp } from '../../apps/workload-app';
import type { KeyRef } from '../../config/key-references';
import { checkFields, isPlainMap } from '../../core/checks';
import type { MetadataProps } from '../../core/metadata';
import type { PolicyPeerInput } from '../../network/policy-peers';
import type { MainContainerProps } from '../../pod/container';
import type { PodOptionsProps } from '../../pod/pod-options';
import type { ResourceProps } from '../../pod/resources';
import type { SchedulingProps } from '../../pod/scheduling';
import type { PodProps } from '../../pod/pod';
import { addBackup, type BackupProps, type BackupWork, type RestoreProps } from './backup';
import { checkPassword } from './passwords';
import type { CatalogStorage } from './storage';
import type { VersionProps } from './versions';

/** What every system of the catalogue can say. */
export interface CatalogProps extends VersionProps, MetadataProps,
  Pick<MainContainerProps, 'imagePullPolicy'>, Pick<PodOptionsProps, 'imagePullSecrets' | 'terminationGracePeriodSeconds'>, Pick<PodProps, 'serviceAccount'> {
  /** `metadata.name` of the StatefulSet, and what the names of all other objects begin with. @default - the construct's id */
  readonly name?: string | undefined;
  /**
   * Storage of each pod: `'20Gi'`, or the claim in detail. The claims outlive the pods and the StatefulSet. What becomes of a
   * volume once its claim is deleted is up to the reclaim policy of its class: choose one with `Retain` for data that matters.
   * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#reclaiming
   */
  readonly storage: CatalogStorage;
  /**
   * What each server needs and may use. Where there is a memory limit, the memory settings of the server follow from it.
   * @default - nothing is said: the server uses its own defaults
   */
  readonly resources?: ResourceProps | undefined;
  /** Where the pods run. @default - on nodes of their own, as far as there are enough */
  readonly scheduling?: SchedulingProps | undefined;
  /** Changes to what is built, for what the definition has no word for. @default - none */
  readonly override?: AppOverrides<StatefulKinds> | undefined;
}

/** Every field of `CatalogProps`. */
export const catalogFields = [
  'name', 'version', 'image', 'imagePullPolicy', 'imagePullSecrets', 'terminationGracePeriodSeconds', 'serviceAccount', 'storage', 'resources',
  'scheduling', 'override', 'labels', 'annotations', 'finalizers', 'ownerReferences',
] as const satisfies readonly (keyof CatalogProps)[];

/** The fields that an app takes as they are. */
const passedOn = [
  'name', 'imagePullPolicy', 'imagePullSecrets', 'terminationGracePeriodSeconds', 'serviceAccount', 'resources', 'override',
  'labels', 'annotations', 'finalizers', 'ownerReferences',
] as const;

/** What is the same in the apps of all systems: fields that are passed on, claims that stay, pods on nodes of their own. */
export function commonProps(props: CatalogProps): Pick<
  StatefulAppProps, (typeof passedOn)[number] | 'scheduling' | 'claimRetention' | 'enableServiceLinks'
> {
  const given = Object.fromEntries(passedOn.flatMap((field) => (props[field] === undefined ? [] : [[field, props[field]]])));
  return {
    ...given,
    scheduling: props.scheduling ?? { spread: 'nodes' },
    claimRetention: { whenDeleted: 'Retain', whenScaled: 'Retain' },
    // Variables such as DB_PORT, which Kubernetes makes for each Service, have a meaning for some servers.
    enableServiceLinks: false,
  };
}

/** The props, or none: what was given in place of them is reported by the app. */
export function givenProps<T extends object>(props: T): T {
  return isPlainMap(props) ? props : ({} as T);
}

/** The name of the app, as far as it is one. */
export function nameOfApp(id: string, props: { readonly name?: string | undefined }): string {
  const name: unknown = givenProps(props).name ?? id;
  return typeof name === 'string' && name !== '' ? name : 'unnamed';
}

/**
 * The base of the systems: a stateful app whose definition is known. What a subclass says of `props` is checked once the app
 * is there to collect what is wrong.
 * @typeParam P names of the ports
 */
export abstract class CatalogApp<P extends string = never> extends StatefulApp<P, 'data'> {
  private readonly members: WorkloadApp<never>[] = [];
  private closed = false;

  /**
   * @param app its port `metrics` is there only where somebody asked for one
   * @param fields every field of `props`
   */
  protected constructor(scope: Construct, id: string, props: object, app: StatefulAppProps<Exclude<P, 'metrics'>, 'data'>, fields: ReadonlySet<string>) {
    super(scope, id, (isPlainMap(props) ? app : props) as StatefulAppProps<P, 'data'>);
    if (isPlainMap(props)) checkFields(this.problems, props, fields);
  }

  /** Lets others connect, and closes the pods to everybody else but each other and what belongs to the system. */
  override allowFrom(peer: PolicyPeerInput | readonly PolicyPeerInput[], options?: AllowOptions<P>): this {
    this.close();
    return super.allowFrom(peer, options);
  }

  /** Notes an app that belongs to the system (backups, for one) and has to reach it, whoever else may. */
  protected addMember(app: WorkloadApp<never>): void {
    this.members.push(app);
    if (this.closed) super.allowFrom(app);
  }

  /** Makes the jobs that write dumps and load them, where they are asked for. */
  protected addBackups(
    scope: Construct, props: { readonly backup?: BackupProps | undefined; readonly restore?: RestoreProps | undefined }, work: BackupWork,
  ): void {
    for (const job of addBackup({ scope, name: this.name, problems: this.problems }, props.backup, props.restore, work)) this.addMember(job);
  }

  /** The password of a connection text: the one that the call gives, or the system's own. */
  protected passwordIn(call: KeyRef | undefined, own: KeyRef | undefined): KeyRef | undefined {
    return call !== undefined && checkPassword(this.problemsOfCall().at('url'), 'password', call) ? call : own;
  }

  private close(): void {
    if (this.closed) return;
    this.closed = true;
    super.allowFrom(this);
    for (const app of this.members) super.allowFrom(app);
  }
}
