import { compute, join, native, start } from '../activity.ts';
import type { Program } from '../world.ts';

export interface ForestWorkload {
  readonly trees: number;
  /** Threads: scikit-learn fits trees with `prefer="threads"`, because its Cython code releases the GIL (_forest.py). */
  readonly jobs: number;
  /** Virtual nanoseconds of one tree; `serial` is the share of it in Python, under the GIL. */
  readonly tree: number;
  readonly serial: number;
}

/** A random forest: each thread takes the next tree, fits it in C code, and goes through Python between two. */
export function forestWorkload({ trees, jobs, tree, serial }: ForestWorkload): Program {
  return function* (self) {
    let left = trees;
    const worker: Program = function* () {
      while (left > 0) {
        left--;
        yield compute(tree * serial);
        yield native(tree * (1 - serial), true);
      }
    };
    const threads = Array.from({ length: jobs }, (_, index) => self.thread(`T${index + 1}`, worker));
    for (const thread of threads) yield start(thread);
    for (const thread of threads) yield join(thread);
  };
}
