import type { SimThread } from './world.ts';

/** Threads that wait for the same thing, in order of arrival. */
export interface WaitQueue {
  readonly name: string;
  readonly threads: SimThread[];
  /** Who has what they wait for: the arrow of the wait-for graph. Null for nobody, or nobody in particular. */
  holder: SimThread | null;
}

/** A lock (one permit) or a semaphore. A lock of `multiprocessing` is the same: it lies in shared memory. */
export interface Lock {
  readonly name: string;
  permits: number;
  /** No more permits than this, ever: 1 for a lock. */
  readonly bound: number;
  readonly waiters: WaitQueue;
}

/** A `queue.Queue`: one process, bounded or not. */
export interface Queue {
  readonly name: string;
  readonly capacity: number;
  readonly items: unknown[];
  readonly notEmpty: WaitQueue;
  readonly notFull: WaitQueue;
}

/** A pipe between processes; messages are pickled. Holds up to 64 KiB (pipe(7)). */
export interface Pipe {
  readonly name: string;
  readonly capacity: number;
  readonly messages: { readonly item: unknown; readonly bytes: number }[];
  bytes: number;
  readonly notEmpty: WaitQueue;
  readonly notFull: WaitQueue;
}

/** Where threads pause until somebody opens: what conditions, events and barriers are made of. */
export interface Gate {
  readonly name: string;
  readonly waiters: WaitQueue;
  /** Threads that have come to pause, also those still on their way; and how many of them may go on. */
  pausing: number;
  open: number;
}

/** A server elsewhere: it costs this machine's cores nothing. */
export interface Server {
  readonly name: string;
  /** From the request to the first byte of the answer. */
  readonly latency: number;
  /** Bytes a second that all its answers share. */
  readonly bandwidth: number;
  /** So many at once; whoever comes then waits in the order of arrival, or is refused. */
  readonly connections: number;
  readonly refuses: boolean;
  open: number;
  /** The line is taken until then. */
  lineFree: number;
  refused: number;
  readonly waiters: WaitQueue;
}

export interface ServerOptions {
  readonly latency: number;
  readonly bandwidth?: number;
  readonly connections?: number;
  readonly refuses?: boolean;
}

/** Makers of the things above. Each is fresh: what is made belongs to one run. */
export interface Objects {
  lock(name: string): Lock;
  semaphore(name: string, permits: number): Lock;
  queue(name: string, capacity?: number): Queue;
  pipe(name: string): Pipe;
  gate(name: string): Gate;
  server(name: string, options: ServerOptions): Server;
}

const PIPE_CAPACITY = 65_536;

export const waitQueue = (name: string): WaitQueue => ({ name, threads: [], holder: null });

export function createGate(name: string): Gate {
  return { name, waiters: waitQueue(name), pausing: 0, open: 0 };
}

export const objects: Objects = {
  lock: (name) => ({ name, permits: 1, bound: 1, waiters: waitQueue(name) }),
  semaphore(name, permits) {
    // CPython, threading.py: Semaphore.__init__
    if (permits < 0) throw new RangeError('ValueError: semaphore initial value must be >= 0');
    return { name, permits, bound: Number.POSITIVE_INFINITY, waiters: waitQueue(name) };
  },
  queue: (name, capacity = 0) => ({
    name,
    capacity: capacity > 0 ? capacity : Number.POSITIVE_INFINITY,
    items: [],
    notEmpty: waitQueue(name),
    notFull: waitQueue(name),
  }),
  pipe: (name) => ({
    name,
    capacity: PIPE_CAPACITY,
    messages: [],
    bytes: 0,
    notEmpty: waitQueue(name),
    notFull: waitQueue(name),
  }),
  gate: createGate,
  server: (name, { latency, bandwidth, connections, refuses }) => ({
    name,
    latency,
    bandwidth: bandwidth ?? Number.POSITIVE_INFINITY,
    connections: connections ?? Number.POSITIVE_INFINITY,
    refuses: refuses ?? false,
    open: 0,
    lineFree: 0,
    refused: 0,
    waiters: waitQueue(name),
  }),
};
