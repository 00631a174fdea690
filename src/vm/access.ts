import { BUILTINS, builtinId } from '../language/builtins.ts';
import { type Arguments, isMutable, positional } from './builtins.ts';
import {
  CLASS,
  ERROR,
  FRAME_WORDS,
  INSTANCE,
  ITERATOR,
  METHOD,
  SUPER,
  T_FLAGS,
  T_STATUS,
  THREAD,
  THREAD_ID,
  THREAD_WORDS,
  TIMED,
  VALUE,
  WAITING,
} from './layout.ts';
import type { Processes } from './processes.ts';
import type { Sync } from './sync/sync.ts';
import { addressOf, builtinOf, builtinValue, isBuiltin } from './values.ts';
import { FINISHED, type World } from './world.ts';

export const PRINT = builtinValue(builtinId('print'));
export const SLEEP = builtinValue(builtinId('time.sleep'));
export const IO = builtinValue(builtinId('racecourse.io'));
export const NATIVE = builtinValue(builtinId('racecourse.native'));
export const SUPER_CALL = builtinValue(builtinId('super'));

/** Methods of a thread or process that another thread could tell apart by when they happen. */
const watches = ['is_alive', 'terminate', 'kill'];

/** CALL, CALL_KW, CALL_METHOD, CALL_VAR. */
export const isCall = (word: number): boolean => {
  const op = word & 255;
  return (op >= 47 && op <= 49) || op === 59;
};
/** Builtins that wait for time or the world outside: going to wait is one step, coming back another. */
export const waitsOutside = (callee: number): boolean => callee === SLEEP || callee === IO;

export type Access = ReturnType<typeof createAccess>;

