import type { ObjectGraph } from '../check/graph/graph';
import { byNamespace, type DrawnNode, drawingOf, type Look } from './graph-drawing';

const fills: { readonly [L in Look]: string } = {
  workload: '#dbeafe', network: '#dcfce7', config: '#fef9c3', storage: '#ffedd5', access: '#f3e8ff', scaling: '#cffafe', other: '#f1f5f9',
};

/**
 * A graph as a Mermaid flowchart, which GitHub, GitLab and many editors draw: namespaces are frames, objects that are not
 * there have a dashed line and say so.
 * @see https://mermaid.js.org/syntax/flowchart.html
 */
export function graphMermaid(graph: ObjectGraph): string {
  const { nodes, edges } = drawingOf(graph);
  const ids = new Map(nodes.map((node, index) => [node, `n${index}`] as const));
  const lines = ['flowchart LR'];
  let frame = 0;
  for (const [namespace, members] of byNamespace(nodes)) {
    const indent = namespace === '' ? '  ' : '    ';
    if (namespace !== '') lines.push(`  subgraph f${frame++}[${quoted(namespace)}]`);
    for (const node of members) lines.push(`${indent}${ids.get(node)!}[${quoted(`${node.kind}${node.note === undefined ? '' : ` (${node.note})`}`, node.name)}]:::${classOf(node)}`);
    if (namespace !== '') lines.push('  end');
  }
  for (const { from, to, label, missing } of edges) {
    lines.push(`  ${ids.get(from)!} ${missing ? '-.->' : '-->'}|${quoted(label)}| ${ids.get(to)!}`);
  }
  for (const look of Object.keys(fills) as Look[]) lines.push(`  classDef ${look} fill:${fills[look]},stroke:#64748b,color:#0f172a`);
  lines.push('  classDef missing fill:#ffffff,stroke:#dc2626,stroke-dasharray:4 3,color:#991b1b');
  lines.push('  classDef elsewhere fill:#ffffff,stroke:#64748b,stroke-dasharray:4 3,color:#334155');
  return `${lines.join('\n')}\n`;
}

function classOf({ note, look }: DrawnNode): string {
  return note === 'missing' ? 'missing' : note === undefined ? look : 'elsewhere';
}

/** Lines of text in quotes; what Mermaid or a browser reads as markup is written as an entity. */
function quoted(...lines: readonly string[]): string {
  return `"${lines.map((line) => line.replace(/[#"<>&`\\\u0000-\u001f]/g, (character) => `#${character.charCodeAt(0)};`)).join('<br/>')}"`;
}
