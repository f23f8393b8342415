/** `1.36`, `1.31 and 1.33`, `1.31 to 1.36`: releases as a person says them, the oldest first. */
export function releaseRange(releases: readonly string[]): string {
  const minors = releases.map((release) => Number(release.slice(release.indexOf('.') + 1))).sort((a, b) => a - b);
  const runs: [first: number, last: number][] = [];
  for (const minor of minors) {
    const run = runs.at(-1);
    if (run !== undefined && run[1] === minor - 1) run[1] = minor;
    else runs.push([minor, minor]);
  }
  const words = runs.flatMap(([first, last]) => (last > first + 1 ? [`1.${first} to 1.${last}`] : last > first ? [`1.${first}`, `1.${last}`] : [`1.${first}`]));
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
