import { containerOf, type Edit, edit, type Fields, listAt, mapAt, templateOf } from './edit';

const PODS = ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'ReplicationController', 'Job', 'CronJob', 'Pod'] as const;

function podEdit(name: string, change: (object: Fields, number: number) => boolean | void): Edit {
  return edit(name, PODS, change);
}

function specEdit(name: string, change: (spec: Fields, number: number) => boolean | void): Edit {
  return podEdit(name, (object, number) => change(mapAt(templateOf(object), 'spec'), number));
}

function containerEdit(name: string, change: (container: Fields, number: number) => boolean | void): Edit {
  return podEdit(name, (object, number) => change(containerOf(object), number));
}

/** What a pod is made of, changed. */
export const POD_EDITS: readonly Edit[] = [
  containerEdit('image', (container, number) => {
    container['image'] = `registry.example.com/changed:${number}`;
  }),
  containerEdit('variable added', (container, number) => {
    listAt(container, 'env').push({ name: `CHANGED_${number}`, value: String(number) });
  }),
  containerEdit('variable changed', (container, number) => {
    const variable = listAt(container, 'env').find(({ value }) => typeof value === 'string');
    if (variable === undefined) return false;
    variable['value'] = `changed-${number}`;
    return true;
  }),
  containerEdit('variable removed', (container) => {
    const list = listAt(container, 'env');
    const index = list.findIndex(({ name }) => String(name).startsWith('CHANGED_'));
    if (index < 0) return false;
    list.splice(index, 1);
    return true;
  }),
  containerEdit('arguments', (container, number) => {
    listAt<string>(container, 'args').push(`--changed=${number}`);
  }),
  containerEdit('port added', (container, number) => {
    listAt(container, 'ports').push({ name: `changed-${number}`, containerPort: 20_000 + number });
  }),
  containerEdit('resources', (container, number) => {
    mapAt(container, 'resources', 'requests')['cpu'] = `${1 + (number % 40)}m`;
  }),
  containerEdit('probe', (container, number) => {
    const probe = (container['readinessProbe'] ?? container['livenessProbe']) as Fields | undefined;
    if (probe === undefined) return false;
    probe['periodSeconds'] = 20 + number;
    return true;
  }),
  podEdit('label of the pods', (object, number) => {
    mapAt(templateOf(object), 'metadata', 'labels')['example.com/changed'] = String(number);
  }),
  podEdit('annotation of the pods', (object, number) => {
    mapAt(templateOf(object), 'metadata', 'annotations')['example.com/changed'] = String(number);
  }),
  specEdit('volume and mount added', (spec, number) => {
    listAt(spec, 'volumes').push({ name: `changed-${number}`, emptyDir: {} });
    listAt(listAt(spec, 'containers')[0]!, 'volumeMounts').push({ name: `changed-${number}`, mountPath: `/changed/${number}` });
  }),
  specEdit('grace period', (spec, number) => {
    spec['terminationGracePeriodSeconds'] = 31 + number;
  }),
  specEdit('host alias', (spec, number) => {
    listAt(spec, 'hostAliases').push({ ip: `192.0.2.${number % 250}`, hostnames: [`changed-${number}.example.com`] });
  }),
  specEdit('first container of several', (spec, number) => {
    const { securityContext } = listAt(spec, 'containers')[0]!;
    const context = securityContext === undefined ? {} : { securityContext };
    listAt(spec, 'initContainers').push({ name: `changed-${number}`, image: 'registry.example.com/init:1', ...context });
  }),
  specEdit('toleration added', (spec, number) => {
    listAt(spec, 'tolerations').push({ key: `example.com/changed-${number}`, operator: 'Exists' });
  }),
  // What means the same as before.
  containerEdit('default written out', (container) => {
    if (container['terminationMessagePath'] !== undefined) return false;
    container['terminationMessagePath'] = '/dev/termination-log';
    return true;
  }),
  containerEdit('quantity in other words', (container) => {
    const limits = (container['resources'] as { readonly limits?: Fields } | undefined)?.limits;
    const match = /^(\d+)Mi$/.exec(String(limits?.['memory']));
    if (limits === undefined || match === null) return false;
    limits['memory'] = `${Number(match[1]) * 1024}Ki`;
    return true;
  }),
  // What no server takes.
  containerEdit('port that does not exist', (container) => {
    listAt(container, 'ports').push({ containerPort: 70_000 });
  }),
  podEdit('label that cannot be', (object) => {
    mapAt(templateOf(object), 'metadata', 'labels')['example.com/changed'] = 'not a value';
  }),
  containerEdit('mount without volume', (container) => {
    listAt(container, 'volumeMounts').push({ name: 'nowhere', mountPath: '/nowhere' });
  }),
];
