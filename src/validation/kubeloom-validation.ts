import { readFileSync } from 'node:fs';
import type { CheckLayer, CheckOptions } from '../check/check-options';
import type { Finding } from '../check/finding';

/** What cdk8s-cli hands to a plugin, as far as it is used here. */
export interface ValidationContext {
  /** Paths of the manifests. */
  readonly manifests: readonly string[];
  /** Takes the result. */
  readonly report: {
    /** Adds what is wrong. */
    addViolation(violation: {
      readonly ruleName: string;
      readonly recommendation: string;
      readonly fix: string;
      readonly violatingResources: readonly { readonly resourceName: string; readonly locations: readonly string[]; readonly manifestPath: string }[];
    }): void;
    /** Ends the report. */
    submit(status: 'success' | 'failure', metadata?: { readonly [key: string]: string }): void;
  };
}

/** What stands under `properties:` of the validation in `cdk8s.yaml`. */
export interface ValidationProperties extends Pick<CheckOptions, 'kubernetes' | 'profile' | 'rules' | 'suppress' | 'external' | 'strict'> {
  /** @default - schema, api and bundle */
  readonly layers?: readonly CheckLayer[] | undefined;
  /** The least finding that fails the synthesis. @default 'error' */
  readonly failOn?: 'error' | 'warning' | 'never' | undefined;
}

const properties: ReadonlySet<string> = new Set([
  'kubernetes', 'profile', 'rules', 'suppress', 'external', 'strict', 'layers', 'failOn',
] satisfies (keyof ValidationProperties)[]);

/**
 * Checks what `cdk8s synth` wrote as `kubeloom check` does; errors fail the synthesis. All manifests together are one cluster.
 *
 * ```yaml
 * # cdk8s.yaml
 * validations:
 *   - package: ./node_modules/kubeloom
 *     version: 0.1.0
 *     class: KubeloomValidation
 *     properties:
 *       kubernetes: ['1.36']
 * ```
 * @see https://cdk8s.io/docs/latest/cli/synth/
 */
export class KubeloomValidation {
  constructor(private readonly given: ValidationProperties = {}) {
    for (const property of Object.keys(given)) {
      if (!properties.has(property)) throw new Error(`KubeloomValidation has no property "${property}"; it has ${[...properties].join(', ')}`);
    }
  }

  /** What cdk8s-cli calls. */
  validate(context: ValidationContext): Promise<void> {
    const { check } = require('../check/check') as typeof import('../check/check');
    const { readInputs } = require('../check/input') as typeof import('../check/input');
    const { failOn = 'error', layers = ['schema', 'api', 'bundle'], ...options } = this.given;
    const inputs = context.manifests.flatMap((file) => readInputs(readFileSync(file), { file }));
    const { diagnostics, summary, kubernetes } = check(inputs, { ...options, layers });
    for (const [code, findings] of byCode(diagnostics)) this.addViolation(context, code, findings);
    const { errors, warnings, objects, skipped } = summary;
    const failed = failOn !== 'never' && (errors > 0 || (failOn === 'warning' && warnings > 0));
    context.report.submit(failed ? 'failure' : 'success', {
      kubernetes: kubernetes.join(', '), objects: String(objects), errors: String(errors), warnings: String(warnings), skipped: String(skipped),
    });
    return Promise.resolve();
  }

  private addViolation({ report }: ValidationContext, code: string, findings: readonly Finding[]): void {
    const { checkCodes } = require('../check/codes') as typeof import('../check/codes');
    const { title, why } = checkCodes[findings[0]!.code];
    const places = new Map<string, { resourceName: string; locations: string[]; manifestPath: string }>();
    for (const { object, pointer, message, source } of findings) {
      const manifestPath = source?.file ?? '';
      const resourceName = object?.name ?? '';
      const key = `${manifestPath}\n${object?.kind ?? ''}\n${object?.namespace ?? ''}\n${resourceName}`;
      const place = places.get(key) ?? { resourceName, locations: [], manifestPath };
      places.set(key, place);
      place.locations.push(`${pointer === '' ? '/' : pointer}: ${message}`);
    }
    const helps = [...new Set(findings.map(({ help }) => help).filter((help) => help !== undefined))];
    report.addViolation({ ruleName: code, recommendation: `${title} ${why}`, fix: helps.join('; '), violatingResources: [...places.values()] });
  }
}

/** Findings that count, the gravest first; what is merely worth knowing is no violation. */
function byCode(diagnostics: readonly Finding[]): Map<string, Finding[]> {
  const found = new Map<string, Finding[]>();
  for (const severity of ['error', 'warning'] as const) {
    for (const finding of diagnostics) {
      if (finding.severity !== severity || finding.suppressed !== undefined) continue;
      const findings = found.get(finding.code);
      if (findings === undefined) found.set(finding.code, [finding]);
      else findings.push(finding);
    }
  }
  return found;
}
