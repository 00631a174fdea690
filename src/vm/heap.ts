import { raise } from './errors.ts';
import {
  BIGINT,
  BLOCK,
  BLOCK_AT,
  BYTES,
  COUNT_AT,
  ENTRY_WORDS,
  FLOAT,
  HEAP_TOP,
  KERNEL,
  type Layout,
  LIST,
  RAW_WORDS,
  SHARED,
  STR,
  T_ARENA,
  T_ARENA_END,
  THREAD_WORDS,
  TUPLE,
  TYPE_MASK,
} from './layout.ts';
import { addressOf, isRef, isSmall, MAX_SMALL, MIN_SMALL, refTo, small, smallOf } from './values.ts';

/** Words that a thread takes from the heap at a time; within them it allocates without asking anybody. */
const ARENA_WORDS = 64;
/** Words at the end of the heap that only an exception may take: so that a MemoryError can be raised at all. */
const RESERVE = 1024;

/** Objects of the image: allocation and the representation of strings, numbers and sequences. */
export type Heap = ReturnType<typeof createHeap>;

const floatBits = new Float64Array(1);
const floatWords = new Int32Array(floatBits.buffer);
/** Two limbs of an integer at once. */
const longBits = new BigUint64Array(1);
const longWords = new Int32Array(longBits.buffer);

