import type { CheckInput, ExternalObject } from '../../check/check-options';
import type { Synthesis } from '../../synth/synthesis';
import type { Scope } from './read-files';

/** The objects of a program for a check: findings stand at the line that defined the object. */
export function programInputs(apps: readonly Synthesis[], scope: Scope = 'all'): CheckInput[] {
  return apps.flatMap((app, index) => app.objects.map((object): CheckInput => ({
    manifest: object.manifest,
    locate: () => object.source,
    cluster: [index, object.bundle.cluster ?? '', scope === 'all' ? '' : object.bundle.name, scope === 'file' ? object.file : ''].join('/'),
  })));
}

/** What the program says that exists beside its objects. */
export function programExternal(apps: readonly Synthesis[]): ExternalObject[] {
  return apps.flatMap(({ bundles }) => bundles.flatMap(({ external }) => external ?? []));
}
