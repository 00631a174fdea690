import { gilTable } from '../model/gil.ts';
import { next } from '../model/table.ts';
import { burn, signal, waitIn } from './blocking.ts';
import { interrupt, varied } from './cores.ts';
import { type WaitQueue, waitQueue } from './objects.ts';
import { type Course, type SimThread, TIMED_OUT, type World } from './world.ts';

/** One process's global interpreter lock: the fields of CPython's `_gil_runtime_state`. */
export interface Gil {
  /** Number of its state in the GIL machine (model/gil.ts). */
  state: number;
  holder: SimThread | null;
  lastHolder: SimThread | null;
  switchNumber: number;
  /** `gil->cond`: who waits for the lock. */
  readonly waiters: WaitQueue;
  /** `gil->switch_cond`: who has let go on request and stands back. */
  readonly dropped: WaitQueue;
}

const { dropRequested } = gilTable.state;
const { take, drop, request } = gilTable.event;

export function createGil(process: string): Gil {
  return {
    state: gilTable.initial,
    holder: null,
    lastHolder: null,
    switchNumber: 0,
    waiters: waitQueue(`GIL of ${process}`),
    dropped: waitQueue(`GIL of ${process}`),
  };
}

/** Somebody has asked the holder to let go. */
export const isAsked = (gil: Gil): boolean => gil.state === dropRequested;

const isLocked = (gil: Gil): boolean => gil.holder !== null;

/**
 * `take_gil` of Python/ceval_gil.c, line by line. Waits in rounds of one switch interval; asks for the lock when a
 * whole round has passed without anybody getting it.
 */
export function* takeGil(world: World, thread: SimThread): Course {
  const { gil } = thread.process;
  if (gil === null) return;
  const { switchInterval } = world.machine.python;
  while (isLocked(gil)) {
    const savedSwitchNumber = gil.switchNumber;
    const wake = yield* waitIn(world, thread, gil.waiters, 'gil', switchInterval);
    if (!isLocked(gil)) break;
    if (wake !== TIMED_OUT || gil.switchNumber !== savedSwitchNumber) {
      world.recorder.gil(world.now, 'falseWake', gil, thread);
      continue;
    }
    gil.state = next(gilTable, gil.state, request);
    world.recorder.gil(world.now, 'request', gil, thread);
    if (gil.holder !== null) interrupt(world, gil.holder);
  }
  gil.state = next(gilTable, gil.state, take);
  gil.holder = thread;
  gil.waiters.holder = thread;
  if (gil.lastHolder !== thread) {
    gil.lastHolder = thread;
    gil.switchNumber++;
  }
  world.recorder.gil(world.now, 'take', gil, thread);
  if (gil.dropped.threads.length > 0) {
    yield* burn(thread, world.machine.os.futexWake);
    signal(world, gil.dropped);
  }
}

/**
 * `drop_gil`. While a request is pending, whoever drops stands back until another has the lock (FORCE_SWITCHING),
 * unless it `ends`: then CPython passes no thread state, and there is nobody to stand back.
 */
export function* dropGil(world: World, thread: SimThread, ends = false): Course {
  const { gil } = thread.process;
  if (gil === null) return;
  const wasAsked = isAsked(gil);
  gil.state = next(gilTable, gil.state, drop);
  gil.holder = null;
  gil.waiters.holder = null;
  world.recorder.gil(world.now, wasAsked ? 'forced' : 'drop', gil, thread);
  if (gil.waiters.threads.length > 0) {
    yield* burn(thread, world.machine.os.futexWake * varied(world));
    signal(world, gil.waiters);
  }
  if (!wasAsked || ends) return;
  if (gil.lastHolder === thread) yield* waitIn(world, thread, gil.dropped, 'gil');
}

/** Where the interpreter looks whether it is asked to let go: at the next such place after any other work. */
export function* evalBreaker(world: World, thread: SimThread): Course {
  const { gil } = thread.process;
  if (gil === null || !isAsked(gil)) return;
  yield* dropGil(world, thread);
  yield* takeGil(world, thread);
}

/** Does something without the lock: Py_BEGIN_ALLOW_THREADS … Py_END_ALLOW_THREADS. */
export function* withoutGil<Result>(world: World, thread: SimThread, work: Course<Result>): Course<Result> {
  yield* dropGil(world, thread);
  const result = yield* work;
  yield* takeGil(world, thread);
  return result;
}
