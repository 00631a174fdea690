import { next } from '../model/table.ts';
import { threadTable } from '../model/thread.ts';
import { makeReady, varied } from './cores.ts';
import { cancel } from './event-queue.ts';
import type { WaitQueue } from './objects.ts';
import { enterPhase, type ThreadPhase } from './recorder.ts';
import { BLOCK, type Course, CPU, type SimThread, TIMED_OUT, WOKEN, type World } from './world.ts';

const { block, sleep, wake } = threadTable.event;

/** Uses `ns` of processor time, whatever happens meanwhile. */
export function* burn(thread: SimThread, ns: number): Course {
  if (ns <= 0) return;
  thread.remaining = ns;
  thread.stopAt = 0;
  thread.interruptible = false;
  yield CPU;
}

/** Uses up to `ns` of processor time as bytecode does. Gives what is left when the eval breaker ended it early. */
export function* burnBytecode(thread: SimThread, ns: number, grain: number): Course<number> {
  if (ns <= 0) return 0;
  thread.remaining = ns;
  thread.stopAt = 0;
  thread.interruptible = true;
  thread.grain = grain;
  const left = yield CPU;
  thread.interruptible = false;
  return left;
}

/** Leaves the core until woken, at the latest after `timeout` ns. Gives WOKEN or TIMED_OUT. */
function* leaveCore(world: World, thread: SimThread, phase: ThreadPhase, timeout: number): Course<number> {
  thread.state = next(threadTable, thread.state, phase === 'sleep' ? sleep : block);
  if (timeout < Number.POSITIVE_INFINITY) {
    thread.alarm = world.events.add(world.now + Math.round(timeout), () => {
      thread.alarm = null;
      wakeThread(world, thread, TIMED_OUT);
    });
  }
  enterPhase(world, thread, phase);
  return yield BLOCK;
}

/** Waits at the end of a queue until it is woken from it, or `timeout` ns and the timer's slack have passed. */
export function* waitIn(
  world: World,
  thread: SimThread,
  queue: WaitQueue,
  phase: ThreadPhase,
  timeout = Number.POSITIVE_INFINITY,
): Course<number> {
  queue.threads.push(thread);
  thread.waitsIn = queue;
  yield* burn(thread, world.machine.os.futexWait * varied(world));
  // Woken before it was away: the system call returns at once.
  if (thread.waitsIn === null) return WOKEN;
  return yield* leaveCore(world, thread, phase, timeout + lateness(world));
}

/**
 * Waits as `waitIn` does, if `holds` still holds: what it depends on may have changed since the caller looked, because
 * letting go of the GIL took time. Without this second look a wake-up could be lost.
 */
export function* waitWhile(
  world: World,
  thread: SimThread,
  queue: WaitQueue,
  phase: ThreadPhase,
  holds: () => boolean,
  timeout?: number,
): Course<number> {
  return holds() ? yield* waitIn(world, thread, queue, phase, timeout) : WOKEN;
}

/** How late a timer is. */
export function lateness(world: World): number {
  const { timerSlack, timerInterrupt } = world.machine.os;
  return timerSlack + timerInterrupt * varied(world);
}

/** Waits for time to pass, and for nothing else. */
export function* waitFor(world: World, thread: SimThread, ns: number, phase: ThreadPhase): Course {
  yield* leaveCore(world, thread, phase, ns);
}

/** Ends a thread's wait. */
export function wakeThread(world: World, thread: SimThread, result: number): void {
  thread.alarm = cancel(thread.alarm);
  if (thread.waitsIn !== null) {
    const { threads } = thread.waitsIn;
    threads.splice(threads.indexOf(thread), 1);
    thread.waitsIn = null;
  }
  if (thread.state !== threadTable.state.blocked && thread.state !== threadTable.state.sleeping) return;
  thread.result = result;
  thread.state = next(threadTable, thread.state, wake);
  makeReady(world, thread);
}

/**
 * Wakes one of those who wait: the first that came, or, where that is what to find out, any. Gives whom.
 *
 * A thread that is only just on its way into the wait, on another core, comes before all who sleep: it looks for a
 * signal once more before it goes to sleep, and takes the one that was meant for another (glibc, pthread_cond_wait.c:
 * any waiter of a group may take its signals).
 */
export function signal(world: World, queue: WaitQueue): SimThread | undefined {
  const { threads } = queue;
  const awake = threads.findIndex((thread) => thread.state !== threadTable.state.blocked);
  const place = awake >= 0 ? awake : world.waiterOrder === 'fifo' ? 0 : Math.floor(world.random() * threads.length);
  const thread = threads[place];
  if (thread !== undefined) wakeThread(world, thread, WOKEN);
  return thread;
}
