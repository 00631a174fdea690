import type { Program } from '../language/program.ts';
import type { Limits, Machine } from './machine.ts';

/** What one operation did, as a reader would say it. */
export type EffectKind =
  | 'load'
  | 'store'
  | 'acquire'
  | 'release'
  | 'wait'
  | 'notify'
  | 'start'
  | 'join'
  | 'finish'
  | 'print'
  | 'sleep'
  | 'wake'
  | 'error'
  | 'cut';

export interface Effect {
  readonly kind: EffectKind;
  /** The thread that did it (0 = main). Not always the stepping thread: a finished thread lets its joiners go on. */
  readonly thread: number;
  /** Address of the instruction, and its 1-based source position. */
  readonly pc: number;
  readonly line: number;
  /** Word of the image that was read or written; 0 where there is none. Same address, same place. */
  readonly address: number;
  /** What was touched, as the program names it: `count`, `lock`, `items[0]`, `T2`. */
  readonly name: string;
  /** Python's `repr` of the value before and after; a load has both equal. Empty where there is none. */
  readonly before: string;
  readonly after: string;
  /** print: the text with its line end. error: the traceback's last line. Else empty. */
  readonly text: string;
}

/** A thread at rest, as the XState machine in model/thread.ts names its states. */
export type ThreadStatus = 'created' | 'runnable' | 'running' | 'blocked' | 'sleeping' | 'finished';

export interface ThreadView {
  readonly id: number;
  /** `main`, `T1`, `T2` … in the order of start. */
  readonly mark: string;
  /** Python's name of the thread: `MainThread`, `Thread-1 (work)`. */
  readonly name: string;
  /** What it runs, as a call: `work()`. */
  readonly call: string;
  readonly status: ThreadStatus;
  /** May be chosen for the next step: runnable, or asleep (choosing it wakes it). */
  readonly enabled: boolean;
  /** Line of the next operation; 0 when finished. */
  readonly line: number;
  /** Address of the next instruction; −1 when finished. */
  readonly pc: number;
  /** Why it cannot go on, in a few words: `needs lock`, `waits for T1`, `finished`; empty when it can. */
  readonly reason: string;
  /** What it waits for, and the thread that has it (−1: none). */
  readonly waitsFor: { readonly name: string; readonly holder: number } | null;
  /** The uncaught exception that ended it, as the traceback's last line; else empty. */
  readonly error: string;
}

/** A shared variable (or a part of a shared object), as the memory panel lists it. */
export interface VariableView {
  readonly address: number;
  readonly name: string;
  /** `repr` of the value. */
  readonly value: string;
}

export interface LockView {
  readonly address: number;
  readonly name: string;
  /** Thread that acquired it, −1 when free. */
  readonly holder: number;
}

export interface LocalView {
  readonly name: string;
  readonly value: string;
}

/** How far a thread came in virtual time, and what it waits for now. */
export interface Advance {
  /** Bytecodes executed, in units of an average one. */
  readonly cost: number;
  /** A switch may fall within the stretch as well: it was C code that calls back into Python. */
  readonly interruptible: boolean;
  /**
   * - `budget`: it could go on
   * - `signal`: it did something that others may have waited for; it could go on
   * - `blocked`: it waits for another thread
   * - `asleep`: it waits for time to pass, or for the world outside
   * - `native`, `held`: it executes C code for so many seconds, without the GIL or with it
   * - `finished`
   */
  readonly why: 'budget' | 'signal' | 'blocked' | 'asleep' | 'native' | 'held' | 'finished';
  /** Seconds that it sleeps, or after which it gives up waiting; Infinity where there is no limit. */
  readonly seconds: number;
}

/** The same machine under a clock: nobody counts steps, whoever drives it says how long a thread may run. */
export interface TimedVm {
  readonly vm: Vm;
  /**
   * Runs a thread until it has to wait, has signalled others, or has spent about `budget` bytecodes; a switch falls where
   * the machine's switch points allow it. `timeIsUp`: what it waits for did not come in time.
   */
  advance(thread: number, budget: number, timeIsUp: boolean): Advance;
  /** What the thread waits for: equal for threads that wait for the same thing; 0 when it can go on. */
  obstacle(thread: number): number;
  /** How many of those who wait for this thing can go on now. */
  room(obstacle: number): number;
  processOf(thread: number): number;
  isDaemon(thread: number): boolean;
}

/**
 * One simulated machine with one program in it. Mutable: whoever holds it steps it. Everything it is lies in
 * `image`; `snapshot` and `restore` copy that in canonical form.
 */
export interface Vm {
  readonly program: Program;
  readonly machine: Machine;
  readonly limits: Limits;
  readonly image: Int32Array;
  /** Threads that have started so far, the main thread included; ids are 0 … count − 1. */
  threadCount(): number;
  /** True when the thread may be chosen for the next step. */
  enabled(thread: number): boolean;
  /** Writes the ids of the threads that may step, ascending, and returns how many. */
  choices(into: Int32Array): number;
  /** Performs one step of the thread. Throws StepError when it is not enabled, naming the reason. */
  step(thread: number): void;
  /** Effects of the last step (or of the set-up), when recording is on; in order. */
  effects(): readonly Effect[];
  /** Recording names and values costs time; a search switches it off. On at the start. */
  record(on: boolean): void;
  /** The words in use, in canonical form: equal situations give equal words. */
  snapshot(): Int32Array;
  /** As snapshot, into a buffer that is large enough; returns the length. */
  pack(into: Int32Array): number;
  restore(snapshot: Int32Array, length?: number): void;
  /** All threads have finished. */
  finished(): boolean;
  thread(id: number): ThreadView;
  variables(): VariableView[];
  locks(): LockView[];
  /** Local variables of the thread's innermost frame. */
  locals(thread: number): LocalView[];
  /** `repr` of a global, or undefined when it has no value: for goals such as `count == 2`. */
  global(name: string): string | undefined;
}

/** A schedule named a thread that cannot step. */
export class StepError extends Error {
  readonly thread: number;
  readonly reason: string;
  constructor(thread: number, reason: string) {
    super(reason);
    this.name = 'StepError';
    this.thread = thread;
    this.reason = reason;
  }
}
