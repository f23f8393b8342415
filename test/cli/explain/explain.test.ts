import { allCodes, explainCode } from '../../../src/cli/explain/explain-code';
import { plain } from '../../../src/cli/style';
import { commands } from '../../../src/cli/commands';
import { run } from '../support/run';

async function explain(...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await run(['explain', ...args]);
  return code === 0 ? stdout : `${code} ${stderr}`;
}

/** The value of a row: `  type        text`. */
function row(text: string, name: string): string | undefined {
  return new RegExp(`^  ${name} +(.*)$`, 'm').exec(text)?.[1];
}

describe('a code', () => {
  test('is told with its meaning, an example and the example mended', async () => {
    expect(await explain('probe/no-port')).toBe(`probe/no-port

A probe or hook does not say which port to ask, and the container has not exactly one.

  severity   error
  about      a definition, before there is an object

shows it

  new StatelessApp(shop, 'web', {
    image: 'nginx:1.27',
    ports: { http: 8080, admin: 9090 },
    health: { readiness: http('/') },
  });

mended

  new StatelessApp(shop, 'web', {
    image: 'nginx:1.27',
    ports: { http: 8080, admin: 9090 },
    health: { readiness: http('/', 'http') },
  });
`);
  });

  test('of the check has a reference, and an example in YAML', async () => {
    const text = await explain('selector/mismatch');
    expect(row(text, 'reference')).toMatch(/^https:\/\/kubernetes\.io\//);
    expect(text).toMatch(/\nshows it\n\n[^]*app: www\n\nmended\n\n[^]*app: web\n/);
  });

  test.each(['update/immutable', 'config/restarts'])('of a plan: %s', async (code) => {
    expect(row(await explain(code), 'about')).toBe('a change to what is there already');
  });

  test('that is misspelt is asked for', async () => {
    expect(await explain('probe/no-prt')).toBe('2 error  no diagnostic code "probe/no-prt"\nhelp   did you mean probe/no-port?\n');
  });

  test('without any like it is looked for elsewhere', async () => {
    expect(await explain('xxxxxxxx/yyyyyyyyyyyyyy')).toContain('docs/diagnostics.md');
  });

  test('is explained, whichever it is', () => {
    expect([...allCodes().keys()].filter((code) => row(explainCode(code, plain) ?? '', 'about') === undefined)).toEqual([]);
  });
});

describe('a field', () => {
  test.each<[string, { given: readonly string[]; want: { readonly [row: string]: string | undefined } }]>([
    ['of a kind by its short name', {
      given: ['sts.spec.podManagementPolicy'],
      want: { type: 'text', required: 'no', values: 'OrderedReady, Parallel', default: '"OrderedReady"', releases: '1.31 - 1.36' },
    }],
    ['that is an object', { given: ['statefulset.spec.updateStrategy'], want: { type: 'StatefulSetUpdateStrategy', default: '{"type":"RollingUpdate","rollingUpdate":{"partition":0}}', definition: 'rollout of StatefulApp' } }],
    ['that must be given', { given: ['deployment.spec.selector'], want: { required: 'yes', default: undefined } }],
    ['inside of lists', { given: ['pods.spec.containers[0].ports[0].protocol'], want: { default: '"TCP"', values: 'SCTP, TCP, UDP' } }],
    ['whose default depends on another one', { given: ['pod.spec.containers.imagePullPolicy'], want: { default: '"IfNotPresent"; "Always" for the tag latest, or none' } }],
    ['that only newer releases have', { given: ['pod.spec.hostnameOverride'], want: { releases: '1.34 - 1.36' } }],
    ['of a version that is not the usual one', { given: ['hpa.spec.targetCPUUtilizationPercentage', '--api-version', 'autoscaling/v1'], want: { type: 'whole number' } }],
  ])('%s', async (_, { given, want }) => {
    const text = await explain(...given);
    expect(Object.fromEntries(Object.keys(want).map((name) => [name, row(text, name)]))).toEqual(want);
    expect(row(text, 'reference')).toMatch(/^https:\/\/kubernetes\.io\/docs\/reference\//);
  });

  test('a kind has a list of its fields', async () => {
    expect(await explain('configmap')).toMatch(/^ConfigMap {2}v1\n[^]*\nfields\n[^]* {2}binaryData +map of text in base64\n/);
  });

  test.each<[string, readonly string[], string]>([
    ['a field that is misspelt', ['sts.spec.updateStrtegy'], '2 error  StatefulSet.spec has no field "updateStrtegy"\nhelp   did you mean StatefulSet.spec.updateStrategy?\n'],
    ['a kind that is misspelt', ['statefulst'], '2 error  no diagnostic code and no kind "statefulst" in Kubernetes 1.36\nhelp   did you mean statefulset?\n'],
    ['a field of a text', ['sts.spec.serviceName.x'], '2 error  StatefulSet.spec.serviceName has no fields: it is text\n'],
    ['a version that is none', ['deploy', '--api-version', 'apps/v7'], '2 error  no Deployment in "apps/v7"\nhelp   there is "apps/v1"\n'],
    ['a field of a newer release', ['pod.spec.hostnameOverride', '--kubernetes', '1.31'], '2 error  Pod.spec has no field "hostnameOverride"\n'],
    ['a kind that is gone', ['podsecuritypolicy'], '2 error  Kubernetes 1.25 removed policy/v1beta1/PodSecurityPolicy\n'],
    ['nothing', [], '2 error  TOPIC is missing'],
  ])('%s', async (_, given, want) => {
    expect(await explain(...given)).toContain(want);
  });
});

test('every example of the help is explained', async () => {
  const examples = commands.find('explain')!.examples.map(({ command }) => command.split(' '));
  for (const args of examples) expect((await run(args)).code).toBe(0);
});
