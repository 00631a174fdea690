import type { Program } from '../language/program.ts';
import type { Limits } from './machine.ts';

/** Where everything lies in the image. All sizes and positions are in 32-bit words. */
export interface Layout {
  readonly globals: number;
  readonly threads: number;
  readonly stacks: number;
  readonly constants: number;
  /** First word of the heap that a program allocates from; what lies before it never moves. */
  readonly heap: number;
  readonly size: number;
}

/** Header of the image. */
export const THREAD_COUNT = 0;
/** Next free word of the heap. */
export const HEAP_TOP = 1;
/** Threads constructed without a name: Python numbers them. Part of the state. */
export const UNNAMED = 2;
const HEADER = 3;

/** A thread's record. Words up to `T_PACKED` are part of the state; the rest is the allocator's. */
export const T_STATUS = 0;
export const T_PC = 1;
/** Frame and stack pointers, relative to the thread's own stack. */
export const T_FP = 2;
export const T_SP = 3;
/** Frames on the stack. */
export const T_DEPTH = 4;
/** Bits: see `ASLEEP`. */
export const T_FLAGS = 5;
/** Line on which an uncaught exception was raised. */
export const T_ERROR_LINE = 6;
/** Values: the Thread object (0 for main), the exception being handled, the uncaught exception. */
export const T_OBJECT = 7;
export const T_HANDLED = 8;
export const T_ERROR = 9;
export const T_PACKED = 10;
/** The thread's own arena: next free word and end. */
export const T_ARENA = 10;
export const T_ARENA_END = 11;
export const THREAD_WORDS = 12;

/** The thread stands in a `sleep`: its next step wakes it. */
export const ASLEEP = 1;

/** A frame on a thread's stack: the caller's frame, where it goes on, and what to return instead (a constructor's object). */
export const FRAME_CALLER = 0;
export const FRAME_RETURN = 1;
export const FRAME_INSTEAD = 2;
export const FRAME_WORDS = 3;

/** Object types. A header is `size << 8 | SHARED? | type`; size counts the header. */
export const FLOAT = 1;
export const BIGINT = 2;
export const STR = 3;
export const BYTES = 4;
export const TUPLE = 5;
export const LIST = 6;
export const BLOCK = 7;
export const RANGE = 8;
export const FUNCTION = 9;
export const METHOD = 10;
export const CELL = 11;
export const ERROR = 12;
export const THREAD = 13;
export const LOCK = 14;
export const ITERATOR = 15;
export const SLICE = 16;
export const DICT = 17;
export const SET = 18;
export const CLASS = 19;
export const INSTANCE = 20;
export const SUPER = 21;

/** Header bit: more than one thread may reach the object. */
export const SHARED = 0x80;
export const TYPE_MASK = 0x7f;

/** Words after the header that are plain numbers; −1: all of them. The others are values. */
export const RAW_WORDS = new Int8Array(32);
RAW_WORDS[FLOAT] = -1;
RAW_WORDS[BIGINT] = -1;
RAW_WORDS[STR] = -1;
RAW_WORDS[BYTES] = -1;
RAW_WORDS[LIST] = 1;
RAW_WORDS[FUNCTION] = 1;
RAW_WORDS[METHOD] = 1;
RAW_WORDS[ERROR] = 1;
RAW_WORDS[THREAD] = 2;
RAW_WORDS[LOCK] = 1;
RAW_WORDS[ITERATOR] = 2;
RAW_WORDS[DICT] = 1;
RAW_WORDS[SET] = 1;
RAW_WORDS[CLASS] = 2;
RAW_WORDS[INSTANCE] = 1;

/** The word (counted from the header) that refers to a BLOCK, for types that own one, and the raw word that counts its use. */
export const BLOCK_AT = new Int8Array(32);
export const COUNT_AT = new Int8Array(32);
/** Words of the block per counted entry. */
export const ENTRY_WORDS = new Int8Array(32);
for (const [type, block, count, words] of [
  [LIST, 2, 1, 1],
  [DICT, 2, 1, 2],
  [SET, 2, 1, 1],
  [CLASS, 4, 2, 2],
  [INSTANCE, 3, 1, 2],
] as const) {
  BLOCK_AT[type] = block;
  COUNT_AT[type] = count;
  ENTRY_WORDS[type] = words;
}

/** Lays out an image for a program; `constantWords` is what its constants take on the heap. */
export function layoutOf(program: Program, limits: Limits, constantWords: number): Layout {
  const globals = HEADER;
  const threads = globals + program.globals.length;
  const stacks = threads + limits.threads * THREAD_WORDS;
  const constants = stacks + limits.threads * limits.stack;
  const heap = constants + constantWords;
  return { globals, threads, stacks, constants, heap, size: heap + limits.heap };
}
