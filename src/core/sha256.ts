let crypto: typeof import('node:crypto') | undefined;

/**
 * The SHA-256 digest of a text in UTF-8, in hexadecimal.
 * @see https://nodejs.org/docs/latest-v20.x/api/crypto.html
 */
export function sha256(text: string): string {
  // It takes milliseconds to load, and many a run needs none.
  crypto ??= require('node:crypto') as typeof import('node:crypto');
  return crypto.createHash('sha256').update(text).digest('hex');
}
