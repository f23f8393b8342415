import type { ObjectMeta } from '../../generated/kubernetes';
import { isPlainMap } from '../core/checks';
import { type Identity, metadataFields, type MetadataProps } from '../core/metadata';
import type { Problems } from '../core/problems';

/** `metadata` of an object whose other fields may be so wrong that there is none. */
export function readMetadata(
  { name, namespace }: Identity,
  props: unknown,
  problems: Problems,
  annotations?: { readonly [key: string]: string },
): ObjectMeta {
  const given = isPlainMap(props) ? (props as MetadataProps) : {};
  return metadataFields({ name, namespace }, given, problems, annotations === undefined ? {} : { annotations });
}
