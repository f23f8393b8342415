import { Construct } from 'constructs';
import { UserPath } from '../config/read-path';
import { isPlainMap, type PlainMap } from '../core/checks';
import type { Diagnostic } from '../core/diagnostic';
import type { Manifest } from '../core/manifest';
import { Problems } from '../core/problems';
import type { Target } from '../core/references';
import { SourceTrace } from '../core/source';
import { Bundle } from '../synth/bundle';
import { registerIn } from '../synth/register-in';
import type { Assembled, ObjectSource } from '../synth/placed-object';
import { readDocuments } from '../yaml/read';

/** Which file is included. */
export interface ManifestFileProps {
  /** Path of a YAML or JSON file with one or more objects, or a `List` of them; relative to the working folder. */
  readonly file: string;
}

/**
 * Objects of a manifest file, as they stand in it: nothing is added, changed or dropped. Several documents and `List`
 * objects become single objects of the bundle.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/
 */
export class ManifestFile extends Construct implements ObjectSource {
  /** @internal */
  readonly trace = new SourceTrace(ManifestFile);
  /** @internal */
  readonly targets: readonly Target[] = [];
  /** @internal */
  readonly verbatim = true;
  /** The objects, in the order of the file. */
  readonly objects: readonly Manifest[];

  private readonly diagnostics: Diagnostic[] = [];

  constructor(scope: Construct, id: string, props: ManifestFileProps) {
    super(scope, id);
    this.objects = this.read(props?.file, new Problems(this.diagnostics, { trace: this.trace }).at('file'));
    registerIn(Bundle.of(this), this);
  }

  /** @internal */
  assemble(): Assembled {
    return { objects: this.objects, diagnostics: this.diagnostics };
  }

  private read(file: string, problems: Problems): Manifest[] {
    const bytes = new UserPath(file).readFile(problems);
    if (bytes === undefined) return [];
    return readDocuments(new TextDecoder().decode(bytes)).flatMap(({ value, errors, place: { line } }) => {
      for (const error of errors) problems.report('manifest/unreadable', { file, line: error.line, column: error.column, why: error.message });
      return errors.length > 0 ? [] : flatten(value, (found) => problems.report('manifest/not-an-object', { file, line, found }));
    });
  }
}

/** The object, or those of a `List` of `v1`, or of a list that `kubectl get -o yaml` of one kind gives. */
function flatten(value: unknown, refuse: (found: unknown) => void): Manifest[] {
  const { apiVersion, kind, items }: PlainMap = isPlainMap(value) ? value : {};
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') {
    refuse(value);
    return [];
  }
  return kind.endsWith('List') && Array.isArray(items) ? items.flatMap((item) => flatten(item, refuse)) : [value as Manifest];
}
