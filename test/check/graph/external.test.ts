import { ExternalObjects } from '../../../src/check/graph/external';

const declared = new ExternalObjects([
  { kind: 'Secret', name: 'db' },
  { kind: 'Secret', name: 'registry', namespace: 'team-*' },
  { kind: 'ConfigMap', name: 'prod-*-settings', namespace: 'shop' },
  { kind: 'cert-manager.io/Issuer', name: 'ca' },
  { kind: 'Namespace' },
]);

test.each<[string, { given: [string, string, string]; want: string }]>([
  ['a name', { given: ['/Secret', 'shop', 'db'], want: 'declared' }],
  ['a name in any namespace', { given: ['/Secret', '', 'db'], want: 'declared' }],
  ['another name', { given: ['/Secret', 'shop', 'db2'], want: 'not declared' }],
  ['another kind', { given: ['/ConfigMap', 'shop', 'db'], want: 'not declared' }],
  ['a namespace by a pattern', { given: ['/Secret', 'team-a', 'registry'], want: 'declared' }],
  ['another namespace', { given: ['/Secret', 'shop', 'registry'], want: 'not declared' }],
  ['no namespace', { given: ['/Secret', '', 'registry'], want: 'declared' }],
  ['a name by a pattern', { given: ['/ConfigMap', 'shop', 'prod-web-settings'], want: 'perhaps' }],
  ['a name that only nearly fits a pattern', { given: ['/ConfigMap', 'shop', 'prod-settings'], want: 'not declared' }],
  ['a kind with its group', { given: ['cert-manager.io/Issuer', 'shop', 'ca'], want: 'declared' }],
  ['the kind of another group', { given: ['example.com/Issuer', 'shop', 'ca'], want: 'not declared' }],
  ['any name', { given: ['/Namespace', '', 'shop'], want: 'perhaps' }],
])('%s', (_name, { given, want }) => {
  expect(declared.find(...given)).toBe(want);
});

test('a pattern of many stars takes no time', () => {
  const many = new ExternalObjects([{ kind: 'Secret', name: `${'*a'.repeat(200)}*b` }]);
  expect(many.find('/Secret', '', 'a'.repeat(100_000))).toBe('not declared');
});
