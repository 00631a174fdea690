import type { Program } from '../language/program.ts';
import type { Limits } from './machine.ts';

/** Where everything lies in the image. All sizes and positions are in 32-bit words. */
export interface Layout {
  /** The globals of process 0; those of process p lie p × the program's globals further on. */
  readonly globals: number;
  /** Per process: its state, as model/process.ts numbers them, and its source of random numbers (a value, or 0). */
  readonly processes: number;
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
/** Processes that have started, and those constructed without a name. */
export const PROCESS_COUNT = 3;
export const UNNAMED_PROCESSES = 4;
const HEADER = 5;

/** A thread's record. Words up to `T_PACKED` are part of the state; the rest is the allocator's. */
export const T_STATUS = 0;
export const T_PC = 1;
/** Frame and stack pointers, relative to the thread's own stack. */
export const T_FP = 2;
export const T_SP = 3;
/** Frames on the stack. */
export const T_DEPTH = 4;
/** Bits: see `ASLEEP` and below. */
export const T_FLAGS = 5;
/** Line on which an uncaught exception was raised. */
export const T_ERROR_LINE = 6;
/** A number that an operation keeps while the thread waits inside it. */
export const T_SAVED = 7;
/** The process that the thread belongs to. */
export const T_PROCESS = 8;
/** Values: the Thread object (0 for main), the exception being handled, the uncaught exception. */
export const T_OBJECT = 9;
export const T_HANDLED = 10;
export const T_ERROR = 11;
export const T_PACKED = 12;
/** The thread's own arena: next free word and end. */
export const T_ARENA = 12;
export const T_ARENA_END = 13;
export const THREAD_WORDS = 14;

/** Flags of a thread that stands inside an operation: it has begun, and its next step completes it. */
export const ASLEEP = 1;
/** It waits until another thread wakes it. */
export const WAITING = 2;
/** Another thread has woken it. */
export const WOKEN = 4;
/** It waits with a time limit, so it may also go on by itself. */
export const TIMED = 8;

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
export const RLOCK = 22;
export const CONDITION = 23;
export const SEMAPHORE = 24;
export const EVENT = 25;
export const BARRIER = 26;
export const QUEUE = 27;
export const LOCAL = 28;
export const VALUE = 29;
export const ARRAY = 30;
export const CONNECTION = 31;
export const RANDOM = 32;

/**
 * Words of a Thread or Process object. The first three are plain numbers: its id (−1 before start, `STOPPED` for a
 * thread that a fork has not copied), flags, and attributes in use.
 */
export const THREAD_ID = 1;
export const THREAD_FLAGS = 2;
export const THREAD_TARGET = 4;
export const THREAD_ARGS = 5;
/** A string, or the number of a thread that was given no name. */
export const THREAD_NAME = 6;
export const THREAD_KWARGS = 7;
/** The user class that it is of, or 0. */
export const THREAD_CLASS = 8;
export const THREAD_OBJECT_WORDS = 10;
export const STOPPED = -2;
/** Flags of a Thread object. */
export const DAEMON = 1;
export const INITIALISED = 2;
/** It is a multiprocessing.Process. */
export const PROCESS = 4;
/** A fresh process that still imports the main module. */
export const IMPORTING = 8;

/** Header bit: more than one thread may reach the object. */
export const SHARED = 0x80;
/** Header bit: the object lies outside of all processes (shared memory, a pipe), so a fork does not copy it. */
export const KERNEL = 0x40;
export const TYPE_MASK = 0x3f;

/** Words after the header that are plain numbers; −1: all of them. The others are values. */
export const RAW_WORDS = new Int8Array(64);
RAW_WORDS[FLOAT] = -1;
RAW_WORDS[BIGINT] = -1;
RAW_WORDS[STR] = -1;
RAW_WORDS[BYTES] = -1;
RAW_WORDS[LIST] = 1;
RAW_WORDS[FUNCTION] = 1;
RAW_WORDS[METHOD] = 1;
RAW_WORDS[ERROR] = 1;
RAW_WORDS[THREAD] = 3;
RAW_WORDS[LOCK] = 1;
RAW_WORDS[ITERATOR] = 2;
RAW_WORDS[DICT] = 1;
RAW_WORDS[SET] = 1;
RAW_WORDS[CLASS] = 2;
RAW_WORDS[INSTANCE] = 1;
RAW_WORDS[RLOCK] = 2;
RAW_WORDS[CONDITION] = 1;
RAW_WORDS[SEMAPHORE] = 2;
RAW_WORDS[EVENT] = 2;
RAW_WORDS[BARRIER] = 4;
RAW_WORDS[QUEUE] = 4;
RAW_WORDS[LOCAL] = 1;
RAW_WORDS[VALUE] = 1;
RAW_WORDS[ARRAY] = 2;
RAW_WORDS[CONNECTION] = 1;
RAW_WORDS[RANDOM] = -1;

/** The word (counted from the header) that refers to a BLOCK, for types that own one, and the raw word that counts its use. */
export const BLOCK_AT = new Int8Array(64);
export const COUNT_AT = new Int8Array(64);
/** Words of the block per counted entry. */
export const ENTRY_WORDS = new Int8Array(64);
for (const [type, block, count, words] of [
  [LIST, 2, 1, 1],
  [DICT, 2, 1, 2],
  [SET, 2, 1, 1],
  [CLASS, 4, 2, 2],
  [INSTANCE, 3, 1, 2],
  [THREAD, 9, 3, 2],
  [CONDITION, 2, 1, 1],
  [EVENT, 3, 1, 1],
  [BARRIER, 5, 1, 1],
  [QUEUE, 5, 1, 1],
  [LOCAL, 2, 1, 3],
  [ARRAY, 3, 1, 1],
] as const) {
  BLOCK_AT[type] = block;
  COUNT_AT[type] = count;
  ENTRY_WORDS[type] = words;
}

export const PROCESS_WORDS = 2;

/** Lays out an image for a program; `constantWords` is what its constants take on the heap. */
export function layoutOf(program: Program, limits: Limits, constantWords: number): Layout {
  const globals = HEADER;
  const processes = globals + program.globals.length * limits.processes;
  const threads = processes + limits.processes * PROCESS_WORDS;
  const stacks = threads + limits.threads * THREAD_WORDS;
  const constants = stacks + limits.threads * limits.stack;
  const heap = constants + constantWords;
  return { globals, processes, threads, stacks, constants, heap, size: heap + limits.heap };
}
