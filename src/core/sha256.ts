/** From here on the module of Node.js, which takes milliseconds to load, is the faster one. */
const longText = 4096;
const blockBytes = 64;

let native: typeof import('node:crypto').createHash | undefined;

/**
 * The SHA-256 digest of a text in UTF-8, in hexadecimal.
 * @see https://csrc.nist.gov/pubs/fips/180-4/upd1/final
 */
export function sha256(text: string): string {
  if (text.length < longText) return digestOf(Buffer.from(text));
  native ??= (require('node:crypto') as typeof import('node:crypto')).createHash;
  return native('sha256').update(text).digest('hex');
}

/** Fractions of the cube roots of the first 64 primes, and of the square roots of the first eight. */
const rounds = new Int32Array(64);
const start = new Int32Array(8);
fillConstants();

function fillConstants(): void {
  let found = 0;
  for (let candidate = 2; found < rounds.length; candidate++) {
    let isPrime = true;
    for (let factor = 2; factor * factor <= candidate; factor++) if (candidate % factor === 0) isPrime = false;
    if (!isPrime) continue;
    if (found < start.length) start[found] = fractionBits(Math.sqrt(candidate));
    rounds[found++] = fractionBits(Math.cbrt(candidate));
  }
}

/** The first 32 bits behind the point. */
function fractionBits(value: number): number {
  return ((value - Math.floor(value)) * 2 ** 32) | 0;
}

const words = new Int32Array(64);

function digestOf(bytes: Uint8Array): string {
  // A bit that is set, zeros, and the length in bits as 64 bits, up to the end of a block.
  const padded = Buffer.alloc(Math.ceil((bytes.length + 9) / blockBytes) * blockBytes);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  padded.writeUInt32BE(bytes.length * 8, padded.length - 4);
  const state = Int32Array.from(start);
  for (let block = 0; block < padded.length; block += blockBytes) addBlock(state, padded, block);
  // The blocks are read: their place will do for the digest.
  for (let index = 0; index < state.length; index++) padded.writeInt32BE(state[index]!, index * 4);
  return padded.toString('hex', 0, state.length * 4);
}

function addBlock(state: Int32Array, bytes: Buffer, block: number): void {
  for (let index = 0; index < 16; index++) words[index] = bytes.readInt32BE(block + index * 4);
  for (let index = 16; index < 64; index++) {
    const early = words[index - 15]!;
    const late = words[index - 2]!;
    const s0 = rotated(early, 7) ^ rotated(early, 18) ^ (early >>> 3);
    const s1 = rotated(late, 17) ^ rotated(late, 19) ^ (late >>> 10);
    words[index] = words[index - 16]! + s0 + words[index - 7]! + s1;
  }
  // Neither by a pattern nor by `forEach`: both take longer than a short text.
  let a = state[0]!;
  let b = state[1]!;
  let c = state[2]!;
  let d = state[3]!;
  let e = state[4]!;
  let f = state[5]!;
  let g = state[6]!;
  let h = state[7]!;
  for (let index = 0; index < 64; index++) {
    const s1 = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25);
    const first = (h + s1 + ((e & f) ^ (~e & g)) + rounds[index]! + words[index]!) | 0;
    const s0 = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22);
    const second = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + second) | 0;
  }
  state[0]! += a;
  state[1]! += b;
  state[2]! += c;
  state[3]! += d;
  state[4]! += e;
  state[5]! += f;
  state[6]! += g;
  state[7]! += h;
}

function rotated(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits));
}
