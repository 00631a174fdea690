import { BUILTINS, builtinId } from '../language/builtins.ts';
import { INSTRUCTIONS } from '../language/bytecode.ts';
import type { Handler, Program } from '../language/program.ts';
import { next as transition } from '../model/table.ts';
import { threadTable } from '../model/thread.ts';
import { type Arguments, type Builtins, isMutable, positional } from './builtins.ts';
import type { Objects } from './calls.ts';
import { Raised, raise } from './errors.ts';
import type { Heap } from './heap.ts';
import {
  ASLEEP,
  CELL,
  CLASS,
  DICT,
  ERROR,
  FRAME_CALLER,
  FRAME_INSTEAD,
  FRAME_RETURN,
  FRAME_WORDS,
  FUNCTION,
  INSTANCE,
  ITERATOR,
  type Layout,
  LOCK,
  METHOD,
  SLICE,
  STR,
  SUPER,
  T_DEPTH,
  T_ERROR,
  T_ERROR_LINE,
  T_FLAGS,
  T_FP,
  T_HANDLED,
  T_OBJECT,
  T_PC,
  T_SP,
  T_STATUS,
  THREAD,
  THREAD_COUNT,
  THREAD_WORDS,
} from './layout.ts';
import type { Limits, Machine } from './machine.ts';
import type { createMethods } from './methods.ts';
import type { Operators } from './operators.ts';
import { markOf, type Recorder } from './recorder.ts';
import type { Text } from './text.ts';
import {
  addressOf,
  builtinOf,
  builtinValue,
  FALSE,
  isBuiltin,
  isRef,
  MAX_SMALL,
  MIN_SMALL,
  NONE,
  refTo,
  small,
  smallOf,
  TRUE,
  UNBOUND,
} from './values.ts';

/** Returned by a call that entered a function of the program: its result comes with RETURN. */
const ENTERED = 0;
/** FRAME_INSTEAD: nothing is to be pushed when the function returns (`__exit__` at the normal end of a `with`). */
const NOTHING = 14;

const STATE = threadTable.state;
const EVENT = threadTable.event;
export const FINISHED = STATE.finished;
const MAIN = 0;
/** The set-up may take this many times the fuse of a step: nobody waits for it. */
const SETUP = 100;

/** 0 local, 1 visible, 2 depends: by operation code. */
const visibility = Uint8Array.from(INSTRUCTIONS, (i) => ['local', 'visible', 'depends'].indexOf(i.visibility));
const breaker = Uint8Array.from(INSTRUCTIONS, (i) => (i.breaker ? 1 : 0));
const PRINT = builtinValue(builtinId('print'));
const SLEEP = builtinValue(builtinId('time.sleep'));
const SUPER_CALL = builtinValue(builtinId('super'));

export interface World {
  readonly program: Program;
  readonly machine: Machine;
  readonly limits: Limits;
  readonly layout: Layout;
  readonly heap: Heap;
  readonly text: Text;
  readonly operators: Operators;
  readonly builtins: Builtins;
  readonly methods: ReturnType<typeof createMethods>;
  readonly objects: Objects;
  readonly recorder: Recorder;
  /** Puts the live objects together and frees the rest. */
  compact(): void;
  /** True when that is worth while. */
  crowded(): boolean;
  /** Constant k of the program, as a value; one more at the end: `'__main__'`. */
  readonly constants: Int32Array;
}

export type Interpreter = ReturnType<typeof createInterpreter>;

