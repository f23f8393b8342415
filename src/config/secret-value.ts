import type { Problems } from '../core/problems';
import { secretMark } from '../core/secret-mark';

/** How a secret value is read, and how messages call the place that it comes from. */
export interface SecretReader {
  /** `the environment variable DB_PASSWORD`: never a part of the value. */
  readonly from: string;
  /** Whether a line break at the end is meant. @default false */
  readonly keepsNewline?: boolean | undefined;
  /** The bytes; what keeps them from being read is reported. */
  read(problems: Problems): Uint8Array | undefined;
}

const redacted = '<secret>';
let readerOf: (value: SecretValue) => SecretReader;
let bytesOf: (value: SecretValue, problems: Problems) => Uint8Array | undefined;
let bytesReadOf: (value: SecretValue) => Uint8Array | undefined;

/**
 * A value that nobody shall read in a log: printed, inspected, put into a text or into JSON it is `<secret>`. It is made by
 * `fromEnvironment`, `fromSecretFile` or `unsafeLiteral`, and only the definition of a Secret can read it.
 */
export class SecretValue {
  static {
    // The only ways to the inside, handed to this file alone.
    readerOf = (value) => value.#reader;
    bytesOf = (value, problems) => (value.#bytes ??= value.#reader.read(problems));
    bytesReadOf = (value) => value.#bytes;
  }

  readonly #reader: SecretReader;
  #bytes: Uint8Array | undefined;

  /** @internal */
  constructor(reader: SecretReader) {
    this.#reader = reader;
  }

  /** @internal */
  get [secretMark](): true {
    return true;
  }

  /** `<secret>`. */
  toString(): string {
    return redacted;
  }

  /** `<secret>`. */
  toJSON(): string {
    return redacted;
  }

  /** `<secret>`. */
  [Symbol.toPrimitive](): string {
    return redacted;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return redacted;
  }
}

/**
 * Reads a secret value, once: what it was then, it stays. What keeps it from being read is reported.
 * For the builders of Secrets alone; the SDK does not export it.
 */
export function readSecret(value: SecretValue, problems: Problems): Uint8Array | undefined {
  return bytesOf(value, problems);
}

/** The bytes of a secret value that was read before, if that succeeded; the SDK does not export it. */
export function readBefore(value: SecretValue): Uint8Array | undefined {
  return bytesReadOf(value);
}

/** Where a secret value comes from, for messages; the SDK does not export it. */
export function originOf(value: SecretValue): Pick<SecretReader, 'from' | 'keepsNewline'> {
  return readerOf(value);
}
