import type { Program } from '../language/program.ts';
import type { Heap } from './heap.ts';
import { DICT, INSTANCE, type Layout, LIST, PROCESS_COUNT, STR, THREAD, THREAD_ID, TUPLE } from './layout.ts';
import type { Text } from './text.ts';
import type { Effect, EffectKind } from './types.ts';
import { addressOf, isRef, smallOf } from './values.ts';

/** Objects that are looked at for a name; beyond that an object is called by its type. */
const MOST_NAMED = 2000;
/** Longest `repr` that is kept in a record. */
const LONGEST = 200;

export type Recorder = ReturnType<typeof createRecorder>;

/** Says what a step did in the program's own names. Switched off in a search. */
export function createRecorder(program: Program, heap: Heap, layout: Layout, text: Text) {
  const { image } = heap;
  let list: Effect[] = [];

  const repr = (v: number): string => {
    if (v === 0) return '';
    let s: string;
    // what a user's __repr__ does in between is no effect of the step, and must not be looked at in turn
    const { on } = recorder;
    recorder.on = false;
    try {
      s = text.repr(v);
    } catch {
      s = `<${text.typeName(v)}>`; // too deep or too long to write out
    }
    recorder.on = on;
    return s.length > LONGEST ? `${s.slice(0, LONGEST - 1)}…` : s;
  };

  /** Names of the objects reachable from the globals, by address: `lock`, `a.lock`, `items[0]`, `stats['beats']`. */
  const paths = (): Map<number, string> => {
    const found = new Map<number, string>();
    const queue: number[] = [];
    const visit = (v: number, name: string): void => {
      if (!isRef(v) || addressOf(v) < layout.heap || found.has(addressOf(v)) || found.size > MOST_NAMED) return;
      found.set(addressOf(v), name);
      queue.push(addressOf(v));
    };
    for (let process = 0; process < (image[PROCESS_COUNT] as number); process++) {
      program.globals.forEach((g, i) => {
        visit(image[layout.globals + process * program.globals.length + i] as number, inProcess(process, g.name));
      });
    }
    for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
      const name = found.get(at) as string;
      const type = heap.typeAt(at);
      if (type === LIST || type === TUPLE)
        heap.itemsOf(at).forEach((v, i) => {
          visit(v, `${name}[${i}]`);
        });
      else if (type === DICT || type === INSTANCE) {
        const items = heap.itemsOf(at);
        for (let i = 0; i < items.length; i += 2) {
          const key = items[i] as number;
          visit(
            items[i + 1] as number,
            type === DICT ? `${name}[${repr(key)}]` : `${name}.${text.nameAt(smallOf(key))}`,
          );
        }
      }
    }
    return found;
  };

  /** The local variable of the given frame that holds the object: what the source calls it there. */
  const nameOf = (v: number): string => {
    const type = heap.typeOf(v);
    if (type === THREAD) return threadMark(v);
    const path = paths().get(addressOf(v));
    if (path !== undefined) return path;
    return type === STR ? repr(v) : text.typeName(v).replace(/^_thread\./, '');
  };
  const threadMark = (v: number): string => {
    const id = image[addressOf(v) + THREAD_ID] as number;
    return id < 0 ? text.threadName(addressOf(v)) : markOf(id);
  };

  const recorder = {
    on: true,
    /** The line that a reader is shown for an instruction of the running thread. */
    lineAt: (pc: number): number => program.lines[pc] ?? 0,
    effects: (): readonly Effect[] => list,
    clear(): void {
      list = [];
    },
    repr,
    nameOf,
    paths,
    add(
      kind: EffectKind,
      thread: number,
      pc: number,
      name: string,
      before: string,
      after: string,
      extra = '',
      address = 0,
    ): void {
      list.push({ kind, thread, pc, line: this.lineAt(pc), address, name, before, after, text: extra });
    },
    /** An uncaught exception, at the line on which it was raised. */
    error(thread: number, pc: number, line: number, message: string): void {
      const blank = { address: 0, before: '', after: '' };
      list.push({ kind: 'error', thread, pc, line, name: markOf(thread), text: message, ...blank });
    },
  };
  return recorder;
}

/** A name in another process than the main one: `P1.count`. */
export const inProcess = (process: number, name: string): string => (process === 0 ? name : `P${process}.${name}`);

/** `main`, `T1`, `T2` …: threads in the order in which they started. */
export const markOf = (thread: number): string => (thread === 0 ? 'main' : `T${thread}`);
