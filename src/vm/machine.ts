/**
 * Where a switch between threads may fall.
 * - `every-step`: before every visible operation (free-threaded Python, or any other language)
 * - `eval-breaker`: at calls and loop back edges, and where a thread must wait (CPython ≥ 3.10 with the GIL)
 * - `every-bytecode`: between any two bytecodes (CPython ≤ 3.9 with the GIL)
 */
export type SwitchPoints = 'every-step' | 'eval-breaker' | 'every-bytecode';

/**
 * What a new process begins with: a copy of its parent's memory (`fork`), or a fresh interpreter that imports the main
 * module again (`spawn`, and `forkserver` in between; the same for what can happen).
 */
export type StartMethod = 'fork' | 'spawn' | 'forkserver';

/** The machine that a program runs on: settings that decide what can happen, not how long it takes. */
export interface Machine {
  readonly switchPoints: SwitchPoints;
  /** One thread at a time holds the global interpreter lock. */
  readonly gil: boolean;
  /** How multiprocessing starts a process; `fork` where it is left out. */
  readonly startMethod?: StartMethod;
  /** Cores of the processor, for os.cpu_count(); 4 where it is left out. */
  readonly cores?: number;
}

export const defaultMachine: Machine = { switchPoints: 'every-step', gil: true };

/** Largest sizes of a run; each is an error that names it when it is exceeded. */
export interface Limits {
  /** Threads that may ever start, the main thread included. At most 36 can be written in a schedule. */
  readonly threads: number;
  /** Processes that may ever start, the main process included. */
  readonly processes: number;
  /** Words of one thread's stack, and frames on it; deeper recursion is a RecursionError. */
  readonly stack: number;
  readonly depth: number;
  /** Words of heap; more is a MemoryError. */
  readonly heap: number;
  /** Instructions in one step before it is cut (a local loop that never ends stays interruptible). */
  readonly fuse: number;
}

export const defaultLimits: Limits = {
  threads: 36,
  processes: 32,
  stack: 16_384,
  depth: 1000,
  heap: 1 << 20,
  fuse: 100_000,
};
