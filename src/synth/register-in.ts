import { App, YamlOutputType } from 'cdk8s';
import { diagnostic } from '../core/diagnostic';
import { errorsOf } from './assemble';
import { assembleApp, isAssembling } from './assembly';
import { Bundle } from './bundle';
import { locateProperties } from './locate';
import type { ObjectSource } from './placed-object';
import { throwUncollected } from './throw-uncollected';

/**
 * Makes a source of objects one of its bundle. An App of cdk8s itself, which writes chart by chart, is told by it what is wrong
 * before the first one.
 */
export function registerIn(bundle: Bundle, source: ObjectSource): void {
  if (bundle.sources.length === 0) bundle.node.addValidation({ validate: () => (isAssembling() ? [] : checkForeignApp(bundle)) });
  bundle.register(source);
}

/**
 * Everything that is wrong in the program, as an App of ours would tell it. Asked by each bundle that holds something, answered once.
 * @throws DiagnosticsError where anything is wrong
 */
function checkForeignApp(bundle: Bundle): string[] {
  const { root } = bundle.node;
  const first = root.node.findAll().find((construct) => construct instanceof Bundle && construct.sources.length > 0);
  if (first !== bundle) return [];
  const layout = root instanceof App ? root.yamlOutputType : undefined;
  const lost = layout === YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE ? [diagnostic('bundle/foreign-layout', {}, { trace: bundle.trace })] : [];
  const errors = [...lost, ...errorsOf(assembleApp(root).diagnostics)];
  if (errors.length > 0) throwUncollected(locateProperties(errors));
  return [];
}
