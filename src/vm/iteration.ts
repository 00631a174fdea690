import { Raised, raise } from './errors.ts';
import type { Heap } from './heap.ts';
import type { Items } from './items.ts';
import { ARRAY, DICT, INSTANCE, ITERATOR, LIST, RANGE, SET, TUPLE } from './layout.ts';
import type { Nested } from './nested.ts';
import { isSequence, type Sequences } from './sequences.ts';
import { setOrder } from './set-order.ts';
import type { Text } from './text.ts';
import { addressOf, refTo, small } from './values.ts';

/** What an iterator walks: kept in the raw word of an ITERATOR object. */
const OVER_SEQUENCE = 0;
const OVER_KEYS = 1;

export interface Iteration {
  /** An iterator over a value. */
  iterator(v: number): number;
  /** The next value of an iterator, or 0 at its end. */
  next(iter: number): number;
  /** All values of an iterable. */
  iterate(v: number): number[];
}

/** Walking over anything that can be walked over. `items` is asked when something is walked, not before. */
export function createIteration(
  heap: Heap,
  text: Text,
  nested: Nested,
  { ask, lengthOf, range }: Sequences,
  items: () => Items,
): Iteration {
  const { image, typeOf } = heap;

  // ---- iteration
  const iterator = (v: number): number => {
    const type = typeOf(v);
    if (type === ITERATOR) return v;
    if (type === SET) return iterator(heap.list(setOrder(heap, v)));
    if (type === INSTANCE) {
      const made = ask(v, '__iter__');
      if (made !== 0) return made;
    }
    if (!isSequence(type) && type !== RANGE && type !== DICT && type !== ARRAY) {
      throw raise('TypeError', `'${text.typeName(v)}' object is not iterable`);
    }
    const at = heap.alloc(ITERATOR, 4);
    image[at + 1] = type === DICT ? OVER_KEYS : OVER_SEQUENCE;
    image[at + 3] = v;
    return refTo(at);
  };

  /** The next value of an iterator, or 0 at its end. */
  const next = (iter: number): number => {
    if (typeOf(iter) === INSTANCE) return nextOfInstance(iter);
    const at = addressOf(iter);
    const source = image[at + 3] as number;
    if (source === 0) return 0;
    const i = image[at + 2] as number;
    if (i >= lengthOf(source)) {
      image[at + 3] = 0; // an exhausted iterator stays exhausted
      return 0;
    }
    image[at + 2] = i + 1;
    if (image[at + 1] === OVER_KEYS) {
      const owner = addressOf(source);
      return image[heap.entries(owner) + i * 2] as number;
    }
    return items().loadItem(source, small(i));
  };

  /** A user class's `__next__`; StopIteration is its end. */
  const nextOfInstance = (self: number): number => {
    const method = nested.method(self, '__next__');
    if (method === 0) throw raise('TypeError', `'${text.typeName(self)}' object is not an iterator`);
    try {
      return nested.call(method, [self]);
    } catch (e) {
      if (e instanceof Raised && (e.type === 'StopIteration' || text.typeName(e.value) === 'StopIteration')) return 0;
      throw e;
    }
  };

  /** All values of an iterable. */
  const iterate = (v: number): number[] => {
    const type = typeOf(v);
    if (type === LIST || type === TUPLE) return heap.itemsOf(addressOf(v));
    if (type === SET) return setOrder(heap, v);
    if (type === RANGE) {
      if (lengthOf(v) > 1 << 22) throw raise('MemoryError');
      return range(v);
    }
    const iter = iterator(v);
    const out: number[] = [];
    for (let x = next(iter); x !== 0; x = next(iter)) out.push(x);
    return out;
  };

  return { iterator, next, iterate };
}