/** The step of the machine: instructions, calls, exceptions, and where a thread comes to rest. */
export function createInterpreter(world: World) {
  const { program, machine, limits, layout, heap, text, operators, builtins, methods, objects, recorder, constants } =
    world;
  const { image } = heap;
  const { typeOf } = heap;
  const { code, functions } = program;
  const everyStep = machine.switchPoints !== 'eval-breaker';

  /** Function of each instruction, and the handlers that cover it, innermost first. */
  const functionAt = new Uint16Array(code.length);
  functions.forEach((f, i) => {
    functionAt.fill(i, f.entry, f.end);
  });
  const handlersAt = new Map<number, Handler>();
  for (let pc = 0; pc < code.length; pc++) {
    const handler = program.handlers.find((h) => h.start <= pc && pc < h.end);
    if (handler) handlersAt.set(pc, handler);
  }
  /** 1 where the instruction may have to wait: a call or the beginning of a `with`. */
  const mayWait = Uint8Array.from(code, (word) => ((word & 255) >= 47 && (word & 255) <= 51 ? 1 : 0));
  const localsAt = (pc: number): number => functions[functionAt[pc] as number]?.locals.length ?? 0;

  // The running thread. They live in its record while it rests.
  let thread = 0;
  let record = 0;
  let stack = 0;
  let pc = 0;
  let fp = 0;
  let sp = 0;
  /** Threads other than main that have started and not finished. */
  let others = 0;

  const load = (t: number): void => {
    thread = t;
    record = layout.threads + t * THREAD_WORDS;
    stack = layout.stacks + t * limits.stack;
    pc = image[record + T_PC] as number;
    fp = stack + (image[record + T_FP] as number);
    sp = stack + (image[record + T_SP] as number);
    heap.enter(t);
    if (t !== MAIN) return;
    others = 0; // only the main thread asks
    const count = image[THREAD_COUNT] as number;
    for (let u = 1; u < count; u++) if (image[layout.threads + u * THREAD_WORDS + T_STATUS] !== FINISHED) others++;
  };
  const save = (): void => {
    image[record + T_PC] = pc;
    image[record + T_FP] = fp - stack;
    image[record + T_SP] = sp - stack;
  };
  const status = (at: number, event: number): void => {
    image[at + T_STATUS] = transition(threadTable, image[at + T_STATUS] as number, event);
  };

  // ---- what another thread can see

  const sharedMutable = (v: number): boolean => heap.isSharedRef(v) && isMutable(typeOf(v));
  const anyShared = (from: number, n: number): boolean => {
    for (let i = 0; i < n; i++) if (sharedMutable(image[from + i] as number)) return true;
    return false;
  };
  /** The Lock or Thread that a call is a method of, with the method's name; else an empty name. */
  let receiver = 0;
  const methodCalled = (word: number): string => {
    const op = word & 255;
    const n = (word >>> 8) & 255;
    const callee = image[sp - n - 1] as number;
    if (op === 49) {
      receiver = callee;
      return program.names[word >>> 16] as string;
    }
    if (typeOf(callee) !== METHOD) return '';
    receiver = image[addressOf(callee) + 2] as number;
    const name = image[addressOf(callee) + 1] as number;
    return name > 0 ? (objects.names[name - 1] as string) : '';
  };

  /** Whether another thread could tell when the instruction at pc happens. */
  const isVisible = (word: number): boolean => {
    const op = word & 255;
    switch (op) {
      case 7: // LOAD_CELL
      case 8: // STORE_CELL
        return heap.isSharedRef(image[fp + FRAME_WORDS + (word >>> 8)] as number);
      case 17: // BINARY
        return anyShared(sp - 2, 2);
      case 18: {
        // COMPARE: identity looks at no contents
        const how = (word >>> 8) & 255;
        return how !== 6 && how !== 7 && anyShared(sp - 2, 2);
      }
      case 19: // LOAD_ITEM
      case 20: // STORE_ITEM
      case 21: // DELETE_ITEM
        return sharedMutable(image[sp - 2] as number);
      case 23: {
        // LOAD_ATTR: methods and class attributes do not change
        const v = image[sp - 1] as number;
        return typeOf(v) === INSTANCE && heap.isSharedRef(v) && objects.own(addressOf(v), word >>> 8) !== 0;
      }
      case 24: // STORE_ATTR
      case 31: // UNPACK
      case 37: // JUMP_IF_FALSE
      case 38: // JUMP_IF_TRUE
      case 39: // JUMP_IF_FALSE_OR_POP
      case 40: // JUMP_IF_TRUE_OR_POP
      case 51: // ENTER
      case 52: // EXIT
        return sharedMutable(image[sp - 1] as number) && (op < 51 || typeOf(image[sp - 1] as number) === LOCK);
      case 53: // EXIT_ERROR
        return typeOf(image[sp - 2] as number) === LOCK && heap.isSharedRef(image[sp - 2] as number);
      case 44: {
        // FOR_ITER
        const v = image[sp - 1] as number;
        return typeOf(v) === ITERATOR && (heap.isSharedRef(v) || sharedMutable(image[addressOf(v) + 3] as number));
      }
      case 47: // CALL
      case 48: // CALL_KW
      case 49: // CALL_METHOD
        return isVisibleCall(word);
      default:
        return false;
    }
  };
  const isVisibleCall = (word: number): boolean => {
    const n = (word >>> 8) & 255;
    const callee = image[sp - n - 1] as number;
    if (callee === PRINT || callee === SLEEP) return true;
    const name = methodCalled(word);
    if (name !== '') {
      const type = typeOf(receiver);
      if (type === LOCK) return heap.isSharedRef(receiver);
      if (type === THREAD) return name === 'is_alive' || (name === 'join' && n > 0);
      if (type === INSTANCE || type === SUPER || type === CLASS || type === ERROR) return false;
      return sharedMutable(receiver) || anyShared(sp - n, n);
    }
    return (
      isBuiltin(callee) &&
      BUILTINS[builtinOf(callee)]?.kind !== 'exception' &&
      callee !== SUPER_CALL &&
      anyShared(sp - n, n)
    );
  };

  /** The object that the instruction has to wait for, as a value; 0 when it can proceed. */
  const waitsFor = (word: number): number => {
    const op = word & 255;
    if (op === 51) {
      // ENTER
      const v = image[sp - 1] as number;
      return typeOf(v) === LOCK && image[addressOf(v) + 1] !== 0 ? v : 0;
    }
    if (op < 47 || op > 49) return 0;
    const name = methodCalled(word);
    if (name === 'acquire' && typeOf(receiver) === LOCK && image[addressOf(receiver) + 1] !== 0) {
      const v = receiver;
      return blocks(word) ? v : 0;
    }
    if (name === 'join' && typeOf(receiver) === THREAD && ((word >>> 8) & 255) === 0) {
      const id = image[addressOf(receiver) + 1] as number;
      const waits = id >= 0 && id !== thread && image[layout.threads + id * THREAD_WORDS + T_STATUS] !== FINISHED;
      return waits ? receiver : 0;
    }
    return 0;
  };
  /** Whether this call of acquire waits without end: not acquire(False), and no timeout. */
  const blocks = (word: number): boolean => {
    const a = argumentsOf(word);
    const blocking = a.values[0] ?? a.keywords.get('blocking') ?? TRUE;
    const timeout = a.values[1] ?? a.keywords.get('timeout');
    return operators.truth(blocking) && (timeout === undefined || timeout === small(-1));
  };
  const argumentsOf = (word: number): Arguments => {
    const n = (word >>> 8) & 255;
    const all = Array.from(image.subarray(sp - n, sp));
    if ((word & 255) !== 48) return positional(all);
    const names = heap.itemsOf(addressOf(constants[word >>> 16] as number)).map((v) => heap.textOf(v));
    const first = n - names.length;
    return { values: all.slice(0, first), keywords: new Map(names.map((name, i) => [name, all[first + i] as number])) };
  };

  // ---- calls

  /** Enters a function of the program; its frame begins at `at`. */
  const enterFunction = (fn: number, at: number, a: Arguments, instead: number): number => {
    const object = addressOf(fn);
    const info = functions[image[object + 1] as number];
    if (!info) throw new Error(`no function ${image[object + 1]}`);
    const locals = at + FRAME_WORDS;
    const base = locals + info.locals.length;
    const depth = image[record + T_DEPTH] as number;
    if (base + info.stack > stack + limits.stack || depth >= limits.depth) {
      throw raise('RecursionError', 'maximum recursion depth exceeded');
    }
    const free = info.locals.length - info.free;
    const defaults = image[object + 2] as number;
    const values = a.values;
    // The arguments were copied out of the stack, so the frame may overwrite them.
    image.fill(UNBOUND, locals, base);
    objects.bindArguments(
      info,
      defaults === 0 ? [] : heap.itemsOf(addressOf(defaults)),
      values,
      a.keywords,
      (slot, v) => {
        image[locals + slot] = v;
      },
    );
    if (info.free > 0) {
      const closure = addressOf(image[object + 3] as number);
      for (let i = 0; i < info.free; i++) image[locals + free + i] = image[closure + 1 + i] as number;
    }
    image[at + FRAME_CALLER] = fp < stack ? small(-1) : small(fp - stack);
    image[at + FRAME_RETURN] = small(pc);
    image[at + FRAME_INSTEAD] = instead;
    image[record + T_DEPTH] = depth + 1;
    fp = at;
    sp = base;
    pc = info.entry;
    return ENTERED;
  };

  /** Calls any value. Either returns its result, or enters a function whose frame begins at `at`. */
  const call = (callee: number, a: Arguments, at: number): number => {
    if (callee === PRINT) return builtins.call(builtinOf(callee), a);
    if (callee === SUPER_CALL) return objects.makeSuper(a.values[0] as number, a.values[1] as number);
    if (isBuiltin(callee)) return callBuiltin(callee, a);
    switch (typeOf(callee)) {
      case FUNCTION:
        return enterFunction(callee, at, a, 0);
      case METHOD: {
        const object = addressOf(callee);
        const self = image[object + 2] as number;
        const name = image[object + 1] as number;
        if (name > 0) return callMethod(self, objects.names[name - 1] as string, a, at);
        return enterFunction(image[object + 3] as number, at, { ...a, values: [self, ...a.values] }, 0);
      }
      case CLASS: {
        const made = objects.instantiate(callee, a.values);
        const init = objects.inClass(callee, objects.INIT);
        if (init !== 0) return enterFunction(init, at, { ...a, values: [made, ...a.values] }, made);
        if (typeOf(made) === INSTANCE && a.values.length + a.keywords.size > 0) {
          throw raise('TypeError', `${text.className(callee)}() takes no arguments`);
        }
        return made;
      }
      default:
        throw raise('TypeError', `'${text.typeName(callee)}' object is not callable`);
    }
  };
  const callBuiltin = (callee: number, a: Arguments): number => {
    if (callee !== SLEEP && !recorder.on) return builtins.call(builtinOf(callee), a);
    if (callee === SLEEP) {
      sleepTime(a);
      return NONE;
    }
    return watched(a.values.find(sharedMutable) ?? 0, () => builtins.call(builtinOf(callee), a));
  };
  const sleepTime = (a: Arguments): number => {
    const v = a.values[0];
    if (v === undefined || a.values.length > 1)
      throw raise('TypeError', `time.sleep() takes exactly one argument (${a.values.length} given)`);
    if (operators.order(0, v, small(0)) < 0) throw raise('ValueError', 'sleep length must be non-negative');
    return v;
  };

  /** Runs an operation on a shared object and records whether it changed it. */
  const watched = (v: number, act: () => number): number => {
    if (!recorder.on || v === 0 || !heap.isSharedRef(v)) return act();
    const at = pc - 1;
    const before = recorder.repr(v);
    const name = recorder.nameOf(v);
    const result = act();
    const after = recorder.repr(v);
    recorder.add(before === after ? 'load' : 'store', thread, at, name, before, after);
    return result;
  };

  const callMethod = (self: number, name: string, a: Arguments, at: number): number => {
    switch (typeOf(self)) {
      case LOCK:
        return lockMethod(self, name, a);
      case THREAD:
        return threadMethod(self, name);
      case SUPER: {
        const object = image[addressOf(self) + 2] as number;
        const found = objects.inSuper(self, objects.nameId(name));
        if (found !== 0) return enterFunction(found, at, { ...a, values: [object, ...a.values] }, 0);
        if (name !== '__init__') throw raise('AttributeError', `'super' object has no attribute '${name}'`);
        if (typeOf(object) === ERROR) image[addressOf(object) + 3] = heap.tuple(a.values);
        return NONE;
      }
      case INSTANCE:
      case ERROR: {
        const id = objects.nameId(name);
        const found = typeOf(self) === INSTANCE ? objects.own(addressOf(self), id) : 0;
        if (found !== 0) return call(found, a, at);
        const method = objects.methodOf(self, id);
        if (typeOf(method) === FUNCTION) return enterFunction(method, at, { ...a, values: [self, ...a.values] }, 0);
        return call(objects.loadAttribute(self, id), a, at);
      }
      case CLASS:
      case 0:
        return call(objects.loadAttribute(self, objects.nameId(name)), a, at);
      default:
        return watched(isMutable(typeOf(self)) ? self : 0, () => methods.call(self, name, a));
    }
  };

  const acquire = (lock: number): void => {
    image[addressOf(lock) + 1] = thread + 1;
    if (recorder.on) recorder.add('acquire', thread, pc - 1, recorder.nameOf(lock), 'free', markOf(thread));
  };
  const release = (lock: number): void => {
    const at = addressOf(lock);
    if (image[at + 1] === 0) throw raise('RuntimeError', 'release unlocked lock');
    if (recorder.on)
      recorder.add('release', thread, pc - 1, recorder.nameOf(lock), markOf((image[at + 1] as number) - 1), 'free');
    image[at + 1] = 0;
  };
  const lockMethod = (lock: number, name: string, a: Arguments): number => {
    const held = image[addressOf(lock) + 1] !== 0;
    switch (name) {
      case 'acquire': {
        const blocking = operators.truth(a.values[0] ?? a.keywords.get('blocking') ?? TRUE);
        const timeout = a.values[1] ?? a.keywords.get('timeout');
        if (!blocking && timeout !== undefined && timeout !== small(-1)) {
          throw raise('ValueError', "can't specify a timeout for a non-blocking call");
        }
        if (timeout !== undefined && timeout !== small(-1) && operators.order(0, timeout, small(0)) < 0) {
          throw raise('ValueError', 'timeout value must be a non-negative number');
        }
        if (held) return FALSE;
        acquire(lock);
        return TRUE;
      }
      case 'release':
        release(lock);
        return NONE;
      case 'locked':
        if (recorder.on)
          recorder.add('load', thread, pc - 1, recorder.nameOf(lock), held ? 'held' : 'free', held ? 'held' : 'free');
        return held ? TRUE : FALSE;
      default:
        throw raise('AttributeError', `'_thread.lock' object has no attribute '${name}'`);
    }
  };

  const threadMethod = (object: number, name: string): number => {
    const id = image[addressOf(object) + 1] as number;
    switch (name) {
      case 'start':
        if (id >= 0) throw raise('RuntimeError', 'threads can only be started once');
        start(object);
        return NONE;
      case 'join':
        if (id < 0) throw raise('RuntimeError', 'cannot join thread before it is started');
        if (id === thread) throw raise('RuntimeError', 'cannot join current thread');
        if (recorder.on) recorder.add('join', thread, pc - 1, markOf(id), '', '');
        return NONE;
      case 'is_alive': {
        const alive = id >= 0 && image[layout.threads + id * THREAD_WORDS + T_STATUS] !== FINISHED;
        return alive ? TRUE : FALSE;
      }
      case 'getName':
        return heap.text(text.threadName(addressOf(object)));
      default:
        throw raise('AttributeError', `'Thread' object has no attribute '${name}'`);
    }
  };

  /** A thread comes to life: its record, and a first frame that stands at its function's entry. */
  const start = (object: number): void => {
    const id = image[THREAD_COUNT] as number;
    if (id >= limits.threads) throw raise('RuntimeError', "can't start new thread");
    const at = addressOf(object);
    image[at + 1] = id;
    heap.share(object);
    const r = layout.threads + id * THREAD_WORDS;
    image.fill(0, r, r + THREAD_WORDS);
    image[r + T_STATUS] = threadTable.initial;
    image[r + T_OBJECT] = object;
    image[r + T_HANDLED] = NONE;
    image[THREAD_COUNT] = id + 1;
    status(r, EVENT.start);
    if (recorder.on) recorder.add('start', thread, pc - 1, markOf(id), '', '');
    const me = thread;
    const target = image[at + 3] as number;
    const values = heap.itemsOf(addressOf(image[at + 4] as number));
    save();
    load(id);
    fp = stack - 1; // no caller
    sp = stack;
    pc = -1;
    try {
      enterThread(target, values, image[at + 6] as number);
    } catch (e) {
      if (!(e instanceof Raised)) throw e;
      fail(e, -1);
    }
    save();
    settle(id);
    load(me);
  };
  const enterThread = (target: number, values: number[], options: number): void => {
    const keywords = new Map<string, number>();
    if (options !== NONE && typeOf(options) === DICT) {
      const items = heap.itemsOf(addressOf(options));
      for (let i = 0; i < items.length; i += 2) keywords.set(heap.textOf(items[i] as number), items[i + 1] as number);
    }
    if (target === NONE || call(target, { values, keywords }, stack) !== ENTERED) finish();
  };

  /** The thread's last function has returned, or an exception ended it. */
  const finish = (): void => {
    if (image[record + T_STATUS] !== STATE.running) status(record, EVENT.dispatch); // it ended before its first step
    status(record, EVENT.finish);
    pc = -1;
    fp = stack - 1;
    sp = stack;
    image[record + T_DEPTH] = 0;
    image[record + T_HANDLED] = NONE;
    if (recorder.on) recorder.add('finish', thread, -1, markOf(thread), '', '');
  };

  // ---- exceptions

  const toObject = (e: Raised): number => {
    if (e.value !== 0) return e.value;
    const cls = builtinValue(builtinId(e.type));
    return builtins.error(cls, e.argument !== 0 ? [e.argument] : e.message === '' ? [] : [heap.text(e.message)]);
  };
  /** Goes on at the innermost handler; without one the thread ends. `at` is the instruction that failed. */
  const fail = (e: Raised, at: number): void => {
    const error = toObject(e);
    const object = addressOf(error);
    if (image[object + 1] === 0) image[object + 1] = program.lines[at] ?? 0;
    let from = at;
    while (fp >= stack) {
      const handler = handlersAt.get(from);
      if (handler) {
        sp = fp + FRAME_WORDS + localsAt(from) + handler.depth;
        image[sp++] = error;
        pc = handler.target;
        return;
      }
      from = smallOf(image[fp + FRAME_RETURN] as number) - 1;
      const caller = smallOf(image[fp + FRAME_CALLER] as number);
      image[record + T_DEPTH] = (image[record + T_DEPTH] as number) - 1;
      fp = caller < 0 ? stack - 1 : stack + caller;
    }
    image[record + T_ERROR] = error;
    image[record + T_ERROR_LINE] = image[object + 1] as number;
    if (recorder.on) recorder.add('error', thread, at, markOf(thread), '', '', text.errorLine(error));
    finish();
  };

  const asException = (v: number): Raised => {
    if (typeOf(v) === ERROR) return new Raised('', '', v);
    if (isBuiltin(v) && BUILTINS[builtinOf(v)]?.kind === 'exception') return new Raised('', '', builtins.error(v, []));
    if (typeOf(v) === CLASS && objects.isException(v)) return new Raised('', '', objects.instantiate(v, []));
    return raise('TypeError', 'exceptions must derive from BaseException');
  };

  // ---- the loop

  const settle = (t: number, fuse = limits.fuse): void => {
    if (image[layout.threads + t * THREAD_WORDS + T_STATUS] === FINISHED) return;
    load(t);
    run(true, fuse);
    save();
  };
  /** Between two instructions every value lies in the image: the only time when objects may move. */
  const tidy = (): void => {
    save();
    world.compact();
    load(thread);
  };

  /**
   * Runs the loaded thread until it rests: before a visible operation (where the machine allows a switch), before one
   * that has to wait, when it has finished, or when the fuse is spent. With `onlyLocal` not even the first visible
   * operation is done.
   */
  const run = (onlyLocal: boolean, most: number): void => {
    let seen = onlyLocal;
    let armed = everyStep || onlyLocal;
    let fuse = most;
    status(record, EVENT.dispatch);
    while (pc >= 0) {
      const word = code[pc] as number;
      const op = word & 255;
      const kind = visibility[op] as number;
      if (kind !== 0) {
        const hidden = thread === MAIN && others === 0 && program.startsThreads;
        if (!hidden && (kind === 1 || isVisible(word))) {
          if (seen && armed) break;
          if (waitsFor(word) !== 0) break;
          if (isSleep(word) && !(image[record + T_FLAGS] as number)) {
            // going to sleep is one step, waking up another
            if (seen) break;
            if (fallAsleep(word)) return;
          }
          seen = true;
          armed = everyStep;
        } else if (op >= 47 && op <= 51 && waitsFor(word) !== 0) break;
      }
      if ((fuse & 255) === 0 && world.crowded()) tidy();
      if (--fuse < 0) {
        if (recorder.on) recorder.add('cut', thread, pc, '', '', '');
        break;
      }
      if (breaker[op] !== 0) armed = true;
      const at = pc++;
      try {
        execute(word);
      } catch (e) {
        if (!(e instanceof Raised)) throw e;
        fail(e, at);
      }
    }
    if (pc >= 0) status(record, EVENT.preempt);
  };
  const isSleep = (word: number): boolean => (word & 255) === 47 && image[sp - ((word >>> 8) & 255) - 1] === SLEEP;
  /** False when the call is wrong: then it is executed at once, and raises. */
  const fallAsleep = (word: number): boolean => {
    const a = argumentsOf(word);
    try {
      const time = sleepTime(a);
      if (recorder.on) recorder.add('sleep', thread, pc, `${text.repr(time)} s`, '', '');
    } catch (e) {
      if (!(e instanceof Raised)) throw e;
      return false;
    }
    image[record + T_FLAGS] = ASLEEP;
    status(record, EVENT.sleep);
    return true;
  };

  const push = (v: number): void => {
    image[sp++] = v;
  };
  const result = (v: number, at: number): void => {
    if (v === ENTERED) return;
    image[at] = v;
    sp = at + 1;
  };
  const unbound = (type: string, message: string): never => {
    throw raise(type, message);
  };
  const loadGlobal = (g: number): number => {
    const v = image[layout.globals + g] as number;
    if (v === UNBOUND) unbound('NameError', `name '${program.globals[g]?.name}' is not defined`);
    return v;
  };
  const wrote = (g: number, before: number, v: number): void => {
    const address = layout.globals + g;
    recorder.add(
      'store',
      thread,
      pc - 1,
      program.globals[g]?.name ?? '',
      recorder.repr(before),
      recorder.repr(v),
      '',
      address,
    );
  };

  const execute = (word: number): void => {
    const arg = word >>> 8;
    switch (word & 255) {
      case 0: // NOP
        return;
      case 1: // LOAD_CONST
        image[sp++] = constants[arg] as number;
        return;
      case 2: // LOAD_BUILTIN
        image[sp++] = BUILTINS[arg]?.name === '__name__' ? mainName : builtinValue(arg);
        return;
      case 3: {
        // LOAD_LOCAL
        const v = image[fp + FRAME_WORDS + arg] as number;
        if (v === UNBOUND) {
          const name = functions[functionAt[pc - 1] as number]?.locals[arg];
          unbound(
            'UnboundLocalError',
            `cannot access local variable '${name}' where it is not associated with a value`,
          );
        }
        image[sp++] = v;
        return;
      }
      case 4: // STORE_LOCAL
        image[fp + FRAME_WORDS + arg] = image[--sp] as number;
        return;
      case 5: {
        // MAKE_CELL
        const at = heap.alloc(CELL, 2);
        image[at + 1] = image[fp + FRAME_WORDS + arg] as number;
        image[fp + FRAME_WORDS + arg] = refTo(at);
        return;
      }
      case 6: // LOAD_CLOSURE
        image[sp++] = image[fp + FRAME_WORDS + arg] as number;
        return;
      case 7: {
        // LOAD_CELL
        const cell = addressOf(image[fp + FRAME_WORDS + arg] as number);
        const v = image[cell + 1] as number;
        if (v === UNBOUND) unboundCell(arg);
        if (recorder.on && (image[cell] as number) & 0x80) touchedCell('load', arg, v, v);
        image[sp++] = v;
        return;
      }
      case 8: {
        // STORE_CELL
        const cell = addressOf(image[fp + FRAME_WORDS + arg] as number);
        const v = image[--sp] as number;
        if ((image[cell] as number) & 0x80) {
          heap.share(v);
          if (recorder.on) touchedCell('store', arg, image[cell + 1] as number, v);
        }
        image[cell + 1] = v;
        return;
      }
      case 9: {
        // LOAD_GLOBAL
        const v = loadGlobal(arg);
        if (recorder.on) {
          const r = recorder.repr(v);
          recorder.add('load', thread, pc - 1, program.globals[arg]?.name ?? '', r, r, '', layout.globals + arg);
        }
        image[sp++] = v;
        return;
      }
      case 10: // STORE_GLOBAL
      case 12: {
        // STORE_FIXED
        const v = image[--sp] as number;
        const at = layout.globals + arg;
        if (program.globals[arg]?.kind !== 'confined') heap.share(v);
        if (recorder.on) wrote(arg, image[at] as number, v);
        image[at] = v;
        return;
      }
      case 11: // LOAD_FIXED
        image[sp++] = loadGlobal(arg);
        return;
      case 13: // POP
        sp--;
        return;
      case 14: // COPY
        image[sp] = image[sp - arg] as number;
        sp++;
        return;
      case 15: {
        // SWAP
        const v = image[sp - 1] as number;
        image[sp - 1] = image[sp - arg] as number;
        image[sp - arg] = v;
        return;
      }
      case 16: // UNARY
        image[sp - 1] = operators.unary(arg & 255, image[sp - 1] as number);
        return;
      case 17: {
        // BINARY
        const r = image[--sp] as number;
        const l = image[sp - 1] as number;
        const how = arg & 255;
        if ((l & r & 1) === 1 && how < 3) {
          const a = l >> 1;
          const b = r >> 1;
          const n = how === 0 ? a + b : how === 1 ? a - b : a * b;
          if (n <= MAX_SMALL && n >= MIN_SMALL) {
            image[sp - 1] = (n << 1) | 1;
            return;
          }
        }
        const augmented = word >>> 16 === 1;
        const touched = augmented && isMutable(typeOf(l)) ? l : 0;
        image[sp - 1] = watched(touched, () => operators.binary(how, l, r, augmented));
        return;
      }
      case 18: {
        // COMPARE
        const r = image[--sp] as number;
        const l = image[sp - 1] as number;
        const how = arg & 255;
        if ((l & r & 1) === 1 && how < 6) {
          const yes =
            how === 0
              ? l < r
              : how === 1
                ? l <= r
                : how === 2
                  ? l === r
                  : how === 3
                    ? l !== r
                    : how === 4
                      ? l > r
                      : l >= r;
          image[sp - 1] = yes ? TRUE : FALSE;
          return;
        }
        image[sp - 1] = watched(how > 7 ? r : 0, () => operators.compare(how, l, r));
        return;
      }
      case 19: {
        // LOAD_ITEM
        const index = image[--sp] as number;
        const container = image[sp - 1] as number;
        const v = operators.loadItem(container, index);
        if (recorder.on && sharedMutable(container)) touchedItem('load', container, index, v, v);
        image[sp - 1] = v;
        return;
      }
      case 20: {
        // STORE_ITEM
        const index = image[sp - 1] as number;
        const container = image[sp - 2] as number;
        const v = image[sp - 3] as number;
        const seen = recorder.on && sharedMutable(container);
        const before = seen ? itemOrNothing(container, index) : 0;
        operators.storeItem(container, index, v);
        if (seen) touchedItem('store', container, index, before, v);
        sp -= 3;
        return;
      }
      case 21: {
        // DELETE_ITEM
        const [container, index] = [image[sp - 2] as number, image[sp - 1] as number];
        sp -= 2;
        watched(container, () => {
          operators.deleteItem(container, index);
          return 0;
        });
        return;
      }
      case 22: {
        // BUILD_SLICE
        const at = heap.alloc(SLICE, 4);
        for (let i = 1; i <= 3; i++) image[at + i] = image[sp - 4 + i] as number;
        sp -= 2;
        image[sp - 1] = refTo(at);
        return;
      }
      case 23: {
        // LOAD_ATTR
        const v = image[sp - 1] as number;
        const found = objects.loadAttribute(v, arg);
        if (recorder.on && typeOf(v) === INSTANCE && heap.isSharedRef(v) && objects.own(addressOf(v), arg) !== 0) {
          touchedAttribute('load', v, arg, found, found);
        }
        image[sp - 1] = found;
        return;
      }
      case 24: {
        // STORE_ATTR
        const object = image[sp - 1] as number;
        const v = image[sp - 2] as number;
        if (recorder.on && typeOf(object) === INSTANCE && heap.isSharedRef(object)) {
          touchedAttribute('store', object, arg, objects.own(addressOf(object), arg), v);
        }
        objects.storeAttribute(object, arg, v);
        sp -= 2;
        return;
      }
      case 25: // BUILD_TUPLE
        sp -= arg;
        push(heap.tuple(image.subarray(sp, sp + arg)));
        return;
      case 26: // BUILD_LIST
        sp -= arg;
        push(heap.list(image.subarray(sp, sp + arg)));
        return;
      case 27: {
        // BUILD_DICT
        sp -= arg * 2;
        const at = heap.owner(DICT, 3, arg);
        for (let i = 0; i < arg; i++)
          operators.putKey(at, image[sp + i * 2] as number, image[sp + i * 2 + 1] as number);
        push(refTo(at));
        return;
      }
      case 28: // BUILD_SET
        sp -= arg;
        push(operators.setOf(Array.from(image.subarray(sp, sp + arg))));
        return;
      case 29: {
        // BUILD_STRING
        sp -= arg;
        let s = '';
        for (let i = 0; i < arg; i++) s += heap.textOf(image[sp + i] as number);
        push(heap.text(s));
        return;
      }
      case 30: {
        // FORMAT
        const spec = word >>> 16 ? heap.textOf(image[--sp] as number) : '';
        const v = image[sp - 1] as number;
        const how = arg & 255;
        const made = how === 2 ? heap.text(text.repr(v)) : how === 1 ? heap.text(text.str(v)) : v;
        image[sp - 1] = typeOf(made) === STR && spec === '' ? made : heap.text(text.format(made, spec));
        return;
      }
      case 31: // UNPACK
        unpack(arg);
        return;
      case 32: {
        // LIST_APPEND
        const v = image[--sp] as number;
        operators.append(image[sp - arg] as number, v);
        return;
      }
      case 33: {
        // SET_ADD
        const v = image[--sp] as number;
        operators.putKey(addressOf(image[sp - arg] as number), v, 0);
        return;
      }
      case 34: {
        // DICT_ADD
        sp -= 2;
        operators.putKey(addressOf(image[sp - arg] as number), image[sp] as number, image[sp + 1] as number);
        return;
      }
      case 35: // JUMP
      case 36: // JUMP_BACK
        pc = arg;
        return;
      case 37: // JUMP_IF_FALSE
        if (!truth(image[--sp] as number)) pc = arg;
        return;
      case 38: // JUMP_IF_TRUE
        if (truth(image[--sp] as number)) pc = arg;
        return;
      case 39: // JUMP_IF_FALSE_OR_POP
        if (!truth(image[sp - 1] as number)) pc = arg;
        else sp--;
        return;
      case 40: // JUMP_IF_TRUE_OR_POP
        if (truth(image[sp - 1] as number)) pc = arg;
        else sp--;
        return;
      case 41: // RANGE_ITER
        rangeLoop(arg);
        return;
      case 42: {
        // FOR_RANGE
        const i = image[sp - 3] as number;
        const stop = image[sp - 2] as number;
        const step = image[sp - 1] as number;
        if (step > 0 ? i >= stop : i <= stop) {
          sp -= 3;
          pc = arg;
          return;
        }
        const following = (i >> 1) + (step >> 1);
        image[sp - 3] = following > MAX_SMALL || following < MIN_SMALL ? stop : small(following);
        image[sp++] = i;
        return;
      }
      case 43: {
        // GET_ITER
        const v = image[sp - 1] as number;
        image[sp - 1] = operators.iterator(v);
        return;
      }
      case 44: {
        // FOR_ITER
        const iterator = image[sp - 1] as number;
        const source = image[addressOf(iterator) + 3] as number;
        const v = watched(sharedMutable(source) ? source : 0, () => operators.next(iterator));
        if (v === 0) {
          sp--;
          pc = arg;
        } else image[sp++] = v;
        return;
      }
      case 45: {
        // MAKE_FUNCTION
        const flags = arg & 255;
        const at = heap.alloc(FUNCTION, 4);
        image[at + 1] = word >>> 16;
        if (flags & 2) image[at + 3] = image[--sp] as number;
        if (flags & 1) image[at + 2] = image[--sp] as number;
        push(refTo(at));
        return;
      }
      case 46: {
        // MAKE_CLASS
        const n = arg & 255;
        const namespace = image[--sp] as number;
        sp -= n;
        push(objects.makeClass(word >>> 16, Array.from(image.subarray(sp, sp + n)), namespace));
        return;
      }
      case 47: // CALL
      case 48: {
        // CALL_KW
        const at = sp - (arg & 255) - 1;
        const a = argumentsOf(word);
        const callee = image[at] as number;
        if (callee === SLEEP) wake();
        result(call(callee, a, at), at);
        return;
      }
      case 49: {
        // CALL_METHOD
        const at = sp - (arg & 255) - 1;
        const a = argumentsOf(word);
        result(callMethod(image[at] as number, program.names[word >>> 16] as string, a, at), at);
        return;
      }
      case 50: // RETURN
        leave();
        return;
      case 51: {
        // ENTER
        const manager = image[sp - 1] as number;
        if (typeOf(manager) === LOCK) {
          acquire(manager);
          push(TRUE);
          return;
        }
        contextMethod(manager, '__enter__');
        result(callMethod(manager, '__enter__', positional([]), sp), sp);
        return;
      }
      case 52: {
        // EXIT
        const manager = image[--sp] as number;
        if (typeOf(manager) === LOCK) {
          release(manager);
          return;
        }
        contextMethod(manager, '__exit__');
        if (callMethod(manager, '__exit__', positional([NONE, NONE, NONE]), sp) === ENTERED)
          image[fp + FRAME_INSTEAD] = NOTHING;
        return;
      }
      case 53: {
        // EXIT_ERROR
        const manager = image[sp - 2] as number;
        const error = image[sp - 1] as number;
        image[sp - 2] = error;
        if (typeOf(manager) === LOCK) {
          release(manager);
          image[sp - 1] = FALSE;
          return;
        }
        const cls = image[addressOf(error) + 2] as number;
        const at = sp - 1;
        result(callMethod(manager, '__exit__', positional([cls, error, NONE]), at), at);
        return;
      }
      case 54: {
        // RAISE
        if (arg === 0) {
          const handled = image[record + T_HANDLED] as number;
          throw handled === NONE
            ? raise('RuntimeError', 'No active exception to reraise')
            : new Raised('', '', handled);
        }
        const cause = arg === 2 ? (image[--sp] as number) : 0;
        const e = asException(image[--sp] as number);
        if (cause !== 0 && e.value !== 0) image[addressOf(e.value) + 4] = cause;
        throw e;
      }
      case 55: // RERAISE
        throw new Raised('', '', image[--sp] as number);
      case 56: {
        // PUSH_HANDLED
        const error = image[sp - 1] as number;
        image[sp - 1] = image[record + T_HANDLED] as number;
        image[sp++] = error;
        image[record + T_HANDLED] = error;
        return;
      }
      case 57: // POP_HANDLED
        image[record + T_HANDLED] = image[--sp] as number;
        return;
      case 58: {
        // MATCH_ERROR
        const type = image[sp - 1] as number;
        const error = image[sp - 2] as number;
        image[sp - 1] = matches(error, type) ? TRUE : FALSE;
        return;
      }
      default:
        throw new Error(`unknown instruction ${word & 255} at ${pc - 1}`);
    }
  };

  const truth = (v: number): boolean => {
    if (v === TRUE) return true;
    if (v === FALSE || v === NONE) return false;
    if (!recorder.on || !sharedMutable(v)) return operators.truth(v);
    return watched(v, () => (operators.truth(v) ? 1 : 0)) === 1;
  };
  const matches = (error: number, type: number): boolean => {
    if (isRef(type) && typeOf(type) !== CLASS) return heap.itemsOf(addressOf(type)).some((t) => matches(error, t));
    return builtins.isSubclass(image[addressOf(error) + 2] as number, type);
  };
  const leave = (): void => {
    const v = image[sp - 1] as number;
    const instead = image[fp + FRAME_INSTEAD] as number;
    const caller = smallOf(image[fp + FRAME_CALLER] as number);
    image[record + T_DEPTH] = (image[record + T_DEPTH] as number) - 1;
    pc = smallOf(image[fp + FRAME_RETURN] as number);
    sp = fp;
    if (caller < 0) {
      finish();
      return;
    }
    fp = stack + caller;
    if (instead === NOTHING) return;
    if (instead !== 0 && v !== NONE)
      throw raise('TypeError', `__init__() should return None, not '${text.typeName(v)}'`);
    push(instead !== 0 ? instead : v);
  };
  const unpack = (n: number): void => {
    const v = image[--sp] as number;
    if (operators.lengthOf(v) < 0 && typeOf(v) !== ITERATOR) {
      throw raise('TypeError', `cannot unpack non-iterable ${text.typeName(v)} object`);
    }
    const items = operators.iterate(v);
    if (items.length < n) throw raise('ValueError', `not enough values to unpack (expected ${n}, got ${items.length})`);
    if (items.length > n) throw raise('ValueError', `too many values to unpack (expected ${n})`);
    for (let i = n - 1; i >= 0; i--) push(items[i] as number);
  };
  const rangeLoop = (n: number): void => {
    const parts = builtins.rangeParts(Array.from(image.subarray(sp - n, sp)));
    sp -= n;
    for (const part of parts) push(part);
  };
  const wake = (): void => {
    if (image[record + T_FLAGS] === 0) return;
    image[record + T_FLAGS] = 0;
    if (recorder.on) recorder.add('wake', thread, pc - 1, '', '', '');
  };
  const contextMethod = (manager: number, name: string): void => {
    const id = objects.nameId(name);
    if (typeOf(manager) === INSTANCE && id >= 0 && objects.methodOf(manager, id) !== 0) return;
    throw raise('TypeError', `'${text.typeName(manager)}' object does not support the context manager protocol`);
  };
  const unboundCell = (slot: number): never => {
    const f = functions[functionAt[pc - 1] as number];
    const name = f?.locals[slot];
    const free = f !== undefined && slot >= f.locals.length - f.free;
    throw free
      ? raise(
          'NameError',
          `cannot access free variable '${name}' where it is not associated with a value in enclosing scope`,
        )
      : raise('UnboundLocalError', `cannot access local variable '${name}' where it is not associated with a value`);
  };
  const touchedCell = (kind: 'load' | 'store', slot: number, before: number, after: number): void => {
    const name = functions[functionAt[pc - 1] as number]?.locals[slot] ?? '';
    recorder.add(kind, thread, pc - 1, name, recorder.repr(before), recorder.repr(after));
  };
  const touchedItem = (
    kind: 'load' | 'store',
    container: number,
    index: number,
    before: number,
    after: number,
  ): void => {
    const name = `${recorder.nameOf(container)}[${recorder.repr(index)}]`;
    recorder.add(kind, thread, pc - 1, name, recorder.repr(before), recorder.repr(after));
  };
  const touchedAttribute = (
    kind: 'load' | 'store',
    object: number,
    name: number,
    before: number,
    after: number,
  ): void => {
    const path = `${recorder.nameOf(object)}.${objects.names[name]}`;
    recorder.add(kind, thread, pc - 1, path, recorder.repr(before), recorder.repr(after));
  };
  const itemOrNothing = (container: number, index: number): number => {
    try {
      return operators.loadItem(container, index);
    } catch {
      return 0; // a new key, or an error that the store itself will raise
    }
  };
  const mainName = constants[constants.length - 1] as number;

  return {
    load,
    /** The first frame of the main thread, and its set-up: all it does before another thread can see anything. */
    boot(): void {
      image[THREAD_COUNT] = 1;
      const r = layout.threads;
      image[r + T_STATUS] = threadTable.initial;
      image[r + T_HANDLED] = NONE;
      status(r, EVENT.start);
      load(MAIN);
      fp = stack - 1;
      sp = stack;
      pc = -1;
      const module = functions[0];
      if (!module) return;
      image.fill(UNBOUND, stack, stack + FRAME_WORDS + module.locals.length);
      image[stack + FRAME_CALLER] = small(-1);
      image[stack + FRAME_RETURN] = small(-1);
      image[record + T_DEPTH] = 1;
      fp = stack;
      sp = stack + FRAME_WORDS + module.locals.length;
      pc = module.entry;
      save();
      settle(MAIN, limits.fuse * SETUP);
    },
    /** One step of the thread: its visible operation and the local work behind it. */
    step(t: number): void {
      load(t);
      run(false, limits.fuse);
      save();
    },
    settle,
    /** What the thread's next instruction waits for, as a value, or 0. */
    obstacle(t: number): number {
      const at = image[layout.threads + t * THREAD_WORDS + T_PC] as number;
      if (at < 0 || mayWait[at] === 0) return 0;
      load(t);
      return waitsFor(code[at] as number);
    },
    /** The thread's next operation is a join of a thread that it waited for. */
    standsAtJoin(t: number): boolean {
      load(t);
      const word = pc < 0 ? 0 : (code[pc] as number);
      const op = word & 255;
      return op >= 47 && op <= 49 && methodCalled(word) === 'join' && typeOf(receiver) === THREAD;
    },
    functionAt: (at: number) => functions[functionAt[at] as number],
    status,
    /** The running thread and the instruction it executes. */
    here: () => ({ thread, pc: pc - 1 }),
  };
}
