import type { Container, CoreV1ResourceClaim, ResourceRequirements } from '../../generated/kubernetes';
import { checkFields, checkMap, eachEntry, reportWrongType } from '../core/checks';
import { brokenQualifiedName, checkName, dnsLabel } from '../core/names';
import type { Problems } from '../core/problems';
import { checkQuantity, compareQuantities, type Quantity, quantityValue } from '../core/quantity';
import { itemsOf } from '../core/read-field';
import { nearest } from '../core/suggest';

/**
 * Amounts by the name of the resource: `cpu`, `memory`, `ephemeral-storage`, `hugepages-2Mi`, `example.com/gpu`.
 * @see https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
 */
export interface ResourceAmounts {
  /** Processor time, in cores: `0.5` or `500m`. @default - not said */
  readonly cpu?: Quantity | undefined;
  /** Memory, in bytes: `256Mi`. @default - not said */
  readonly memory?: Quantity | undefined;
  /** Local storage for logs, the writable layer and `emptyDir` volumes, in bytes. @default - not said */
  readonly 'ephemeral-storage'?: Quantity | undefined;
  /** Huge pages (`hugepages-2Mi`) and extended resources (`nvidia.com/gpu`). */
  readonly [resource: string]: Quantity | undefined;
}

/** A device of a resource claim of the pod. */
export interface ClaimUse {
  /** Name of a resource claim of the pod. */
  readonly name: string;
  /** Name of one request of the claim. @default - all that the claim has */
  readonly request?: string | undefined;
}

/**
 * What a container needs and may use.
 * @see https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
 */
export interface ResourceProps {
  /** What the scheduler keeps free for the container. @default - the limits; without limits nothing */
  readonly requests?: ResourceAmounts | undefined;
  /** What the container cannot exceed. @default - none */
  readonly limits?: ResourceAmounts | undefined;
  /** Devices of resource claims of the pod. @default - none */
  readonly claims?: readonly ClaimUse[] | undefined;
}

type Amounts = { readonly [resource: string]: Quantity };

const fields: ReadonlySet<string> = new Set<keyof ResourceProps>(['requests', 'limits', 'claims']);
const podFields: ReadonlySet<string> = new Set(['requests', 'limits']);
const claimFields: ReadonlySet<string> = new Set<keyof ClaimUse>(['name', 'request']);
const compute: readonly string[] = ['cpu', 'memory', 'ephemeral-storage'];
const hugePages = 'hugepages-';
/** Resources of Kubernetes itself, which other names must not look like. */
const nativePrefix = 'kubernetes.io/';

/**
 * Reports what the API server refuses. `problems` is at the path of `resources`.
 * @param claims names of the pod's resource claims
 */
export function normalizeResources(input: unknown, problems: Problems, claims: readonly string[]): ResourceRequirements | undefined {
  if (!checkMap(problems, input, 'a map with requests and limits')) return undefined;
  checkFields(problems, input, fields);
  const amounts = readAmounts(input, problems, brokenContainerResource);
  const used = readClaims(input['claims'], problems.at('claims'), claims);
  return used === undefined ? amounts : { ...amounts, claims: used };
}

/**
 * The same for the pod as a whole, which must have room for its containers. `problems` is at the path of `podResources`.
 * @see https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#pod-level-resource-specification
 */
export function normalizePodResources(
  input: unknown, problems: Problems, containers: readonly Container[], initContainers: readonly Container[],
): ResourceRequirements | undefined {
  if (!checkMap(problems, input, 'a map with requests and limits')) return undefined;
  checkFields(problems, input, podFields);
  const model = readAmounts(input, problems, brokenPodResource);
  if (model !== undefined) checkRoom(model, problems, containers, initContainers);
  return model;
}

/** Amounts that stand alone, such as the overhead of a pod: for the API server they are limits. */
export function normalizeAmounts(input: unknown, problems: Problems): Amounts | undefined {
  const amounts = readAmountMap(input, problems, brokenContainerResource);
  if (hasHugePages(amounts)) checkCompany(Object.keys(amounts), problems);
  return amounts;
}

