import type { ApiObject } from 'cdk8s';
import { type Diagnostic, diagnostic } from '../core/diagnostic';
import type { Manifest } from '../core/manifest';
import { SourceTrace } from '../core/source';

/** An object of cdk8s as plain data; what keeps it from being that is reported. */
export function plainObject(apiObject: ApiObject, diagnostics: Diagnostic[]): Manifest | undefined {
  try {
    return apiObject.toJson() as Manifest;
  } catch (error) {
    const why = (error as Error).message.split('\n')[0]!;
    diagnostics.push(diagnostic('construct/unserializable', { path: apiObject.node.path, why }, { trace: traceOf(apiObject) }));
    return undefined;
  }
}

/** Where the definition (or the bundle) stands that it belongs to. */
function traceOf({ node: { scope } }: ApiObject): SourceTrace | undefined {
  const { trace } = (scope ?? {}) as { readonly trace?: unknown };
  return trace instanceof SourceTrace ? trace : undefined;
}