/** What another thread can see of the next instruction, and what it may have to wait for. Looks, and changes nothing. */
export function createAccess(world: World, sync: Sync, processes: Processes) {
  const { program, layout, heap, objects, constants, registers: r } = world;
  const { image, typeOf } = heap;

  const sharedMutable = (v: number): boolean => {
    if (!heap.isSharedRef(v)) return false;
    const type = typeOf(v);
    return isMutable(type) || sync.has(type);
  };
  const anyShared = (from: number, n: number): boolean => {
    for (let i = 0; i < n; i++) if (sharedMutable(image[from + i] as number)) return true;
    return false;
  };

  /** The object that a call is a method of, with the method's name; an empty name when it is not a method. */
  const called = { receiver: 0, name: '' };
  const method = (word: number): typeof called => {
    const op = word & 255;
    const callee = image[r.sp - calleeAt(word)] as number;
    called.receiver = callee;
    called.name = '';
    if (op === 49) called.name = program.names[word >>> 16] as string;
    else if (typeOf(callee) === METHOD) {
      const name = image[addressOf(callee) + 1] as number;
      called.receiver = image[addressOf(callee) + 2] as number;
      if (name > 0) called.name = objects.names[name - 1] as string;
    }
    return called;
  };
  /** Where the callee of a call lies, in words below the top of the stack. */
  const calleeAt = (word: number): number => {
    const a = (word >>> 8) & 255;
    return (word & 255) === 59 ? 2 + (a & 1) : a + 1;
  };
  const argumentsOf = (word: number): Arguments => {
    const n = (word >>> 8) & 255;
    if ((word & 255) === 59) {
      const top = calleeAt(word) - 1;
      const values = heap.itemsOf(addressOf(image[r.sp - top] as number));
      const keywords = new Map<string, number>();
      const items = top === 2 ? heap.itemsOf(addressOf(image[r.sp - 1] as number)) : [];
      for (let i = 0; i < items.length; i += 2) keywords.set(heap.textOf(items[i] as number), items[i + 1] as number);
      return { values, keywords };
    }
    const all = Array.from(image.subarray(r.sp - n, r.sp));
    if ((word & 255) !== 48) return positional(all);
    const names = heap.itemsOf(addressOf(constants[word >>> 16] as number)).map((v) => heap.textOf(v));
    const first = n - names.length;
    return { values: all.slice(0, first), keywords: new Map(names.map((name, i) => [name, all[first + i] as number])) };
  };

  /**
   * Whether the operation touches something that other processes see: standard output, time, a kernel object. All else
   * lies in the memory of one process.
   */
  const isOutside = (word: number): boolean => {
    if (isCall(word)) {
      const n = calleeAt(word) - 1;
      const callee = image[r.sp - n - 1] as number;
      if (callee === PRINT || waitsOutside(callee)) return true;
      const { receiver } = method(word);
      if (typeOf(receiver) === THREAD && processes.isProcess(receiver)) return true;
      return heap.isKernel(receiver) || anyKernel(r.sp - n, n);
    }
    return anyKernel(r.sp - 3, 3);
  };
  const anyKernel = (from: number, n: number): boolean => {
    for (let i = 0; i < n; i++) if (from + i >= r.fp && heap.isKernel(image[from + i] as number)) return true;
    return false;
  };

  /**
   * For instructions whose visibility depends on what they touch. Of what a library function does, only what other
   * threads wait for counts.
   */
  const isVisible = (word: number): boolean => {
    const op = word & 255;
    if (world.map.isLibrary[r.pc] === 1 && !isCall(word) && op !== 51 && op !== 52 && op !== 53) return false;
    switch (op) {
      case 7: // LOAD_CELL
      case 8: // STORE_CELL
        return heap.isSharedRef(image[r.fp + FRAME_WORDS + (word >>> 8)] as number);
      case 17: // BINARY
        return anyShared(r.sp - 2, 2);
      case 18: {
        // COMPARE: identity looks at no contents
        const how = (word >>> 8) & 255;
        return how !== 6 && how !== 7 && anyShared(r.sp - 2, 2);
      }
      case 19: // LOAD_ITEM
      case 20: // STORE_ITEM
      case 21: // DELETE_ITEM
        return sharedMutable(image[r.sp - 2] as number);
      case 23: {
        // LOAD_ATTR: methods and class attributes do not change
        const v = image[r.sp - 1] as number;
        if (typeOf(v) === VALUE) return heap.isSharedRef(v) && objects.names[word >>> 8] === 'value';
        return objects.hasOwn(v) && heap.isSharedRef(v) && objects.own(addressOf(v), word >>> 8) !== 0;
      }
      case 24: {
        // STORE_ATTR
        const v = image[r.sp - 1] as number;
        return (objects.hasOwn(v) || typeOf(v) === VALUE) && heap.isSharedRef(v);
      }
      case 31: // UNPACK
      case 37: // JUMP_IF_FALSE
      case 38: // JUMP_IF_TRUE
      case 39: // JUMP_IF_FALSE_OR_POP
      case 40: // JUMP_IF_TRUE_OR_POP
        return isMutable(typeOf(image[r.sp - 1] as number)) && sharedMutable(image[r.sp - 1] as number);
      case 51: // ENTER
      case 52: // EXIT
        return isSharedSync(image[r.sp - 1] as number);
      case 53: // EXIT_ERROR
        return isSharedSync(image[r.sp - 2] as number);
      case 44: {
        // FOR_ITER
        const v = image[r.sp - 1] as number;
        return typeOf(v) === ITERATOR && (heap.isSharedRef(v) || sharedMutable(image[addressOf(v) + 3] as number));
      }
      case 47: // CALL
      case 48: // CALL_KW
      case 49: // CALL_METHOD
      case 59: // CALL_VAR
        return isVisibleCall(word);
      default:
        return false;
    }
  };
  const isSharedSync = (v: number): boolean => sync.has(typeOf(v)) && heap.isSharedRef(v);
  const isVisibleCall = (word: number): boolean => {
    const n = calleeAt(word) - 1;
    const callee = image[r.sp - n - 1] as number;
    if (callee === PRINT || waitsOutside(callee)) return true;
    const { receiver, name } = method(word);
    if (name !== '') {
      const type = typeOf(receiver);
      if (sync.has(type)) return heap.isSharedRef(receiver);
      if (type === THREAD) return watches.includes(name) || (name === 'join' && n > 0);
      if (type === INSTANCE || type === SUPER || type === CLASS || type === ERROR) return false;
      if (world.map.isLibrary[r.pc] === 1) return false;
      return sharedMutable(receiver) || anyShared(r.sp - n, n);
    }
    const kind = isBuiltin(callee) ? BUILTINS[builtinOf(callee)]?.kind : undefined;
    if (world.map.isLibrary[r.pc] === 1) return false;
    return kind !== undefined && kind !== 'exception' && callee !== SUPER_CALL && anyShared(r.sp - n, n);
  };

  /** As waitsFor, for a call with a time limit: what it would wait for without one. */
  const wouldWait = (word: number): number => {
    const { receiver, name } = method(word);
    if (image[r.record + T_FLAGS]) return 0;
    if (sync.has(typeOf(receiver)))
      return sync.waits(receiver, name, positional(name === 'put' ? [0] : [])) ? receiver : 0;
    if (name !== 'join' || typeOf(receiver) !== THREAD) return 0;
    const id = image[addressOf(receiver) + THREAD_ID] as number;
    if (id < 0 || id === r.thread) return 0;
    if (processes.isProcess(receiver)) return processes.hasEnded(receiver) ? 0 : receiver;
    return image[layout.threads + id * THREAD_WORDS + T_STATUS] !== FINISHED ? receiver : 0;
  };

  /** The object that the next instruction has to wait for, as a value; 0 when it can proceed. */
  const waitsFor = (word: number): number => {
    const op = word & 255;
    if (op === 51) {
      // ENTER
      const v = image[r.sp - 1] as number;
      return sync.has(typeOf(v)) && sync.waits(v, 'acquire', positional([])) ? v : 0;
    }
    if (!isCall(word)) return 0;
    const { receiver, name } = method(word);
    if (name === '') return 0;
    if (sync.has(typeOf(receiver))) {
      const flags = image[r.record + T_FLAGS] as number;
      if ((flags & (WAITING | TIMED)) === WAITING) return receiver;
      return sync.waits(receiver, name, argumentsOf(word)) ? receiver : 0;
    }
    if (name === 'join' && typeOf(receiver) === THREAD && ((word >>> 8) & 255) === 0) {
      const id = image[addressOf(receiver) + THREAD_ID] as number;
      if (id < 0 || id === r.thread) return 0;
      if (processes.isProcess(receiver)) return processes.hasEnded(receiver) ? 0 : receiver;
      return image[layout.threads + id * THREAD_WORDS + T_STATUS] !== FINISHED ? receiver : 0;
    }
    return 0;
  };

  return { sharedMutable, calleeAt, argumentsOf, isVisible, isOutside, waitsFor, wouldWait, method };
}
