import type { Program } from '../language/program.ts';
import type { Machine } from '../vm/machine.ts';
import type { Effect, LocalView, LockView, ThreadView, VariableView } from '../vm/types.ts';

/** One step of a run. Step 0 is the first choice; what the main thread does before it is the `setup`. */
export interface Step {
  /** The thread that was chosen; IDLE (−2) for an idle tick. */
  readonly thread: number;
  /** Line of the visible operation. */
  readonly line: number;
  readonly effects: readonly Effect[];
}

/** How a run stands after its last step. */
export type Ending =
  | { readonly kind: 'open' } // threads can still step
  | { readonly kind: 'finished' } // all threads have finished
  | { readonly kind: 'stuck'; readonly threads: readonly number[] } // some wait and nobody can end it
  | { readonly kind: 'stopped'; readonly reason: string }; // a budget or the reader stopped it

/**
 * The immutable record of a run. A cursor k, 0 ≤ k ≤ steps.length, names the moment before step k (k steps done).
 * `states[k][t]` is thread t at that moment; threads that have not started by then are absent.
 */
export interface Trace {
  readonly program: Program;
  readonly machine: Machine;
  readonly setup: readonly Effect[];
  readonly steps: readonly Step[];
  readonly states: readonly (readonly ThreadView[])[];
  readonly ending: Ending;
  /** Packed images at some cursors, for going back and for what `momentAt` computes. */
  readonly checkpoints: ReadonlyMap<number, Int32Array>;
}

/** A shared variable at a moment, with its last writer. */
export interface MemoryCell extends VariableView {
  /** Value before the last write, or empty when never overwritten since the set-up. */
  readonly was: string;
  /** Thread that wrote last (0 = main) and the step at which it did; −1 for the set-up. */
  readonly writer: number;
  readonly step: number;
  /** Written by the step just before the cursor. */
  readonly hot: boolean;
}

/** Everything a page shows at a cursor. */
export interface Moment {
  readonly cursor: number;
  readonly threads: readonly ThreadView[];
  readonly memory: readonly MemoryCell[];
  readonly locks: readonly LockView[];
  /** Locals of each thread's innermost frame, by thread id. */
  readonly locals: readonly (readonly LocalView[])[];
  /** All that was printed so far. */
  readonly output: string;
}

/** What a bar of the timeline means; one colour each. */
export type SegmentState = 'running' | 'ready' | 'lock' | 'io' | 'done' | 'gil' | 'free';

export interface Segment {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  readonly state: SegmentState;
  /** Short text for the bar: `line 9`, `needs lock`. */
  readonly label: string;
  /** Whole sentence for a screen reader: `T1, blocked on lock held by T2, steps 9 to 14`. */
  readonly name: string;
  /** Thread it belongs to (for GIL and core lanes: who has it), −1 for none. */
  readonly thread: number;
}

export interface Lane {
  readonly id: string;
  readonly kind: 'gil' | 'thread' | 'core' | 'lock' | 'process';
  /** `GIL`, `T1`, `core 0`. */
  readonly label: string;
  /** `baton`, `work()`. */
  readonly detail: string;
  readonly thread: number;
  readonly segments: readonly Segment[];
}

/** A thread holds a lock over [start, end): the bracket under its lane. */
export interface Hold {
  readonly thread: number;
  readonly lock: string;
  readonly start: number;
  readonly end: number;
  readonly open: boolean;
}

/** An arrow from where a thread blocks to the holder it waits for. */
export interface Wait {
  readonly thread: number;
  readonly holder: number;
  readonly at: number;
  readonly lock: string;
}

/** The baton's walk: `pick` a filled dot, `pass` a diamond, `drop` a ring. */
export interface BatonMove {
  readonly at: number;
  readonly kind: 'pick' | 'pass' | 'drop';
  readonly from: number;
  readonly to: number;
}

/** Something worth a line across the lanes: a lost update, a deadlock, an error. */
export interface Note {
  readonly at: number;
  readonly tone: 'bad' | 'lock' | 'ok' | 'plain';
  readonly title: string;
  readonly text: string;
}

/**
 * What the timeline draws: any trace, counted in steps or in virtual nanoseconds. In steps, `end` is the last cursor
 * n; segments and open holds reach to n + 1, where one more column shows how everything stands at the end.
 */
export interface Timeline {
  readonly unit: 'step' | 'ns';
  readonly end: number;
  readonly lanes: readonly Lane[];
  readonly holds: readonly Hold[];
  readonly waits: readonly Wait[];
  readonly baton: readonly BatonMove[];
  readonly notes: readonly Note[];
}

/** A line of the event log, two-way linked with the timeline by its step. */
export interface LogEntry {
  readonly step: number;
  readonly thread: number;
  /** Sentence without its subject: `writes count: 0 → 1`. */
  readonly text: string;
  readonly tone: 'plain' | 'bad' | 'lock' | 'switch' | 'ok';
}

/** A finding of the analysis at a step, as a sentence without its subject: `overwrites T2's 9 with 1: 9 updates lost`. */
export interface Remark {
  readonly step: number;
  readonly thread: number;
  readonly text: string;
}
