import { Problems } from '../../src/core/problems';
import { daemonSetRolloutFields, deploymentRolloutFields, normalizeRollout, statefulSetRolloutFields } from '../../src/workload/rollout';

type Kind = Parameters<typeof normalizeRollout>[0];

function codesOf(kind: Kind, rollout: unknown): string[] {
  const problems = new Problems();
  normalizeRollout(kind, rollout, problems);
  return problems.reported.map(({ code, pointer }) => `${code} ${pointer}`);
}

describe('normalizeRollout', () => {
  test.each<[string, Kind, unknown, string[]]>([
    ['number and percent', 'Deployment', { strategy: 'RollingUpdate', maxSurge: 1, maxUnavailable: '25%' }, []],
    ['surge above 100 %', 'Deployment', { maxSurge: '200%' }, []],
    ['unavailable above 100 %', 'Deployment', { maxUnavailable: '200%' }, ['percentage/invalid /maxUnavailable']],
    ['both zero', 'Deployment', { maxSurge: 0, maxUnavailable: '0%' }, ['rollout/cannot-progress /maxUnavailable']],
    ['a percentage without its sign', 'Deployment', { maxSurge: '25' }, ['value/wrong-type /maxSurge']],
    ['NaN', 'Deployment', { maxSurge: NaN }, ['value/wrong-type /maxSurge']],
    ['surge with Recreate', 'Deployment', { strategy: 'Recreate', maxSurge: 1 }, ['rollout/not-rolling /maxSurge']],
    ['a strategy of another kind', 'Deployment', { strategy: 'OnDelete' }, ['value/not-one-of /strategy']],
    ['a misspelt field', 'Deployment', { maxSurgee: 1 }, ['value/unknown-field /maxSurgee']],
    ['a deadline below the ready time', 'Deployment', { progressDeadlineSeconds: 10, minReadySeconds: 10 }, ['rollout/deadline-too-short /progressDeadlineSeconds']],
    ['a ready time above the default deadline', 'Deployment', { minReadySeconds: 600 }, ['rollout/deadline-too-short /progressDeadlineSeconds']],
    ['a partition', 'StatefulSet', { partition: 2 }, []],
    ['a partition on OnDelete', 'StatefulSet', { strategy: 'OnDelete', partition: 2 }, ['rollout/not-rolling /partition']],
    ['a StatefulSet that may miss no pod', 'StatefulSet', { maxUnavailable: 0 }, ['rollout/cannot-progress /maxUnavailable']],
    ['surge on a StatefulSet', 'StatefulSet', { maxSurge: 1 }, ['value/unknown-field /maxSurge']],
    ['surge beside the default unavailable', 'DaemonSet', { maxSurge: 1 }, ['rollout/surge-and-unavailable /maxSurge']],
    ['surge alone', 'DaemonSet', { maxSurge: 1, maxUnavailable: 0 }, []],
    ['no map at all', 'DaemonSet', 'RollingUpdate', ['value/wrong-type ']],
  ])('%s', (_name, kind, rollout, codes) => {
    expect(codesOf(kind, rollout)).toEqual(codes);
  });
});

describe('fields', () => {
  test('names the strategy only where something was said', () => {
    expect(deploymentRolloutFields({})).toEqual({});
    expect(deploymentRolloutFields({ maxSurge: 1, paused: true })).toEqual({
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1 } }, paused: true,
    });
    expect(deploymentRolloutFields({ strategy: 'Recreate', revisionHistoryLimit: 0 })).toEqual({ strategy: { type: 'Recreate' }, revisionHistoryLimit: 0 });
  });

  test('calls it updateStrategy in sets', () => {
    expect(statefulSetRolloutFields({ partition: 0, minReadySeconds: 10 })).toEqual({
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } }, minReadySeconds: 10,
    });
    expect(daemonSetRolloutFields({ strategy: 'OnDelete' })).toEqual({ updateStrategy: { type: 'OnDelete' } });
  });
});
