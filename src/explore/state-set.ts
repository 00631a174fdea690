/**
 * A set of states. A state is a row of 32-bit words of any length (a packed memory image); equal rows are one state.
 * States are numbered 0, 1, 2 … in the order in which they were added. All rows lie in one growing arena; an
 * open-addressing table (linear probing, at most half full) finds them by hash, and words are compared on every hit,
 * so the answer is exact whatever the hash does.
 */
export interface StateSet {
  /** Number of states. */
  readonly size: number;
  /** Words that all rows take together. */
  readonly words: number;
  /** Number of the state equal to words [0, length) of the row; it is new when that is the size before the call. */
  add(row: Int32Array, length: number): number;
  /** Copies a state's row; returns its length. */
  copy(state: number, into: Int32Array): number;
}

export function createStateSet(): StateSet {
  let arena = new Int32Array(1 << 16);
  let used = 0;
  let count = 0;
  /** Start of each state's row; entry `count` is the end of the last. And each state's hash. */
  let starts = new Float64Array(1 << 10);
  let hashes = new Int32Array(1 << 10);
  /** State + 1, or 0 for an empty slot. */
  let table = new Int32Array(1 << 11);
  let mask = table.length - 1;

  const grow = (): void => {
    const larger = new Float64Array(starts.length * 2);
    larger.set(starts);
    starts = larger;
    const more = new Int32Array(hashes.length * 2);
    more.set(hashes);
    hashes = more;
    table = new Int32Array(table.length * 2);
    mask = table.length - 1;
    for (let state = 0; state < count; state++) {
      let slot = (hashes[state] as number) & mask;
      while (table[slot] !== 0) slot = (slot + 1) & mask;
      table[slot] = state + 1;
    }
  };

  const reserve = (length: number): void => {
    if (used + length <= arena.length) return;
    let size = arena.length * 2;
    while (size < used + length) size *= 2;
    const larger = new Int32Array(size);
    larger.set(arena);
    arena = larger;
  };

  const same = (state: number, row: Int32Array, length: number): boolean => {
    const start = starts[state] as number;
    if ((starts[state + 1] as number) - start !== length) return false;
    for (let i = 0; i < length; i++) if (arena[start + i] !== row[i]) return false;
    return true;
  };

  return {
    get size() {
      return count;
    },
    get words() {
      return used;
    },
    add(row, length) {
      const hash = hashWords(row, length);
      let slot = hash & mask;
      for (let entry = table[slot] as number; entry !== 0; entry = table[slot] as number) {
        if (hashes[entry - 1] === hash && same(entry - 1, row, length)) return entry - 1;
        slot = (slot + 1) & mask;
      }
      reserve(length);
      // A plain loop: rows are short, and `set` with `subarray` costs an allocation.
      for (let i = 0; i < length; i++) arena[used + i] = row[i] as number;
      starts[count] = used;
      used += length;
      hashes[count] = hash;
      table[slot] = count + 1;
      count++;
      starts[count] = used;
      if (count + 1 >= hashes.length) grow();
      return count - 1;
    },
    copy(state, into) {
      const start = starts[state] as number;
      const length = (starts[state + 1] as number) - start;
      for (let i = 0; i < length; i++) into[i] = arena[start + i] as number;
      return length;
    },
  };
}

/** Multiply and xor-shift over the words (the constants are MurmurHash3's), with a last mix so that low bits are good. */
export function hashWords(row: Int32Array, length: number): number {
  let h = length;
  for (let i = 0; i < length; i++) {
    h = Math.imul(h ^ (row[i] as number), 0xcc9e_2d51);
    h ^= h >>> 15;
  }
  h = Math.imul(h ^ (h >>> 16), 0x85eb_ca6b);
  return h ^ (h >>> 13);
}
