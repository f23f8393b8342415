import { all, fields, needs, type Rule } from '../../rule/rules';
import { dnsSubdomain, pathSegment } from './names';

/** Another object, by group, kind and name. */
interface TypedReference {
  readonly apiGroup?: string | undefined;
  readonly kind: string;
  readonly name: string;
}

/** A reference to an object of any kind. */
export const typedReference: Rule<TypedReference> = all(
  fields<TypedReference>({ apiGroup: dnsSubdomain }),
  needs<TypedReference>({ kind: pathSegment, name: pathSegment }),
);
