import type { Body } from './activity.ts';
import type { Appointment, EventQueue } from './event-queue.ts';
import type { Gil } from './gil.ts';
import type { SimulatedMachine, StartMethod } from './machine.ts';
import type { Gate, Objects, WaitQueue } from './objects.ts';
import type { Recorder, ThreadPhase } from './recorder.ts';

/**
 * A thread's own course, written as the C code is: a generator that yields CPU (with `remaining` set: it needs a core
 * for so long) or BLOCK (it leaves its core until somebody wakes it) and goes on with what it is given.
 */
export type Course<Result = void> = Generator<typeof CPU | typeof BLOCK, Result, number>;
export const CPU = 0;
export const BLOCK = 1;

/** What a BLOCK ends with. */
export const WOKEN = 0;
export const TIMED_OUT = 1;

/** A thread of the simulation, or what will be one. Times in virtual nanoseconds. */
export interface SimThread {
  readonly id: number;
  readonly name: string;
  readonly process: SimProcess;
  readonly daemon: boolean;
  readonly course: Course;
  /** Number of its state in the thread machine (model/thread.ts). */
  state: number;
  /** What it is at, for the record: finer than its state. */
  phase: ThreadPhase;
  phaseSince: number;
  /** What it waits for in this phase, and the thread that had it when it began to wait, or −1. */
  waitName: string;
  waitHolder: number;

  /** The core it is on, or −1. The core it was on last: its caches are there. */
  core: number;
  lastCore: number;
  /** Work left of the present stretch, and where in it the thread may stop when it is asked to: see `stopFor`. */
  remaining: number;
  stopAt: number;
  interruptible: boolean;
  grain: number;

  /** EEVDF: virtual runtime and deadline while on a run queue; between, how far it was from the average. */
  vruntime: number;
  deadline: number;
  protectedUntil: number;
  lag: number;
  lagAverage: number;

  /** What it waits in, and what wakes it if nobody does. */
  waitsIn: WaitQueue | null;
  alarm: Appointment | null;
  /** What its course goes on with when it next gets a core. */
  result: number;

  /** Who waits until it has begun, and until it has ended. */
  readonly begun: Gate;
  readonly ended: Gate;
  hasBegun: boolean;
  hasEnded: boolean;
  /** Terminated: it does nothing more once it is on a core. */
  dead: boolean;
  error: string;
}

export interface SimProcess {
  readonly id: number;
  readonly name: string;
  readonly method: StartMethod | 'main';
  /** Number of its state in the process machine (model/process.ts). */
  state: number;
  /** Its own lock, or null on a machine without. */
  readonly gil: Gil | null;
  /** Cores that its threads may use. */
  readonly cores: readonly number[];
  /** Memory that a fork of it has to copy, megabytes. */
  readonly megabytes: number;
  /** Processor time of importing the main module; only spawn and forkserver do it. */
  readonly importTime: number;
  readonly threads: SimThread[];
  /** Processes that it started, and waits for at its end. */
  readonly children: SimThread[];
}

/** What `start`, `join` and `terminate` take: a thread of this process, or a process with its main thread. */
export interface Child {
  readonly kind: 'thread' | 'process';
  readonly thread: SimThread;
}

export interface Core {
  readonly id: number;
  /** Number of its state in the core machine (model/core.ts). */
  state: number;
  current: SimThread | null;
  last: SimThread | null;
  readonly queue: SimThread[];
  /** When `current` and its virtual runtime were last brought up to date. */
  since: number;
  /** When it began to run what it runs, or became idle. */
  changed: number;
  /** Its course is being advanced right now; and then it must leave the core, for one it woke. */
  advancing: boolean;
  mustSwitch: boolean;
  /** The current thread is executing, not still on its way. */
  executing: boolean;
  completion: Appointment | null;
  tick: Appointment | null;
  /** Average virtual runtime when it was last known. */
  average: number;
  busyTime: number;
  switches: number;
}

/** Whom a wake-up reaches: the system promises nothing. `fifo`: who came first; `random`: anybody, by the seed. */
export type WaiterOrder = 'fifo' | 'random';

/** All of a run in progress. Each module owns some of it; only src/simulate sees it. */
export interface World {
  readonly machine: SimulatedMachine;
  readonly events: EventQueue;
  readonly random: () => number;
  readonly waiterOrder: WaiterOrder;
  readonly measurements: Map<string, number[]>;
  now: number;
  readonly cores: Core[];
  busy: number;
  /** Fresh interpreters that are starting. */
  starting: number;
  readonly processes: SimProcess[];
  readonly threads: SimThread[];
  readonly recorder: Recorder;
  /** The main thread of the main process has ended, and with it the run. */
  over: boolean;
}

/** What a body can do besides yielding activities: make things, and read the virtual clock. */
export interface Self extends Objects {
  readonly id: number;
  readonly name: string;
  readonly machine: SimulatedMachine;
  /** Cores that its process may use. */
  readonly cores: readonly number[];
  /** Virtual nanoseconds since the start. */
  now(): number;
  /** From the run's seed, 0 ≤ x < 1. */
  random(): number;
  thread(name: string, body: Program, options?: ThreadOptions): Child;
  process(name: string, body: Program, options?: ProcessOptions): Child;
  /** Notes a figure under a name, for whoever asks for the run's `measurements`. */
  measure(name: string, value: number): void;
}

export interface ThreadOptions {
  readonly daemon?: boolean;
}

export interface ProcessOptions {
  /** Default: the machine's. */
  readonly method?: StartMethod;
  readonly daemon?: boolean;
  /** Processor time of importing the main module, which spawn and forkserver do anew; default 0. */
  readonly importTime?: number;
  /** Memory of the parent that fork must copy, megabytes; default the parent's. */
  readonly megabytes?: number;
  /** It was there before the run began: it costs nothing to start, and is no child of anybody. */
  readonly running?: boolean;
  /** Cores that its threads may use (sched_setaffinity(2)); default its parent's. */
  readonly cores?: readonly number[];
}

/** What a thread does: called when it first runs. */
export type Program = (self: Self) => Body;
