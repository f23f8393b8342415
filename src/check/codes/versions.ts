import { didYouMean } from '../../core/codes/code';
import { listed, show } from '../../core/show';
import { broken, fragile, undecodable } from './rule-facts';

const deprecations = 'https://kubernetes.io/docs/reference/using-api/deprecation-guide/';
const gates = 'https://kubernetes.io/docs/reference/command-line-tools-reference/feature-gates/';

const budget = (apiVersion: string): string => `apiVersion: ${apiVersion}\nkind: PodDisruptionBudget\nmetadata:\n  name: web`;

export interface KindArgs {
  readonly apiVersion: string;
  readonly kind: string;
}

/** What releases of Kubernetes do not serve, will not serve for long, or do not keep. */
export const versionCodes = {
  'version/removed': broken<KindArgs & { removed: string; replacement: string | undefined }>({
    title: 'No server of this release serves the apiVersion any more.',
    why: 'The API server answers that there is no such kind.',
    see: deprecations,
    message: ({ apiVersion, kind, removed }) => `${kind} of ${apiVersion} was removed in Kubernetes ${removed}`,
    help: ({ replacement }) => (replacement === undefined ? 'nothing took its place: remove the object' : `use ${replacement}`),
    example: { wrong: budget('policy/v1beta1'), right: budget('policy/v1') },
  }),
  'version/deprecated': fragile<KindArgs & { deprecated: string | undefined; removed: string | undefined; replacement: string | undefined }>({
    title: 'An apiVersion is deprecated.',
    why: 'A later release stops serving it; until then the API server answers with a warning.',
    see: deprecations,
    message: ({ apiVersion, kind, deprecated, removed }) =>
      `${kind} of ${apiVersion} is deprecated${deprecated === undefined ? '' : ` since Kubernetes ${deprecated}`}${removed === undefined ? '' : `, and removed in ${removed}`}`,
    help: ({ replacement }) => (replacement === undefined ? 'plan to do without it' : `use ${replacement}`),
  }),
  'version/off': broken<KindArgs & { replacement: string | undefined }>({
    title: 'A server of this release serves the apiVersion only where somebody switched it on.',
    why: 'Beta and alpha versions are off by default: the API server answers that there is no such kind.',
    see: 'https://kubernetes.io/docs/reference/using-api/#enabling-or-disabling',
    message: ({ apiVersion, kind }) => `${kind} of ${apiVersion} is off by default`,
    help: ({ replacement, apiVersion }) => (replacement === undefined ? `switch it on at the API server: --runtime-config=${apiVersion}=true` : `use ${replacement}`),
  }),
  'version/dropped-field': broken<{ field: string; since: string | undefined }>({
    title: 'The server accepts a field and does not keep it.',
    why: 'The feature that the field belongs to is off in this release: the object is stored without it, and no error says so.',
    see: gates,
    message: ({ field, since }) => `${show(field)} is dropped ${since === undefined ? 'unless its feature is switched on' : `before Kubernetes ${since}`}`,
    help: ({ since }) => (since === undefined ? 'leave it out, or switch its feature gate on' : `leave it out, or run Kubernetes ${since} or later`),
  }),
  'schema/unknown-kind': undecodable<KindArgs & { nearest: string | undefined; versions: readonly string[] }>({
    title: 'A group of Kubernetes has no kind of that name.',
    why: 'The API server answers that there is no such kind.',
    see: 'https://kubernetes.io/docs/reference/kubernetes-api/',
    message: ({ apiVersion, kind }) => `there is no kind ${show(kind)} in ${apiVersion}`,
    help: ({ nearest, versions }) => (versions.length > 0 ? `use ${listed(versions)}` : didYouMean(nearest, 'see which kinds there are: kubectl api-resources')),
  }),
  'schema/unknown-version': undecodable<KindArgs & { versions: readonly string[] }>({
    title: 'A group of Kubernetes has no version of that name.',
    why: 'The API server answers that there is no such kind.',
    see: 'https://kubernetes.io/docs/reference/using-api/#api-versioning',
    message: ({ apiVersion, kind }) => `there is no ${apiVersion} with a kind ${show(kind)}`,
    help: ({ versions }) => (versions.length === 0 ? 'see which versions there are: kubectl api-versions' : `use ${listed(versions)}`),
  }),
  'schema/not-an-object': undecodable<KindArgs>({
    title: 'A kind is a request or an answer, and nothing that a cluster keeps.',
    why: 'Programs send it to the API server; nobody applies it.',
    see: 'https://kubernetes.io/docs/reference/kubernetes-api/',
    message: ({ kind }) => `${show(kind)} is no kind of objects`,
    help: () => 'remove it',
  }),
  'schema/no-description': undecodable<KindArgs>({
    title: 'Nothing describes the kind, so that the object was not checked.',
    why: 'A misspelt kind looks the same. Reported only when everything is to be checked (--strict).',
    see: 'https://kubernetes.io/docs/concepts/extend-kubernetes/api-extension/custom-resources/',
    message: ({ apiVersion, kind }) => `no CustomResourceDefinition for ${kind} of ${apiVersion}`,
    help: () => 'name its CustomResourceDefinition with --crd',
  }),
};
