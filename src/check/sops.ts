import { isPlainMap, type PlainMap } from '../core/plain-map';

const encrypted = /^ENC\[[\s\S]*?,type:(str|int|float|bool|bytes|comment)\]$/;
/** What fits nearly everywhere, also where JSON is expected. */
const someText = '{}';
const someBase64 = 'e30=';

/**
 * An object that SOPS encrypted, as it will be once it is decrypted: without `sops`, and with some value of the right type in place
 * of each that is encrypted. Any other value is given back as it is.
 * @see https://getsops.io/docs/
 */
export function withoutSops(value: unknown): unknown {
  if (!isPlainMap(value) || !isPlainMap(value['sops'])) return value;
  const fields = Object.entries(value).filter(([key]) => key !== 'sops');
  return Object.fromEntries(fields.map(([key, field]) => [key, decrypted(field, key === 'data' && value['kind'] === 'Secret')]));
}

function decrypted(value: unknown, inBase64: boolean): unknown {
  if (typeof value === 'string') {
    const found = value.startsWith('ENC[') ? encrypted.exec(value) : null;
    return found === null ? value : stand(found[1]!, inBase64);
  }
  if (Array.isArray(value)) return value.map((item: unknown) => decrypted(item, inBase64));
  if (!isPlainMap(value)) return value;
  return Object.fromEntries(Object.entries(value satisfies PlainMap).map(([key, field]) => [key, decrypted(field, inBase64)]));
}

function stand(type: string, inBase64: boolean): unknown {
  switch (type) {
    case 'int':
    case 'float':
      return 1;
    case 'bool':
      return true;
    default:
      return inBase64 ? someBase64 : someText;
  }
}
