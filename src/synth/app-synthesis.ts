import type { ExternalObject } from '../check/check-options';
import type { Diagnostic } from '../core/diagnostic';
import type { Manifest } from '../core/manifest';
import type { SourceLocation } from '../core/source';
import type { Acknowledgement } from '../plan/types';
import type { AssembledChart } from './assembly';
import { Bundle } from './bundle';
import { chartName } from './file-names';
import { locateProperties } from './locate';
import type { PlannedFile } from './output-files';
import type { PlacedObject } from './placed-object';
import type { IdentityLockFile, OutputFormat, Synthesis, SynthesizedBundle, SynthesizedObject } from './synthesis';

type Output = Pick<Synthesis, 'outdir' | 'format' | 'files' | 'complete' | 'lock'>;

/** What an app gives; what only some ask for is made when they do. */
export class AppSynthesis implements Synthesis {
  readonly outdir: string;
  readonly format: OutputFormat;
  readonly files: ReadonlyMap<string, string>;
  readonly complete: boolean;
  readonly lock: IdentityLockFile | undefined;
  private located: readonly Diagnostic[] | undefined;
  private locatedNotes: readonly Diagnostic[] | undefined;
  private listed: { readonly bundles: readonly SynthesizedBundle[]; readonly objects: readonly SynthesizedObject[] } | undefined;

  constructor(
    output: Output,
    private readonly found: readonly Diagnostic[],
    private readonly charts: readonly AssembledChart[],
    private readonly planned: readonly PlannedFile[],
  ) {
    this.outdir = output.outdir;
    this.format = output.format;
    this.files = output.files;
    this.complete = output.complete;
    this.lock = output.lock;
  }

  get diagnostics(): readonly Diagnostic[] {
    return (this.located ??= locateProperties(this.found.filter(({ severity }) => severity !== 'info')));
  }

  get notes(): readonly Diagnostic[] {
    return (this.locatedNotes ??= locateProperties(this.found.filter(({ severity }) => severity === 'info')));
  }

  get bundles(): readonly SynthesizedBundle[] {
    return (this.listed ??= this.list()).bundles;
  }

  get objects(): readonly SynthesizedObject[] {
    return (this.listed ??= this.list()).objects;
  }

  /** The same, for whom somebody else has been told the warnings. */
  withoutWarnings(): Synthesis {
    return new AppSynthesis(this, this.found.filter(({ severity }) => severity !== 'warning'), this.charts, this.planned);
  }

  private list(): NonNullable<AppSynthesis['listed']> {
    const places = new Map<PlacedObject, string>();
    for (const { path, objects } of this.planned) for (const object of objects) places.set(object, path);
    const bundles = this.charts.map((chart) => new BundleOfChart(chart));
    const objects = this.charts.flatMap((chart, index) =>
      chart.objects.map((object) => new ObjectOfBundle(object, bundles[index]!, places.get(object) ?? '')));
    return { bundles, objects };
  }
}

class BundleOfChart implements SynthesizedBundle {
  constructor(private readonly assembled: AssembledChart) {}

  get name(): string {
    return chartName(this.assembled.chart);
  }

  get cluster(): string | undefined {
    return this.assembled.cluster;
  }

  get path(): string {
    return this.assembled.chart.node.path;
  }

  get source(): SourceLocation | undefined {
    const { chart } = this.assembled;
    return chart instanceof Bundle ? chart.trace.location : undefined;
  }

  get acknowledged(): readonly Acknowledgement[] | undefined {
    const { chart } = this.assembled;
    return chart instanceof Bundle ? chart.acknowledged : undefined;
  }

  get external(): readonly ExternalObject[] | undefined {
    const { chart } = this.assembled;
    return chart instanceof Bundle ? chart.external : undefined;
  }
}

class ObjectOfBundle implements SynthesizedObject {
  constructor(private readonly placed: PlacedObject, readonly bundle: SynthesizedBundle, readonly file: string) {}

  get manifest(): Manifest {
    return this.placed.manifest;
  }

  get path(): string {
    return this.placed.origin.node.path;
  }

  get source(): SourceLocation | undefined {
    return this.placed.trace?.location;
  }
}
