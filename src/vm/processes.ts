import { processTable } from '../model/process.ts';
import { next as transition } from '../model/table.ts';
import { threadTable } from '../model/thread.ts';
import type { Arguments } from './builtins.ts';
import type { Copier } from './copy.ts';
import { raise } from './errors.ts';
import type { Frames } from './frames.ts';
import {
  DAEMON,
  FUNCTION,
  IMPORTING,
  PROCESS,
  PROCESS_COUNT,
  PROCESS_WORDS,
  T_DEPTH,
  T_ERROR,
  T_HANDLED,
  T_OBJECT,
  T_PROCESS,
  T_SAVED,
  T_STATUS,
  THREAD,
  THREAD_ARGS,
  THREAD_COUNT,
  THREAD_FLAGS,
  THREAD_ID,
  THREAD_KWARGS,
  THREAD_TARGET,
  THREAD_WORDS,
} from './layout.ts';
import { markOf } from './recorder.ts';
import type { Runner } from './threads.ts';
import { addressOf, boolean, isRef, NONE, small } from './values.ts';
import { FINISHED, type World } from './world.ts';

const { state: STATE, event: EVENT } = processTable;
/** What the operating system numbers first; a process is this plus its number. */
export const FIRST_PID = 1000;

/** CPython's text for a start that no `if __name__ == "__main__":` guards (Lib/multiprocessing/spawn.py). */
const BOOTSTRAPPING = `
        An attempt has been made to start a new process before the
        current process has finished its bootstrapping phase.

        This probably means that you are not using fork to start your
        child processes and you have forgotten to use the proper idiom
        in the main module:

            if __name__ == '__main__':
                freeze_support()
                ...

        The "freeze_support()" line can be omitted if the program
        is not going to be frozen to produce an executable.`;

export type Processes = ReturnType<typeof createProcesses>;

