import fc from 'fast-check';
import { findCircles } from '../../src/synth/circles';
import { depthFirst } from '../../src/synth/depth-first';

const size = 8;
const graphs = fc.array(fc.tuple(fc.nat(size - 1), fc.nat(size - 1)), { maxLength: 20 });
const vertices = Array.from({ length: size }, (_, vertex) => vertex);

function reaches(edges: readonly (readonly [number, number])[], from: number): Set<number> {
  const found = new Set<number>();
  const waiting = [from];
  for (let vertex = waiting.pop(); vertex !== undefined; vertex = waiting.pop()) {
    for (const [source, target] of edges) {
      if (source !== vertex || found.has(target)) continue;
      found.add(target);
      waiting.push(target);
    }
  }
  return found;
}

function edgesOf(edges: readonly (readonly [number, number])[]): (vertex: number) => number[] {
  return (vertex) => edges.filter(([from]) => from === vertex).map(([, to]) => to);
}

test('two vertices are in one circle where each leads to the other', () => {
  fc.assert(fc.property(graphs, (edges) => {
    const circles = findCircles(vertices, edgesOf(edges));
    for (const a of vertices) {
      for (const b of vertices) {
        expect(circles.get(a) === circles.get(b)).toBe(a === b || (reaches(edges, a).has(b) && reaches(edges, b).has(a)));
      }
    }
  }));
});

test('each vertex is left once, after all that it leads to, and every circle is told', () => {
  fc.assert(fc.property(graphs, (edges) => {
    const left: number[] = [];
    const told: (readonly number[])[] = [];
    depthFirst(vertices, edgesOf(edges), (vertex) => left.push(vertex), (circle) => told.push(circle));
    expect([...left].sort()).toEqual(vertices);
    const isInCircle = (vertex: number): boolean => reaches(edges, vertex).has(vertex);
    expect(told.length > 0).toBe(vertices.some(isInCircle));
    for (const circle of told) {
      expect(circle[0]).toBe(circle.at(-1));
      circle.slice(1).forEach((to, index) => expect(edgesOf(edges)(circle[index]!)).toContain(to));
    }
    if (told.length === 0) for (const [from, to] of edges) expect(left.indexOf(to)).toBeLessThan(left.indexOf(from));
  }));
});

test('a chain may be longer than any stack', () => {
  const length = 200_000;
  const next = (vertex: number): number[] => (vertex + 1 < length ? [vertex + 1] : []);
  const left: number[] = [];
  depthFirst([0], next, (vertex) => left.push(vertex));
  expect([left.length, left[0], left.at(-1)]).toEqual([length, length - 1, 0]);
  expect(findCircles([0], next).size).toBe(length);
});
