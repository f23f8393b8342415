import { graph, type GraphOptions } from '../../src/check';
import { claim, claimVolume, file, httpPort, keyVariable, mount, object, pod, service, volume, workload } from '../../src/check/codes/examples/parts';
import { graphDot } from '../../src/report/graph-dot';
import { graphJson } from '../../src/report/graph-json';
import { graphMermaid } from '../../src/report/graph-mermaid';
import { graphSvg } from '../../src/report/graph-svg';
import { readDocuments } from '../../src/yaml/read';

const graphOf = (text: string, options?: GraphOptions): ReturnType<typeof graph> => graph(readDocuments(text).map(({ value }) => value), options);

const inShop = (text: string): string => text.replace(/^( {2}name: .*)$/m, '$1\n  namespace: shop');
const shop = graphOf(file(
  object('v1', 'Namespace', 'shop'),
  inShop(service().replace('8080', 'http')),
  inShop(workload({ container: `${httpPort}\n${keyVariable('secretKeyRef', 'db', 'password')}\n${mount()}`, pod: `${claimVolume()}\nserviceAccountName: web\npriorityClassName: system-node-critical` })),
  inShop(claim('storageClassName: fast')),
  volume('storageClassName: fast'),
), { external: [{ kind: 'ServiceAccount', name: 'web' }] });

test('Mermaid shows namespaces as frames, one arrow for all that leads from one object to another, and what is missing', () => {
  expect(graphMermaid(shop)).toBe(`flowchart LR
  subgraph f0["shop"]
    n0["Service<br/>web"]:::network
    n1["Deployment<br/>web"]:::workload
    n2["PersistentVolumeClaim<br/>data"]:::storage
    n4["ServiceAccount (external)<br/>web"]:::elsewhere
    n6["Secret (missing)<br/>db"]:::missing
  end
  n3["PersistentVolume<br/>disk-1"]:::storage
  n5["PriorityClass (built in)<br/>system-node-critical"]:::elsewhere
  n7["StorageClass (not here)<br/>fast"]:::elsewhere
  n0 -->|"targets-port http"| n1
  n1 -->|"claims"| n2
  n1 -->|"runs-as"| n4
  n1 -->|"uses-class"| n5
  n1 -.->|"reads-key password"| n6
  n2 -->|"binds"| n3
  n2 -->|"uses-class"| n7
  classDef workload fill:#dbeafe,stroke:#64748b,color:#0f172a
  classDef network fill:#dcfce7,stroke:#64748b,color:#0f172a
  classDef config fill:#fef9c3,stroke:#64748b,color:#0f172a
  classDef storage fill:#ffedd5,stroke:#64748b,color:#0f172a
  classDef access fill:#f3e8ff,stroke:#64748b,color:#0f172a
  classDef scaling fill:#cffafe,stroke:#64748b,color:#0f172a
  classDef other fill:#f1f5f9,stroke:#64748b,color:#0f172a
  classDef missing fill:#ffffff,stroke:#dc2626,stroke-dasharray:4 3,color:#991b1b
  classDef elsewhere fill:#ffffff,stroke:#64748b,stroke-dasharray:4 3,color:#334155
`);
});

test('DOT shows the same', () => {
  const dot = graphDot(shop);
  expect(dot).toContain('  subgraph cluster_0 {\n    label="shop";');
  expect(dot).toContain('    "apps/Deployment/shop/web" [label="Deployment\\nweb", fillcolor="#dbeafe"];');
  expect(dot).toContain('  "apps/Deployment/shop/web" -> "Secret/shop/db" [label="reads-key password", color="#dc2626", fontcolor="#991b1b", style=dashed];');
});

test('JSON holds nodes, edges and what is unresolved, by number', () => {
  interface Document {
    readonly nodes: readonly { readonly id: number; readonly kind: string }[];
    readonly edges: readonly { readonly from: number; readonly to: number; readonly type: string }[];
    readonly unresolved: readonly object[];
  }
  const { nodes, edges, unresolved } = JSON.parse(graphJson(shop)) as Document;
  expect(nodes[2]).toEqual({ id: 2, apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'shop', name: 'web', origin: 'given' });
  const kind = (id: number): string => nodes[id]!.kind;
  expect(edges.map(({ from, type, to }) => `${kind(from)} ${type} ${kind(to)}`)).toContain('Deployment claims PersistentVolumeClaim');
  expect(unresolved[0]).toEqual({
    type: 'reads-key', from: 2, pointer: '/spec/template/spec/containers/0/env/0/valueFrom/secretKeyRef/name',
    target: { group: '', kind: 'Secret', namespace: 'shop', name: 'db', key: 'password' }, missing: 'object', optional: false,
  });
});

describe('names from strangers', () => {
  const name = '"]<script>&`\\\u0000\n#quot;';
  const strange = graph([
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: name }, data: { [name]: 'a' } },
    { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a', namespace: name }, spec: { containers: [{ name: 'a', env: [{ name: 'A', valueFrom: { configMapKeyRef: { name, key: name } } }] }] } },
  ]);
  test('are no markup of Mermaid', () => {
    const lines = graphMermaid(strange).split('\n');
    expect(lines.filter((line) => line.includes('<script') || line.includes('`') || line.includes('\u0000'))).toEqual([]);
    expect(lines.slice(1, 7).every((line) => (line.match(/"/g) ?? []).length % 2 === 0)).toBe(true);
  });
  test('are no markup of pictures, which stay well formed', async () => {
    const svg = await graphSvg(strange);
    expect(svg).not.toContain('<script');
    expect(unbalanced(svg)).toEqual([]);
  });
});

/** Tags that are not closed, or never opened. */
function unbalanced(svg: string): string[] {
  const open: string[] = [];
  const wrong: string[] = [];
  for (const [, end, tag, closed] of svg.matchAll(/<(\/?)([a-z]+)\b[^>]*?(\/?)>/g)) {
    if (end === '/') {
      if (open.pop() !== tag) wrong.push(tag!);
    } else if (closed !== '/') open.push(tag!);
  }
  return [...wrong, ...open];
}

describe('SVG', () => {
  test('shows every object, and is the same each time', async () => {
    const svg = await graphSvg(shop);
    for (const text of ['>Deployment<', '>PersistentVolumeClaim<', '>Secret (missing)<', '>shop<', '>reads&#45;key password<']) expect(svg).toContain(text);
    expect(unbalanced(svg)).toEqual([]);
    expect(await graphSvg(shop)).toBe(svg);
  });

  test('lays out many objects neither as a strip nor as a tower', async () => {
    const apps = Array.from({ length: 40 }, (_, index) => file(service('', `app-${index}`), workload({ name: `app-${index}` }), pod('', '', `pod-${index}`)));
    const svg = await graphSvg(graphOf(file(...apps)));
    const [, width, height] = /<svg [^>]*width="(\d+)" height="(\d+)"/.exec(svg)!;
    expect(Number(width) / Number(height)).toBeGreaterThan(0.5);
    expect(Number(width) / Number(height)).toBeLessThan(3);
  });

  test('of nothing is an empty picture', async () => {
    expect(await graphSvg(graph([]))).toContain('<svg ');
  });
});
