import { raise } from './errors.ts';
import type { Heap } from './heap.ts';
import { RANDOM } from './layout.ts';
import { addressOf, refTo } from './values.ts';

const N = 624;
const M = 397;
/** Words of a RANDOM object: the position in the state, then the 624 words of it. */
const INDEX = 1;
const STATE = 2;

/**
 * Python's random source: the Mersenne Twister (Matsumoto & Nishimura, TOMACS 8(1), 1998) as Modules/_randommodule.c
 * seeds and reads it, so that a seeded program draws CPython's numbers. The state lies in the image.
 */
export function createRandom(heap: Heap) {
  const { image } = heap;

  const seedWith = (at: number, key: readonly number[]): void => {
    const mt = at + STATE;
    image[mt] = 19650218;
    for (let i = 1; i < N; i++) {
      const p = image[mt + i - 1] as number;
      image[mt + i] = (Math.imul(1812433253, p ^ (p >>> 30)) + i) | 0;
    }
    let i = 1;
    let j = 0;
    for (let k = Math.max(N, key.length); k > 0; k--) {
      const p = image[mt + i - 1] as number;
      image[mt + i] = (((image[mt + i] as number) ^ Math.imul(p ^ (p >>> 30), 1664525)) + (key[j] as number) + j) | 0;
      if (++i >= N) {
        image[mt] = image[mt + N - 1] as number;
        i = 1;
      }
      if (++j >= key.length) j = 0;
    }
    for (let k = N - 1; k > 0; k--) {
      const p = image[mt + i - 1] as number;
      image[mt + i] = (((image[mt + i] as number) ^ Math.imul(p ^ (p >>> 30), 1566083941)) - i) | 0;
      if (++i >= N) {
        image[mt] = image[mt + N - 1] as number;
        i = 1;
      }
    }
    image[mt] = 0x80000000 | 0;
    image[at + INDEX] = N;
  };

  const refill = (at: number): void => {
    const mt = at + STATE;
    for (let k = 0; k < N; k++) {
      const y = ((image[mt + k] as number) & 0x80000000) | ((image[mt + ((k + 1) % N)] as number) & 0x7fffffff);
      image[mt + k] = (image[mt + ((k + M) % N)] as number) ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
    }
    image[at + INDEX] = 0;
  };
  /** 32 random bits. */
  const word = (at: number): number => {
    if ((image[at + INDEX] as number) >= N) refill(at);
    const index = image[at + INDEX] as number;
    image[at + INDEX] = index + 1;
    let y = image[at + STATE + index] as number;
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return (y ^ (y >>> 18)) >>> 0;
  };
  const bits = (at: number, k: number): number => {
    if (k <= 32) return k === 0 ? 0 : word(at) >>> (32 - k);
    const low = word(at);
    return (word(at) >>> (64 - k)) * 2 ** 32 + low;
  };

  return {
    create(seed: bigint): number {
      const at = heap.alloc(RANDOM, STATE + N);
      this.seed(refTo(at), seed);
      return refTo(at);
    },
    seed(self: number, seed: bigint): void {
      const key: number[] = [];
      for (let n = seed < 0n ? -seed : seed; n > 0n || key.length === 0; n >>= 32n)
        key.push(Number(n & 0xffffffffn) | 0);
      seedWith(addressOf(self), key);
    },
    /** A float in [0, 1) with 53 bits. */
    float(self: number): number {
      const a = word(addressOf(self)) >>> 5;
      const b = word(addressOf(self)) >>> 6;
      return (a * 67108864 + b) / 9007199254740992;
    },
    /** An integer in [0, n). */
    below(self: number, n: number): number {
      if (n <= 0) throw raise('ValueError', 'empty range for randrange()');
      const k = n.toString(2).length;
      let r = bits(addressOf(self), k);
      while (r >= n) r = bits(addressOf(self), k);
      return r;
    },
  };
}

export type Random = ReturnType<typeof createRandom>;
