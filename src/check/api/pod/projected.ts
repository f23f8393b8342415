import type { ConfigMapProjection, DownwardAPIProjection, ProjectedVolumeSource, ServiceAccountTokenProjection, VolumeProjection } from '../../../../generated/kubernetes';
import type { Context } from '../../rule/context';
import { all, anything, each, fields, needs, type Rule } from '../../rule/rules';
import { downwardFiles } from './downward';
import { fileMode } from './file-mode';
import { fileInVolume } from './paths';
import { keyToPath } from './volume-sources';

const keysOfObject: Rule<ConfigMapProjection> = all(
  needs<ConfigMapProjection>({ name: anything }),
  fields<ConfigMapProjection>({ items: each(keyToPath) }),
);

/** Between ten minutes and 2^32 seconds. */
const lifetime: Rule<ServiceAccountTokenProjection> = fields<ServiceAccountTokenProjection>({
  expirationSeconds: (found, at) => {
    if (found < 600 || found > 2 ** 32) at.report('api/out-of-range', { found, min: 600, max: 2 ** 32 });
  },
});

const source: Rule<VolumeProjection> = fields<VolumeProjection>({
  secret: keysOfObject,
  configMap: keysOfObject,
  downwardAPI: downwardFiles,
  serviceAccountToken: lifetime,
});

const kinds = ['secret', 'configMap', 'downwardAPI', 'serviceAccountToken', 'clusterTrustBundle', 'podCertificate'] as const;

const sources: Rule<readonly VolumeProjection[]> = each(source, (value, at) => {
  const given = kinds.filter((kind) => value[kind] !== undefined);
  if (given.length > 1) at.report('api/exclusive', { fields: given });
});

/** The files of several objects, and what is told of the pod, in one directory. */
export const projected: Rule<ProjectedVolumeSource> = all(
  fields<ProjectedVolumeSource>({ defaultMode: fileMode, sources }),
  ({ sources: list = [] }, at) => {
    const paths = new Set<string>();
    list.forEach(({ secret, configMap, downwardAPI, serviceAccountToken: token }, index) => {
      distinct(paths, secret, [index, 'secret'], at);
      distinct(paths, configMap, [index, 'configMap'], at);
      distinct(paths, downwardAPI, [index, 'downwardAPI'], at);
      if (token !== undefined) tokenPath(token.path, ['sources', index, 'serviceAccountToken', 'path'], at);
    });
  },
);

type Files = ConfigMapProjection | DownwardAPIProjection | undefined;

/** Each file is written once; the server says it of the whole volume. */
function distinct(paths: Set<string>, files: Files, place: readonly (string | number)[], at: Context): void {
  files?.items?.forEach(({ path = '' }, index) => {
    if (path === '') return;
    if (paths.has(path)) at.reportAt([], 'api/file-twice', { found: path }, ['sources', ...place, 'items', index, 'path']);
    paths.add(path);
  });
}

/** The server does not say which source it means. */
function tokenPath(path = '', real: readonly (string | number)[], at: Context): void {
  if (path === '') at.reportAt('path', 'api/required', { field: 'path' }, real);
  else at.enterAs(['path'], real, () => fileInVolume(path, at));
}
