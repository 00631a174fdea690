import { type Activity, compute, native } from '../activity.ts';
import type { Program } from '../world.ts';
import { type Executor, runWorkers } from './workers.ts';

/**
 * Work for a processor, by what it does with the GIL.
 * - `bytecode` lets go of it whenever it is asked to;
 * - `held`: C calls that keep it, `calls` of them (a sum over a range, products of big integers);
 * - `released`: C calls that let go of it while they run (a hash of more than 2 KB, zlib, NumPy, a tree of a forest).
 */
export type Kind = 'bytecode' | 'held' | 'released';

export interface CpuWork {
  readonly kind: Kind;
  /** Processor time, virtual nanoseconds. */
  readonly ns: number;
  /** Into how many C calls it falls; 1 by default. */
  readonly calls?: number;
}

export interface CpuWorkload {
  readonly executor: Executor;
  readonly workers: number;
  /** What each worker does. */
  readonly work: CpuWork;
  /** Of spawned processes: processor time of importing the main module. */
  readonly importTime?: number;
}

/** The work as activities. */
export function* crunch({ kind, ns, calls = 1 }: CpuWork): Generator<Activity, void, unknown> {
  if (kind === 'bytecode') yield compute(ns);
  else if (kind === 'held') yield compute(ns, ns / calls);
  else for (let call = 0; call < calls; call++) yield native(ns / calls, true);
}

/** Workers that each do the same work: the article's CPU-bound benchmark. */
export function cpuWorkload({ executor, workers, work, importTime }: CpuWorkload): Program {
  return function* (self) {
    yield* runWorkers(self, executor, workers, () => () => crunch(work), { importTime });
  };
}