type NameCheck = (name: string) => { readonly nearest?: string | undefined } | undefined;

function readAmounts(input: { readonly [field: string]: unknown }, problems: Problems, broken: NameCheck): ResourceRequirements | undefined {
  const limits = readAmountMap(input['limits'], problems.at('limits'), broken);
  const requests = readAmountMap(input['requests'], problems.at('requests'), broken);
  if (requests !== undefined) checkRequests(requests, limits ?? {}, problems);
  if (hasHugePages(limits) || hasHugePages(requests)) checkCompany(Object.keys({ ...limits, ...requests }), problems);
  if (requests === undefined) return limits === undefined ? undefined : { limits };
  return limits === undefined ? { requests } : { requests, limits };
}

function readAmountMap(input: unknown, problems: Problems, broken: NameCheck): Amounts | undefined {
  if (input === undefined || !checkMap(problems, input, 'a map of amounts')) return undefined;
  const amounts: { [resource: string]: Quantity } = {};
  eachEntry(problems, input, (name, value, place) => {
    const unknown = broken(name);
    if (unknown !== undefined) place.report('resource/unknown', { name, ...unknown });
    if (!checkQuantity(place, value) || unknown !== undefined) return;
    checkWhole(name, value, place);
    amounts[name] = value;
  });
  return amounts;
}

function hasHugePages(amounts: Amounts | undefined): amounts is Amounts {
  for (const name in amounts) if (isHugePages(name)) return true;
  return false;
}

/** @param names of resources, with huge pages among them */
function checkCompany(names: readonly string[], problems: Problems): void {
  if (!names.includes('cpu') && !names.includes('memory')) problems.report('resource/huge-pages-alone', {});
}

function checkWhole(name: string, value: Quantity, problems: Problems): void {
  if (name === 'cpu') return;
  const amount = quantityValue(value)!;
  const whole = amount % 1_000_000_000n === 0n;
  if (isHugePages(name)) {
    const page = quantityValue(name.slice(hugePages.length));
    // A quantity's value is rounded up to whole bytes before the pages are counted.
    const bytes = (amount + 999_999_999n) / 1_000_000_000n;
    if (page !== undefined && bytes % (page / 1_000_000_000n) !== 0n) problems.report('resource/page-size', { name, found: value });
  } else if (isExtended(name)) {
    if (!whole) problems.report('resource/not-whole', { name, found: value });
  } else if (!whole && compute.includes(name)) problems.report('resource/fractional-bytes', { name, found: value });
}

function checkRequests(requests: Amounts, limits: Amounts, problems: Problems): void {
  for (const name of Object.keys(requests)) {
    const request = requests[name]!;
    const limit = limits[name];
    const shared = !isHugePages(name) && !isExtended(name);
    if (limit === undefined) {
      if (!shared) problems.at('requests', name).report('resource/needs-limit', { name });
      continue;
    }
    const order = compareQuantities(request, limit);
    if (!shared && order !== 0) problems.at('requests', name).report('resource/not-limit', { name, request, limit });
    else if (order > 0) problems.at('requests', name).report('resource/request-over-limit', { name, request, limit });
  }
}

function isHugePages(name: string): boolean {
  return name.startsWith(hugePages);
}

function isExtended(name: string): boolean {
  return name.includes('/') && !name.includes(nativePrefix);
}

function brokenContainerResource(name: string): { nearest?: string | undefined } | undefined {
  if (compute.includes(name)) return undefined;
  if (isHugePages(name)) {
    const page = quantityValue(name.slice(hugePages.length));
    return page !== undefined && page > 0n && page % 1_000_000_000n === 0n && brokenQualifiedName(name) === undefined ? undefined : {};
  }
  if (!name.includes('/')) return { nearest: nearest(name, compute) };
  // The name must stay valid when a quota puts `requests.` before it.
  const whole = isExtended(name) ? `requests.${name}` : name;
  return brokenQualifiedName(whole) === undefined && !(isExtended(name) && name.startsWith('requests.')) ? undefined : {};
}

