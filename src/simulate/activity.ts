import type { Gate, Lock, Pipe, Queue, Server } from './objects.ts';
import type { Child } from './world.ts';

/**
 * What a thread does next. Whatever yields these can be simulated: a synthetic workload (workloads/), or a virtual
 * machine that runs a program and says what each stretch of it costs. Times are virtual nanoseconds of a core that
 * nobody disturbs.
 */
export type Activity =
  /** Executes bytecode: needs the GIL, lets go of it on request every `grain` ns (0: at once). */
  | { readonly kind: 'compute'; readonly ns: number; readonly grain?: number }
  /** Executes C code, which either keeps the GIL and is not interrupted, or lets go of it meanwhile. */
  | { readonly kind: 'native'; readonly ns: number; readonly releases: boolean }
  /** Waits for time to pass, without the GIL. A sleep ends late by the timer's slack; an answer (`io`) on time. */
  | { readonly kind: 'wait'; readonly ns: number; readonly what: 'sleep' | 'io' }
  /** Asks a server elsewhere and waits for the answer. Gives false when the server refuses the connection. */
  | { readonly kind: 'request'; readonly server: Server; readonly bytes?: number }
  /** Gives true, or false after `timeout` ns. A semaphore is a lock with more permits. */
  | { readonly kind: 'acquire'; readonly lock: Lock; readonly timeout?: number }
  | { readonly kind: 'release'; readonly lock: Lock }
  /** Gives undefined; waits while the queue is full. */
  | { readonly kind: 'put'; readonly queue: Queue; readonly item: unknown }
  /** Gives the item; waits while the queue is empty. */
  | { readonly kind: 'get'; readonly queue: Queue }
  /** To whoever receives, in this process or another: pickles `bytes` and writes them. Waits while the pipe is full. */
  | { readonly kind: 'send'; readonly pipe: Pipe; readonly item: unknown; readonly bytes?: number }
  /** Gives the item. */
  | { readonly kind: 'receive'; readonly pipe: Pipe }
  | { readonly kind: 'start'; readonly child: Child }
  /** Gives true, or false after `timeout` ns. */
  | { readonly kind: 'join'; readonly child: Child; readonly timeout?: number }
  /** SIGTERM to a process: it ends where it is, and what it holds stays held. */
  | { readonly kind: 'terminate'; readonly child: Child }
  /** Waits at a gate until somebody opens it for this thread; gives false after `timeout` ns. */
  | { readonly kind: 'pause'; readonly gate: Gate; readonly timeout?: number }
  /** Lets `threads` of those who wait at the gate go on, first come first. Gives how many there were. */
  | { readonly kind: 'open'; readonly gate: Gate; readonly threads: number };

/** What a thread does, one activity after the other; it is given what the last one gave. */
export type Body = Iterator<Activity, void, unknown>;

export const compute = (ns: number, grain = 0): Activity => ({ kind: 'compute', ns, grain });
export const native = (ns: number, releases: boolean): Activity => ({ kind: 'native', ns, releases });
export const sleep = (ns: number): Activity => ({ kind: 'wait', ns, what: 'sleep' });
export const io = (ns: number): Activity => ({ kind: 'wait', ns, what: 'io' });
export const request = (server: Server, bytes = 0): Activity => ({ kind: 'request', server, bytes });
export const acquire = (lock: Lock, timeout?: number): Activity => ({ kind: 'acquire', lock, timeout });
export const release = (lock: Lock): Activity => ({ kind: 'release', lock });
export const put = (queue: Queue, item: unknown): Activity => ({ kind: 'put', queue, item });
export const get = (queue: Queue): Activity => ({ kind: 'get', queue });
export const send = (pipe: Pipe, item: unknown, bytes = 0): Activity => ({ kind: 'send', pipe, item, bytes });
export const receive = (pipe: Pipe): Activity => ({ kind: 'receive', pipe });
export const start = (child: Child): Activity => ({ kind: 'start', child });
export const join = (child: Child, timeout?: number): Activity => ({ kind: 'join', child, timeout });
export const terminate = (child: Child): Activity => ({ kind: 'terminate', child });
export const pause = (gate: Gate, timeout?: number): Activity => ({ kind: 'pause', gate, timeout });
export const open = (gate: Gate, threads = Number.POSITIVE_INFINITY): Activity => ({ kind: 'open', gate, threads });
