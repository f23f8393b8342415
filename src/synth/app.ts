import { App as Cdk8sApp, type AppProps as Cdk8sAppProps, YamlOutputType } from 'cdk8s';
import type { Diagnostic } from '../core/diagnostic';
import { DiagnosticsError } from '../core/diagnostics-error';
import { errorsOf } from './assemble';
import { assembleApp } from './assembly';
import { locateProperties } from './locate';
import { outputFiles } from './output-files';
import { printWarnings, printWhenUncaught } from './terminal';
import { writeFiles } from './write-files';

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
  private readonly warn: (warnings: readonly Diagnostic[]) => void;

  constructor({ onWarnings, ...props }: AppProps = {}) {
    super(props);
    this.warn = onWarnings ?? printWarnings;
  }

  /**
   * Computes every file, then writes those that changed, each by a temporary file and a rename.
   * @throws DiagnosticsError with everything that is wrong; then no file is written or changed
   */
  override synth(): void {
    const { files, warnings } = this.output(this.yamlOutputType);
    writeFiles(this.outdir, files);
    if (warnings.length > 0) this.warn(warnings);
  }

  /**
   * All objects of the program as one YAML text.
   * @throws DiagnosticsError with everything that is wrong
   */
  override synthYaml(): string {
    const { files, warnings } = this.output(YamlOutputType.FILE_PER_APP);
    if (warnings.length > 0) this.warn(warnings);
    return [...files.values()].join('---\n');
  }

  /** Everything that is written, computed before the first byte is. */
  private output(layout: YamlOutputType): { readonly files: ReadonlyMap<string, string>; readonly warnings: readonly Diagnostic[] } {
    const assembly = assembleApp(this);
    throwErrors(assembly.diagnostics);
    const { files, diagnostics } = outputFiles(assembly.bundles, { layout, extension: this.outputFileExtension });
    throwErrors(diagnostics);
    return { files, warnings: locateProperties(assembly.diagnostics.filter(({ severity }) => severity === 'warning')) };
  }
}

function throwErrors(diagnostics: readonly Diagnostic[]): void {
  const errors = errorsOf(diagnostics);
  if (errors.length === 0) return;
  const error = new DiagnosticsError(locateProperties(errors));
  printWhenUncaught(error);
  throw error;
}
