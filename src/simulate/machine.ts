import type { SwitchPoints } from '../vm/machine.ts';

/** How `multiprocessing` starts a process. */
export type StartMethod = 'fork' | 'spawn' | 'forkserver';

/** What the operating system does, and what it takes. Times in virtual nanoseconds. */
export interface OperatingSystem {
  /**
   * Base slice: a thread that was chosen is not preempted by one that wakes before it has run this long.
   * Linux ≥ 6.6, kernel/sched/fair.c: `sysctl_sched_base_slice`, RUN_TO_PARITY.
   */
  readonly timeSlice: number;
  /** Period of the timer interrupt, at which an over-long slice is noticed. CONFIG_HZ=250: 4 ms. */
  readonly tick: number;
  /** Registers, stacks and page tables of one thread for those of another (lock ping-pong on one core: 3.2 µs). */
  readonly contextSwitch: number;
  /** What a thread pays when it goes on upon another core, for its cold caches. */
  readonly migration: number;
  /**
   * From the interrupt to the first instruction on a core that was idle, by how long it had been idle: `[after, takes]`
   * with `after` ascending from 0. A virtual processor that halts must be woken by the host: ping-pong costs 48 µs a
   * switch on two cores and 3 on one; a sleep of 10 ms overshoots by 80 µs more than one of 1 ms.
   */
  readonly idleExit: readonly (readonly [after: number, takes: number])[];
  /** A timer fires this much late, so that neighbours can be served together. prctl(2), PR_SET_TIMERSLACK: 50 µs. */
  readonly timerSlack: number;
  /** From a timer's time to the thread that it wakes: the interrupt, in a virtual machine by way of the host. */
  readonly timerInterrupt: number;
  /** How much what wakes somebody varies, either way, as a share; by the seed. 0: never. */
  readonly jitter: number;
  /** A system call that blocks, and one that wakes somebody (futex): half a lock ping-pong on one core. */
  readonly futexWait: number;
  readonly futexWake: number;
}

/** Which interpreter. */
export interface Interpreter {
  /** `3.11` */
  readonly version: string;
  /** One lock per process (since 3.2), or none (3.13t, PEP 703). */
  readonly gil: boolean;
  /** Where a thread looks whether it is asked to let go; with `every-step` there is no lock to let go of. */
  readonly switchPoints: SwitchPoints;
  /** `sys.getswitchinterval()`: 5 ms. */
  readonly switchInterval: number;
  /** One pass of a small loop, `for i in range(n): x += i * i`: turns work that is given in passes into time. */
  readonly loopPass: number;
  /** One bytecode, on average. */
  readonly bytecode: number;
  /** Default of `multiprocessing`: fork on Linux up to 3.13, forkserver from 3.14, spawn on macOS and Windows. */
  readonly startMethod: StartMethod;
}

/** What starting a process takes, as processor time in the parent, in the child up to its target, and at its end. */
export interface ProcessCosts {
  readonly parent: number;
  readonly child: number;
  readonly exit: number;
}

/** Processor time of each primitive, in virtual nanoseconds. Waiting for one another comes on top, by itself. */
export interface PrimitiveCosts {
  /** `Thread.start()`: clone(2) and bookkeeping in the parent; the first lines of the new thread; its end. */
  readonly threadStart: number;
  readonly threadBoot: number;
  readonly threadEnd: number;
  /** `acquire` and `release` of a free lock, together. */
  readonly lock: number;
  /** `put` or `get` of a `queue.Queue` that need not wait. */
  readonly queue: number;
  readonly process: Readonly<Record<StartMethod, ProcessCosts>>;
  /**
   * How many times longer a fresh interpreter takes to start and import while another one does so on another core:
   * page faults, page cache and the kernel's locks.
   */
  readonly startContention: number;
  /** Fork copies page tables, and parent and child copy each page that they write: per megabyte of the parent. */
  readonly forkPerMegabyte: number;
  /** One side's part of a message through an `os.pipe`. */
  readonly pipe: number;
  /** `pickle.dumps`, and `loads`, per byte. */
  readonly pickle: number;
  /** Through a pipe, per byte and side. */
  readonly copy: number;
  /** An item of a `ThreadPoolExecutor` or `ThreadPool`: in the submitter, in the worker. */
  readonly threadItem: number;
  /** An item of a process pool: in the submitter, in the worker. */
  readonly processItem: number;
}

/** A computer with a Python on it, in virtual time: everything that decides how long a program takes. */
export interface SimulatedMachine {
  readonly name: string;
  readonly cores: number;
  /**
   * `slowdown[k − 1]`: how many times longer the same work takes on a core while k are busy (shared caches, memory,
   * hyper-threads, turbo). Beyond its end, the last entry holds. At least 1, ascending.
   */
  readonly slowdown: readonly number[];
  /** How much the time of one stretch of work varies, either way, as a share; by the seed. 0: never. */
  readonly noise: number;
  readonly os: OperatingSystem;
  readonly python: Interpreter;
  readonly costs: PrimitiveCosts;
}

/** How many times longer work takes while `busy` cores are busy. */
export function slowdownOf(machine: SimulatedMachine, busy: number): number {
  const { slowdown } = machine;
  return slowdown[Math.min(Math.max(busy, 1), slowdown.length) - 1] ?? 1;
}

/** What waking a core takes that has been idle for `idle` nanoseconds. */
export function idleExitOf({ idleExit }: OperatingSystem, idle: number): number {
  let found = 0;
  for (const [after, takes] of idleExit) if (idle >= after) found = takes;
  return found;
}

/** Throws a RangeError that names the first setting that makes no sense. */
export function checkMachine(machine: SimulatedMachine): void {
  const { cores, slowdown, python, os } = machine;
  const wrong = (what: string, value: unknown, need: string) =>
    new RangeError(`machine "${machine.name}": ${what} is ${value}, must be ${need}`);
  if (!Number.isInteger(cores) || cores < 1 || cores > 1024) throw wrong('cores', cores, 'an integer from 1 to 1024');
  if (slowdown.length === 0 || slowdown.some((factor) => !(factor >= 1)))
    throw wrong('slowdown', slowdown, 'at least 1');
  if (!(python.switchInterval > 0)) throw wrong('switchInterval', python.switchInterval, 'above 0');
  if (!(os.timeSlice > 0)) throw wrong('timeSlice', os.timeSlice, 'above 0');
  if (!(os.tick > 0)) throw wrong('tick', os.tick, 'above 0');
}
