import { type Edit, edit, type Fields, listAt, mapAt } from './edit';

/** What has no pods of its own, changed. */
export const OTHER_EDITS: readonly Edit[] = [
  edit('own label', ['*'], (object, number) => {
    mapAt(object, 'metadata', 'labels')['example.com/changed'] = String(number);
  }),
  edit('own annotation', ['*'], (object, number) => {
    mapAt(object, 'metadata', 'annotations')['example.com/changed'] = String(number);
  }),
  edit('value of a ConfigMap', ['ConfigMap'], (object, number) => {
    const [key] = Object.keys(mapAt(object, 'data'));
    if (key === undefined) return false;
    mapAt(object, 'data')[key] = `changed ${number}\n`;
    return true;
  }),
  edit('value of a Secret', ['Secret'], (object, number) => {
    const field = object['stringData'] === undefined ? 'data' : 'stringData';
    const [key] = Object.keys(mapAt(object, field));
    if (key === undefined || (object['type'] ?? 'Opaque') !== 'Opaque') return false;
    const value = `changed ${number}\n`;
    mapAt(object, field)[key] = field === 'data' ? Buffer.from(value).toString('base64') : value;
    return true;
  }),
  edit('type of a Secret', ['Secret'], (object) => {
    object['type'] = 'example.com/other';
  }),
  edit('port of a Service', ['Service'], (object, number) => {
    const ports = listAt(mapAt(object, 'spec'), 'ports');
    if (ports.some(({ name }) => name === undefined)) return false;
    ports.push({ name: `changed-${number}`, port: 20_000 + number });
    return true;
  }),
  edit('affinity of a Service', ['Service'], (object) => {
    const spec = mapAt(object, 'spec');
    spec['sessionAffinity'] = spec['sessionAffinity'] === 'ClientIP' ? 'None' : 'ClientIP';
  }),
  edit('Service without an address', ['Service'], ({ spec }) => {
    const fields = spec as Fields;
    if (fields['clusterIP'] === 'None' || fields['type'] === 'ExternalName' || (fields['type'] ?? 'ClusterIP') !== 'ClusterIP') return false;
    fields['clusterIP'] = 'None';
    return true;
  }),
  edit('most of an autoscaler', ['HorizontalPodAutoscaler'], (object, number) => {
    mapAt(object, 'spec')['maxReplicas'] = 20 + number;
  }),
  edit('disruptions that are allowed', ['PodDisruptionBudget'], (object) => {
    const spec = mapAt(object, 'spec');
    const field = spec['minAvailable'] === undefined ? 'maxUnavailable' : 'minAvailable';
    spec[field] = spec[field] === 1 ? '50%' : 1;
  }),
  edit('access modes of a claim', ['PersistentVolumeClaim'], (object) => {
    mapAt(object, 'spec')['accessModes'] = ['ReadOnlyMany'];
  }),
  edit('class of a claim', ['PersistentVolumeClaim'], (object, number) => {
    if (mapAt(object, 'spec')['storageClassName'] === undefined) return false;
    mapAt(object, 'spec')['storageClassName'] = `other-${number}`;
    return true;
  }),
  edit('capacity of a volume', ['PersistentVolume'], (object, number) => {
    mapAt(object, 'spec', 'capacity')['storage'] = `${100 + number}Gi`;
  }),
  edit('path of a volume', ['PersistentVolume'], (object, number) => {
    const nfs = mapAt(object, 'spec')['nfs'] as Fields | undefined;
    if (nfs === undefined) return false;
    nfs['path'] = `/other/${number}`;
    return true;
  }),
  edit('provisioner of a class', ['StorageClass'], (object, number) => {
    object['provisioner'] = `other-${number}.example.com`;
  }),
  edit('role of a binding', ['RoleBinding', 'ClusterRoleBinding'], (object, number) => {
    mapAt(object, 'roleRef')['name'] = `other-${number}`;
  }),
  edit('rule of a role', ['Role'], (object) => {
    listAt(object, 'rules').push({ apiGroups: [''], resources: ['configmaps'], verbs: ['get'] });
  }),
];
