import type { ObjectGraph } from '../check/graph/graph';
import { drawingDot } from './graph-dot';
import { type Drawing, type DrawnEdge, type DrawnNode, drawingOf } from './graph-drawing';

/** Graphviz, as far as it is used. */
interface Graphviz {
  readonly renderString: (dot: string, options: { readonly format: 'svg' }) => string;
}

/** A part of the picture that was laid out alone, in points. */
interface Picture {
  readonly width: number;
  readonly height: number;
  /** What stands inside of the svg element. */
  readonly content: string;
}

/** A picture and its place. */
interface Placed extends Picture {
  readonly x: number;
  readonly y: number;
}

const gap = 24;
const titleHeight = 28;
const fonts = 'Arial, Liberation Sans, Helvetica, sans-serif';

/**
 * A graph as an SVG picture. Objects that have to do with each other are laid out together by Graphviz, each such group as
 * small as it can be, and the groups side by side in a frame for their namespace: pictures of some hundred objects stay readable.
 * A class that many objects name is drawn beside each group that names it. Some thousand objects take seconds.
 * @see https://graphviz.org/
 */
export async function graphSvg(graph: ObjectGraph): Promise<string> {
  // Over a megabyte of code: loaded by those who ask for a picture.
  const { instance } = require('@viz-js/viz') as { readonly instance: () => Promise<Graphviz> };
  const viz = await instance();
  const sheets = [...groupsByNamespace(drawingOf(graph))].map(([namespace, groups]) =>
    sheetOf(namespace, groups.map((group) => pictureOf(viz.renderString(drawingDot(group, namespace === ''), { format: 'svg' })))));
  const page = place(sheets);
  const width = Math.ceil(Math.max(...page.map(({ x, width: own }) => x + own), 0) + gap);
  const height = Math.ceil(Math.max(...page.map(({ y, height: own }) => y + own), 0) + gap);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    ...page.map(({ x, y, content }) => `<g transform="translate(${round(x)} ${round(y)})">\n${content}\n</g>`),
    '</svg>',
    '',
  ].join('\n');
}

/** Objects that have to do with each other, by their namespace; those of several namespaces, or none, under the empty text. */
function groupsByNamespace(drawing: Drawing): Map<string, Drawing[]> {
  const sheets = new Map<string, Drawing[]>();
  for (const group of groupsOf(drawing)) {
    const namespaces = new Set(group.nodes.map(({ namespace }) => namespace).filter((namespace) => namespace !== ''));
    const sheet = namespaces.size === 1 ? [...namespaces][0]! : '';
    const others = sheets.get(sheet);
    if (others === undefined) sheets.set(sheet, [group]);
    else others.push(group);
  }
  return sheets;
}

/** Only a class is named, and nothing else leads there: it does not hold objects together. */
function isLoose({ types }: DrawnEdge): boolean {
  return types.every((type) => type === 'uses-class');
}

/** Parts of a drawing between which nothing leads. */
function groupsOf({ nodes, edges }: Drawing): Drawing[] {
  const leader = new Map<DrawnNode, DrawnNode>(nodes.map((node) => [node, node]));
  const find = (node: DrawnNode): DrawnNode => {
    let at = node;
    while (leader.get(at) !== at) {
      const next = leader.get(leader.get(at)!)!;
      leader.set(at, next);
      at = next;
    }
    return at;
  };
  for (const edge of edges) if (!isLoose(edge)) leader.set(find(edge.to), find(edge.from));
  const groups = new Map<DrawnNode, { nodes: Set<DrawnNode>; edges: DrawnEdge[] }>();
  const named = new Set(edges.filter(isLoose).map(({ to }) => to));
  const held = new Set(edges.filter((edge) => !isLoose(edge)).flatMap(({ from, to }) => [from, to]));
  for (const node of nodes) {
    // It is drawn where it is named.
    if (named.has(node) && !held.has(node)) continue;
    const group = groups.get(find(node));
    if (group === undefined) groups.set(find(node), { nodes: new Set([node]), edges: [] });
    else group.nodes.add(node);
  }
  for (const edge of edges) {
    const group = groups.get(find(edge.from));
    group?.nodes.add(edge.to);
    group?.edges.push(edge);
  }
  return [...groups.values()].map((group) => ({ nodes: [...group.nodes], edges: group.edges }));
}

function pictureOf(svg: string): Picture {
  const [, width, height] = /<svg width="([\d.]+)pt" height="([\d.]+)pt"/.exec(svg) ?? [];
  const content = svg.slice(svg.indexOf('<g '), svg.lastIndexOf('</svg>')).trim();
  // The ids of Graphviz are those of each picture alone; it knows the widths of Arial, which not every system has.
  const plain = content.replace(/ id="[^"]*"/g, '').replaceAll('font-family="Arial"', `font-family="${fonts}"`);
  return { width: Number(width ?? 0), height: Number(height ?? 0), content: plain };
}

/** Pictures in rows, the highest first, as wide as makes the whole neither a strip nor a tower. */
function place<P extends Omit<Picture, 'content'> & { readonly content?: string }>(pictures: readonly P[]): (P & Pick<Placed, 'x' | 'y' | 'content'>)[] {
  const area = pictures.reduce((sum, { width, height }) => sum + (width + gap) * (height + gap), 0);
  const limit = Math.max(...pictures.map(({ width }) => width), Math.sqrt(area * 1.7));
  const sorted = pictures.map((picture, index) => ({ picture, index })).sort((a, b) => b.picture.height - a.picture.height || a.index - b.index);
  let [x, y, row] = [gap, gap, 0];
  return sorted.map(({ picture }) => {
    if (x > gap && x + picture.width > limit + gap) [x, y, row] = [gap, y + row + gap, 0];
    const placed = { ...picture, x, y, content: picture.content ?? '' };
    x += picture.width + gap;
    row = Math.max(row, picture.height);
    return placed;
  });
}

function sheetOf(title: string, pictures: readonly Picture[]): Picture {
  const placed = place(pictures);
  const width = Math.max(...placed.map(({ x, width: own }) => x + own), title.length * 9) + gap;
  const height = Math.max(...placed.map(({ y, height: own }) => y + own)) + gap;
  const framed = title !== '';
  const top = framed ? titleHeight : 0;
  const content = [
    ...(framed ? [
      `<rect width="${round(width)}" height="${round(height + top)}" rx="8" fill="#f8fafc" stroke="#94a3b8"/>`,
      `<text x="14" y="22" font-family="${fonts}" font-size="15" fill="#334155">${escaped(title)}</text>`,
    ] : []),
    ...placed.map(({ x, y, content: own }) => `<g transform="translate(${round(x)} ${round(y + top)})">\n${own}\n</g>`),
  ].join('\n');
  return { width, height: height + top, content };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
