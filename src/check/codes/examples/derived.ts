import { file, object, pod, service, workload } from './parts';

const long = 'customer-relationship-management-production-database-primary';
const endpoints = object('v1', 'Endpoints', 'db', 'subsets:\n- addresses:\n  - ip: 10.1.2.3\n  ports:\n  - name: http\n    port: 5432');
const slice = object('discovery.k8s.io/v1', 'EndpointSlice', 'db-1\n  labels:\n    kubernetes.io/service-name: db', 'addressType: IPv4\nports:\n- port: 5432\nendpoints:\n- addresses: [10.1.2.3]');
const external = service('', 'db').replace('  selector:\n    app: db\n', '');

/** Manifests that show what the check says of what controllers and server-side apply make of objects. */
export const derivedExamples = {
  tooLong: { wrong: workload({ kind: 'StatefulSet', name: long, label: 'db' }), right: workload({ kind: 'StatefulSet', name: 'crm-db' }) },
  cut: { wrong: workload({ name: long, label: 'crm' }), right: workload({ name: 'crm' }) },
  taken: {
    wrong: file(workload({ kind: 'StatefulSet', name: 'db' }), pod('', '', 'db-0')),
    right: file(workload({ kind: 'StatefulSet', name: 'db' }), pod('', '', 'db-client')),
  },
  overwritten: { wrong: file(service('', 'db'), endpoints), right: file(external, endpoints) },
  endpointsService: { wrong: slice, right: file(external, slice) },
  label: {
    wrong: workload().replace('        app: web\n', '        app: web\n        pod-template-hash: a1b2\n'),
    right: workload(),
  },
  applyDuplicate: {
    wrong: pod('env:\n- name: LOG_LEVEL\n  value: info\n- name: LOG_LEVEL\n  value: debug'),
    right: pod('env:\n- name: LOG_LEVEL\n  value: debug'),
  },
} as const;
