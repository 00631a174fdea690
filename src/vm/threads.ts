import { threadTable } from '../model/thread.ts';
import type { Arguments } from './builtins.ts';
import { Raised, raise } from './errors.ts';
import type { Frames } from './frames.ts';
import {
  DICT,
  FUNCTION,
  INITIALISED,
  METHOD,
  T_HANDLED,
  T_OBJECT,
  T_PROCESS,
  T_STATUS,
  THREAD_ARGS,
  THREAD_COUNT,
  THREAD_FLAGS,
  THREAD_ID,
  THREAD_KWARGS,
  THREAD_TARGET,
  THREAD_WORDS,
} from './layout.ts';
import type { Processes } from './processes.ts';
import { markOf } from './recorder.ts';
import { MOST_ARGUMENTS } from './stubs.ts';
import { addressOf, boolean, NONE } from './values.ts';
import { ENTERED, FINISHED, type World } from './world.ts';

const { event: EVENT } = threadTable;

/** What threads need of the rooms that are built after them. */
export interface Runner {
  call(callee: number, a: Arguments, at: number): number;
  /** Runs the thread's local work up to its first visible operation. */
  settle(thread: number): void;
  /** The first frame of the loaded thread: the target of its object, or the `run` of its class. */
  begin(object: number): void;
}

export type Threads = ReturnType<typeof createThreads>;

/** `threading.Thread`: how a thread comes to life, and its methods. */
export function createThreads(world: World, frames: Frames, runner: Runner, processes: () => Processes) {
  const { limits, layout, heap, text, objects, recorder, registers: r } = world;
  const { image } = heap;
  const idOf = (object: number): number => image[addressOf(object) + THREAD_ID] as number;
  const statusOf = (id: number): number => image[layout.threads + id * THREAD_WORDS + T_STATUS] as number;

  /** A function of the program, or a method that is one. */
  const isFunction = (v: number): boolean => {
    const type = heap.typeOf(v);
    return type === FUNCTION || (type === METHOD && image[addressOf(v) + 1] === 0);
  };

  /** The first frame of the loaded thread: its target, or the `run` of its class. */
  const begin = (object: number): void => {
    const at = addressOf(object);
    const run = objects.methodOf(object, objects.nameId('run'));
    if (run !== 0) {
      frames.enter(run, r.stack, { values: [object], keywords: new Map() }, 0);
      return;
    }
    const keywords = new Map<string, number>();
    const options = image[at + THREAD_KWARGS] as number;
    if (heap.typeOf(options) === DICT) {
      const items = heap.itemsOf(addressOf(options));
      for (let i = 0; i < items.length; i += 2) keywords.set(heap.textOf(items[i] as number), items[i + 1] as number);
    }
    const target = image[at + THREAD_TARGET] as number;
    const values = heap.itemsOf(addressOf(image[at + THREAD_ARGS] as number));
    if (target === NONE) frames.finish();
    else if (keywords.size === 0 && !isFunction(target) && values.length <= MOST_ARGUMENTS)
      frames.enterCall(target, values);
    else if (runner.call(target, { values, keywords }, r.stack) !== ENTERED) frames.finish();
  };

  /** A record, and a first frame that stands at the function's entry. */
  const start = (object: number): void => {
    const id = image[THREAD_COUNT] as number;
    if (id >= limits.threads) throw raise('RuntimeError', "can't start new thread");
    image[addressOf(object) + THREAD_ID] = id;
    heap.share(object);
    const record = layout.threads + id * THREAD_WORDS;
    image.fill(0, record, record + THREAD_WORDS);
    image[record + T_STATUS] = threadTable.initial;
    image[record + T_PROCESS] = r.process;
    image[record + T_OBJECT] = object;
    image[record + T_HANDLED] = NONE;
    image[THREAD_COUNT] = id + 1;
    r.move(record, EVENT.start);
    if (recorder.on) recorder.add('start', r.thread, r.pc - 1, markOf(id), '', '');
    const me = r.thread;
    r.save();
    r.load(id);
    heap.enter(id);
    r.fp = r.stack - 1; // no caller
    r.sp = r.stack;
    r.pc = -1;
    try {
      begin(object);
    } catch (e) {
      if (!(e instanceof Raised)) throw e;
      frames.fail(e, -1);
    }
    r.save();
    runner.settle(id);
    r.load(me);
    heap.enter(me);
  };

  return {
    begin,
    method(object: number, name: string, a: Arguments): number {
      r.signalled = true;
      const id = idOf(object);
      if (((image[addressOf(object) + THREAD_FLAGS] as number) & INITIALISED) === 0) {
        throw raise('RuntimeError', name === 'start' ? 'thread.__init__() not called' : 'Thread.__init__() not called');
      }
      if (processes().isProcess(object)) return processes().method(object, name, a);
      switch (name) {
        case 'start':
          if (id !== -1) throw raise('RuntimeError', 'threads can only be started once');
          start(object);
          return NONE;
        case 'join':
          if (id === -1) throw raise('RuntimeError', 'cannot join thread before it is started');
          if (id === r.thread) throw raise('RuntimeError', 'cannot join current thread');
          if (recorder.on) recorder.add('join', r.thread, r.pc - 1, markOf(id), '', '');
          return NONE;
        case 'is_alive':
          return boolean(id >= 0 && statusOf(id) !== FINISHED);
        case 'getName':
          return heap.text(text.threadName(addressOf(object)));
        case 'run': {
          // called by hand: it runs in the calling thread
          const target = image[addressOf(object) + THREAD_TARGET] as number;
          const values = heap.itemsOf(addressOf(image[addressOf(object) + THREAD_ARGS] as number));
          return target === NONE
            ? NONE
            : runner.call(target, { values, keywords: new Map() }, r.sp - a.values.length - 1);
        }
        default:
          throw raise('AttributeError', `'${text.typeName(object)}' object has no attribute '${name}'`);
      }
    },
  };
}