/** `multiprocessing.Process`: memory of its own, and at first one thread. */
export function createProcesses(world: World, frames: Frames, runner: Runner, copier: Copier) {
  const { program, machine, limits, layout, heap, recorder, registers: r } = world;
  const { image } = heap;
  const globalCount = program.globals.length;
  const globalsOf = (process: number): number => layout.globals + process * globalCount;
  const recordOf = (t: number): number => layout.threads + t * THREAD_WORDS;
  const word = (object: number, at: number): number => image[addressOf(object) + at] as number;
  const fresh = (machine.startMethod ?? 'fork') !== 'fork';

  const stateAt = (process: number): number => layout.processes + process * PROCESS_WORDS;
  /** Moves a process as the XState machine says. */
  const move = (process: number, event: number): void => {
    const at = stateAt(process);
    image[at] = transition(processTable, image[at] as number, event);
  };

  /** Fork: the child's globals are a copy of the parent's, and so is all that its target and arguments reach. */
  const forkMemory = (object: number, process: number): number => {
    const copy = copier.fork();
    for (let g = 0; g < globalCount; g++) {
      image[globalsOf(process) + g] = copy(image[globalsOf(r.process) + g] as number);
    }
    // a fork copies the random source too: parent and child draw the same numbers
    image[stateAt(process) + 1] = copy(image[stateAt(r.process) + 1] as number);
    return copy(object);
  };

  /** Spawn: nothing but the pickled process object; the module runs again. */
  const pickleProcess = (object: number): number => {
    for (const at of [THREAD_TARGET, THREAD_ARGS, THREAD_KWARGS]) copier.pickle(word(object, at));
    return copier.fork()(object);
  };

  const begin = (id: number, process: number, mine: number): void => {
    const record = recordOf(id);
    image.fill(0, record, record + THREAD_WORDS);
    image[record + T_STATUS] = threadTable.initial;
    image[record + T_PROCESS] = process;
    image[record + T_OBJECT] = mine;
    image[record + T_HANDLED] = NONE;
    r.move(record, threadTable.event.start);
  };

  const start = (object: number): void => {
    const id = image[THREAD_COUNT] as number;
    const process = image[PROCESS_COUNT] as number;
    if (id >= limits.threads || process >= limits.processes) {
      throw raise('OSError', `[Errno 11] Resource temporarily unavailable: more than ${limits.processes} processes`);
    }
    const own = image[r.record + T_OBJECT] as number;
    if (own !== 0 && word(own, THREAD_FLAGS) & IMPORTING) throw raise('RuntimeError', BOOTSTRAPPING);
    if (fresh) pickleProcess(object); // raises before anything has changed
    image[PROCESS_COUNT] = process + 1;
    image[THREAD_COUNT] = id + 1;
    image[addressOf(object) + THREAD_ID] = id;
    image[stateAt(process)] = processTable.initial;
    image[stateAt(process) + 1] = 0;
    move(process, EVENT[machine.startMethod ?? 'fork']);
    const child = fresh ? pickleProcess(object) : forkMemory(object, process);
    image[addressOf(child) + THREAD_ID] = id;
    if (!fresh) move(process, EVENT.run);
    if (fresh) image[addressOf(child) + THREAD_FLAGS] = word(child, THREAD_FLAGS) | IMPORTING;
    begin(id, process, child);
    if (recorder.on) recorder.add('start', r.thread, r.pc - 1, markOf(id), '', '');
    const me = r.thread;
    r.save();
    r.load(id);
    heap.enter(id);
    r.fp = r.stack - 1;
    r.sp = r.stack;
    r.pc = -1;
    if (fresh) frames.enterModule();
    else runner.begin(child);
    r.save();
    runner.settle(id);
    r.load(me);
    heap.enter(me);
  };

  /** A fresh process has imported the main module: its functions are known by name, and its target runs. */
  const importDone = (object: number): boolean => {
    if (object === 0 || (word(object, THREAD_FLAGS) & IMPORTING) === 0) return false;
    image[addressOf(object) + THREAD_FLAGS] = word(object, THREAD_FLAGS) & ~IMPORTING;
    r.fp = r.stack - 1;
    r.sp = r.stack;
    r.pc = -1;
    image[r.record + T_DEPTH] = 0;
    move(r.process, EVENT.run);
    const target = word(object, THREAD_TARGET);
    if (heap.typeOf(target) === FUNCTION) {
      const name = program.functions[word(target, 1)]?.name ?? '';
      const g = program.globals.findIndex((x) => x.name === name);
      const found = g < 0 ? 0 : (image[r.globals + g] as number);
      if (found === 0) throw raise('AttributeError', `Can't get attribute '${name}' on <module '__mp_main__'>`);
      image[addressOf(object) + THREAD_TARGET] = found;
    }
    runner.begin(object);
    return true;
  };

  const isProcess = (v: number): boolean =>
    isRef(v) && heap.typeOf(v) === THREAD && (word(v, THREAD_FLAGS) & PROCESS) !== 0;

  const processOf = (object: number): number => image[recordOf(word(object, THREAD_ID)) + T_PROCESS] as number;
  /** Threads of a process that keep it alive. */
  const isOver = (process: number): boolean => {
    for (let t = 0; t < (image[THREAD_COUNT] as number); t++) {
      const record = recordOf(t);
      if (image[record + T_PROCESS] !== process || image[record + T_STATUS] === FINISHED) continue;
      const object = image[record + T_OBJECT] as number;
      const daemon = object !== 0 && !isProcess(object) && (word(object, THREAD_FLAGS) & DAEMON) !== 0;
      if (!daemon) return false;
    }
    return true;
  };

  /** A signal ends every thread of the process where it stands: no `finally` runs, and locks stay held. */
  const signal = (object: number, event: number): number => {
    const process = processOf(object);
    if (isOver(process)) return NONE;
    move(process, event);
    for (let t = 0; t < (image[THREAD_COUNT] as number); t++) {
      const record = recordOf(t);
      if (image[record + T_PROCESS] !== process || image[record + T_STATUS] === FINISHED) continue;
      frames.abandon(record);
      if (recorder.on) recorder.add('finish', t, -1, markOf(t), '', '');
    }
    return NONE;
  };

  const exitCode = (object: number): number => {
    if (word(object, THREAD_ID) < 0 || !isOver(processOf(object))) return NONE;
    const state = image[stateAt(processOf(object))];
    if (state === STATE.terminated) return small(-15);
    if (state === STATE.killed) return small(-9);
    const record = recordOf(word(object, THREAD_ID));
    return small(image[record + T_ERROR] !== 0 ? 1 : (image[record + T_SAVED] as number));
  };

  return {
    isProcess,
    isOver,
    importDone,
    /** Whether a join of it can pass. */
    hasEnded: (object: number): boolean => word(object, THREAD_ID) >= 0 && isOver(processOf(object)),
    /** pid, exitcode; 0 for other names. */
    attribute(object: number, name: string): number {
      if (name === 'exitcode') return exitCode(object);
      if (name === 'pid') return word(object, THREAD_ID) < 0 ? NONE : small(FIRST_PID + processOf(object));
      return 0;
    },
    method(object: number, name: string, a: Arguments): number {
      const id = word(object, THREAD_ID);
      switch (name) {
        case 'start':
          if (id >= 0) throw raise('AssertionError', 'cannot start a process twice');
          start(object);
          return NONE;
        case 'join':
          if (id < 0) throw raise('AssertionError', 'can only join a started process');
          if (recorder.on) recorder.add('join', r.thread, r.pc - 1, markOf(id), '', '');
          return NONE;
        case 'is_alive':
          return boolean(id >= 0 && !isOver(processOf(object)));
        case 'terminate':
        case 'kill':
          if (id < 0) throw raise('AttributeError', `'NoneType' object has no attribute '${name}'`);
          return signal(object, name === 'kill' ? EVENT.kill : EVENT.terminate);
        case 'close':
          return NONE;
        case 'run':
          return runner.call(
            word(object, THREAD_TARGET),
            { values: heap.itemsOf(addressOf(word(object, THREAD_ARGS))), keywords: new Map() },
            r.sp - a.values.length - 1,
          );
        default:
          throw raise('AttributeError', `'Process' object has no attribute '${name}'`);
      }
    },
    /** The last of its threads has ended by itself. */
    noticeExit(process: number): void {
      const state = image[stateAt(process)];
      if (process > 0 && (state === STATE.running || state === STATE.importing) && isOver(process))
        move(process, EVENT.exit);
    },
  };
}
