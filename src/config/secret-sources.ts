import { checkBoolean, checkFields, checkOneOf, isPlainMap } from '../core/checks';
import { checkName, envName } from '../core/names';
import type { Problems } from '../core/problems';
import { readField } from '../core/read-field';
import { show } from '../core/show';
import { checkEncodable, readBase64 } from './content';
import { UserPath } from './read-path';
import { SecretValue } from './secret-value';

/** How the content of a source becomes a secret value. */
export interface SecretOptions {
  /**
   * `base64` where the content is the base64 of the bytes that are meant.
   * @default 'utf8': the content itself
   */
  readonly encoding?: 'utf8' | 'base64' | undefined;
  /**
   * Whether one line break at the end of the content is taken away; `false` keeps it and says that it is meant.
   * @default - kept, and a value of one line that ends in a line break is warned of
   */
  readonly trimNewline?: boolean | undefined;
}

/**
 * A secret value from an environment variable of the process that runs this program, such as a CI job gives it.
 * @param name of the variable; where it is not set, the Secret that the value is for has an error
 */
export function fromEnvironment(name: string, options: SecretOptions = {}): SecretValue {
  return secretValue(`the environment variable ${String(name)}`, options, (problems) => {
    if (!checkName(problems, envName, 'environment variable', name)) return undefined;
    const value = process.env[name];
    if (value === undefined) problems.report('secret/environment-missing', { name });
    return value === undefined ? undefined : Buffer.from(value);
  });
}

/**
 * A secret value from a file: exactly its bytes. Keep the file out of the repository.
 * @param path relative to the working folder of the process (where `kubeloom` or `cdk8s` was started), or absolute
 */
export function fromSecretFile(path: string, options: SecretOptions = {}): SecretValue {
  const file = new UserPath(path);
  return secretValue(`the file ${String(path)}`, options, (problems) => file.readFile(problems));
}

/**
 * A secret value that stands in the program itself, and so in its repository: for what is not secret at all, such as a user
 * name, and for examples.
 */
export function unsafeLiteral(value: string | Uint8Array, options: SecretOptions = {}): SecretValue {
  return secretValue('a literal', options, (problems) => {
    const given: unknown = value;
    if (typeof given === 'string') return checkEncodable(problems, given) ? Buffer.from(given) : undefined;
    if (ArrayBuffer.isView(given)) return new Uint8Array(given.buffer, given.byteOffset, given.byteLength);
    problems.report('secret/wrong-type', { expected: 'a text or bytes', type: typeName(given) });
    return undefined;
  });
}

/** What messages call a value that may be a secret. */
export function typeName(value: unknown): string {
  if (value === null) return 'of type null';
  if (Array.isArray(value)) return 'of type list';
  // Of what is no plain map, the class is all that is shown.
  return typeof value === 'object' && !isPlainMap(value) ? show(value).replace('an object ', '') : `of type ${typeof value}`;
}

const fields: ReadonlySet<string> = new Set(['encoding', 'trimNewline'] satisfies (keyof SecretOptions)[]);
const encodings = ['utf8', 'base64'] as const;
type Encoding = (typeof encodings)[number];
const checkEncoding = (problems: Problems, value: unknown): value is Encoding => checkOneOf(problems, value, encodings);

function secretValue(from: string, options: SecretOptions, content: (problems: Problems) => Uint8Array | undefined): SecretValue {
  return new SecretValue({
    from,
    keepsNewline: options?.trimNewline === false,
    read(problems) {
      const given: unknown = options;
      // A second text may be meant as a default, and so may be a secret: it is not shown.
      if (!isPlainMap(given)) {
        problems.report('secret/wrong-type', { expected: 'options', type: typeName(given) });
        return undefined;
      }
      checkFields(problems, given, fields);
      const trim = readField(problems, given, 'trimNewline', checkBoolean) ?? false;
      const encoding = readField(problems, given, 'encoding', checkEncoding) ?? 'utf8';
      const bytes = content(problems);
      if (bytes === undefined) return undefined;
      if (encoding === 'utf8') return trim ? withoutNewline(bytes) : bytes;
      const base64 = readBase64(problems, Buffer.from(bytes).toString('latin1').trimEnd());
      return base64 === undefined ? undefined : Buffer.from(base64, 'base64');
    },
  });
}

const lineFeed = 10;
const carriageReturn = 13;

function withoutNewline(bytes: Uint8Array): Uint8Array {
  if (bytes.at(-1) !== lineFeed) return bytes;
  return bytes.subarray(0, bytes.length - (bytes.at(-2) === carriageReturn ? 2 : 1));
}

/** Whether bytes are one line and the line break behind it. */
export function isLineWithNewline(bytes: Uint8Array): boolean {
  return bytes.length > 1 && bytes.indexOf(lineFeed) === bytes.length - 1;
}
