import type { ObjectGraph } from '../check/graph/graph';
import { byNamespace, type Drawing, type DrawnNode, drawingOf, type Look } from './graph-drawing';

const fills: { readonly [L in Look]: string } = {
  workload: '#dbeafe', network: '#dcfce7', config: '#fef9c3', storage: '#ffedd5', access: '#f3e8ff', scaling: '#cffafe', other: '#f1f5f9',
};

/**
 * A graph in the language of Graphviz: namespaces are clusters, objects that are not there have a dashed line and say so.
 * @see https://graphviz.org/doc/info/lang.html
 */
export function graphDot(graph: ObjectGraph): string {
  return drawingDot(drawingOf(graph));
}

/** @param frames whether namespaces are drawn as frames */
export function drawingDot({ nodes, edges }: Drawing, frames = true): string {
  const lines = [
    'digraph kubeloom {',
    '  graph [rankdir=LR, ranksep=0.7, nodesep=0.18, fontname="Arial", fontsize=12, fontcolor="#334155", bgcolor="transparent"];',
    '  node [shape=box, style="rounded,filled", color="#64748b", fontname="Arial", fontsize=11, fontcolor="#0f172a", margin="0.2,0.06", height=0.4];',
    '  edge [color="#64748b", fontname="Arial", fontsize=8, fontcolor="#475569", arrowsize=0.6];',
  ];
  let frame = 0;
  for (const [namespace, members] of byNamespace(nodes)) {
    const isFrame = frames && namespace !== '';
    if (isFrame) lines.push(`  subgraph cluster_${frame++} {`, `    label=${quoted(namespace)}; style=rounded; color="#94a3b8"; bgcolor="#f8fafc"; margin=10;`);
    for (const node of members) lines.push(`${isFrame ? '    ' : '  '}${nodeLine(node)}`);
    if (isFrame) lines.push('  }');
  }
  for (const { from, to, label, missing } of edges) {
    const style = missing ? ', color="#dc2626", fontcolor="#991b1b", style=dashed' : '';
    lines.push(`  ${quoted(from.id)} -> ${quoted(to.id)} [label=${quoted(label)}${style}];`);
  }
  return `${[...lines, '}'].join('\n')}\n`;
}

function nodeLine(node: DrawnNode): string {
  const { id, kind, name, look, note } = node;
  const label = quoted(`${kind}${note === undefined ? '' : ` (${note})`}\n${name}`);
  const style = note === undefined
    ? `fillcolor="${fills[look]}"`
    : `fillcolor="#ffffff", style="rounded,filled,dashed"${note === 'missing' ? ', color="#dc2626", fontcolor="#991b1b"' : ''}`;
  return `${quoted(id)} [label=${label}, ${style}];`;
}

/** A text in quotes, in which a backslash has no meaning of its own but in `\n`. */
function quoted(text: string): string {
  return `"${text.replace(/[\u0000-\u0009\u000b-\u001f]/g, ' ').replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n')}"`;
}
