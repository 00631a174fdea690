import { type Activity, compute, get, join, put, receive, send, start } from '../activity.ts';
import type { StartMethod } from '../machine.ts';
import type { Child, ProcessOptions, Program, Self } from '../world.ts';

/** A job for a pool: its activities, in the worker that gets it. */
export type Job = (self: Self) => Iterator<Activity, void, unknown>;

/** An executor of `concurrent.futures`: jobs go in, workers take them in order. */
export interface Pool {
  /** Hands a job in; gives a function that waits for its end. */
  submit(job: Job): Generator<Activity, Ticket, unknown>;
  /** Waits for all workers to end. */
  shutdown(): Generator<Activity, void, unknown>;
}

/** Waits until the job is done. */
export type Ticket = () => Generator<Activity, void, unknown>;

interface Parcel {
  readonly job: Job;
  readonly done: ReturnType<Self['semaphore']>;
}

/** A future's wait: a lock that the worker opens. */
function ticketOf({ done }: Parcel): Ticket {
  return function* () {
    yield { kind: 'acquire', lock: done };
  };
}

/** ThreadPoolExecutor: a new thread per submit while no worker is idle, up to `workers`. */
export function threadPool(self: Self, workers: number, name = 'T'): Pool {
  const queue = self.queue('work queue');
  const threads: Child[] = [];
  const { threadItem } = self.machine.costs;
  let idle = 0;
  const worker: Program = function* (me) {
    for (;;) {
      if (queue.items.length === 0) idle++;
      const parcel = (yield get(queue)) as Parcel | null;
      if (parcel === null) return;
      yield compute(threadItem);
      yield* run(parcel.job(me));
      yield { kind: 'release', lock: parcel.done };
    }
  };
  return {
    *submit(job) {
      yield compute(threadItem);
      const parcel: Parcel = { job, done: self.semaphore('future', 0) };
      yield put(queue, parcel);
      if (idle > 0) idle--;
      else if (threads.length < workers) {
        const thread = self.thread(`${name}${threads.length + 1}`, worker);
        threads.push(thread);
        yield start(thread);
      }
      return ticketOf(parcel);
    },
    *shutdown() {
      for (const _ of threads) yield put(queue, null);
      for (const thread of threads) yield join(thread);
    },
  };
}

/**
 * ProcessPoolExecutor: with fork all workers start at the first submit. A manager thread moves jobs into the pipe that
 * the workers read, and results out of the other. `bytes`: what a job and its result weigh, pickled.
 */
export function processPool(
  self: Self,
  workers: number,
  method: StartMethod,
  bytes = 100,
  options: ProcessOptions = {},
): Pool {
  const calls = self.pipe('call queue');
  const results = self.pipe('result queue');
  const { processItem } = self.machine.costs;
  const children: Child[] = [];
  const worker: Program = function* (me) {
    for (;;) {
      const parcel = (yield receive(calls)) as Parcel | null;
      if (parcel === null) return;
      yield compute(processItem);
      yield* run(parcel.job(me));
      yield send(results, parcel, bytes);
    }
  };
  const manager: Program = function* () {
    for (;;) {
      const parcel = (yield receive(results)) as Parcel | null;
      if (parcel === null) return;
      yield compute(processItem);
      yield { kind: 'release', lock: parcel.done };
    }
  };
  const collector = self.thread('manager', manager);
  return {
    *submit(job) {
      yield compute(processItem);
      if (children.length === 0) {
        for (let index = 0; index < workers; index++) {
          children.push(self.process(`P${index + 1}`, worker, { ...options, method }));
        }
        for (const child of children) yield start(child);
        yield start(collector);
      }
      const parcel: Parcel = { job, done: self.semaphore('future', 0) };
      yield send(calls, parcel, bytes);
      return ticketOf(parcel);
    },
    *shutdown() {
      for (const _ of children) yield send(calls, null);
      for (const child of children) yield join(child);
      if (children.length > 0) {
        yield send(results, null);
        yield join(collector);
      }
    },
  };
}

function* run(body: Iterator<Activity, void, unknown>): Generator<Activity, void, unknown> {
  let step = body.next(undefined);
  while (step.done !== true) step = body.next(yield step.value);
}
