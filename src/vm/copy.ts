import { raise } from './errors.ts';
import type { Heap } from './heap.ts';
import {
  CLASS,
  CONDITION,
  EVENT,
  FUNCTION,
  ITERATOR,
  KERNEL,
  LOCAL,
  LOCK,
  QUEUE,
  RAW_WORDS,
  RLOCK,
  SEMAPHORE,
  STOPPED,
  THREAD,
  THREAD_ID,
} from './layout.ts';
import type { Text } from './text.ts';
import { addressOf, isRef, refTo } from './values.ts';

/** What pickle refuses: things that mean nothing outside of their process. */
const unpicklable = new Set([LOCK, RLOCK, CONDITION, SEMAPHORE, EVENT, QUEUE, LOCAL, ITERATOR]);

export type Copier = ReturnType<typeof createCopier>;

/**
 * Copies everything that a value reaches into new objects, once each, so that what was shared or cyclic stays so.
 * Constants and kernel objects are not copied: both sides mean the same one.
 *
 * - a fork copies a process's memory as it is; threads other than the one that forks exist no more
 * - pickle copies a message; it refuses locks and the like
 */
export function createCopier(heap: Heap, text: Text) {
  const { image, layout } = heap;

  const copier = (pickle: boolean, find?: (v: number, type: number) => number) => {
    const copies = new Map<number, number>();
    const copy = (v: number): number => {
      if (!isRef(v) || addressOf(v) < layout.heap) return v;
      const known = copies.get(v);
      if (known !== undefined) return known;
      const from = addressOf(v);
      const header = image[from] as number;
      if (header & KERNEL) return v;
      const type = heap.typeAt(from);
      if (pickle) refuse(v, type);
      if (find && (type === FUNCTION || type === CLASS)) return find(v, type);
      const size = heap.sizeAt(from);
      const to = heap.alloc(type, size);
      if (!pickle) image[to] = header; // with its SHARED bit: the copy is reached as the original was
      copies.set(v, refTo(to));
      const raw = RAW_WORDS[type] as number;
      for (let i = 1; i < size; i++) {
        const w = image[from + i] as number;
        image[to + i] = raw < 0 || i <= raw ? w : copy(w);
      }
      if (type === THREAD) image[to + THREAD_ID] = STOPPED;
      return refTo(to);
    };
    return copy;
  };

  const refuse = (v: number, type: number): void => {
    if (unpicklable.has(type)) throw raise('TypeError', `cannot pickle '${text.typeName(v)}' object`);
    if (type === THREAD) throw raise('TypeError', "cannot pickle '_thread.lock' object");
    if (type !== FUNCTION) return;
    const name = /^<function (.*)>$/.exec(text.repr(v))?.[1] ?? '';
    if (/<(lambda|locals)>/.test(name)) {
      const what = name.includes('<locals>') ? `Can't pickle local object '${name}'` : '';
      throw raise(
        'AttributeError',
        what || `Can't pickle <function ${name}>: attribute lookup ${name} on __main__ failed`,
      );
    }
  };

  return {
    /** A function that copies values of one fork: it remembers what it has copied. */
    fork: () => copier(false),
    /** What is written into a pipe: functions and classes are named, not copied. */
    pickle: (v: number): number => copier(true, (named) => named)(v),
    /**
     * What is read out of it: functions and classes are those of the same name in the reader's process, whose globals
     * begin at the word `globals`.
     */
    unpickle(v: number, globals: number, count: number): number {
      const find = (named: number, type: number): number => {
        for (let g = globals; g < globals + count; g++) {
          const own = image[g] as number;
          if (heap.typeOf(own) === type && image[addressOf(own) + 1] === image[addressOf(named) + 1]) return own;
        }
        return named;
      };
      return copier(false, find)(v);
    },
  };
}
