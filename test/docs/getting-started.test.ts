import { snippetsOf } from '../../scripts/docs/snippets';
import { NodeHost } from '../cli/support/node-host';

let host: NodeHost;
beforeAll(() => {
  host = new NodeHost();
});
afterAll(() => host.end());

interface Item {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

test('what the first program writes can be applied to an empty cluster: its namespace is part of it', async () => {
  const [first] = snippetsOf('docs/getting-started.md');
  const cwd = host.project({ 'main.ts': first!.code });
  const { stdout } = await host.run(['synth', 'main.ts', '--stdout', '--format', 'json'], { cwd });
  const { items } = JSON.parse(stdout) as { readonly items: readonly Item[] };
  const brought = items.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => metadata.name);
  expect(new Set(items.flatMap(({ metadata }) => metadata.namespace ?? []))).toEqual(new Set(brought));
});
