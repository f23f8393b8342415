import type { CustomResourceDefinition } from '../../../../generated/kubernetes';
import { each, fields, needs, type Rule } from '../../rule/rules';
import { dns1035Label } from '../shared/names';

type Names = CustomResourceDefinition['spec']['names'];

/** A word that the server also uses with small letters. */
const kindName: Rule<string> = (found, at) => {
  if (!dns1035Label.accepts(found.toLowerCase())) at.report('definition/kind', { found });
};

/** What the server calls a kind and its resource, where nothing is said. */
function withDefaults(names: Partial<Names>): Names {
  const { kind = '' } = names;
  const filled = (text: string | undefined, other: string): string => (text === undefined || text === '' ? other : text);
  return { ...names, kind, plural: names.plural ?? '', singular: filled(names.singular, kind.toLowerCase()), listKind: filled(names.listKind, kind === '' ? '' : `${kind}List`) };
}

/** Names of a kind and of its resource. */
export const names: Rule<Names> = (given, at) => {
  const all = withDefaults(given);
  needs<Names>({ plural: dns1035Label, singular: dns1035Label, kind: kindName, listKind: kindName })(all, at);
  fields<Names>({ shortNames: each(dns1035Label), categories: each(dns1035Label) })(all, at);
  if (all.kind !== '' && all.kind === all.listKind) at.reportAt('listKind', 'api/invalid', { found: all.kind, expected: `another name than the kind, such as "${all.kind}List"` });
};
