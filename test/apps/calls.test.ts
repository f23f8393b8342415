import { App, Bundle, ConfigMapData, type Diagnostic, NetworkPolicy, SecretData, ServiceAccount, StatefulApp, StatelessApp } from '../../src';
import { SourceTrace } from '../../src/core/source';
import { diagnosticsOf, errorsOf, newBundle } from '../support/definitions';

const image = 'example:1';
/** The line that this is called in. */
const here = (): number => new SourceTrace(here).location!.line;
/** What is wrong, and the line that is blamed for it. */
const blamed = (diagnostics: readonly Diagnostic[]): [string, number | undefined][] =>
  diagnostics.map(({ code, pointer, source }) => [`${code} ${pointer}`, source?.file === __filename ? source.line : undefined]);

type Loose = Record<string, (...given: unknown[]) => unknown>;

/** Each call in a line of its own; gives that line. */
const calls: readonly [string, { call: (bundle: Bundle) => number; want: readonly string[] }][] = [
  ['allowFrom', { call: (bundle) => {
    const db = new StatefulApp(bundle, 'db', { image, ports: { pg: 5432 } });
    db.allowFrom({ cidr: 'nope' }, { ports: ['pgg' as 'pg'] }); return here();
  }, want: ['address/invalid /allowFrom/cidr', 'service/unknown-port /allowFrom/ports/0'] }],
  ['allowTo', { call: (bundle) => {
    const db = new StatefulApp(bundle, 'db', { image });
    db.allowTo([{ cidr: '10.0.0.0/8' }, { cidr: 'nope' }]); return here();
  }, want: ['address/invalid /allowTo/1/cidr'] }],
  ['allowFrom of a policy', { call: (bundle) => {
    const policy = new NetworkPolicy(bundle, 'db', { pods: 'all' });
    policy.allowFrom({ cidr: 'nope' }); return here();
  }, want: ['address/invalid /allowFrom/cidr'] }],
  ['options of a connection', { call: (bundle) => {
    const db = new StatefulApp(bundle, 'db', { image }) as unknown as Loose;
    db['allowFrom']!('anyone', { prots: [] }); return here();
  }, want: ['value/unknown-field /allowFrom/prots'] }],
  ['no options of a connection', { call: (bundle) => {
    const policy = new NetworkPolicy(bundle, 'db', { pods: 'all' }) as unknown as Loose;
    policy['allowTo']!('anyone', null); return here();
  }, want: ['value/wrong-type /allowTo'] }],
  ['dynamicPort', { call: (bundle) => {
    const db = new StatefulApp(bundle, 'db', { image, ports: { pg: 5432 } });
    db.dynamicPort('pgg'); return here();
  }, want: ['workload/unknown-port /ports'] }],
  ['dynamicPort by a number', { call: (bundle) => {
    const db = new StatefulApp(bundle, 'db', { image, ports: { pg: 5432 } }) as unknown as Loose;
    db['dynamicPort']!(5432); return here();
  }, want: ['value/wrong-type /dynamicPort'] }],
  ['service', { call: (bundle) => {
    const db = new StatefulApp(bundle, 'db', { image });
    db.service('nope'); return here();
  }, want: ['workload/no-service /service'] }],
  ['service by nothing that is a name', { call: (bundle) => {
    const db = new StatefulApp(bundle, 'db', { image }) as unknown as Loose;
    db['service']!(Object.create(null)); return here();
  }, want: ['workload/no-service /service'] }],
  ['host', { call: (bundle) => {
    const web = new StatelessApp(bundle, 'web', { image });
    void web.host; return here();
  }, want: ['workload/no-service /service'] }],
  ['a key in a plain template string', { call: (bundle) => {
    const settings = new ConfigMapData(bundle, 'settings', { data: { PORT: '8080' } });
    new StatelessApp(bundle, 'web', { image, env: { URL: `localhost:${String(settings.key('PORT'))}` } }); return here();
  }, want: ['reference/in-plain-text '] }],
  ['a key of a Secret that is made elsewhere, in a plain template string', { call: (bundle) => {
    const password = SecretData.existing(bundle, 'password', { keys: ['root'] });
    new StatelessApp(bundle, 'web', { image, args: [`--password=${String(password.key('root'))}`] }); return here();
  }, want: ['reference/in-plain-text '] }],
  ['podHost', { call: (bundle) => {
    const db = new StatefulApp(bundle, 'db', { image });
    db.podHost(-1); return here();
  }, want: ['value/out-of-range /podHost'] }],
  ['can', { call: (bundle) => {
    const account = new ServiceAccount(bundle, 'sa') as unknown as Loose;
    account['can']!(5, 'pods', { namespce: 'x' }); return here();
  }, want: ['value/unknown-field /can/namespce', 'value/wrong-type /can/verbs'] }],
  ['can, all wrong', { call: (bundle) => {
    const account = new ServiceAccount(bundle, 'sa') as unknown as Loose;
    account['can']!(null, 5, null); return here();
  }, want: ['value/wrong-type /can', 'value/wrong-type /can/verbs', 'value/wrong-type /can/resources'] }],
  ['can, with nothing', { call: (bundle) => {
    const account = new ServiceAccount(bundle, 'sa') as unknown as Loose;
    account['can']!(); return here();
  }, want: ['value/missing /can/verbs', 'value/missing /can/resources'] }],
  ['canReach', { call: (bundle) => {
    const account = new ServiceAccount(bundle, 'sa') as unknown as Loose;
    account['canReach']!(null, 'metrics'); return here();
  }, want: ['value/wrong-type /canReach/verbs', 'path/not-absolute /canReach/urls'] }],
  ['bindTo', { call: (bundle) => {
    const account = new ServiceAccount(bundle, 'sa') as unknown as Loose;
    account['bindTo']!(null, null); return here();
  }, want: ['value/wrong-type /bindTo', 'value/wrong-type /bindTo/role'] }],
];

test.each(calls)('what is wrong with a call of %s is all said, at the line of the call', (_name, { call, want }) => {
  const bundle = newBundle();
  const line = call(bundle);
  expect(blamed(diagnosticsOf(bundle))).toEqual(want.map((said) => [said, line]));
});

test('what is wrong with the definition itself is still said at its own line', () => {
  const bundle = newBundle();
  const line = here() + 1;
  const db = new StatefulApp(bundle, 'db', { image, replicas: -1 });
  db.service('nope');
  expect(blamed(diagnosticsOf(bundle))).toEqual([['value/out-of-range /replicas', line], ['workload/no-service /service', line + 1]]);
});

test('a call deep inside of the program is said at the line nearest to ours', () => {
  const bundle = newBundle();
  const db = new StatefulApp(bundle, 'db', { image });
  const line = here() + 1;
  const inner = (): unknown => db.allowFrom({ cidr: 'nope' });
  const outer = (depth: number): unknown => (depth === 0 ? inner() : outer(depth - 1));
  outer(30);
  expect(blamed(diagnosticsOf(bundle))).toEqual([['address/invalid /allowFrom/cidr', line]]);
});

test('a connection to another cluster is said once, where it was asked for', () => {
  const app = new App();
  const staging = new Bundle(app, 'staging', { namespace: 'shop', cluster: 'staging' });
  const web = new StatelessApp(staging, 'web', { image });
  const bundle = new Bundle(app, 'production', { namespace: 'shop' });
  const db = new StatefulApp(bundle, 'db', { image });
  db.allowFrom(web); const line = here();
  expect(blamed(diagnosticsOf(bundle))).toEqual([['reference/other-cluster /allowFrom', line]]);
  expect(errorsOf(staging)).toEqual([]);
});
