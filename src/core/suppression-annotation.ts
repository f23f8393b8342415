/** What an annotation begins with that accepts a finding; the code follows, with `.` for its `/`. */
export const suppressionPrefix = 'kubeloom.dev/suppress.';

/**
 * The annotation that accepts a finding: `kubeloom.dev/suppress.practice.no-requests`. A key of an annotation has one `/`, so the
 * code is written with a `.` in its place.
 */
export function suppressionAnnotation(code: string): string {
  return suppressionPrefix + code.replace('/', '.');
}

/** The code that an annotation means; `undefined` for any other annotation. */
export function suppressedCode(annotation: string): string | undefined {
  return annotation.startsWith(suppressionPrefix) ? annotation.slice(suppressionPrefix.length).replace('.', '/') : undefined;
}
