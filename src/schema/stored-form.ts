import { loadStoredFields } from './data-files';
import type { FieldSchema, ObjectSchema } from './schema';

/**
 * What the server's own code can tell of a field:
 * - `given`: whether it was given, an empty value included (a pointer in the server's code);
 * - `nonzero`: only values that are not empty; `false`, `0`, `""`, `[]` are as good as absent, and not stored;
 * - `always`: it is stored with every object, empty where nobody gave it.
 */
export type StoredForm = 'given' | 'nonzero' | 'always';

/** Fields whose form is another than that which the definitions let expect; by type. */
export type StoredFields = { readonly [type: string]: { readonly [F in StoredForm]?: readonly string[] } };

/** The form of a field of a type of Kubernetes' own. */
export function storedForm(type: ObjectSchema, field: FieldSchema): StoredForm {
  const known = loadStoredFields()[type.name];
  if (known !== undefined) {
    for (const form of ['given', 'nonzero', 'always'] as const) if (known[form]?.includes(field.name) === true) return form;
  }
  return expectedForm(field);
}

/** The form that fields of that type, required or not, mostly have. */
export function expectedForm(field: FieldSchema): StoredForm {
  if (field.required) return 'always';
  switch (field.schema.type) {
    case 'object': return field.default === undefined ? 'given' : 'always';
    case 'any': case 'quantity': case 'int-or-string': case 'date-time': case 'micro-time': return 'given';
    default: return 'nonzero';
  }
}
