import type { GroupResource, StorageVersion, StorageVersionMigration, StorageVersionMigrationSpec } from '../../../../generated/kubernetes';
import { all, fields, given, needs, objects, type Rule } from '../../rule/rules';
import { kind } from '../shared/kind';
import { dns1035Label, dnsSubdomain, objectName } from '../shared/names';

const versionName = objectName((text) => {
  const dot = text.lastIndexOf('.');
  return dot >= 0 && dnsSubdomain.accepts(text.slice(0, dot)) && dns1035Label.accepts(text.slice(dot + 1));
}, '<group>.<resource>');

/** Its status, the only thing that it says, is the servers' to write. */
export const storageVersion: Rule<StorageVersion> = kind(versionName);

/** @see https://kubernetes.io/docs/tasks/manage-kubernetes-objects/storage-version-migration/ */
export const storageVersionMigration: Rule<StorageVersionMigration> = kind(dnsSubdomain, objects<StorageVersionMigration>({
  spec: objects<StorageVersionMigrationSpec>({
    resource: all(needs<GroupResource>({ resource: dns1035Label }), fields<GroupResource>({ group: given(dnsSubdomain) })),
  }),
}));
