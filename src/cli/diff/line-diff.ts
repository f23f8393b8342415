/** What became of a line: ` ` stayed, `-` was taken out, `+` was put in. */
export interface LineChange {
  readonly kind: ' ' | '-' | '+';
  /** Index among the lines before; of `+`, where it was put in. */
  readonly before: number;
  /** Index among the lines after; of `-`, where it was taken out. */
  readonly after: number;
}

/** Beyond so many edits nobody reads which lines of a block are alike. */
const mostEdits = 2000;

/**
 * The shortest way from one list of lines to another.
 * @see E. W. Myers, An O(ND) Difference Algorithm and Its Variations, 1986
 */
export function diffLines(before: readonly string[], after: readonly string[]): LineChange[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  while (end < before.length - start && end < after.length - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  const middle = shortest(before.slice(start, before.length - end), after.slice(start, after.length - end));
  const kept = (count: number, fromBefore: number, fromAfter: number): LineChange[] =>
    Array.from({ length: count }, (_, index) => ({ kind: ' ', before: fromBefore + index, after: fromAfter + index }));
  return [
    ...kept(start, 0, 0),
    ...middle.map((change) => ({ ...change, before: change.before + start, after: change.after + start })),
    ...kept(end, before.length - end, after.length - end),
  ];
}

function shortest(before: readonly string[], after: readonly string[]): LineChange[] {
  const [n, m] = [before.length, after.length];
  const most = Math.min(n + m, mostEdits);
  // Of each diagonal the furthest place that so many edits reach; one list for each number of edits, to find the way back.
  const steps: Map<number, number>[] = [];
  let reached = new Map<number, number>([[1, 0]]);
  for (let edits = 0; edits <= most; edits++) {
    const next = new Map<number, number>();
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      const down = diagonal === -edits || (diagonal !== edits && (reached.get(diagonal - 1) ?? -1) < (reached.get(diagonal + 1) ?? -1));
      let x = down ? reached.get(diagonal + 1)! : reached.get(diagonal - 1)! + 1;
      while (x < n && x - diagonal < m && before[x] === after[x - diagonal]) x++;
      next.set(diagonal, x);
      if (x >= n && x - diagonal >= m) return wayBack([...steps, reached], n, m);
    }
    steps.push(reached);
    reached = next;
  }
  return [
    ...before.map((_, index): LineChange => ({ kind: '-', before: index, after: 0 })),
    ...after.map((_, index): LineChange => ({ kind: '+', before: n, after: index })),
  ];
}

function wayBack(steps: readonly ReadonlyMap<number, number>[], n: number, m: number): LineChange[] {
  const changes: LineChange[] = [];
  let [x, y] = [n, m];
  for (let edits = steps.length - 1; edits >= 0; edits--) {
    const reached = steps[edits]!;
    const diagonal = x - y;
    const down = diagonal === -edits || (diagonal !== edits && (reached.get(diagonal - 1) ?? -1) < (reached.get(diagonal + 1) ?? -1));
    const fromDiagonal = down ? diagonal + 1 : diagonal - 1;
    const fromX = reached.get(fromDiagonal)!;
    const fromY = fromX - fromDiagonal;
    while (x > fromX && y > fromY && x > 0 && y > 0) {
      x--;
      y--;
      changes.push({ kind: ' ', before: x, after: y });
    }
    if (edits === 0) break;
    if (down) changes.push({ kind: '+', before: x, after: --y });
    else changes.push({ kind: '-', before: --x, after: y });
  }
  return changes.reverse();
}
