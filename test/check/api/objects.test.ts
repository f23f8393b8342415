import type { KubernetesRelease } from '../../../src/schema/releases';
import { describeOracle } from '../../support/oracle';
import { accessCases } from './cases/access';
import { admissionCases } from './cases/admission';
import { clusterCases } from './cases/cluster';
import { configCases } from './cases/config';
import { controlPlaneCases } from './cases/control-plane';
import { definitionCases } from './cases/definitions';
import { deviceCases } from './cases/devices';
import type { ObjectCases } from './cases/given';
import { jobCases } from './cases/jobs';
import { metadataCases } from './cases/metadata';
import { routeCases } from './cases/routes';
import { scalingCases } from './cases/scaling';
import { serviceCases } from './cases/services';
import { storageCases } from './cases/storage';
import { workloadCases } from './cases/workloads';
import { differences, found } from './found';

const tables: { readonly [area: string]: ObjectCases } = {
  'metadata': metadataCases,
  'configuration': configCases,
  'the cluster': clusterCases,
  'access': accessCases,
  'workloads': workloadCases,
  'jobs': jobCases,
  'scaling': scalingCases,
  'services': serviceCases,
  'routes': routeCases,
  'storage': storageCases,
  'the control plane': controlPlaneCases,
  'admission': admissionCases,
  'devices': deviceCases,
  'definitions': definitionCases,
};

describe.each(Object.entries(tables))('%s', (_area, table) => {
  test.each(table)('%s', (_name, { given, want, release }) => {
    expect(found(given, release).sort()).toEqual([...want].sort());
  });
});

/** Kinds that the checkers know. */
const known = new Set([
  'ClusterRole', 'ClusterRoleBinding', 'ConfigMap', 'CronJob', 'CSIDriver', 'DaemonSet', 'Deployment', 'EndpointSlice', 'Endpoints', 'HorizontalPodAutoscaler', 'Ingress',
  'IngressClass', 'Job', 'LimitRange', 'Namespace', 'NetworkPolicy', 'PersistentVolume', 'PersistentVolumeClaim', 'PodDisruptionBudget', 'PriorityClass', 'ReplicaSet',
  'ReplicationController', 'ResourceQuota', 'Role', 'RoleBinding', 'RuntimeClass', 'Secret', 'Service', 'StatefulSet', 'StorageClass',
]);
const all = Object.values(tables).flat().map(([, { given }]) => given).filter((given) => known.has(given['kind'] as string));

describeOracle('all of these objects', (release) => {
  test('the check says what the server says', () => {
    expect(differences(all, release as KubernetesRelease)).toEqual([]);
  });
});
