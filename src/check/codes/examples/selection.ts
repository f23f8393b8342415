import { file, httpPort, service, workload } from './parts';

const web = workload({ container: httpPort });
const database = (spec: string): string => workload({ kind: 'StatefulSet', name: 'db', spec, container: httpPort });
const headless = service('clusterIP: None', 'db');

/** Manifests that show what the check says of selectors and of what they lead to. */
export const selectionExamples = {
  overlap: {
    wrong: file(workload({ name: 'web', label: 'shop' }), workload({ name: 'cart', label: 'shop' })),
    right: file(workload({ name: 'web' }), workload({ name: 'cart' })),
  },
  noPods: { wrong: file(service('', 'wbe'), web), right: file(service(), web) },
  severalWorkloads: {
    wrong: file(
      service().replace('app: web', 'team: shop'), workload({ also: 'team: shop', container: httpPort }),
      workload({ kind: 'StatefulSet', name: 'db', also: 'team: shop', container: httpPort }),
    ),
    right: file(
      service(), workload({ also: 'team: shop', container: httpPort }),
      workload({ kind: 'StatefulSet', name: 'db', also: 'team: shop', container: httpPort }),
    ),
  },
  targetPortMissing: {
    wrong: file(service().replace('targetPort: 8080', 'targetPort: web'), web),
    right: file(service().replace('targetPort: 8080', 'targetPort: http'), web),
  },
  targetPortUndeclared: { wrong: file(service().replace('targetPort: 8080', 'targetPort: 8888'), web), right: file(service(), web) },
  protocol: {
    wrong: file(service().replace('targetPort: 8080', 'targetPort: 8080\n    protocol: UDP'), web),
    right: file(service(), web),
  },
  serviceMissing: { wrong: database('serviceName: db'), right: file(headless, database('serviceName: db')) },
  notHeadless: { wrong: file(service('', 'db'), database('serviceName: db')), right: file(headless, database('serviceName: db')) },
  serviceSelector: {
    wrong: file(service('clusterIP: None', 'database', 'db'), database('serviceName: db')),
    right: file(headless, database('serviceName: db')),
  },
  serviceName: { wrong: database('serviceName: DB'), right: file(headless, database('serviceName: db')) },
  template: {
    wrong: file(headless, database('serviceName: db').replace('- name: db', '- name: DB')),
    right: file(headless, database('serviceName: db')),
  },
} as const;
