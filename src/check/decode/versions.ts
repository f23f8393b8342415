import { nearest } from '../../core/suggest';
import type { Manifest } from '../../core/manifest';
import { groupOf } from '../../core/object-id';
import type { Release } from '../../schema/release';
import { loadRemovedKinds } from '../../schema/data-files';
import type { Context } from '../rule/context';

/** Kinds that are served and deprecated all the same. */
const deprecatedKinds: { readonly [kind: string]: { readonly since: number; readonly replacement: string } } = {
  'v1/Endpoints': { since: 33, replacement: 'EndpointSlice of discovery.k8s.io/v1' },
  'v1/ComponentStatus': { since: 19, replacement: 'the health endpoints of the control plane' },
};

/**
 * Reports what is wrong with the apiVersion and the kind of an object in a release; `false` for kinds of which nothing is known and
 * that may well be custom resources.
 * @see https://kubernetes.io/docs/reference/using-api/deprecation-guide/
 */
export function checkVersion({ apiVersion, kind }: Manifest, release: Release, at: Context): boolean {
  const status = release.status(apiVersion, kind);
  switch (status) {
    case 'on':
      reportDeprecation(apiVersion, kind, release, at);
      return true;
    case 'off':
      at.report('version/off', { apiVersion, kind, replacement: release.replacement(apiVersion, kind) });
      return true;
    case 'removed': {
      const { release: removed, replacement } = release.removal(apiVersion, kind) ?? { release: 'long ago', replacement: undefined };
      at.report('version/removed', { apiVersion, kind, removed, replacement });
      return true;
    }
    case 'transient':
      if (!kind.endsWith('List')) return true;
      at.report('schema/not-an-object', { apiVersion, kind });
      return true;
    case 'custom': case 'undescribed':
      return true;
    case 'unknown':
      return reportUnknown(apiVersion, kind, release, at);
  }
}

function reportDeprecation(apiVersion: string, kind: string, release: Release, at: Context): void {
  const removed = loadRemovedKinds()[`${apiVersion}/${kind}`];
  if (removed !== undefined) {
    at.report('version/deprecated', { apiVersion, kind, deprecated: undefined, removed, replacement: release.replacement(apiVersion, kind) });
    return;
  }
  const known = deprecatedKinds[`${apiVersion}/${kind}`];
  if (known === undefined || at.minor < known.since) return;
  at.report('version/deprecated', { apiVersion, kind, deprecated: `1.${known.since}`, removed: undefined, replacement: known.replacement });
}

/** A group of Kubernetes' own has no custom resources: who misses something there has misspelt it. */
function reportUnknown(apiVersion: string, kind: string, release: Release, at: Context): boolean {
  if (apiVersion === 'v1' && kind === kubeconfig) return false;
  const group = groupOf(apiVersion);
  const known = release.kinds().filter(({ status }) => status !== 'removed' && status !== 'transient');
  const ofGroup = known.filter((entry) => groupOf(entry.apiVersion) === group);
  const served = known.filter((entry) => entry.kind === kind && entry.status === 'on').map((entry) => entry.apiVersion);
  if (ofGroup.length === 0) {
    // The group of a custom resource has a dot.
    if (group.includes('.') || served.length === 0) return false;
    at.reportAt('apiVersion', 'schema/unknown-version', { apiVersion, kind, versions: served });
    return true;
  }
  const versions = served.filter((other) => groupOf(other) === group);
  const kinds = ofGroup.filter((entry) => entry.apiVersion === apiVersion).map((entry) => entry.kind);
  if (versions.length > 0 || kinds.length === 0) at.reportAt('apiVersion', 'schema/unknown-version', { apiVersion, kind, versions: versions.length > 0 ? versions : served });
  else at.reportAt(served.length > 0 ? 'apiVersion' : 'kind', 'schema/unknown-kind', { apiVersion, kind, nearest: nearest(kind, kinds), versions: served });
  return true;
}

/** The kind of the file that tells kubectl of its clusters: no cluster has such objects, and the file often lies beside manifests. */
const kubeconfig = 'Config';
