import type { Handler, Program } from '../language/program.ts';
import { next as transition } from '../model/table.ts';
import { threadTable } from '../model/thread.ts';
import type { Builtins } from './builtins.ts';
import type { Heap } from './heap.ts';
import { type Layout, T_FP, T_PC, T_PROCESS, T_SP, T_STATUS, THREAD_COUNT, THREAD_WORDS } from './layout.ts';
import type { Limits, Machine } from './machine.ts';
import type { Methods } from './methods.ts';
import type { Objects } from './objects.ts';
import type { Operators } from './operators.ts';
import type { Recorder } from './recorder.ts';
import type { Spending } from './spending.ts';
import type { Text } from './text.ts';

/** Returned by a call that entered a function of the program: its result comes with RETURN. No value is 0. */
export const ENTERED = 0;
/** Returned by an operation that the thread now waits inside of: its next step completes it. No value is 4. */
export const SUSPENDED = 4;
export const MAIN = 0;

export const FINISHED = threadTable.state.finished;

/** What the rooms of the machine share. */
export interface World {
  readonly program: Program;
  readonly machine: Machine;
  readonly limits: Limits;
  readonly layout: Layout;
  readonly heap: Heap;
  readonly text: Text;
  readonly operators: Operators;
  readonly builtins: Builtins;
  readonly methods: Methods;
  readonly objects: Objects;
  readonly recorder: Recorder;
  readonly registers: Registers;
  readonly map: CodeMap;
  /** Under a clock threads begin at their first instruction, and nothing is done ahead of time. */
  readonly timed: boolean;
  /** What builtins took beyond their own instructions. */
  readonly spent: Spending;
  /** Puts the live objects together and frees the rest. */
  compact(): void;
  /** True when that is worth while. */
  crowded(): boolean;
  /** An allocation has failed. */
  ranOut(): void;
  /** Constant k of the program, as a value; two more at the end: `'__main__'` and `'__mp_main__'`. */
  readonly constants: Int32Array;
}

/** The running thread. All positions are words of the image; they lie in the thread's record while it rests. */
export interface Registers {
  thread: number;
  /** Its record, and the first word of its stack. */
  record: number;
  stack: number;
  /** The next instruction; −1 when the thread has finished. While one executes: the one behind it. */
  pc: number;
  fp: number;
  sp: number;
  /** Its process, and the first word of that process's globals. */
  process: number;
  globals: number;
  /** The thread waits inside an operation: it rests although the operation has begun. */
  suspended: boolean;
  /** It did something that others may wait for. */
  signalled: boolean;
  load(thread: number): void;
  save(): void;
  /** Moves a thread, by the address of its record, as the XState machine says. Throws where the machine has no arrow. */
  move(record: number, event: number): void;
}

export function createRegisters(image: Int32Array, layout: Layout, limits: Limits, globalCount: number): Registers {
  return {
    thread: 0,
    record: 0,
    stack: 0,
    pc: 0,
    fp: 0,
    sp: 0,
    process: 0,
    globals: layout.globals,
    suspended: false,
    signalled: false,
    load(thread) {
      const record = layout.threads + thread * THREAD_WORDS;
      const stack = layout.stacks + thread * limits.stack;
      this.thread = thread;
      this.record = record;
      this.stack = stack;
      this.pc = image[record + T_PC] as number;
      this.fp = stack + (image[record + T_FP] as number);
      this.sp = stack + (image[record + T_SP] as number);
      this.process = image[record + T_PROCESS] as number;
      this.globals = layout.globals + this.process * globalCount;
    },
    save() {
      image[this.record + T_PC] = this.pc;
      image[this.record + T_FP] = this.fp - this.stack;
      image[this.record + T_SP] = this.sp - this.stack;
    },
    move(record, event) {
      image[record + T_STATUS] = transition(threadTable, image[record + T_STATUS] as number, event);
    },
  };
}

/** Whether another thread has started and not finished: any, or one of the same process. */
export function othersAlive(image: Int32Array, layout: Layout, thread: number, process: number | undefined): boolean {
  const count = image[THREAD_COUNT] as number;
  for (let t = 0; t < count; t++) {
    const record = layout.threads + t * THREAD_WORDS;
    if (t === thread || image[record + T_STATUS] === FINISHED) continue;
    if (process === undefined || image[record + T_PROCESS] === process) return true;
  }
  return false;
}

/** What is known of each instruction before anything runs. */
export interface CodeMap {
  readonly functionAt: Uint16Array;
  /** 1 where the instruction may have to wait: a call or the beginning of a `with`. */
  readonly mayWait: Uint8Array;
  /** 1 in functions of the library. */
  readonly isLibrary: Uint8Array;
  /** The innermost handler that covers the instruction. */
  handlerAt(pc: number): Handler | undefined;
  /** Local slots of the function that the instruction is in. */
  localsAt(pc: number): number;
}

/** CALL, CALL_KW, CALL_METHOD, ENTER, CALL_VAR. */
const MAY_WAIT = new Set([47, 48, 49, 51, 59]);

export function mapCode(program: Program): CodeMap {
  const { code, functions } = program;
  const functionAt = new Uint16Array(code.length);
  functions.forEach((f, i) => {
    functionAt.fill(i, f.entry, f.end);
  });
  const handlers = new Map<number, Handler>();
  for (let pc = 0; pc < code.length; pc++) {
    const handler = program.handlers.find((h) => h.start <= pc && pc < h.end);
    if (handler) handlers.set(pc, handler);
  }
  return {
    functionAt,
    mayWait: Uint8Array.from(code, (word) => (MAY_WAIT.has(word & 255) ? 1 : 0)),
    isLibrary: Uint8Array.from(functionAt, (f) => (functions[f]?.library ? 1 : 0)),
    handlerAt: (pc) => handlers.get(pc),
    localsAt: (pc) => functions[functionAt[pc] as number]?.locals.length ?? 0,
  };
}
