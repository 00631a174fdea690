import { INSTRUCTIONS } from '../language/bytecode.ts';
import { processTable } from '../model/process.ts';
import { threadTable } from '../model/thread.ts';
import { createAccess, isCall, NATIVE, waitsOutside } from './access.ts';
import type { Arguments } from './builtins.ts';
import { createCopier } from './copy.ts';
import { Raised, raise } from './errors.ts';
import { createExecute } from './execute.ts';
import { createFrames } from './frames.ts';
import { createInvoke } from './invoke.ts';
import {
  ASLEEP,
  PROCESS_COUNT,
  T_FLAGS,
  T_HANDLED,
  T_OBJECT,
  T_PC,
  T_STATUS,
  THREAD,
  THREAD_COUNT,
  THREAD_WORDS,
  TIMED,
  WAITING,
} from './layout.ts';
import { createProcesses } from './processes.ts';
import { createSync } from './sync/sync.ts';
import { createThreads } from './threads.ts';
import type { Advance } from './types.ts';
import { NONE, small, TRUE } from './values.ts';
import { ENTERED, FINISHED, MAIN, othersAlive, SUSPENDED, type World } from './world.ts';

/** The set-up may take this many times the fuse of a step: nobody waits for it. */
const SETUP = 100;
const { event: EVENT } = threadTable;

/** 0 local, 1 visible, 2 depends: by operation code. */
const visibility = Uint8Array.from(INSTRUCTIONS, (i) => ['local', 'visible', 'depends'].indexOf(i.visibility));
const costs = Float64Array.from(INSTRUCTIONS, (i) => i.cost);
/** Where each waiting method takes its time limit: position among its arguments. */
const LIMIT_AT: Readonly<Record<string, number>> = { acquire: 1, wait: 0, get: 1, put: 2, join: 0 };
const breaker = Uint8Array.from(INSTRUCTIONS, (i) => (i.breaker ? 1 : 0));

export type Interpreter = ReturnType<typeof createInterpreter>;

