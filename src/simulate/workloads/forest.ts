import { compute, join, native, start } from '../activity.ts';
import type { Program } from '../world.ts';

export interface ForestWorkload {
  readonly trees: number;
  /** Threads: scikit-learn fits trees with `prefer="threads"`, because its Cython code releases the GIL (_forest.py). */
  readonly jobs: number;
  /** Virtual nanoseconds of the whole with one job. */
  readonly ns: number;
  /** Share of it that no second job can help with: checking the data, drawing the seeds, putting results together. */
  readonly serial: number;
  /** Of a tree, the share in Python, under the GIL. */
  readonly python: number;
}

/** A random forest: each thread takes the next tree, goes through some Python, and fits it in C code. */
export function forestWorkload({ trees, jobs, ns, serial, python }: ForestWorkload): Program {
  const tree = (ns * (1 - serial)) / trees;
  return function* (self) {
    yield compute((ns * serial) / 2);
    let left = trees;
    const worker: Program = function* () {
      while (left > 0) {
        left--;
        yield compute(tree * python);
        yield native(tree * (1 - python), true);
      }
    };
    const threads = Array.from({ length: jobs }, (_, index) => self.thread(`T${index + 1}`, worker));
    for (const thread of threads) yield start(thread);
    for (const thread of threads) yield join(thread);
    yield compute((ns * serial) / 2);
  };
}
