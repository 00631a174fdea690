import { builtinId } from '../language/builtins.ts';
import type { FunctionInfo } from '../language/program.ts';
import { threadTable } from '../model/thread.ts';
import type { Arguments } from './builtins.ts';
import { type Raised, raise } from './errors.ts';
import {
  FRAME_CALLER,
  FRAME_INSTEAD,
  FRAME_RETURN,
  FRAME_WORDS,
  STR,
  T_DEPTH,
  T_ERROR,
  T_ERROR_LINE,
  T_FLAGS,
  T_FP,
  T_HANDLED,
  T_PC,
  T_SAVED,
  T_SP,
  T_STATUS,
} from './layout.ts';
import { markOf } from './recorder.ts';
import { stubEntry } from './stubs.ts';
import { addressOf, builtinValue, isSmall, NONE, small, smallOf, UNBOUND } from './values.ts';
import { ENTERED, type World } from './world.ts';

/** FRAME_INSTEAD: nothing is to be pushed when the function returns (`__exit__` at the normal end of a `with`). */
export const NOTHING = 14;

const { state: STATE, event: EVENT } = threadTable;

export type Frames = ReturnType<typeof createFrames>;

/** The stack of the running thread: entering a function, leaving it, and being thrown out of it. */
export function createFrames(world: World, hooks: { importDone(): boolean; finished(): void }) {
  const { program, limits, heap, text, builtins, objects, recorder, map, registers: r } = world;
  const { image } = heap;
  const { functions } = program;

  const depth = (change: number): void => {
    image[r.record + T_DEPTH] = (image[r.record + T_DEPTH] as number) + change;
  };
  const checkRoom = (top: number): void => {
    if (top > r.stack + limits.stack || (image[r.record + T_DEPTH] as number) >= limits.depth) {
      throw raise('RecursionError', 'maximum recursion depth exceeded');
    }
  };
  /** Makes the frame at `at`, whose parameters are in place, the current one. */
  const link = (info: FunctionInfo, object: number, at: number, instead: number): void => {
    const base = at + FRAME_WORDS + info.locals.length;
    if (info.free > 0) {
      const closure = addressOf(image[object + 3] as number);
      for (let i = 0; i < info.free; i++) image[base - info.free + i] = image[closure + 1 + i] as number;
    }
    image[at + FRAME_CALLER] = small(r.fp < r.stack ? -1 : r.fp - r.stack);
    image[at + FRAME_RETURN] = small(r.pc);
    image[at + FRAME_INSTEAD] = instead;
    depth(1);
    r.fp = at;
    r.sp = base;
    r.pc = info.entry;
  };

  /** A frame at the bottom of the loaded thread's stack. */
  const bottom = (locals: number, entry: number): void => {
    r.fp = r.stack;
    r.sp = r.stack + FRAME_WORDS + locals;
    r.pc = entry;
    image.fill(UNBOUND, r.stack, r.sp);
    image[r.stack + FRAME_CALLER] = small(-1);
    image[r.stack + FRAME_RETURN] = small(-1);
    image[r.record + T_DEPTH] = 1;
  };

  /** The caller's frame becomes the current one; false when there is none. */
  const dropFrame = (): boolean => {
    const caller = smallOf(image[r.fp + FRAME_CALLER] as number);
    depth(-1);
    r.fp = caller < 0 ? r.stack - 1 : r.stack + caller;
    return caller >= 0;
  };

  /** The thread's last function has returned, or an exception ended it. */
  const finish = (): void => {
    if (image[r.record + T_STATUS] !== STATE.running) r.move(r.record, EVENT.dispatch); // it ended before its first step
    r.move(r.record, EVENT.finish);
    r.pc = -1;
    r.fp = r.stack - 1;
    r.sp = r.stack;
    image[r.record + T_DEPTH] = 0;
    image[r.record + T_FLAGS] = 0;
    image[r.record + T_HANDLED] = NONE;
    if (recorder.on) recorder.add('finish', r.thread, -1, markOf(r.thread), '', '');
    hooks.finished();
  };

  /** `raise SystemExit`: ends the thread without a traceback; a text as its argument is an error all the same. */
  const exit = (error: number): void => {
    const args = heap.itemsOf(addressOf(image[addressOf(error) + 3] as number));
    let exitCode = 0;
    const code = args[0] as number;
    if (args.length > 0 && isSmall(code)) exitCode = smallOf(code);
    if (args.length > 0 && heap.typeOf(args[0] as number) === STR) {
      image[r.record + T_ERROR] = error;
      if (recorder.on) recorder.error(r.thread, -1, 0, text.str(args[0] as number));
    }
    finish();
    image[r.record + T_SAVED] = exitCode;
  };

  /** The exception as an object of the heap. */
  const toObject = (e: Raised): number => {
    if (e.value !== 0) return e.value;
    const args = e.argument !== 0 ? [e.argument] : e.message === '' ? [] : [heap.text(e.message)];
    return builtins.error(builtinValue(builtinId(e.type)), args);
  };

  return {
    finish,
    /** A thread whose process is killed: it stops where it stands (no arrow of the thread's machine says that). */
    abandon(record: number): void {
      image[record + T_STATUS] = STATE.finished;
      image[record + T_PC] = -1;
      image[record + T_FP] = -1;
      image[record + T_SP] = 0;
      image[record + T_FLAGS] = 0;
      image[record + T_SAVED] = 0;
      image[record + T_DEPTH] = 0;
      image[record + T_HANDLED] = NONE;
    },
    /** A first frame that stands before the call of a value that is no function of the program: see stubs.ts. */
    enterCall(callee: number, args: readonly number[]): void {
      bottom(0, stubEntry(program, args.length));
      image[r.sp++] = callee;
      for (const v of args) image[r.sp++] = v;
    },
    /** The module's frame, at the bottom of the loaded thread's stack. */
    enterModule(): void {
      const module = functions[0];
      if (!module) throw new Error('a program has a module');
      bottom(module.locals.length, module.entry);
    },
    /**
     * Enters a function of the program; its frame begins at the word `at`, which may lie below the stack pointer: the
     * arguments have been copied out of the stack. `instead` is returned in place of its result where it is not 0.
     */
    enter(fn: number, at: number, a: Arguments, instead: number): number {
      const object = addressOf(fn);
      const info = functions[image[object + 1] as number];
      if (!info) throw new Error(`no function ${image[object + 1]}`);
      const locals = at + FRAME_WORDS;
      const base = locals + info.locals.length;
      checkRoom(base + info.stack);
      const defaults = image[object + 2] as number;
      image.fill(UNBOUND, locals, base);
      objects.bindArguments(
        info,
        defaults === 0 ? [] : heap.itemsOf(addressOf(defaults)),
        a.values,
        a.keywords,
        (slot, v) => {
          image[locals + slot] = v;
        },
      );
      link(info, object, at, instead);
      return ENTERED;
    },
    /**
     * As enter, for a call with n positional arguments that lie behind the callee at `at`, and a function that takes
     * just these: nothing has to be copied out of the stack. False where it is not so simple.
     */
    enterPlain(fn: number, at: number, n: number): boolean {
      const object = addressOf(fn);
      const info = functions[image[object + 1] as number];
      if (info?.params !== n || info.rest || info.options) return false;
      const locals = at + FRAME_WORDS;
      const base = locals + info.locals.length;
      checkRoom(base + info.stack);
      for (let i = n; i > 0; i--) image[locals + i - 1] = image[at + i] as number;
      for (let i = locals + n; i < base; i++) image[i] = UNBOUND;
      link(info, object, at, 0);
      return true;
    },
    /** RETURN: the value on top goes to the caller, or the thread has finished. */
    leave(): void {
      const v = image[r.sp - 1] as number;
      const instead = image[r.fp + FRAME_INSTEAD] as number;
      r.pc = smallOf(image[r.fp + FRAME_RETURN] as number);
      r.sp = r.fp;
      if (!dropFrame()) {
        if (!hooks.importDone()) finish();
        return;
      }
      if (instead === NOTHING) return;
      if (instead !== 0 && v !== NONE) {
        throw raise('TypeError', `__init__() should return None, not '${text.typeName(v)}'`);
      }
      image[r.sp++] = instead !== 0 ? instead : v;
    },
    /**
     * Goes on at the innermost handler; without one the thread ends. `at` is the instruction that failed. Frames up to
     * the one at `floor` are left alone: false when the exception leaves those above it.
     */
    fail(e: Raised, at: number, floor = 0): boolean {
      if (e.type === 'MemoryError') world.ranOut();
      const error = heap.withReserve(() => toObject(e));
      const object = addressOf(error);
      image[r.record + T_FLAGS] = 0;
      if (image[object + 1] === 0) image[object + 1] = recorder.lineAt(at);
      for (let from = at; r.fp >= r.stack && r.fp > floor; ) {
        const handler = map.handlerAt(from);
        if (handler) {
          r.sp = r.fp + FRAME_WORDS + map.localsAt(from) + handler.depth;
          image[r.sp++] = error;
          r.pc = handler.target;
          return true;
        }
        from = smallOf(image[r.fp + FRAME_RETURN] as number) - 1;
        dropFrame();
      }
      if (r.fp >= r.stack) return false;
      if (text.typeName(error) === 'SystemExit') {
        exit(error);
        return true;
      }
      image[r.record + T_ERROR] = error;
      image[r.record + T_ERROR_LINE] = image[object + 1] as number;
      if (recorder.on) recorder.error(r.thread, at, image[object + 1] as number, text.errorLine(error));
      finish();
      return true;
    },
    toObject,
  };
}
