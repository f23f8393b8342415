import type { Built } from '../core/built';
import type { Manifest } from '../core/manifest';
import type { Identity } from '../core/metadata';
import { checkName, dnsSubdomain, type NameRule } from '../core/names';
import { Problems } from '../core/problems';
import { Consumer } from '../core/references';
import { applyOverrides } from '../synth/overrides';

/** Which kind of object a pure builder makes, and the rule for its name. */
export interface BuiltKind {
  readonly apiVersion: string;
  readonly kind: string;
  readonly nameRule?: NameRule;
}

/**
 * Runs the same normalization and building as a construct, without a tree: what the pure `build…` functions of the apps
 * have in common.
 */
export function buildPure(
  { apiVersion, kind, nameRule = dnsSubdomain }: BuiltKind,
  identity: Identity,
  props: { readonly override?: unknown },
  build: (problems: Problems, consumer: Consumer) => readonly Manifest[],
): Built {
  const problems = new Problems([], { object: { apiVersion, kind, ...identity } });
  checkName(problems.at('name'), nameRule, 'name', identity.name);
  const consumer = new Consumer(identity.namespace, undefined);
  const objects = build(problems, consumer);
  consumer.checkNow();
  if (problems.reported.some(({ severity }) => severity === 'error')) return { objects: [], diagnostics: problems.reported };
  const overridden = props.override === undefined ? objects : applyOverrides(objects, props.override, 'by-kind', problems.at('override'));
  return { objects: overridden, diagnostics: problems.reported };
}
