import type { Manifest } from '../../../src/core/manifest';
import { fromPointer } from '../../../src/core/json-pointer';
import { plan, type Plan, type PlanOptions } from '../../../src/plan';

/** An object as tests write it. */
export type Data = { readonly [key: string]: unknown };

/** An object with some of its values replaced; `undefined` removes one. Lists are reached by numbers, and `-` appends. */
export function edited<T extends Manifest>(object: T, edits: { readonly [pointer: string]: unknown }): T {
  const copy = structuredClone(object) as unknown as { [key: string]: unknown };
  for (const [pointer, value] of Object.entries(edits)) {
    const path = fromPointer(pointer);
    const last = path.pop()!;
    let parent = copy;
    for (const key of path) parent = (parent[key] ??= {}) as typeof copy;
    if (Array.isArray(parent) && last === '-') parent.push(value);
    else if (Array.isArray(parent) && value === undefined) parent.splice(Number(last), 1);
    else if (value === undefined) delete parent[last];
    else parent[last] = value;
  }
  return copy as unknown as T;
}

/** What a plan says of objects that change into others. */
export function planOf(base: readonly Manifest[], next: readonly Manifest[], options?: PlanOptions): Plan {
  return plan(base.map((manifest) => ({ manifest })), next.map((manifest) => ({ manifest })), options);
}

/** `code pointer` of every reason of a plan. */
export function reasonsOf(found: Plan): string[] {
  return found.changes.flatMap(({ reasons }) => reasons.map(({ code, pointer }) => (pointer === '' ? code : `${code} ${pointer}`)));
}

/** `code Kind/name` of every consequence. */
export function consequencesOf(found: Plan): string[] {
  return found.consequences.map(({ code, object }) => `${code} ${object.kind}/${object.name}`);
}

const labels = { app: 'web' };
const template = {
  metadata: { labels },
  spec: { containers: [{ name: 'web', image: 'web:1', env: [{ name: 'A', value: '1' }, { name: 'B', value: '2' }], ports: [{ name: 'http', containerPort: 80 }] }] },
};

export const deployment = {
  apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'shop' },
  spec: { replicas: 3, selector: { matchLabels: labels }, template },
};

export const statefulSet = {
  apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name: 'db', namespace: 'shop' },
  spec: {
    replicas: 3, serviceName: 'db', selector: { matchLabels: labels },
    template: { metadata: { labels }, spec: { containers: [{ name: 'db', image: 'db:1', env: [{ name: 'PGDATA', value: '/data/pg' }], volumeMounts: [{ name: 'data', mountPath: '/data' }] }] } },
    volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '8Gi' } } } }],
  },
};

export const daemonSet = { ...deployment, kind: 'DaemonSet', metadata: { name: 'agent', namespace: 'shop' }, spec: { selector: { matchLabels: labels }, template } };

export const job = {
  apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'load', namespace: 'shop' },
  spec: { completions: 2, completionMode: 'Indexed', parallelism: 2, manualSelector: true, selector: { matchLabels: labels }, template: { ...template, spec: { ...template.spec, restartPolicy: 'Never' } } },
};

export const cronJob = {
  apiVersion: 'batch/v1', kind: 'CronJob', metadata: { name: 'nightly', namespace: 'shop' },
  spec: { schedule: '@daily', jobTemplate: { spec: { template: { ...template, spec: { ...template.spec, restartPolicy: 'Never' } } } } },
};

export const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'one', namespace: 'shop', labels }, spec: template.spec };

export const service = {
  apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace: 'shop' },
  spec: { selector: labels, ports: [{ name: 'http', port: 80, targetPort: 'http' }] },
};

export const configMap = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace: 'shop' }, data: { LOG_LEVEL: 'info', 'my.cnf': 'a' } };

export const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'password', namespace: 'shop' }, type: 'Opaque', data: { root: 'c2VjcmV0' } };

export const claim = {
  apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'data', namespace: 'shop' },
  spec: { accessModes: ['ReadWriteOnce'], storageClassName: 'standard', resources: { requests: { storage: '8Gi' } } },
};

export const volume = {
  apiVersion: 'v1', kind: 'PersistentVolume', metadata: { name: 'pv-1' },
  spec: { capacity: { storage: '8Gi' }, accessModes: ['ReadWriteOnce'], persistentVolumeReclaimPolicy: 'Retain', nfs: { server: 'nfs.example.com', path: '/exports' } },
};
