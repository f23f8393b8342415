import { App as Cdk8sApp, type AppProps as Cdk8sAppProps, YamlOutputType } from 'cdk8s';
import type { Diagnostic } from '../core/diagnostic';
import { DiagnosticsError } from '../core/diagnostics-error';
import { errorsOf } from './assemble';
import { type Assembly, assembleApp } from './assembly';
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
    const assembly = this.assembled();
    const { files, diagnostics } = outputFiles(assembly.bundles, { layout: this.yamlOutputType, extension: this.outputFileExtension });
    throwErrors(diagnostics);
    const warnings = assembly.diagnostics.filter(({ severity }) => severity === 'warning');
    writeFiles(this.outdir, files);
    if (warnings.length > 0) this.warn(locateProperties(warnings));
  }

  /**
   * All objects of the program as one YAML text.
   * @throws DiagnosticsError with everything that is wrong
   */
  override synthYaml(): string {
    const { bundles } = this.assembled();
    const { files } = outputFiles(bundles, { layout: YamlOutputType.FILE_PER_APP, extension: this.outputFileExtension });
    return [...files.values()].join('');
  }

  private assembled(): Assembly {
    const assembly = assembleApp(this);
    throwErrors(assembly.diagnostics);
    return assembly;
  }
}

function throwErrors(diagnostics: readonly Diagnostic[]): void {
  const errors = errorsOf(diagnostics);
  if (errors.length === 0) return;
  const error = new DiagnosticsError(locateProperties(errors));
  printWhenUncaught(error);
  throw error;
}
