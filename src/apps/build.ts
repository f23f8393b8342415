import type { Built } from '../core/built';
import { isPlainMap, type PlainMap, reportWrongType } from '../core/checks';
import type { Manifest } from '../core/manifest';
import type { Identity } from '../core/metadata';
import { checkName, dnsSubdomain } from '../core/names';
import { Problems } from '../core/problems';
import { Consumer } from '../core/references';
import type { DefinitionKind, DefinitionProps } from '../synth/definition';
import { applyOverrides, type OverrideStyle } from '../synth/overrides';

/** Makes the objects of one definition, as its construct does; what is wrong is reported. */
export type Build<M extends Manifest> = (problems: Problems, consumer: Consumer, self: Identity) => readonly M[];

/**
 * Runs the same normalization and building as a construct, without a tree: what the pure `build…` functions have in common.
 * `name` among the props takes the place of that of `identity`, and `override` is applied, as a construct does with both.
 */
export function buildPure<M extends Manifest = Manifest>(
  kind: DefinitionKind, identity: Identity, props: DefinitionProps, build: Build<M>, style: OverrideStyle = 'object',
): Built<M> {
  const given: PlainMap = isPlainMap(props) ? props : {};
  const named = given['name'] === undefined ? identity.name : given['name'];
  const namespace = kind.clusterScoped === true ? undefined : identity.namespace;
  const self = { name: typeof named === 'string' ? named : '', namespace };
  const problems = new Problems([], { object: { apiVersion: kind.apiVersion, kind: kind.kind, ...self } });
  checkName(problems.along(kind.namePath ?? ['name']), kind.nameRule ?? dnsSubdomain, 'name', named);
  if (!isPlainMap(props)) {
    reportWrongType(problems, `the props of the ${kind.kind}`, props);
    return { objects: [], diagnostics: problems.reported };
  }
  const consumer = new Consumer(namespace, undefined);
  const objects = build(problems, consumer, self);
  consumer.checkNow();
  const diagnostics = problems.reported;
  // Objects of a definition with errors are half of what was meant.
  if (diagnostics.some(({ severity }) => severity === 'error')) return { objects: [], diagnostics };
  const overriding = given['override'];
  const overridden = overriding === undefined ? objects : (applyOverrides(objects, overriding, style, problems.at('override')) as readonly M[]);
  return { objects: overridden, diagnostics };
}
