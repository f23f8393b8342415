import { wrongExternalKind } from '../../core/external-kind';
import { isPlainMap } from '../../core/plain-map';
import { show } from '../../core/show';
import { nearest } from '../../core/suggest';
import type { CheckOptions, ExternalObject } from '../../check/check-options';
import { checkCodes } from '../../check/codes';
import { RELEASES, type KubernetesRelease } from '../../schema/releases';
import type { ConfigFile } from '../config-file';
import { UsageError } from '../failure';

/** What every command that checks is told. */
export interface CheckSettings {
  readonly kubernetes: readonly (KubernetesRelease | 'all')[];
  readonly rule: ReadonlyMap<string, 'off' | 'info' | 'warning' | 'error'>;
  readonly profile?: CheckOptions['profile'];
  readonly strict?: boolean | undefined;
}

/** The options of a check, from what a command was told and from `cdk8s.yaml`. @throws UsageError for a code that there is not */
export function checkOptions({ kubernetes, rule, profile, strict }: CheckSettings, config: ConfigFile): CheckOptions {
  return {
    kubernetes: kubernetes.length === 0 ? undefined : kubernetes.includes('all') ? RELEASES : (kubernetes as readonly KubernetesRelease[]),
    rules: rulesOf(rule),
    profile,
    strict,
    external: externalOf(config),
    suppress: suppressOf(config),
  };
}

function rulesOf(said: CheckSettings['rule']): NonNullable<CheckOptions['rules']> {
  for (const code of said.keys()) checkCode(code);
  return Object.fromEntries(said);
}

function checkCode(code: string, place?: string): void {
  if (Object.hasOwn(checkCodes, code)) return;
  const near = nearest(code, Object.keys(checkCodes));
  const help = near === undefined ? 'write it as reports show it, such as practice/image-tag' : `did you mean "${near}"?`;
  throw new UsageError(`${place === undefined ? '' : `${place}: `}there is no rule ${show(code)}`, help);
}

/** `suppress:` of the file: a map of codes and reasons. */
function suppressOf(config: ConfigFile): CheckOptions['suppress'] {
  const { suppress } = config.settings;
  if (suppress === undefined || suppress === null) return undefined;
  if (!isPlainMap(suppress)) throw new UsageError(`${config.place(['suppress'])}: expected a map of codes and reasons, found ${show(suppress)}`);
  for (const [code, reason] of Object.entries(suppress)) {
    const at = config.place(['suppress', code]);
    checkCode(code, at);
    if (typeof reason !== 'string' || reason.trim() === '') throw new UsageError(`${at}: expected the reason as a text, found ${show(reason)}`);
  }
  return suppress;
}

/** `external:` of the file: a list of kind, name and namespace. */
export function externalOf(config: ConfigFile): readonly ExternalObject[] {
  const { external } = config.settings;
  if (external === undefined || external === null) return [];
  if (!Array.isArray(external)) throw new UsageError(`${config.place(['external'])}: expected a list of { kind, name, namespace }, found ${show(external)}`);
  return external.map((entry: unknown, index) => {
    const at = config.place(['external', String(index)]);
    if (!isPlainMap(entry)) throw new UsageError(`${at}: expected { kind, name, namespace }, found ${show(entry)}`);
    for (const [field, value] of Object.entries(entry)) {
      if (!['kind', 'name', 'namespace'].includes(field)) throw new UsageError(`${at}: expected kind, name and namespace, found ${show(field)}`);
      if (typeof value !== 'string' || value === '') throw new UsageError(`${at}: expected ${field} as a text, found ${show(value)}`);
    }
    const { kind, name, namespace } = entry as { readonly kind?: string; readonly name?: string; readonly namespace?: string };
    if (kind === undefined) throw new UsageError(`${at}: expected a kind, such as Secret`);
    const wrong = wrongExternalKind(kind);
    if (wrong !== undefined) {
      throw new UsageError(`${at}: expected ${wrong.expected}, found ${show(kind)}`, wrong.nearest === undefined ? undefined : `did you mean ${show(wrong.nearest)}?`);
    }
    return { kind, name, namespace };
  });
}
