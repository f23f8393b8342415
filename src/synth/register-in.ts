import { App, YamlOutputType } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { diagnostic } from '../core/diagnostic';
import { errorsOf } from './assemble';
import { assembleApp, isAssembling } from './assembly';
import type { Bundle } from './bundle';
import { locateProperties } from './locate';
import type { ObjectSource } from './placed-object';
import { throwUncollected } from './throw-uncollected';

/**
 * Makes a source of objects one of its bundle. An App of cdk8s itself, which writes chart by chart, is told by the first bundle that
 * holds something what is wrong, before it writes any of them.
 */
export function registerIn(bundle: Bundle, source: ObjectSource): void {
  if (bundle.sources.length === 0) watch(bundle);
  bundle.register(source);
}

/** Programs that have such a first bundle. */
const watched = new WeakSet<IConstruct>();

function watch(bundle: Bundle): void {
  const { root } = bundle.node;
  if (watched.has(root)) return;
  watched.add(root);
  bundle.node.addValidation({ validate: () => (isAssembling() ? [] : checkForeignApp(root, bundle)) });
}

/**
 * Everything that is wrong in the program, as an App of ours would tell it.
 * @throws DiagnosticsError where anything is wrong
 */
function checkForeignApp(root: IConstruct, first: Bundle): string[] {
  const layout = root instanceof App ? root.yamlOutputType : undefined;
  const lost = layout === YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE ? [diagnostic('bundle/foreign-layout', {}, { trace: first.trace })] : [];
  const errors = [...lost, ...errorsOf(assembleApp(root).diagnostics)];
  if (errors.length > 0) throwUncollected(locateProperties(errors));
  return [];
}