export function createHeap(image: Int32Array, layout: Layout) {
  let record = layout.threads;
  /** While the constants are laid down, allocation goes to their region. */
  let constantTop = layout.constants;
  let loading = false;
  let spare = false;

  /** Whose arena the next allocations come from. */
  const enter = (thread: number): void => {
    record = layout.threads + thread * THREAD_WORDS;
  };

  const take = (size: number): number => {
    if (loading) {
      constantTop += size;
      return constantTop - size;
    }
    const at = image[record + T_ARENA] as number;
    if (at + size <= (image[record + T_ARENA_END] as number)) {
      image[record + T_ARENA] = at + size;
      return at;
    }
    const top = image[HEAP_TOP] as number;
    const words = size > ARENA_WORDS >> 1 ? size : ARENA_WORDS;
    if (top + words > image.length - (spare ? 0 : RESERVE)) {
      throw raise('MemoryError', `heap limit of ${image.length - layout.heap - RESERVE} words reached`);
    }
    image[HEAP_TOP] = top + words;
    if (words === size) return top;
    image[record + T_ARENA] = top + size;
    image[record + T_ARENA_END] = top + words;
    return top;
  };

  /** A new object of `size` words, header included; its other words are zero. Returns its address. */
  const alloc = (type: number, size: number): number => {
    if (size >= 1 << 23) throw raise('MemoryError', 'object too large');
    const at = take(size);
    image[at] = (size << 8) | type;
    for (let i = 1; i < size; i++) image[at + i] = 0;
    return at;
  };

  const typeAt = (address: number): number => (image[address] as number) & TYPE_MASK;
  /** Object type of a value, 0 when it is not on the heap. */
  const typeOf = (v: number): number => (isRef(v) ? (image[addressOf(v)] as number) & TYPE_MASK : 0);
  const sizeAt = (address: number): number => (image[address] as number) >>> 8;
  const isSharedRef = (v: number): boolean => isRef(v) && ((image[addressOf(v)] as number) & SHARED) !== 0;

  const isKernel = (v: number): boolean => isRef(v) && ((image[addressOf(v)] as number) & KERNEL) !== 0;
  /** An object that all processes reach. */
  const asKernel = (v: number): number => {
    image[addressOf(v)] = (image[addressOf(v)] as number) | KERNEL | SHARED;
    return v;
  };

  /** Marks a value, and all that can be reached from it, as reachable by several threads. */
  const share = (v: number): void => {
    if (!isRef(v)) return;
    const at = addressOf(v);
    if (at < layout.heap || ((image[at] as number) & SHARED) !== 0) return;
    if (typeAt(at) !== BLOCK) image[at] = (image[at] as number) | SHARED; // a block is reached only through its owner
    const raw = RAW_WORDS[typeAt(at)] as number;
    if (raw < 0) return;
    const size = sizeAt(at);
    for (let i = raw + 1; i < size; i++) share(image[at + i] as number);
  };

  // ---- strings: UTF-16 units, two to a word
  const text = (s: string): number => {
    const at = alloc(STR, 2 + ((s.length + 1) >> 1));
    image[at + 1] = s.length;
    for (let i = 0; i < s.length; i++) {
      const w = at + 2 + (i >> 1);
      image[w] = (image[w] as number) | (s.charCodeAt(i) << ((i & 1) << 4));
    }
    return refTo(at);
  };
  const textOf = (v: number): string => {
    const at = addressOf(v);
    const length = image[at + 1] as number;
    let s = '';
    for (let i = 0; i < length; i++)
      s += String.fromCharCode(((image[at + 2 + (i >> 1)] as number) >>> ((i & 1) << 4)) & 0xffff);
    return s;
  };
  const bytes = (s: string): number => {
    const v = text(s);
    const at = addressOf(v);
    image[at] = ((image[at] as number) & ~TYPE_MASK) | BYTES;
    return v;
  };

  // ---- numbers
  const float = (x: number): number => {
    const at = alloc(FLOAT, 3);
    floatBits[0] = x;
    image[at + 1] = floatWords[0] as number;
    image[at + 2] = floatWords[1] as number;
    return refTo(at);
  };
  const floatOf = (v: number): number => {
    const at = addressOf(v);
    floatWords[0] = image[at + 1] as number;
    floatWords[1] = image[at + 2] as number;
    return floatBits[0] as number;
  };
  /** An integer of any size; small ones take no heap. */
  const integer = (n: bigint): number => {
    if (n >= MIN_SMALL && n <= MAX_SMALL) return small(Number(n));
    const size = n < 0n ? -n : n;
    if (size < 1n << 64n) {
      longBits[0] = size;
      const at = alloc(BIGINT, longWords[1] === 0 ? 3 : 4);
      image[at + 1] = n < 0n ? 1 : 0;
      image[at + 2] = longWords[0] as number;
      if (longWords[1] !== 0) image[at + 3] = longWords[1] as number;
      return refTo(at);
    }
    const hex = size.toString(16);
    const limbs = (hex.length + 7) >> 3;
    const at = alloc(BIGINT, 2 + limbs);
    image[at + 1] = n < 0n ? 1 : 0;
    for (let i = 0; i < limbs; i++) {
      const end = hex.length - i * 8;
      image[at + 2 + i] = Number.parseInt(hex.slice(Math.max(0, end - 8), end), 16) | 0;
    }
    return refTo(at);
  };
  /** An integer of at most 53 bits, given as a JavaScript number without a fraction. */
  const number = (n: number): number => {
    if (n >= MIN_SMALL && n <= MAX_SMALL) return small(n);
    const size = Math.abs(n);
    const high = Math.floor(size / 2 ** 32);
    const at = alloc(BIGINT, high > 0 ? 4 : 3);
    image[at + 1] = n < 0 ? 1 : 0;
    image[at + 2] = (size % 2 ** 32) | 0;
    if (high > 0) image[at + 3] = high;
    return refTo(at);
  };
  const integerOf = (v: number): bigint => {
    if (isSmall(v)) return BigInt(smallOf(v));
    const at = addressOf(v);
    if (sizeAt(at) <= 4) {
      longWords[0] = image[at + 2] as number;
      longWords[1] = sizeAt(at) === 4 ? (image[at + 3] as number) : 0;
      return image[at + 1] ? -(longBits[0] as bigint) : (longBits[0] as bigint);
    }
    let hex = '';
    for (let i = sizeAt(at) - 1; i >= 2; i--) hex += ((image[at + i] as number) >>> 0).toString(16).padStart(8, '0');
    const n = BigInt('0x' + hex);
    return image[at + 1] ? -n : n;
  };

  // ---- sequences
  const tuple = (items: ArrayLike<number>): number => {
    const at = alloc(TUPLE, 1 + items.length);
    for (let i = 0; i < items.length; i++) image[at + 1 + i] = items[i] as number;
    return refTo(at);
  };
  /** An object that owns a block (list, dict, set, class, instance) with room for `capacity` entries. */
  const owner = (type: number, size: number, capacity: number): number => {
    const at = alloc(type, size);
    if (capacity > 0)
      image[at + (BLOCK_AT[type] as number)] = refTo(alloc(BLOCK, 1 + capacity * (ENTRY_WORDS[type] as number)));
    return at;
  };
  const list = (items: ArrayLike<number>): number => {
    const at = owner(LIST, 3, items.length);
    image[at + 1] = items.length;
    const block = addressOf(image[at + 2] as number);
    for (let i = 0; i < items.length; i++) image[block + 1 + i] = items[i] as number;
    return refTo(at);
  };
  /** Address of the first entry of the object's block; meaningless while the object is empty. */
  const entries = (at: number): number => addressOf(image[at + (BLOCK_AT[typeAt(at)] as number)] as number) + 1;
  const countAt = (at: number): number => image[at + (COUNT_AT[typeAt(at)] as number)] as number;
  /** Makes room for one more entry and counts it; returns the address of its first word. */
  const push = (at: number): number => {
    const type = typeAt(at);
    const words = ENTRY_WORDS[type] as number;
    const count = countAt(at);
    const slot = at + (BLOCK_AT[type] as number);
    const old = image[slot] as number;
    const capacity = old === 0 ? 0 : (sizeAt(addressOf(old)) - 1) / words;
    if (count === capacity) {
      const block = alloc(BLOCK, 1 + (count + (count >> 3) + 6) * words) /* grows as CPython's list does */;
      if (old !== 0) {
        const from = addressOf(old) + 1;
        image.copyWithin(block + 1, from, from + count * words);
      }
      image[slot] = refTo(block);
    }
    image[at + (COUNT_AT[type] as number)] = count + 1;
    return entries(at) + count * words;
  };
  /** Removes entry i, moving the later ones down; the freed words are cleared. */
  const removeEntry = (at: number, i: number): void => {
    const type = typeAt(at);
    const words = ENTRY_WORDS[type] as number;
    const count = countAt(at);
    const first = entries(at);
    image.copyWithin(first + i * words, first + (i + 1) * words, first + count * words);
    image.fill(0, first + (count - 1) * words, first + count * words);
    image[at + (COUNT_AT[type] as number)] = count - 1;
  };
  /** Puts a value at list position i, moving the later ones up. */
  const insertItem = (at: number, i: number, value: number): void => {
    push(at);
    const first = entries(at);
    const count = countAt(at);
    image.copyWithin(first + i + 1, first + i, first + count - 1);
    image[first + i] = value;
  };
  const itemsOf = (at: number): number[] => {
    if (typeAt(at) === TUPLE) return Array.from(image.subarray(at + 1, at + sizeAt(at)));
    const n = countAt(at) * (ENTRY_WORDS[typeAt(at)] as number);
    return n === 0 ? [] : Array.from(image.subarray(entries(at), entries(at) + n));
  };

  return {
    image,
    layout,
    enter,
    alloc,
    typeAt,
    typeOf,
    sizeAt,
    isSharedRef,
    isKernel,
    asKernel,
    share,
    text,
    textOf,
    bytes,
    float,
    floatOf,
    integer,
    number,
    integerOf,
    tuple,
    owner,
    list,
    entries,
    countAt,
    push,
    removeEntry,
    insertItem,
    itemsOf,
    /** Runs `make` with the reserve at hand. */
    withReserve(make: () => number): number {
      spare = true;
      try {
        return make();
      } finally {
        spare = false;
      }
    },
    /** Runs `fill` with allocation going to the region of constants. */
    load(fill: () => void): void {
      loading = true;
      fill();
      loading = false;
    },
  };
}
