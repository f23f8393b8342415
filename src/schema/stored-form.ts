import { loadStoredFields, type StoredForm } from './data-files';
import type { FieldSchema, ObjectSchema } from './schema';

export type { StoredForm };

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
