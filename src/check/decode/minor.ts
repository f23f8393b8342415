/** 36 of 1.36. */
export function minorOf(version: string): number {
  return Number(version.slice(version.indexOf('.') + 1));
}
