import { check } from '../../../src/check/check';
import type { CheckOptions } from '../../../src/check/check-options';
import type { KubernetesRelease } from '../../../src/schema/releases';

function findings(apiVersion: string, kind: string, release: KubernetesRelease, options: CheckOptions = {}) {
  const report = check([{ manifest: { apiVersion, kind, metadata: { name: 'a' } } }], { kubernetes: [release], layers: ['schema', 'bundle'], ...options });
  return { skipped: report.summary.skipped, found: report.diagnostics.filter(({ code }) => /^version|kind|version$/.test(code)) };
}

describe('kinds and their versions', () => {
  test.each<[string, string, string, KubernetesRelease, string | undefined, string | undefined]>([
    ['a removed version', 'policy/v1beta1', 'PodDisruptionBudget', '1.31', 'version/removed', 'use policy/v1'],
    ['a removed version of a group that is gone', 'extensions/v1beta1', 'Ingress', '1.36', 'version/removed', 'use networking.k8s.io/v1'],
    ['a removed kind', 'policy/v1beta1', 'PodSecurityPolicy', '1.36', 'version/removed', 'nothing took its place: remove the object'],
    ['a version that is deprecated', 'flowcontrol.apiserver.k8s.io/v1beta3', 'FlowSchema', '1.31', 'version/deprecated', 'use flowcontrol.apiserver.k8s.io/v1'],
    ['the same, removed', 'flowcontrol.apiserver.k8s.io/v1beta3', 'FlowSchema', '1.32', 'version/removed', 'use flowcontrol.apiserver.k8s.io/v1'],
    ['a deprecated kind', 'v1', 'Endpoints', '1.33', 'version/deprecated', 'use EndpointSlice of discovery.k8s.io/v1'],
    ['the same before', 'v1', 'Endpoints', '1.32', undefined, undefined],
    ['a version that is off', 'resource.k8s.io/v1beta1', 'DeviceClass', '1.36', 'version/off', 'use resource.k8s.io/v1'],
    ['a version that is off, with none that is on', 'certificates.k8s.io/v1beta1', 'ClusterTrustBundle', '1.36', 'version/off', undefined],
    ['a misspelt kind', 'apps/v1', 'Deploymnet', '1.36', 'schema/unknown-kind', 'did you mean "Deployment"?'],
    ['a kind of another group', 'v1', 'Deployment', '1.36', 'schema/unknown-kind', 'use "apps/v1"'],
    ['a kind of another group, in a version that the group does not have', 'v2', 'Deployment', '1.36', 'schema/unknown-version', 'use "apps/v1"'],
    ['a misspelt group', 'app/v1', 'Deployment', '1.36', 'schema/unknown-version', 'use "apps/v1"'],
    ['a group without a dot, of a tool', 'skaffold/v4beta1', 'Config', '1.36', undefined, undefined],
    ['a kind that others have as well', 'batch.volcano.sh/v1alpha1', 'Job', '1.36', undefined, undefined],
    ['what kubectl reads', 'v1', 'Config', '1.36', undefined, undefined],
    ['a version that never was', 'apps/v2', 'Deployment', '1.36', 'schema/unknown-version', 'use "apps/v1"'],
    ['a kind that is served', 'apps/v1', 'Deployment', '1.36', undefined, undefined],
    ['a custom resource', 'example.com/v1', 'Thing', '1.36', undefined, undefined],
  ])('%s', (_, apiVersion, kind, release, code, help) => {
    const { found } = findings(apiVersion, kind, release);
    expect(found.map((one) => one.code)).toEqual(code === undefined ? [] : [code]);
    if (help !== undefined) expect(found[0]!.help).toBe(help);
  });

  test('configuration of tools is none of a cluster: it has no metadata', () => {
    const files = [['kustomize.config.k8s.io/v1beta1', 'Kustomization'], ['kustomize.config.k8s.io/v1beta1', 'Kustomization'], ['kubeadm.k8s.io/v1beta4', 'ClusterConfiguration'], ['v1', 'Config']];
    const { summary, diagnostics } = check(files.map(([apiVersion, kind]) => ({ manifest: { apiVersion, kind } })));
    expect([summary.skipped, diagnostics]).toEqual([4, []]);
    const named = check([{ manifest: { apiVersion: 'example.com/v1', kind: 'Thing', metadata: {} } }]).diagnostics;
    expect(named.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual(['api/required /metadata/name']);
  });

  test('what nobody describes is counted, and an error where everything is to be checked', () => {
    expect(findings('example.com/v1', 'Thing', '1.36')).toEqual({ skipped: 1, found: [] });
    const { summary, diagnostics } = check([{ manifest: { apiVersion: 'example.com/v1', kind: 'Thing', metadata: { name: 'a' } } }], { strict: true, layers: ['schema', 'api'] });
    expect([summary.skipped, diagnostics.map(({ code, severity }) => `${code} ${severity}`)]).toEqual([1, ['schema/no-description error']]);
  });
});
