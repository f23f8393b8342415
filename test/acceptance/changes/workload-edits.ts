import { containerOf, type Edit, edit, type Fields, listAt, mapAt, templateOf } from './edit';

const SELECTED = ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'] as const;

function withImage(object: Fields, number: number): void {
  containerOf(object)['image'] = `registry.example.com/changed:${number}`;
}

/** How pods are run, changed. */
export const WORKLOAD_EDITS: readonly Edit[] = [
  edit('replicas', ['Deployment', 'ReplicaSet', 'ReplicationController', 'StatefulSet'], ({ spec }, number) => {
    const { replicas, volumeClaimTemplates } = spec as Fields;
    // Volumes of further replicas are the matter of whoever runs the cluster.
    if (typeof replicas !== 'number' || volumeClaimTemplates !== undefined) return false;
    (spec as Fields)['replicas'] = number % 2 === 0 ? replicas + 1 : Math.max(1, replicas - 1);
    return (spec as Fields)['replicas'] !== replicas;
  }),
  edit('history limit', ['Deployment', 'DaemonSet', 'StatefulSet'], (object, number) => {
    mapAt(object, 'spec')['revisionHistoryLimit'] = 11 + number;
  }),
  edit('how many at a time', ['Deployment', 'DaemonSet'], (object) => {
    const strategy = mapAt(object, 'spec', object['kind'] === 'Deployment' ? 'strategy' : 'updateStrategy');
    if (strategy['type'] === 'Recreate' || strategy['type'] === 'OnDelete') return false;
    const rolling = mapAt(strategy, 'rollingUpdate');
    if (rolling['maxUnavailable'] === 2) return false;
    rolling['maxUnavailable'] = 2;
    return true;
  }),
  edit('paused, and another image', ['Deployment'], (object, number) => {
    mapAt(object, 'spec')['paused'] = true;
    withImage(object, number);
  }),
  edit('partition, and another image', ['StatefulSet'], (object, number) => {
    const { replicas = 1, updateStrategy = {} } = object['spec'] as { readonly replicas?: number; readonly updateStrategy?: Fields };
    if (updateStrategy['type'] === 'OnDelete') return false;
    mapAt(object, 'spec', 'updateStrategy', 'rollingUpdate')['partition'] = replicas;
    withImage(object, number);
    return true;
  }),
  edit('selector', SELECTED, (object) => {
    mapAt(object, 'spec', 'selector', 'matchLabels')['example.com/selected'] = 'other';
    mapAt(templateOf(object), 'metadata', 'labels')['example.com/selected'] = 'other';
  }),
  edit('service of a StatefulSet', ['StatefulSet'], (object, number) => {
    mapAt(object, 'spec')['serviceName'] = `other-${number}`;
  }),
  edit('order of a StatefulSet', ['StatefulSet'], (object) => {
    const spec = mapAt(object, 'spec');
    spec['podManagementPolicy'] = spec['podManagementPolicy'] === 'Parallel' ? 'OrderedReady' : 'Parallel';
  }),
  edit('name of a claim template', ['StatefulSet'], (object) => {
    const [template] = listAt(mapAt(object, 'spec'), 'volumeClaimTemplates');
    if (template === undefined) return false;
    const old = mapAt(template, 'metadata')['name'];
    mapAt(template, 'metadata')['name'] = 'other';
    for (const mount of listAt(containerOf(object), 'volumeMounts')) if (mount['name'] === old) mount['name'] = 'other';
    return true;
  }),
  edit('size in a claim template', ['StatefulSet'], (object, number) => {
    const [template] = listAt(mapAt(object, 'spec'), 'volumeClaimTemplates');
    if (template === undefined) return false;
    mapAt(template, 'spec', 'resources', 'requests')['storage'] = `${100 + number}Gi`;
    return true;
  }),
  edit('retries of a Job', ['Job'], (object, number) => {
    mapAt(object, 'spec')['backoffLimit'] = 7 + number;
  }),
  edit('schedule', ['CronJob'], (object, number) => {
    mapAt(object, 'spec')['schedule'] = `${number % 60} 4 * * *`;
  }),
];

/** The ways back from what keeps a workload from replacing its pods; each comes with another image. */
export const WAYS_BACK: readonly Edit[] = [
  edit('no longer paused, and another image', ['Deployment'], (object, number) => {
    if (mapAt(object, 'spec')['paused'] !== true) return false;
    delete mapAt(object, 'spec')['paused'];
    withImage(object, number);
    return true;
  }),
  edit('no partition any more, and another image', ['StatefulSet'], (object, number) => {
    const rolling = mapAt(object, 'spec', 'updateStrategy', 'rollingUpdate');
    if (rolling['partition'] === undefined || rolling['partition'] === 0) {
      if (Object.keys(rolling).length === 0) delete mapAt(object, 'spec', 'updateStrategy')['rollingUpdate'];
      return false;
    }
    rolling['partition'] = 0;
    withImage(object, number);
    return true;
  }),
];
