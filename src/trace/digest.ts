/**
 * A 64-bit digest, written as 16 hexadecimal digits. It finds accidents (a damaged link, a run that differs), not
 * attacks. Two 32-bit lanes take every word, each by multiply and xor-shift with its own odd constants (those of
 * MurmurHash3 by Austin Appleby, public domain), and are mixed at the end. `Math.imul` and shifts are exact, so
 * every engine computes the same digest.
 */
export interface Digest {
  /** Takes one 32-bit word. */
  word(w: number): void;
  /** Takes words [0, length) and their number. */
  words(w: ArrayLike<number>, length?: number): void;
  /** Takes the UTF-16 units of a text and their number. */
  text(s: string): void;
  /** 16 hexadecimal digits for what was taken so far; more may follow. */
  hex(): string;
  /** 32 bits of the digest so far, cheap: for running checks. */
  short(): number;
}

export function createDigest(): Digest {
  let a = 0x2c1b_3c6d;
  let b = 0x297a_2d39;
  const word = (w: number): void => {
    let k = Math.imul(w, 0xcc9e_2d51);
    k = Math.imul((k << 15) | (k >>> 17), 0x1b87_3593);
    a ^= k;
    a = (Math.imul((a << 13) | (a >>> 19), 5) + 0xe654_6b64) | 0;
    k = Math.imul(w ^ 0x5bd1_e995, 0x2390_22c5);
    b ^= (k << 17) | (k >>> 15);
    b = (Math.imul((b << 11) | (b >>> 21), 9) + a + 0x38b3_4ae5) | 0;
  };
  const words = (w: ArrayLike<number>, length = w.length): void => {
    word(length);
    for (let i = 0; i < length; i++) word(w[i] as number);
  };
  const text = (s: string): void => {
    word(s.length);
    for (let i = 0; i < s.length; i++) word(s.charCodeAt(i));
  };
  return {
    word,
    words,
    text,
    hex: () => hex32(finish(a ^ finish(b))) + hex32(finish(Math.imul(b, 0x9e37_79b1) ^ a)),
    short: () => finish(a ^ b),
  };
}

/** Digest of one text. */
export function digestOfText(s: string): string {
  const digest = createDigest();
  digest.text(s);
  return digest.hex();
}

/** Digest of the words [0, length). */
export function digestOfWords(words: ArrayLike<number>, length = words.length): string {
  const digest = createDigest();
  digest.words(words, length);
  return digest.hex();
}

/** MurmurHash3's last mix: every input bit reaches every output bit. */
const finish = (h: number): number => {
  let x = h;
  x = Math.imul(x ^ (x >>> 16), 0x85eb_ca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2_ae35);
  return x ^ (x >>> 16);
};

const hex32 = (w: number): string => (w >>> 0).toString(16).padStart(8, '0');
