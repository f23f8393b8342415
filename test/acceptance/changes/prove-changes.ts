import type { Bundle } from '../bundle/bundle';
import { type KubeObject, nameOf } from '../bundle/bundle';
import type { Cluster } from '../cluster/cluster';
import { eventually } from '../cluster/eventually';
import type { LivePod } from '../cluster/live-pods';
import { type Failure, throwFailures } from '../failure';
import { contextOf } from '../proof/context';
import { comesToLife } from '../proof/system';
import type { System } from '../systems/system';
import type { Chooser } from './choose';
import { type Chosen } from './choose';
import { type Outcome, predicted } from './predict';
import { settledPods } from './settled';

/** One change of one object, what the plan said of it, and what the cluster did. */
export interface Observed {
  readonly edit: string;
  readonly object: string;
  readonly predicted: Outcome;
  readonly actual: Outcome;
}

const ROUNDS = 3;
const PATIENCE_SECONDS = 40;

/**
 * Changes the objects of a running system, a few times all of them at once, and compares what the plan says of each change with what
 * the API server and the controllers do.
 */
export async function proveChanges(cluster: Cluster, chooser: Chooser, { bundle, particulars }: System): Promise<Observed[]> {
  await vanished(cluster, bundle);
  await comesToLife(contextOf(cluster, bundle, particulars));
  let current = bundle;
  try {
    let pods = await settledPods(cluster, current, PATIENCE_SECONDS);
    const seen: Observed[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const chosen = current.objects.flatMap((object) => chooser.choose(object) ?? []);
      const refused = await refusedBy(cluster, chosen);
      const next = applied(current, chosen.filter(({ before }) => !refused.has(nameOf(before))));
      const now = await settledPods(cluster, next, PATIENCE_SECONDS);
      seen.push(...observed(chosen, predicted(current.objects, applied(current, chosen).objects), refused, replacedBetween(pods, now)));
      [current, pods] = [next, now];
    }
    throwFailures(wrong(seen));
    return seen;
  } finally {
    // Nobody waits for that: what is left is looked at in the end.
    await cluster.kubectl.run(['delete', '-f', '-', '--ignore-not-found', '--wait=false'], current.text);
    await cluster.kubectl.run(['delete', 'namespace', ...bundle.namespaces(), '--ignore-not-found', '--wait=false']);
  }
}

/** Waits until no namespace is still on its way out from an earlier life. */
async function vanished({ api }: Cluster, bundle: Bundle): Promise<void> {
  for (const name of bundle.namespaces()) {
    await eventually(async () => api.read('v1/Namespace', name), (found) => found?.metadata?.deletionTimestamp === undefined, { seconds: PATIENCE_SECONDS });
  }
}

function observed(
  chosen: readonly Chosen[], outcomes: ReadonlyMap<string, Outcome>, refused: ReadonlySet<string>, replaced: ReadonlySet<string>,
): Observed[] {
  const outcome = (name: string): Outcome => outcomes.get(name) ?? 'kept';
  const own = chosen.map(({ edit, before }): Observed => {
    const object = nameOf(before);
    const actual = refused.has(object) ? 'refused' : replaced.has(object) ? 'replaced' : 'kept';
    return { edit: edit.name, object, predicted: outcome(object), actual };
  });
  // What was not changed itself keeps its pods, whatever else changed.
  const others = [...replaced].filter((owner) => !own.some(({ object }) => object === owner));
  return [...own, ...others.map((object): Observed => ({ edit: 'nothing', object, predicted: outcome(object), actual: 'replaced' }))];
}

/** What the plan said otherwise. */
function wrong(seen: readonly Observed[]): Failure[] {
  return seen.filter((one) => one.predicted !== one.actual)
    .map(({ edit, object, predicted: said, actual }) => ({ object, message: `${edit}: the plan says ${said}, the cluster ${actual}` }));
}

/** Sends what was changed, as users do, and says which objects the server refused: kubectl names those that it applied. */
async function refusedBy({ kubectl }: Cluster, chosen: readonly Chosen[]): Promise<ReadonlySet<string>> {
  const text = chosen.map(({ after }) => JSON.stringify(after)).join('\n---\n');
  const { stdout } = await kubectl.run(['apply', '--server-side', '--force-conflicts', '-f', '-'], text);
  const accepted = new Set(stdout.split('\n').map((line) => line.replace(/ serverside-applied$/, '')));
  return new Set(chosen.map(({ after }) => after).filter((object) => !accepted.has(printedName(object))).map(nameOf));
}

/** `deployment.apps/web` */
function printedName({ apiVersion, kind, metadata: { name } }: KubeObject): string {
  const [group = '', version] = apiVersion.split('/');
  return `${kind.toLowerCase()}${version === undefined ? '' : `.${group}`}/${name}`;
}

function applied(bundle: Bundle, changes: readonly Chosen[]): Bundle {
  const after = new Map(changes.map((change) => [nameOf(change.before), change.after]));
  return bundle.map((object) => after.get(nameOf(object)) ?? object);
}

/** The owners of which a pod gave way to another one; fewer or more pods are no replacement. */
function replacedBetween(before: readonly LivePod[], now: readonly LivePod[]): ReadonlySet<string> {
  const owners = new Set([...before, ...now].map(({ owner }) => owner));
  return new Set([...owners].filter((owner) => {
    const [old, other] = [before, now].map((pods) => pods.filter((pod) => pod.owner === owner)) as [LivePod[], LivePod[]];
    const kept = old.filter(({ uid }) => other.some((pod) => pod.uid === uid)).length;
    return kept < Math.min(old.length, other.length);
  }));
}
