import { check, type CheckOptions, type CheckReport } from '../../../src/check';
import type { Finding } from '../../../src/check/finding';
import { readDocuments } from '../../../src/yaml/read';

/** The objects of a YAML text. */
export function objectsOf(text: string): unknown[] {
  return readDocuments(text).map(({ value, errors }) => {
    if (errors.length > 0) throw new Error(`${errors[0]!.message} in\n${text}`);
    return value;
  });
}

/** What layer `bundle` says of the objects of a text. */
export function bundleFindings(text: string, options: CheckOptions = {}): readonly Finding[] {
  return report(text, options).diagnostics;
}

function report(text: string, options: CheckOptions): CheckReport {
  return check(objectsOf(text).map((manifest) => ({ manifest })), { ...options, layers: ['bundle'] });
}

/** Findings as short texts: `error code Kind/name /pointer`. */
export function told(findings: readonly Finding[]): string[] {
  return findings.map(({ severity, code, object, pointer }) => `${severity} ${code} ${object?.kind}/${object?.name} ${pointer}`);
}

/** What is said of the objects of a text, in short; without the one about the namespace, which is not what most tests are about. */
export function found(text: string, options: CheckOptions = {}): string[] {
  return told(bundleFindings(text, options).filter(({ code }) => code !== 'namespace/missing'));
}
