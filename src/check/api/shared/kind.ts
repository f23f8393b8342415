import type { ObjectMeta } from '../../../../generated/kubernetes';
import { all, objects, type Rule } from '../../rule/rules';
import { type MetadataOptions, objectMeta } from './metadata';
import type { TextRule } from './names';

/** What all kinds have. */
export interface Named {
  readonly metadata?: ObjectMeta | undefined;
}

/** The rules of a kind: how it can be named, and what stands beside its metadata. */
export function kind<T extends Named>(name: TextRule, ...rules: readonly Rule<T>[]): Rule<T> {
  return kindWith<T>({}, name, ...rules);
}

/** As `kind`, for kinds whose metadata are judged differently. */
export function kindWith<T extends Named>(options: MetadataOptions, name: TextRule, ...rules: readonly Rule<T>[]): Rule<T> {
  return all<T>(objects<Named>({ metadata: objectMeta(name, options) }), ...rules);
}
