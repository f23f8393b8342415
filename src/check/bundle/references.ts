import { envName, followsRule } from '../../core/names';
import type { CheckCode } from '../codes';
import type { MissingTarget } from '../codes/missing';
import type { EdgeType } from '../graph/edge';
import type { KindKey } from '../graph/kinds';
import type { ObjectNode } from '../graph/node';
import { eachContainer, type PodSource } from '../graph/pods';
import { each, fields } from '../graph/read';
import type { Reference } from '../graph/reference';
import type { Bundle } from './bundle';

type MissingCode = { [C in CheckCode]: C extends `${string}/missing` | `${string}/not-found` | `${string}-missing` ? C : never }[CheckCode];
type TargetCode = Extract<MissingCode, 'config-map/missing' | 'secret/not-found' | 'claim/missing' | 'resource-claim/missing'
  | 'service-account/missing' | 'pull-secret/missing' | 'priority-class/missing' | 'runtime-class/missing'>;

/** What is said of an object that is not there, by how it is referred to and what it is. */
const codes: { readonly [type in EdgeType]?: { readonly [kind: KindKey]: TargetCode } } = {
  'reads-key': { '/ConfigMap': 'config-map/missing', '/Secret': 'secret/not-found' },
  'reads-all': { '/ConfigMap': 'config-map/missing', '/Secret': 'secret/not-found' },
  'mounts': { '/ConfigMap': 'config-map/missing', '/Secret': 'secret/not-found' },
  'uses-secret': { '/Secret': 'secret/not-found' },
  'claims': {
    '/PersistentVolumeClaim': 'claim/missing',
    'resource.k8s.io/ResourceClaim': 'resource-claim/missing',
    'resource.k8s.io/ResourceClaimTemplate': 'resource-claim/missing',
  },
  'runs-as': { '/ServiceAccount': 'service-account/missing' },
  'pulls-with': { '/Secret': 'pull-secret/missing' },
  'uses-class': { 'scheduling.k8s.io/PriorityClass': 'priority-class/missing', 'node.k8s.io/RuntimeClass': 'runtime-class/missing' },
};

/** How many of the keys that there are a finding holds. */
const mostKnown = 50;

/** What pods need to start, down to the key. */
export function podReferenceRule(bundle: Bundle): void {
  for (const type of Object.keys(codes) as (keyof typeof codes)[]) {
    for (const reference of bundle.graph.references(type)) {
      const code = codes[type]![reference.kind];
      if (code !== undefined) checkReference(bundle, reference, code);
    }
  }
}

function checkReference(bundle: Bundle, reference: Reference, code: TargetCode): void {
  const { type, to } = reference;
  if (to === undefined) reportMissing(bundle, reference, code);
  else if (type === 'pulls-with') checkPullSecret(bundle, reference, to);
  else if (type === 'reads-all') checkNames(bundle, reference, to);
  else if (reference.key !== undefined) checkKey(bundle, reference, to);
}

function reportMissing(bundle: Bundle, reference: Reference, code: TargetCode): void {
  const { type, from, pointer, key, optional } = reference;
  // The files of a volume say once that their object is missing, for all of its keys.
  if (optional || (type === 'mounts' && key !== undefined) || !isUsed(bundle, reference)) return;
  const missing = bundle.missing(reference);
  if (missing !== undefined) bundle.report(from, code, missing.args satisfies MissingTarget, pointer, missing);
}

function checkKey(bundle: Bundle, reference: Reference, to: ObjectNode): void {
  const { type, from, kind, pointer, optional } = reference;
  const keys = bundle.graph.keysOf(to);
  const key = String(reference.key);
  if (keys === undefined || keys.texts.has(key) || keys.open || optional) return;
  const keyPointer = type === 'reads-key' ? `${pointer.slice(0, -'name'.length)}key` : pointer;
  if (keys.bytes.has(key)) {
    if (type === 'reads-key') bundle.report(from, 'config-map/bytes', { target: to.id, key }, keyPointer);
    return;
  }
  if (!isUsed(bundle, reference)) return;
  const known = [...keys.texts, ...keys.bytes];
  const args = { target: to.id, key, known: known.slice(0, mostKnown), nearest: bundle.nearest(key, () => known) };
  bundle.report(from, kind === '/Secret' ? 'secret/key-missing' : 'config-map/key-missing', args, keyPointer);
}

/** Until 1.31 the kubelet leaves out keys that are no names of variables; later ones take nearly all. */
function checkNames(bundle: Bundle, { from, pointer }: Reference, to: ObjectNode): void {
  const known = bundle.minor >= 32 ? undefined : bundle.graph.keysOf(to);
  if (known === undefined) return;
  const prefix = prefixAt(from, pointer);
  const keys = [...known.texts].filter((key) => !followsRule(envName, prefix + key));
  if (keys.length > 0) bundle.report(from, 'env-from/invalid-name', { target: to.id, keys }, pointer);
}

function prefixAt(from: ObjectNode, pointer: string): string {
  let at: unknown = from.manifest;
  for (const key of pointer.split('/').slice(1, -2)) at = (at as { readonly [key: string]: unknown } | undefined)?.[key];
  const { prefix } = fields(at as { readonly prefix?: unknown });
  return typeof prefix === 'string' ? prefix : '';
}

const registryTypes: ReadonlySet<unknown> = new Set(['kubernetes.io/dockerconfigjson', 'kubernetes.io/dockercfg']);

function checkPullSecret(bundle: Bundle, { from, pointer }: Reference, to: ObjectNode): void {
  if (to.manifest === undefined) return;
  const { type = 'Opaque' } = to.manifest as { readonly type?: unknown };
  if (typeof type === 'string' && !registryTypes.has(type)) bundle.report(from, 'pull-secret/type', { target: to.id, found: type }, pointer);
}

/** The kubelet mounts only the volumes that some container uses; the scheduler wants every claim. */
function isUsed(bundle: Bundle, { type, from, pointer }: Reference): boolean {
  if (type !== 'mounts') return true;
  const pods = bundle.graph.podsOf(from);
  const index = pods === undefined ? undefined : /^\/volumes\/(\d+)\//.exec(pointer.slice(pods.pointer.length))?.[1];
  return pods === undefined || index === undefined || isMounted(pods, Number(index));
}

function isMounted(pods: PodSource, index: number): boolean {
  const { name } = fields((pods.spec.volumes ?? [])[index]);
  let mounted = false;
  eachContainer(pods, ({ volumeMounts }) => each(volumeMounts, (mount) => (mounted ||= mount.name === name)));
  return mounted;
}
