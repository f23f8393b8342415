import type { ObjectMeta, ServiceAccount } from '../../../generated/kubernetes';
import type { ObjectNode } from '../graph/node';
import { eachContainer } from '../graph/pods';
import { each, fields, list } from '../graph/read';
import type { Bundle } from './bundle';

/** Items that the API server accepts twice, and server-side apply does not. */
export function applyDuplicateRule(bundle: Bundle): void {
  for (const pods of bundle.graph.pods) {
    const { node, spec, pointer } = pods;
    eachContainer(pods, (container, at) => {
      checkKeys(bundle, node, container.env, ['name'], 'variable', `${at}/env`);
      checkKeys(bundle, node, container.ports, ['containerPort', 'protocol'], 'port', `${at}/ports`);
    });
    checkKeys(bundle, node, spec.imagePullSecrets, ['name'], 'pull secret', `${pointer}/imagePullSecrets`);
    checkKeys(bundle, node, spec.hostAliases, ['ip'], 'address', `${pointer}/hostAliases`);
  }
  for (const [node, { secrets }] of bundle.ofKind<ServiceAccount>('/ServiceAccount')) checkKeys(bundle, node, secrets, ['name'], 'secret', '/secrets');
  for (const node of bundle.graph.nodes) checkMetadata(bundle, node);
}

function checkMetadata(bundle: Bundle, node: ObjectNode): void {
  const { finalizers, ownerReferences } = fields(node.manifest?.metadata as ObjectMeta | undefined);
  if (ownerReferences !== undefined) checkKeys(bundle, node, ownerReferences, ['uid'], 'owner', '/metadata/ownerReferences');
  if (list(finalizers).length < 2) return;
  const seen = new Map<string, number>();
  list(finalizers).forEach((finalizer, index) => {
    const first = seen.get(finalizer);
    if (first === undefined) seen.set(finalizer, index);
    else bundle.report(node, 'apply/duplicate', { what: 'finalizer', key: String(finalizer), first }, `/metadata/finalizers/${index}`);
  });
}

/** What the server fills in where an item does not say it. */
const defaults: { readonly [field: string]: string } = { protocol: 'TCP' };

function checkKeys(
  bundle: Bundle, node: ObjectNode, items: readonly object[] | undefined, keys: readonly string[], what: string, pointer: string,
): void {
  if (list(items).length < 2) return;
  const seen = new Map<string, number>();
  each(items, (item, index) => {
    const values = keys.map((key) => (item as { readonly [key: string]: unknown })[key] ?? defaults[key]);
    if (values.some((value) => typeof value !== 'string' && typeof value !== 'number')) return;
    const key = values.map(String).join('/');
    const first = seen.get(key);
    if (first === undefined) seen.set(key, index);
    else bundle.report(node, 'apply/duplicate', { what, key, first }, `${pointer}/${index}`);
  });
}
