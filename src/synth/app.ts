import { resolve } from 'node:path';
import { App as Cdk8sApp, type AppProps as Cdk8sAppProps } from 'cdk8s';
import type { Diagnostic } from '../core/diagnostic';
import { SourceTrace } from '../core/source';
import { errorsOf } from './assemble';
import { writeLock } from './identity-lock';
import { writeOutput } from './output/write-output';
import type { WritePlan } from './output/write-plan';
import { currentSession } from './session';
import type { Synthesis, SynthesisOptions } from './synthesis';
import { synthesize, synthesizedText } from './synthesize';
import { printWarnings } from './terminal';
import { throwUncollected } from './throw-uncollected';

/** Which paths the apps of this process wrote, by folder and by the number of the app: an app itself would be kept alive by it. */
const written = new Map<string, Map<number, readonly string[]>>();
let count = 0;

/** Options of an app: those of cdk8s, and where warnings go. */
export interface AppProps extends Cdk8sAppProps {
  /**
   * Takes the warnings of a synthesis that found no errors.
   * @default - written to the standard error stream, formatted
   */
  readonly onWarnings?: (warnings: readonly Diagnostic[]) => void;
}

/**
 * The root of a program: a `cdk8s.App` that collects everything that is wrong before it writes the first file.
 *
 * ```ts
 * const app = new App();
 * const shop = new Bundle(app, 'shop', { namespace: 'shop' });
 * // … definitions …
 * app.synth();                                        // writes dist/shop.k8s.yaml
 * ```
 */
export class App extends Cdk8sApp {
  /** @internal */
  readonly trace: SourceTrace;
  private readonly onWarnings: ((warnings: readonly Diagnostic[]) => void) | undefined;
  private readonly number = count++;

  constructor({ onWarnings, ...props }: AppProps = {}) {
    super(props);
    this.trace = new SourceTrace(new.target);
    this.onWarnings = onWarnings;
  }

  /**
   * Computes every file, then writes those that changed, each by a temporary file and a rename. Files of earlier runs that are no
   * longer produced are removed; a file that Kubeloom did not write is never touched. Under `kubeloom synth` the command writes.
   * @throws DiagnosticsError with everything that is wrong; then no file is written or changed
   */
  override synth(): void {
    const session = currentSession();
    if (session !== undefined) {
      session.take((options) => this.forSession(options), this);
      return;
    }
    const synthesis = synthesize(this);
    throwErrors(synthesis.diagnostics);
    throwErrors(this.write(synthesis.files).diagnostics);
    if (synthesis.lock !== undefined) writeLock(synthesis.lock);
    if (synthesis.diagnostics.length > 0) (this.onWarnings ?? printWarnings)(synthesis.diagnostics);
  }

  /**
   * All objects of the program as one YAML text.
   * @throws DiagnosticsError with everything that is wrong
   */
  override synthYaml(): string {
    const synthesis = synthesize(this, { layout: 'stream' });
    throwErrors(synthesis.diagnostics);
    if (synthesis.diagnostics.length > 0) (this.onWarnings ?? printWarnings)(synthesis.diagnostics);
    return synthesizedText(synthesis);
  }

  /** What other apps of this process wrote to the same folder is no stale output, and stays. */
  private write(files: ReadonlyMap<string, string>): WritePlan {
    const folder = resolve(this.outdir);
    const apps = written.get(folder) ?? new Map<number, readonly string[]>();
    const others = new Set([...apps].flatMap(([app, paths]) => (app === this.number ? [] : paths)));
    const plan = writeOutput(folder, files, { others });
    if (plan.diagnostics.length === 0) written.set(folder, apps.set(this.number, [...files.keys()]));
    return plan;
  }

  /** Whoever takes warnings himself still does. */
  private forSession(options: SynthesisOptions): Synthesis {
    const synthesis = synthesize(this, options);
    const { onWarnings } = this;
    const { diagnostics } = synthesis;
    if (onWarnings === undefined || diagnostics.length === 0 || errorsOf(diagnostics).length > 0) return synthesis;
    onWarnings(diagnostics);
    return synthesis.withoutWarnings();
  }
}

/** Where there are errors the warnings are told with them, so that nobody meets them one run later. */
function throwErrors(diagnostics: readonly Diagnostic[]): void {
  if (errorsOf(diagnostics).length > 0) throwUncollected(diagnostics);
}
