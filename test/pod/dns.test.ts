import { type DnsConfigProps, type HostAliasesInput, normalizeDnsConfig, normalizeHostAliases } from '../../src/pod/dns';
import { describeWithApiServer, podWith, surprises } from '../support/api-server';
import { outcomeOf } from '../support/diagnostics';

const configs: [string, { given: DnsConfigProps; want: object }][] = [
  ['nothing', { given: {}, want: {} }],
  ['servers of both families', { given: { nameservers: ['10.0.0.1', '2001:db8::1'] }, want: { nameservers: ['10.0.0.1', '2001:db8::1'] } }],
  ['search domains', {
    given: { searches: ['svc.cluster.local', 'example.com.', '_tcp.example.com', '.'] },
    want: { searches: ['svc.cluster.local', 'example.com.', '_tcp.example.com', '.'] },
  }],
  ['options as a map', {
    given: { options: { ndots: 2, edns0: true, timeout: '3' } }, want: { options: [{ name: 'ndots', value: '2' }, { name: 'edns0' }, { name: 'timeout', value: '3' }] },
  }],
  ['options as a list', { given: { options: [{ name: 'ndots', value: '2' }, { name: 'edns0' }] }, want: { options: [{ name: 'ndots', value: '2' }, { name: 'edns0' }] } }],
];

const label = 'x'.repeat(63);
const badConfigs: [string, { given: unknown; want: readonly string[]; server?: 'refuses' | 'accepts' }][] = [
  ['no map', { given: ['10.0.0.1'], want: ['value/wrong-type'], server: 'refuses' }],
  ['an unknown field', { given: { nameServers: [] }, want: ['value/unknown-field /nameServers'], server: 'refuses' }],
  ['a host name as a server', { given: { nameservers: ['dns.example.com'] }, want: ['address/invalid /nameservers/0'], server: 'refuses' }],
  ['an address with leading zeros', { given: { nameservers: ['010.0.0.1'] }, want: ['address/invalid /nameservers/0'], server: 'refuses' }],
  ['four servers', { given: { nameservers: ['10.0.0.1', '10.0.0.2', '10.0.0.3', '10.0.0.4'] }, want: ['dns/too-many /nameservers'], server: 'refuses' }],
  ['a bad search domain', { given: { searches: ['Example.com'] }, want: ['name/invalid /searches/0'], server: 'refuses' }],
  ['33 search domains', { given: { searches: Array.from({ length: 33 }, (_, index) => `d${index}`) }, want: ['dns/too-many /searches'], server: 'refuses' }],
  ['long search domains', {
    given: { searches: Array.from({ length: 31 }, (_, index) => `d${index}.${label}.x`) }, want: ['dns/too-many /searches'], server: 'refuses',
  }],
  ['an option without a name', { given: { options: [{ value: '2' }] }, want: ['value/missing /options/0/name'], server: 'refuses' }],
  ['an option whose value is no text', { given: { options: [{ name: 'ndots', value: 2 }] }, want: ['value/wrong-type /options/0/value'], server: 'refuses' }],
  ['an option without a name in a map', { given: { options: { '': 2 } }, want: ['value/wrong-type /options/'] }],
  ['an option that is off', { given: { options: { edns0: false } }, want: ['value/wrong-type /options/edns0'] }],
  ['an option that is no number', { given: { options: { ndots: NaN } }, want: ['value/wrong-type /options/ndots'] }],
];

const aliases: [string, { given: HostAliasesInput; want: object }][] = [
  ['a map', {
    given: { '10.0.0.1': ['a.example.com', 'b'], 'fd00::1': 'c' },
    want: [{ ip: '10.0.0.1', hostnames: ['a.example.com', 'b'] }, { ip: 'fd00::1', hostnames: ['c'] }],
  }],
  ['a list', { given: [{ ip: '10.0.0.1', hostnames: ['a'] }, { ip: '10.0.0.1', hostnames: ['b'] }], want: [
    { ip: '10.0.0.1', hostnames: ['a'] }, { ip: '10.0.0.1', hostnames: ['b'] },
  ] }],
];

const badAliases: [string, { given: unknown; want: readonly string[]; server?: 'refuses' | 'accepts' }][] = [
  ['a text', { given: '10.0.0.1 a', want: ['value/wrong-type'], server: 'refuses' }],
  ['names for names', { given: { a: ['b'] }, want: ['address/invalid /a'] }],
  ['a bad name', { given: { '10.0.0.1': ['a_b'] }, want: ['name/invalid /10.0.0.1/0'] }],
  ['a missing address', { given: [{ hostnames: ['a'] }], want: ['value/missing /0/ip'], server: 'refuses' }],
  ['a bad name in a list', { given: [{ ip: '10.0.0.1', hostnames: ['a_b'] }], want: ['name/invalid /0/hostnames/0'], server: 'refuses' }],
  ['an address that is IPv4 in IPv6', { given: [{ ip: '::ffff:10.0.0.1', hostnames: ['a'] }], want: ['address/invalid /0/ip'], server: 'refuses' }],
  ['an unknown field', { given: [{ ip: '10.0.0.1', hosts: ['a'] }], want: ['value/unknown-field /0/hosts'], server: 'refuses' }],
];

describe('normalizeDnsConfig', () => {
  test.each(configs)('takes %s', (_name, { given, want }) => {
    expect(outcomeOf((problems) => normalizeDnsConfig(given, problems))).toEqual({ result: want, reported: [] });
  });

  test.each(badConfigs)('reports %s', (_name, { given, want }) => {
    expect(outcomeOf((problems) => normalizeDnsConfig(given as DnsConfigProps, problems)).reported).toEqual(want);
  });
});

describe('normalizeHostAliases', () => {
  test.each(aliases)('takes %s', (_name, { given, want }) => {
    expect(outcomeOf((problems) => normalizeHostAliases(given, problems))).toEqual({ result: want, reported: [] });
  });

  test.each(badAliases)('reports %s', (_name, { given, want }) => {
    expect(outcomeOf((problems) => normalizeHostAliases(given as HostAliasesInput, problems)).reported).toEqual(want);
  });
});

describeWithApiServer('name resolution and the API server (needs KUBELOOM_ORACLE)', () => {
  test('accepts what is built', () => {
    expect(surprises([
      ...configs.map(([name, { given }]) => {
        const { result } = outcomeOf((problems) => normalizeDnsConfig(given, problems));
        return { name, object: podWith({ dnsConfig: result }), accepted: true };
      }),
      ...aliases.map(([name, { given }]) => {
        const { result } = outcomeOf((problems) => normalizeHostAliases(given, problems));
        return { name, object: podWith({ hostAliases: result }), accepted: true };
      }),
    ])).toEqual([]);
  });

  test('refuses what is reported', () => {
    expect(surprises([
      ...badConfigs.flatMap(([name, { given, server }]) =>
        (server === undefined ? [] : [{ name, object: podWith({ dnsConfig: given }), accepted: server === 'accepts' }])),
      ...badAliases.flatMap(([name, { given, server }]) =>
        (server === undefined ? [] : [{ name, object: podWith({ hostAliases: given }), accepted: server === 'accepts' }])),
    ])).toEqual([]);
  });
});