function brokenPodResource(name: string): { nearest?: string | undefined } | undefined {
  if (name === 'cpu' || name === 'memory') return undefined;
  return isHugePages(name) ? brokenContainerResource(name) : { nearest: nearest(name, ['cpu', 'memory']) };
}

function readClaims(input: unknown, problems: Problems, known: readonly string[]): CoreV1ResourceClaim[] | undefined {
  if (input === undefined) return undefined;
  const claims: CoreV1ResourceClaim[] = [];
  for (const [item, place] of itemsOf(problems, input)) {
    if (!checkMap(place, item, 'a claim: { name }')) continue;
    checkFields(place, item, claimFields);
    const { name, request } = item;
    if (typeof name !== 'string' || !known.includes(name)) {
      if (typeof name === 'string') place.at('name').report('resource/unknown-claim', { name, known, nearest: nearest(name, known) });
      else reportWrongType(place.at('name'), 'the name of a resource claim', name);
      continue;
    }
    if (request !== undefined && !checkName(place.at('request'), dnsLabel, 'name of a request', request)) continue;
    const twin = claims.find((claim) => claim.name === name && (claim.request === undefined || request === undefined || claim.request === request));
    if (twin !== undefined) place.report('value/duplicate', { what: 'claim', name: request === undefined ? name : `${name}/${request}` });
    else claims.push({ name, ...(request === undefined ? undefined : { request }) });
  }
  return claims;
}

/** The containers together must not request more than the pod, and none may be limited to more than the pod. */
function checkRoom(pod: ResourceRequirements, problems: Problems, containers: readonly Container[], initContainers: readonly Container[]): void {
  for (const name of Object.keys(pod.requests ?? {})) {
    const amount = pod.requests![name]!;
    const sum = together(containers, initContainers, (container) => container.resources?.requests?.[name] ?? container.resources?.limits?.[name]);
    if (quantityValue(amount)! >= sum) continue;
    const report = { name, what: 'the request', pod: amount, containers: `its containers request ${inUnits(sum)}` };
    problems.at('requests', name).report('resource/pod-too-small', report);
  }
  for (const name of Object.keys(pod.limits ?? {})) {
    const amount = pod.limits![name]!;
    const report = (found: string): void =>
      problems.at('limits', name).report('resource/pod-too-small', { name, what: 'the limit', pod: amount, containers: found });
    for (const container of containers) {
      const limit = container.resources?.limits?.[name];
      if (limit !== undefined && compareQuantities(limit, amount) > 0) report(`container "${container.name}" is limited to ${limit}`);
    }
    if (!isHugePages(name)) continue;
    const sum = together(containers, initContainers, (container) => container.resources?.limits?.[name]);
    if (quantityValue(amount)! < sum) report(`its containers are limited to ${inUnits(sum)}`);
  }
}

/** What all containers need at the same time: sidecars run beside the others, init containers one after the other. */
function together(
  containers: readonly Container[], initContainers: readonly Container[], of: (container: Container) => Quantity | undefined,
): bigint {
  const amount = (container: Container): bigint => quantityValue(of(container) ?? 0) ?? 0n;
  let sidecars = 0n;
  let most = 0n;
  for (const container of initContainers) {
    if (container.restartPolicy === 'Always') sidecars += amount(container);
    const needed = container.restartPolicy === 'Always' ? sidecars : sidecars + amount(container);
    if (needed > most) most = needed;
  }
  const running = containers.reduce((sum, container) => sum + amount(container), sidecars);
  return running > most ? running : most;
}

/** Billionths in a form that people and Kubernetes read. */
function inUnits(amount: bigint): string {
  if (amount % 1_000_000_000n === 0n) return String(amount / 1_000_000_000n);
  return amount % 1_000_000n === 0n ? `${amount / 1_000_000n}m` : `${amount}n`;
}
