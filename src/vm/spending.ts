/**
 * What builtins take beyond their own instruction, in units of an average bytecode. CPython 3.11 on one machine, best
 * of five, against 4.5 ns a bytecode (a seventh of a pass of `for i in range(n): x += i * i`).
 */
export const TAKES = {
  /** One item of sum, any, all over a list: 3.7 ns. */
  sumItem: 0.8,
  /** One item of max, min, list, tuple, set: 9.3 ns. */
  item: 2,
  /** One item of sorted, times the logarithm of their number: 203 ns at 100,000. */
  sortItem: 2.7,
  /** One item of random.sample: 240 ns; of shuffle: 189 ns. */
  sampleItem: 53,
  shuffleItem: 42,
  /** random.randint and the like: 205 ns; random.random: 34 ns. */
  randint: 45,
  random: 7,
  /** One digit of 30 bits times another: reduce over 50,000 factors took 0.47 s for 8.3e8 of them. */
  digitProduct: 0.125,
  /** A call of a small lambda from C: 23 ns. */
  callBack: 5,
} as const;

/** Where what was taken is added up; whoever drives the machine under a clock sets it back. */
export interface Spending {
  /** In C code that looks at nothing until it returns. */
  held: number;
  /** In C code that calls back into Python, so that a switch may fall meanwhile. */
  open: number;
}
