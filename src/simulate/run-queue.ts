import type { Core, SimThread } from './world.ts';

/**
 * Linux's choice among the threads of a core since 6.6: EEVDF, earliest eligible virtual deadline first (Stoica and
 * Abdel-Wahab 1995; kernel/sched/fair.c). All threads weigh the same here.
 *
 * A thread's virtual runtime is the processor time it has had. It is *eligible* while it has had no more than the
 * average; of the eligible ones the one with the earliest deadline runs, and a deadline is one slice of virtual
 * runtime ahead. So who has slept gets the core soon, though not before a slice that has begun is used up.
 */

/** Lag beyond this many slices is forgotten. */
const LAG_LIMIT = 2;
const EPSILON = 1e-6;

/** Average virtual runtime of the threads on the core. Precondition: the current one's is up to date. */
function averageOf(core: Core): number {
  const { current, queue } = core;
  const count = queue.length + (current === null ? 0 : 1);
  if (count === 0) return core.average;
  let sum = current?.vruntime ?? 0;
  for (const thread of queue) sum += thread.vruntime;
  core.average = sum / count;
  return core.average;
}

/** Puts a thread that was away on the queue, as far from the average as it was when it left. */
export function enter(core: Core, thread: SimThread, slice: number): void {
  const count = core.queue.length + (core.current === null ? 0 : 1);
  const average = averageOf(core);
  let { lag } = thread;
  // A debt is worked off while the others run (DELAY_DEQUEUE).
  if (lag < 0) lag = thread.lastCore === core.id ? Math.min(0, lag + average - thread.lagAverage) : 0;
  if (count > 0) lag *= (count + 1) / count; // its own arrival moves the average
  thread.vruntime = average - lag;
  // A new thread gets half a slice at first (PLACE_DEADLINE_INITIAL).
  thread.deadline = thread.vruntime + (thread.lastCore < 0 ? slice / 2 : slice);
  core.queue.push(thread);
}

/** Remembers how far the thread is from the average, before it leaves the core to wait or to move. */
export function leave(core: Core, thread: SimThread, slice: number): void {
  const average = averageOf(core);
  const limit = LAG_LIMIT * slice;
  thread.lag = Math.max(-limit, Math.min(limit, average - thread.vruntime));
  thread.lagAverage = average;
}

/** The current thread has been granted more than it has used, and more than its fair share is not yet had. */
export function isProtected(core: Core): boolean {
  const { current } = core;
  return current !== null && current.vruntime < current.protectedUntil && current.vruntime <= averageOf(core) + EPSILON;
}

/** Who should run: the eligible thread with the earliest deadline, the current one included. Null when there is none. */
export function best(core: Core): SimThread | null {
  const average = averageOf(core) + EPSILON;
  let found: SimThread | null = null;
  const { current } = core;
  if (current !== null && current.vruntime <= average) found = current;
  for (const thread of core.queue) {
    if (thread.vruntime > average) continue;
    if (found === null || thread.deadline < found.deadline) found = thread;
  }
  return found ?? current;
}

/** Takes a thread out of the queue. Precondition: it is in there. */
export function remove(core: Core, thread: SimThread): void {
  const place = core.queue.indexOf(thread);
  if (place >= 0) core.queue.splice(place, 1);
}
