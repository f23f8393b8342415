import { didYouMean } from '../../core/codes/code';
import { formatObjectId, type ObjectId } from '../../core/object-id';
import { bare, listed, show } from '../../core/show';

/** An object that something refers to and that is not there. */
export interface MissingTarget {
  readonly target: ObjectId;
  /** Namespaces that have an object of this kind and name. */
  readonly elsewhere: readonly string[];
  /** Whether there is such an object that says no namespace. */
  readonly unnamed: boolean;
  /** The name in the same namespace that was most likely meant. */
  readonly nearest?: string | undefined;
  /** Whether a pattern among the external objects fits it, so that it may well be there. */
  readonly pattern: boolean;
}

/** A key that something refers to and that its owner does not have. */
export interface MissingKey {
  readonly target: ObjectId;
  readonly key: string;
  readonly known: readonly string[];
  readonly nearest?: string | undefined;
}

/** `refers to Secret shop/db, which is not in this bundle`. */
export function notHere({ target, elsewhere, unnamed, pattern }: MissingTarget): string {
  if (pattern) return `refers to ${formatObjectId(target)}, which only a pattern among the external objects declares`;
  if (unnamed) return `refers to ${formatObjectId(target)}, which is here without a namespace`;
  const where = elsewhere.length === 0 ? 'which is not in this bundle' : `which is in namespace ${listed(elsewhere)} only`;
  return `refers to ${formatObjectId(target)}, ${where}`;
}

/** The next step for what is missing. */
export function findTarget({ target, elsewhere, unnamed, nearest, pattern }: MissingTarget, otherwise = 'define it, or declare it under "external"'): string {
  if (pattern) return `declare ${show(target.name)} itself under "external" to say that it is there`;
  if (unnamed) return `set metadata.namespace of the ${bare(target.kind)}: without one it is made wherever it is applied, mostly in "default"`;
  if (elsewhere.length > 0) return `such a reference stays in its namespace: put both into one, or define a ${bare(target.kind)} in ${target.namespace === undefined ? 'this one' : show(target.namespace)}`;
  return didYouMean(nearest, otherwise);
}