/** The step of the machine: where a thread comes to rest, and what it does until then. */
export function createInterpreter(world: World) {
  const { program, machine, limits, layout, heap, text, recorder, map, registers: r } = world;
  const { image } = heap;
  const { code } = program;
  const everyStep = machine.switchPoints !== 'eval-breaker';

  const frames = createFrames(world, {
    importDone: () => processes.importDone(image[r.record + T_OBJECT] as number),
    finished: () => processes.noticeExit(r.process),
  });
  const runner = {
    call: (callee: number, a: Arguments, at: number) => invoke.call(callee, a, at),
    settle: (t: number) => settle(t),
    begin: (object: number) => threads.begin(object),
  };
  const copier = createCopier(heap, text);
  const processes = createProcesses(world, frames, runner, copier);
  const sync = createSync(world, copier);
  const access = createAccess(world, sync, processes);
  const threads = createThreads(world, frames, runner, () => processes);
  const invoke = createInvoke(world, frames, access, sync, threads);
  const execute = createExecute(world, frames, access, invoke, sync);

  const load = (t: number): void => {
    r.load(t);
    heap.enter(t);
  };

  /** The thread's local work up to its next visible operation, which is not done. */
  const settle = (t: number, fuse = limits.fuse): void => {
    if (world.timed) return;
    if (image[layout.threads + t * THREAD_WORDS + T_STATUS] === FINISHED) return;
    load(t);
    run(true, fuse);
    r.save();
  };

  /** Between two instructions every value lies in the image: the only time when objects may move. */
  const tidy = (): void => {
    r.save();
    world.compact();
    load(r.thread);
  };

  /** Runs a function of the program to its end within the current instruction. */
  const callNow = (callee: number, args: readonly number[]): number => {
    const { pc, fp, sp } = r;
    const back = (): void => {
      r.pc = pc;
      r.fp = fp;
      r.sp = sp;
    };
    let fuse = limits.fuse;
    const result = invoke.call(callee, { values: args, keywords: new Map() }, sp);
    if (result === SUSPENDED) throw waitsInside();
    if (result !== ENTERED) return result;
    while (r.fp > fp) {
      const word = code[r.pc] as number;
      if (map.mayWait[r.pc] === 1 && access.waitsFor(word) !== 0) {
        back();
        throw waitsInside();
      }
      if (--fuse < 0) {
        back();
        throw raise('RuntimeError', `more than ${limits.fuse} instructions inside one operation`);
      }
      const at = r.pc++;
      try {
        execute(word);
      } catch (e) {
        if (!(e instanceof Raised)) throw e;
        const error = new Raised('', '', frames.toObject(e));
        if (!frames.fail(error, at, fp)) {
          back();
          throw error;
        }
      }
    }
    const value = image[r.sp - 1] as number;
    back();
    return value;
  };
  const waitsInside = (): Raised =>
    raise('RuntimeError', 'cannot wait here: print, sorted and the like run in one step');

  const isSleep = (word: number): boolean =>
    isCall(word) && waitsOutside(image[r.sp - access.calleeAt(word)] as number);
  /** False when the call is wrong: then it is executed at once, and raises. */
  const fallAsleep = (word: number): boolean => {
    try {
      const time = invoke.sleepTime(access.argumentsOf(word));
      if (recorder.on) recorder.add('sleep', r.thread, r.pc, `${text.repr(time)} s`, '', '');
    } catch (e) {
      if (!(e instanceof Raised)) throw e;
      return false;
    }
    image[r.record + T_FLAGS] = ASLEEP;
    r.move(r.record, EVENT.sleep);
    return true;
  };

  /** How a thread that has not finished comes to rest. */
  const rest = (): void => {
    const flags = image[r.record + T_FLAGS] as number;
    r.move(r.record, (flags & (WAITING | TIMED)) === (WAITING | TIMED) ? EVENT.sleep : EVENT.preempt);
  };

  /**
   * Runs the loaded thread until it rests: before a visible operation (where the machine allows a switch), before or
   * inside one that has to wait, when it has finished, or when the fuse is spent. With `onlyLocal` not even the first
   * visible operation is done.
   */
  const run = (onlyLocal: boolean, most: number): void => {
    let done = onlyLocal;
    let armed = everyStep || onlyLocal;
    let fuse = most;
    // What the first thread of a process does to its memory while it is alone there is no step; nor is anything that
    // the main thread does while it is alone in the world. Both end when it starts a thread.
    const first =
      program.startsThreads && (r.thread === MAIN || processes.isProcess(image[r.record + T_OBJECT] as number));
    let alone = first && !othersAlive(image, layout, r.thread, r.process);
    let lonely = alone && r.thread === MAIN && !othersAlive(image, layout, MAIN, undefined);
    let started = image[THREAD_COUNT] as number;
    r.suspended = false;
    r.move(r.record, EVENT.dispatch);
    while (r.pc >= 0) {
      const word = code[r.pc] as number;
      const op = word & 255;
      const kind = visibility[op] as number;
      if (kind !== 0) {
        if (alone && started !== image[THREAD_COUNT]) {
          started = image[THREAD_COUNT] as number;
          alone = !othersAlive(image, layout, r.thread, r.process);
          lonely = lonely && alone && !othersAlive(image, layout, MAIN, undefined);
        }
        // LOAD_GLOBAL and STORE_GLOBAL of a library's own globals are no steps
        const seen = kind === 1 ? map.isLibrary[r.pc] === 0 : access.isVisible(word);
        if (!lonely && seen && (!alone || access.isOutside(word))) {
          if (done && armed) break;
          if (map.mayWait[r.pc] === 1) {
            if (access.waitsFor(word) !== 0) break;
            if (image[r.record + T_FLAGS] === 0 && isSleep(word)) {
              // going to sleep is one step, waking up another
              if (done) break;
              if (fallAsleep(word)) return;
            }
          }
          done = true;
          armed = everyStep;
        } else if (map.mayWait[r.pc] === 1 && access.waitsFor(word) !== 0) break;
      }
      if ((fuse & 255) === 0 && world.crowded()) tidy();
      if (--fuse < 0) {
        if (recorder.on) recorder.add('cut', r.thread, r.pc, '', '', '');
        break;
      }
      if (breaker[op] !== 0) armed = true;
      const at = r.pc++;
      try {
        execute(word);
      } catch (e) {
        if (!(e instanceof Raised)) throw e;
        frames.fail(e, at);
      }
      if (r.suspended) break;
    }
    if (r.pc >= 0) rest();
  };

  /** The time limit of the call that the thread stands at, in seconds; Infinity where there is none. */
  const timeLimit = (word: number): number => {
    const { name } = access.method(word);
    const at = LIMIT_AT[name];
    if (at === undefined) return Number.POSITIVE_INFINITY;
    const a = access.argumentsOf(word);
    const limit = a.values[at] ?? a.keywords.get('timeout') ?? NONE;
    return limit === NONE || limit === small(-1) ? Number.POSITIVE_INFINITY : Math.max(0, Number(text.str(limit)));
  };
  const stop = (cost: number, why: Advance['why'], seconds = Number.POSITIVE_INFINITY): Advance => {
    r.save();
    if (why !== 'finished' && why !== 'asleep') r.move(r.record, EVENT.preempt);
    const { held, open } = world.spent;
    world.spent.held = 0;
    world.spent.open = 0;
    return { cost: cost + held + open, interruptible: open > held, why, seconds };
  };
  /** See TimedVm. */
  const advance = (t: number, budget: number, timeIsUp: boolean): Advance => {
    load(t);
    r.move(r.record, EVENT.dispatch);
    let late = timeIsUp;
    cost = 0;
    for (;;) {
      try {
        return stretch(budget, late);
      } catch (e) {
        if (!(e instanceof Raised)) throw e;
        frames.fail(e, r.pc - 1);
        late = false;
      }
    }
  };
  /** Bytecodes of the stretch so far. An exception that is caught does not end it, so it must not forget them. */
  let cost = 0;
  const stretch = (budget: number, timeIsUp: boolean): Advance => {
    r.suspended = false;
    r.signalled = false;
    let late = timeIsUp;
    while (r.pc >= 0) {
      const word = code[r.pc] as number;
      const op = word & 255;
      if (map.mayWait[r.pc] === 1 && !late) {
        if (access.waitsFor(word) !== 0) return stop(cost, 'blocked');
        const limit = timeLimit(word);
        if (limit !== Number.POSITIVE_INFINITY && access.wouldWait(word) !== 0) return stop(cost, 'blocked', limit);
        if (image[r.record + T_FLAGS] === 0 && isSleep(word)) {
          const seconds = Number(text.str(access.argumentsOf(word).values[0] ?? small(0)));
          if (seconds >= 0 && fallAsleep(word)) return stop(cost, 'asleep', seconds);
        }
      }
      // without a lock around the interpreter, whatever others can see is an occasion
      if (everyStep && cost > 0 && visibility[op] !== 0) {
        if (visibility[op] === 1 || access.isVisible(word)) return stop(cost, 'budget');
      }
      if (isCall(word) && image[r.sp - access.calleeAt(word)] === NATIVE) {
        // C code is a stretch of its own
        if (cost > 0) return stop(cost, 'budget');
        const [time, releases] = access.argumentsOf(word).values;
        r.pc++;
        execute(word);
        return stop(0, releases === TRUE ? 'native' : 'held', Number(text.str(time ?? small(0))));
      }
      late = false;
      cost += costs[op] as number;
      r.pc++;
      execute(word);
      if (r.suspended) return stop(cost, 'blocked', timeLimit(word));
      if (r.signalled) return r.pc < 0 ? stop(cost, 'finished') : stop(cost, 'signal');
      if (breaker[op] !== 0) {
        if (cost + world.spent.held + world.spent.open >= budget) return stop(cost, 'budget');
        if (world.crowded()) tidy();
      }
    }
    return stop(cost, 'finished');
  };

  return {
    sync,
    processes,
    advance,
    callNow,
    /** The first frame of the main thread, and its set-up: all it does before another thread can see anything. */
    boot(): void {
      image[THREAD_COUNT] = 1;
      image[PROCESS_COUNT] = 1;
      image[layout.processes] = processTable.state.running; // the shell started it
      image[layout.threads + T_STATUS] = threadTable.initial;
      image[layout.threads + T_HANDLED] = NONE;
      r.move(layout.threads, EVENT.start);
      load(MAIN);
      frames.enterModule();
      r.save();
      settle(MAIN, limits.fuse * SETUP);
    },
    /** One step of the thread: its visible operation and the local work behind it. */
    step(t: number): void {
      load(t);
      run(false, limits.fuse);
      r.save();
    },
    settle,
    /** What the thread's next instruction waits for, as a value, or 0. */
    obstacle(t: number): number {
      const at = image[layout.threads + t * THREAD_WORDS + T_PC] as number;
      if (at < 0 || map.mayWait[at] === 0) return 0;
      r.load(t);
      return access.waitsFor(code[at] as number);
    },
    /** As obstacle, whatever time limit there is. */
    timedObstacle(t: number): number {
      const at = image[layout.threads + t * THREAD_WORDS + T_PC] as number;
      if (at < 0 || map.mayWait[at] === 0) return 0;
      r.load(t);
      const word = code[at] as number;
      if ((image[r.record + T_FLAGS] as number) & WAITING) return access.method(word).receiver;
      return access.waitsFor(word) || (timeLimit(word) === Number.POSITIVE_INFINITY ? 0 : access.wouldWait(word));
    },
    /** The thread's next operation is a join of a thread that it waited for. */
    standsAtJoin(t: number): boolean {
      r.load(t);
      const word = r.pc < 0 ? 0 : (code[r.pc] as number);
      if (!isCall(word)) return false;
      const { receiver, name } = access.method(word);
      return name === 'join' && heap.typeOf(receiver) === THREAD;
    },
    functionAt: (at: number) => program.functions[map.functionAt[at] as number],
    /** The running thread and the instruction it executes. */
    here: () => ({ thread: r.thread, pc: r.pc - 1 }),
  };
}
