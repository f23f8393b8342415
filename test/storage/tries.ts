import { buildPersistentVolume } from '../../src/apps/persistent-volume';
import { buildPersistentVolumeClaim } from '../../src/apps/persistent-volume-claim';
import { buildStorageClass } from '../../src/apps/storage-class';
import type { Mountable } from '../../src/core/pod-inputs';
import { Problems } from '../../src/core/problems';
import { Consumer } from '../../src/core/references';
import { normalizeClaimRetention, normalizeStorage, storageFields } from '../../src/storage/claim-template';

/** An object, or `undefined` where the definition was refused. */
export type Try = object | undefined;

export const identity = { name: 'data', namespace: 'shop' };

function accepted({ objects, diagnostics }: { objects: readonly object[]; diagnostics: readonly { severity: string }[] }): Try {
  return diagnostics.some(({ severity }) => severity === 'error') ? undefined : objects[0];
}

export const volume = (props: object): Try => accepted(buildPersistentVolume({ name: 'pv' }, props as never));
export const claim = (props: object): Try => accepted(buildPersistentVolumeClaim(identity, props));
export const storageClass = (props: object): Try => accepted(buildStorageClass({ name: 'class' }, props as never));

export function pod(mountable: Mountable): Try {
  const problems = new Problems();
  const found = mountable.podVolume(problems, new Consumer('shop', undefined));
  if (found === undefined || problems.reported.some(({ severity }) => severity === 'error')) return undefined;
  const containers = [{ name: 'main', image: 'nginx', volumeMounts: [{ name: 'v', mountPath: '/v' }] }];
  return { apiVersion: 'v1', kind: 'Pod', metadata: identity, spec: { containers, volumes: [{ name: 'v', ...found.source }] } };
}

export function statefulSet(storage: object, retention?: object): Try {
  const problems = new Problems();
  const consumer = new Consumer('shop', undefined);
  const fields = storageFields(
    normalizeStorage(storage, problems.at('storage'), consumer),
    normalizeClaimRetention(retention, problems.at('claimRetention'), consumer),
  );
  if (problems.reported.some(({ severity }) => severity === 'error')) return undefined;
  const labels = { app: 'db' };
  const template = { metadata: { labels }, spec: { containers: [{ name: 'main', image: 'mysql' }] } };
  return { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: identity, spec: { serviceName: 'db', selector: { matchLabels: labels }, template, ...fields } };
}
