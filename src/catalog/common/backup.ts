import type { Construct } from 'constructs';
import { CronJob, Job, type JobProps } from '../../apps/job';
import { type Claim, PersistentVolumeClaim } from '../../apps/persistent-volume-claim';
import type { WorkloadApp } from '../../apps/workload-app';
import { checkFields, checkInteger, checkMap, checkText, isPlainMap } from '../../core/checks';
import type { MountProps } from '../../pod/mounts';
import type { Problems } from '../../core/problems';
import type { ResourceProps } from '../../pod/resources';
import type { AccessModes } from '../../storage/access-modes';
import { type CatalogStorage, sizeOf } from './storage';

/**
 * Dumps of the data, on a schedule.
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/
 */
export interface BackupProps {
  /** When: five fields of cron, or `@daily` and the like. */
  readonly schedule: string;
  /** Time zone of the schedule, by its IANA name. @default - that of the controller manager, mostly UTC */
  readonly timeZone?: string | undefined;
  /**
   * Where the dumps are kept: the size of a claim of its own (`'50Gi'`, or in detail), or a claim that exists, such as one on a
   * file system outside of the cluster. A dump on the same disks as the data survives a mistake, not the loss of the disks.
   */
  readonly storage: CatalogStorage | Claim;
  /** How many dumps are kept; older ones are deleted once a new one is complete. @default 7 */
  readonly keep?: number | undefined;
  /**
   * What the pod that makes a dump, or loads one, needs and may use.
   * @default - where something is said of the server, 100m and 128Mi with a limit of 512Mi; otherwise nothing
   */
  readonly resources?: ResourceProps | undefined;
}

/**
 * A dump that is loaded into the running system, once: by a Job, which stays when it is done, so that it is not made again. When it
 * is done, take this out of the definition, and see to it that the Job goes as well.
 */
export interface RestoreProps {
  /** File name of the dump in the volume of the backups, or `latest`. */
  readonly file: string;
}

/** The scripts of the backups of all systems: `systemFiles('common', dumpScripts)`. */
export const dumpScripts = ['dumps.sh'] as const;

/** How the dumps of a system are made and loaded: the pods of both jobs, and their commands. */
export interface BackupWork {
  /** The pod, with what the scripts need; its volume `/backup` is added. */
  readonly pod: Pick<JobProps, 'image' | 'imagePullPolicy' | 'imagePullSecrets' | 'env' | 'security' | 'serviceAccount'>;
  /** What is said of the server's needs. */
  readonly ofServer: ResourceProps | undefined;
  /** Mounts besides that of the backups: the scripts. */
  readonly mounts: { readonly [path: string]: MountProps<never> };
  /** Makes a dump in `/backup`, and keeps no more than the number in `BACKUP_KEEP`. */
  readonly backup: readonly string[];
  /** Loads the dump that `RESTORE_FILE` names. */
  readonly restore: readonly string[];
  /** The volume of the backups, where the servers have it as well: of `backupClaim`. @default - made here */
  readonly claim?: Claim | undefined;
}

const backupFields: ReadonlySet<string> = new Set(['schedule', 'timeZone', 'storage', 'keep', 'resources'] satisfies (keyof BackupProps)[]);
const restoreFields: ReadonlySet<string> = new Set(['file'] satisfies (keyof RestoreProps)[]);
/** What cannot lead out of the volume. */
const fileName = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;
const defaultKeep = 7;
/** Enough for a client that reads and writes row by row. */
const small: ResourceProps = { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '512Mi' } };

/** What backups and restores of a system are called and where they stand. */
export interface BackupOwner {
  readonly scope: Construct;
  /** Name of the system. */
  readonly name: string;
  /** At the props of the system. */
  readonly problems: Problems;
}

/**
 * The CronJob `<name>-backup` with its claim, and the Job `<name>-restore` where one is asked for.
 * @returns the jobs, which have to reach the servers
 */
export function addBackup(
  { scope, name, problems }: BackupOwner, backup: BackupProps | undefined, restore: RestoreProps | undefined, work: BackupWork,
): readonly WorkloadApp<never>[] {
  if (backup === undefined) {
    if (restore !== undefined) problems.at('restore').report('catalog/no-such-option', { option: 'restore', needs: 'backup', what: 'the dump is read from the volume of the backups' });
    return [];
  }
  const place = problems.at('backup');
  if (!checkMap(place, backup, 'a map with schedule and storage')) return [];
  const given = backup as BackupProps;
  checkFields(place, given, backupFields);
  const { schedule, timeZone, keep = defaultKeep, storage, resources = work.ofServer === undefined ? undefined : small } = given;
  checkInteger(place.at('keep'), keep, 1);
  if (storage === undefined) {
    place.at('storage').report('value/missing', { field: 'storage' });
    return [];
  }
  const claim = work.claim ?? claimOf(scope, name, storage, 'ReadWriteOnce');
  const pod = { ...work.pod, mounts: { ...work.mounts, '/backup': claim }, resources, restartPolicy: 'Never' as const };
  const jobs: WorkloadApp<never>[] = [
    new CronJob(scope, `${name}-backup`, {
      ...pod, schedule, timeZone, concurrencyPolicy: 'Forbid', backoffLimit: 2,
      command: work.backup,
      env: { ...work.pod.env, BACKUP_KEEP: keep },
    }),
  ];
  if (restore !== undefined && checkRestore(problems.at('restore'), restore)) {
    jobs.push(new Job(scope, `${name}-restore`, {
      // It stays when it is done. Whatever applies the bundle again would make one that is gone anew, and so load the dump again.
      ...pod, backoffLimit: 0,
      command: work.restore,
      env: { ...work.pod.env, RESTORE_FILE: restore.file },
    }));
  }
  return jobs;
}

/**
 * The volume of backups that the servers write themselves, which all of them share; nothing where none is asked for.
 * @param name of the system
 */
export function backupClaim(scope: Construct, name: string, backup: unknown): Claim | undefined {
  const storage = isPlainMap(backup) ? (backup as Partial<BackupProps>).storage : undefined;
  return storage === undefined ? undefined : claimOf(scope, name, storage, 'ReadWriteMany');
}

function claimOf(scope: Construct, name: string, storage: CatalogStorage | Claim, accessModes: AccessModes): Claim {
  return isClaim(storage) ? storage : new PersistentVolumeClaim(scope, `${name}-backup`, { accessModes, ...sizeOf(storage) });
}

function checkRestore(problems: Problems, restore: unknown): boolean {
  if (!checkMap(problems, restore, 'a map with the file')) return false;
  checkFields(problems, restore, restoreFields);
  const file: unknown = restore['file'];
  if (!checkText(problems.at('file'), file, 'the name of a dump')) return false;
  const plain = fileName.test(file);
  if (!plain) problems.at('file').report('value/wrong-type', { expected: 'the name of a dump in the volume of the backups, or "latest"', found: file });
  return plain;
}

function isClaim(storage: CatalogStorage | Claim): storage is Claim {
  return typeof storage === 'object' && !isPlainMap(storage);
}
