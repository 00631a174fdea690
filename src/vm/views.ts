import type { Program } from '../language/program.ts';
import { threadTable } from '../model/thread.ts';
import type { Heap } from './heap.ts';
import type { Interpreter } from './interpreter.ts';
import {
  ARRAY,
  BLOCK,
  CELL,
  CLASS,
  DICT,
  FRAME_CALLER,
  FRAME_RETURN,
  FRAME_WORDS,
  FUNCTION,
  INSTANCE,
  type Layout,
  LIST,
  PROCESS_COUNT,
  SET,
  T_ERROR,
  T_FP,
  T_OBJECT,
  T_PC,
  T_STATUS,
  THREAD,
  THREAD_ARGS,
  THREAD_CLASS,
  THREAD_ID,
  THREAD_TARGET,
  THREAD_WORDS,
  VALUE,
} from './layout.ts';
import type { Limits } from './machine.ts';
import { inProcess, markOf, type Recorder } from './recorder.ts';
import type { Text } from './text.ts';
import type { LocalView, LockView, ThreadStatus, ThreadView, VariableView } from './types.ts';
import { addressOf, isBuiltin, isRef, refTo, smallOf, UNBOUND } from './values.ts';

const ENABLED: readonly ThreadStatus[] = ['runnable', 'sleeping'];

/** The image as a reader sees it: threads, variables, locks, by the program's own names. */
export function createViews(
  program: Program,
  limits: Limits,
  layout: Layout,
  heap: Heap,
  text: Text,
  recorder: Recorder,
  interpreter: Interpreter,
) {
  const { image } = heap;
  const recordOf = (t: number): number => layout.threads + t * THREAD_WORDS;

  const callOf = (t: number): string => {
    if (t === 0) return program.file;
    const at = addressOf(image[recordOf(t) + T_OBJECT] as number);
    if (image[at + THREAD_CLASS] !== 0) return `${text.typeName(refTo(at))}.run()`;
    const target = image[at + THREAD_TARGET] as number;
    const name =
      heap.typeOf(target) === FUNCTION
        ? program.functions[image[addressOf(target) + 1] as number]?.name
        : text.typeName(target);
    const args = heap
      .itemsOf(addressOf(image[at + THREAD_ARGS] as number))
      .map((v) => (isRef(v) ? recorder.nameOf(v) : text.repr(v)));
    return `${name}(${args.join(', ')})`;
  };

  const waitsFor = (t: number): { name: string; holder: number } | null => {
    const v = interpreter.obstacle(t);
    if (v === 0) return null;
    if (heap.typeOf(v) !== THREAD) return { name: recorder.nameOf(v), holder: interpreter.sync.holder(v) };
    const id = image[addressOf(v) + THREAD_ID] as number;
    return { name: markOf(id), holder: id };
  };
  const reasonOf = (status: ThreadStatus, waits: { name: string } | null): string => {
    if (status === 'finished') return 'finished';
    if (!waits) return '';
    return /^(T\d+|main)$/.test(waits.name) ? `waits for ${waits.name}` : `needs ${waits.name}`;
  };

  /** What a memory panel lists of a global: data that threads share, not code and not locks. */
  const isData = (v: number): boolean => {
    if (v === UNBOUND || isBuiltin(v)) return false;
    const type = heap.typeOf(v);
    return (
      type !== FUNCTION &&
      type !== CLASS &&
      type !== THREAD &&
      type !== CELL &&
      type !== BLOCK &&
      !interpreter.sync.has(type)
    );
  };
  const isContainer = (v: number): boolean =>
    [LIST, DICT, SET, INSTANCE, VALUE, ARRAY].includes(heap.typeOf(v)) && heap.isSharedRef(v);

  /** The line of the program that the thread is at: for a library function, that of its caller. */
  const lineOf = (t: number): number =>
    lineFrom(t, image[recordOf(t) + T_PC] as number, image[recordOf(t) + T_FP] as number);
  /** The same for an instruction in the frame at `frame`, relative to the thread's stack. */
  const lineFrom = (t: number, at: number, first: number): number => {
    const stack = layout.stacks + t * limits.stack;
    let pc = at;
    let frame = first;
    while (pc >= 0 && frame >= 0 && interpreter.functionAt(pc)?.library) {
      pc = smallOf(image[stack + frame + FRAME_RETURN] as number) - 1;
      frame = smallOf(image[stack + frame + FRAME_CALLER] as number);
    }
    return pc < 0 ? 0 : (program.lines[pc] ?? 0);
  };

  const attributes = (v: number, name: string): VariableView[] => {
    const items = heap.itemsOf(addressOf(v));
    return items.flatMap((key, k) => {
      const value = items[k + 1] as number;
      if (k & 1 || !isData(value)) return [];
      return [{ address: 0, name: `${name}.${text.nameAt(smallOf(key))}`, value: recorder.repr(value) }];
    });
  };

  return {
    lineFrom,
    thread(t: number): ThreadView {
      const r = recordOf(t);
      const status = threadTable.states[image[r + T_STATUS] as number] as ThreadStatus;
      const pc = image[r + T_PC] as number;
      const waits = status === 'blocked' ? waitsFor(t) : null;
      const object = image[r + T_OBJECT] as number;
      const error = image[r + T_ERROR] as number;
      return {
        id: t,
        mark: markOf(t),
        name: object === 0 ? 'MainThread' : text.threadName(addressOf(object)),
        call: callOf(t),
        status,
        enabled: ENABLED.includes(status),
        line: lineOf(t),
        pc,
        reason: reasonOf(status, waits),
        waitsFor: waits,
        error: error === 0 ? '' : text.errorLine(error),
      };
    },
    variables(): VariableView[] {
      const rows: VariableView[] = [];
      for (let process = 0; process < (image[PROCESS_COUNT] as number); process++) {
        program.globals.forEach((g, i) => {
          const address = layout.globals + process * program.globals.length + i;
          const v = image[address] as number;
          const name = inProcess(process, g.name);
          if (g.name.includes('.')) return; // of the library
          if (!isData(v) || (g.kind !== 'shared' && !isContainer(v))) return;
          if (process > 0 && heap.isKernel(v)) return; // listed once
          if (heap.typeOf(v) === INSTANCE) rows.push(...attributes(v, name));
          else rows.push({ address, name: heap.typeOf(v) === VALUE ? `${name}.value` : name, value: recorder.repr(v) });
        });
      }
      return rows;
    },
    locks(): LockView[] {
      return [...recorder.paths()]
        .filter(([at]) => interpreter.sync.isLock(refTo(at)) && heap.isSharedRef(refTo(at)))
        .map(([address, name]) => ({ address, name, holder: interpreter.sync.holder(refTo(address)) }));
    },
    locals(t: number): LocalView[] {
      const r = recordOf(t);
      const pc = image[r + T_PC] as number;
      const info = pc < 0 ? undefined : interpreter.functionAt(pc);
      if (!info) return [];
      const first = layout.stacks + t * limits.stack + (image[r + T_FP] as number) + FRAME_WORDS;
      return info.locals.flatMap((name, i) => {
        const slot = image[first + i] as number;
        const v = heap.typeOf(slot) === CELL ? (image[addressOf(slot) + 1] as number) : slot;
        return v === UNBOUND || !/^[^\W\d]\w*$/u.test(name) ? [] : [{ name, value: recorder.repr(v) }];
      });
    },
    global(name: string): string | undefined {
      const g = program.globals.findIndex((x) => x.name === name);
      const v = g < 0 ? UNBOUND : (image[layout.globals + g] as number);
      return v === UNBOUND ? undefined : recorder.repr(v);
    },
  };
}
