import { isPlainMap, type PlainMap } from '../../../core/plain-map';
import { type Code, list, map, value } from '../../print/code';
import type { SourceObject } from '../sources';
import { mapsIn, metadataProps, nameOf, optionalValue, type Shelf } from './shelf';

const rbac = 'rbac.authorization.k8s.io/v1';

/** Roles, and who has them. */
export function placeAccess(shelf: Shelf): void {
  for (const kind of ['Role', 'ClusterRole']) for (const object of shelf.open(rbac, kind)) placeRole(shelf, object, kind);
  for (const kind of ['RoleBinding', 'ClusterRoleBinding']) for (const object of shelf.open(rbac, kind)) placeBinding(shelf, object, kind);
}

function placeRole(shelf: Shelf, object: SourceObject, kind: string): void {
  const { rules, aggregationRule } = object.manifest as unknown as PlainMap;
  const aggregate = isPlainMap(aggregationRule) ? aggregationRule['clusterRoleSelectors'] : undefined;
  const candidate = (rulesCode: Code | undefined): Parameters<Shelf['place']>[0][number] => ({
    objects: [object], callee: kind, id: nameOf(object), override: 'object', label: `${nameOf(object)}-${kind}`,
    props: map({ ...metadataProps(object), aggregate: optionalValue(aggregate), rules: rulesCode }),
  });
  const short = mapsIn(rules).map(withoutKnownGroups);
  const isShorter = short.some((rule) => rule['apiGroups'] === undefined && rule['resources'] !== undefined);
  shelf.place([...(isShorter ? [candidate(optionalValue(short))] : []), candidate(optionalValue(rules))]);
}

/** Groups of resources of Kubernetes itself that people know by heart: the definition looks them up. */
const known: { readonly [group: string]: ReadonlySet<string> } = {
  '': new Set(['pods', 'services', 'configmaps', 'secrets', 'nodes', 'namespaces', 'endpoints', 'events', 'persistentvolumeclaims', 'persistentvolumes', 'serviceaccounts']),
  'apps': new Set(['deployments', 'statefulsets', 'daemonsets', 'replicasets']),
  'batch': new Set(['jobs', 'cronjobs']),
  'coordination.k8s.io': new Set(['leases']),
};

function withoutKnownGroups(rule: PlainMap): PlainMap {
  const { apiGroups, ...rest } = rule;
  const { resources } = rule;
  const [group] = Array.isArray(apiGroups) && apiGroups.length === 1 ? apiGroups as readonly unknown[] : [];
  const own = typeof group === 'string' ? known[group] : undefined;
  const isKnown = own !== undefined && Array.isArray(resources) && resources.every((resource) => typeof resource === 'string' && own.has(resource.split('/')[0]!));
  return isKnown ? rest : rule;
}

function placeBinding(shelf: Shelf, object: SourceObject, kind: string): void {
  const { roleRef, subjects } = object.manifest as unknown as PlainMap;
  if (!isPlainMap(roleRef)) return;
  const props = map({
    ...metadataProps(object), role: roleCode(shelf, roleRef),
    subjects: subjects === undefined ? undefined : list(mapsIn(subjects).map((subject) => subjectCode(shelf, subject))),
  });
  shelf.place([{ objects: [object], callee: kind, id: nameOf(object), props, override: 'object', label: `${nameOf(object)}-binding` }]);
}

function roleCode(shelf: Shelf, { kind, name }: PlainMap): Code {
  return shelf.definition(String(kind), String(name)) ?? (kind === 'ClusterRole' ? value(name) : value({ kind, name }));
}

function subjectCode(shelf: Shelf, subject: PlainMap): Code {
  const { kind, name, namespace, ...rest } = subject;
  const own = shelf.trials.group.namespace;
  const account = kind === 'ServiceAccount' && namespace === own && Object.keys(rest).length === 0 ? shelf.definition('ServiceAccount', String(name)) : undefined;
  return account ?? value(kind === 'ServiceAccount' && own !== undefined && namespace === own ? { kind, name, ...rest } : subject);
}
