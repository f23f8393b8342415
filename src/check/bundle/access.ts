import type { ServiceAccount } from '../../../generated/kubernetes';
import type { ObjectNode } from '../graph/node';
import { each, fields, list, own, texts } from '../graph/read';
import type { Reference } from '../graph/reference';
import { type Bundle, read } from './bundle';

const role = 'rbac.authorization.k8s.io/Role';

/** Roles, and the accounts that they are granted to. */
export function accessRule(bundle: Bundle): void {
  const { graph } = bundle;
  for (const reference of graph.references('grants')) if (reference.to === undefined) checkRole(bundle, reference);
  for (const reference of graph.references('grants-to')) if (reference.to === undefined) report(bundle, reference, 'subject/missing');
  for (const reference of graph.references('token-of')) if (reference.to === undefined) report(bundle, reference, 'secret-token/account-missing');
}

function checkRole(bundle: Bundle, reference: Reference): void {
  const { kind, from, name, namespace, pointer } = reference;
  const elsewhere = kind === role && bundle.graph.declared(kind, namespace, name) === 'not declared' ? bundle.graph.namespacesWith(kind, name) : [];
  if (elsewhere.length === 0 || from.namespace === '') report(bundle, reference, 'role/missing');
  else bundle.report(from, 'role/other-namespace', { role: name, namespaces: elsewhere.slice(0, 3), namespace }, pointer);
}

function report(bundle: Bundle, reference: Reference, code: 'role/missing' | 'subject/missing' | 'secret-token/account-missing'): void {
  const missing = bundle.missing(reference);
  if (missing !== undefined) bundle.report(reference.from, code, missing.args, reference.pointer, missing);
}

const enforced = 'kubernetes.io/enforce-mountable-secrets';
const yes: ReadonlySet<unknown> = new Set(['1', 't', 'T', 'TRUE', 'true', 'True']);

/** Secrets of pods whose account lists all that they may use. Secrets in projected volumes do not count, as in the server. */
export function mountableSecretRule(bundle: Bundle): void {
  const strict = new Set<ObjectNode>();
  for (const [node, { metadata }] of bundle.ofKind<ServiceAccount>('/ServiceAccount')) {
    if (yes.has(own(texts(fields(metadata).annotations), enforced))) strict.add(node);
  }
  if (strict.size === 0) return;
  for (const { type, kind, from, name, pointer, key } of bundle.graph.allReferences()) {
    const pods = kind === '/Secret' ? bundle.graph.podsOf(from) : undefined;
    if (pods === undefined || pointer.includes('/projected/') || (type === 'mounts' && key !== undefined)) continue;
    const account = bundle.graph.find('/ServiceAccount', pods.namespace, pods.spec.serviceAccountName || pods.spec.serviceAccount || 'default');
    if (account === undefined || !strict.has(account) || (type !== 'mounts' && type !== 'reads-key' && type !== 'reads-all' && type !== 'pulls-with')) continue;
    if (!lists(account, type === 'pulls-with' ? 'imagePullSecrets' : 'secrets', name)) {
      bundle.report(from, 'service-account/secret-not-allowed', { secret: name, account: account.id }, pointer);
    }
  }
}

function lists(account: ObjectNode, field: 'secrets' | 'imagePullSecrets', name: string): boolean {
  let found = false;
  each(list<{ readonly name?: string | undefined }>(read<ServiceAccount>(account)[field]), (one) => (found ||= one.name === name));
  return found;
}
