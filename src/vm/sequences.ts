import type { Heap } from './heap.ts';
import { ARRAY, BYTES, DICT, FLOAT, INSTANCE, LIST, RANGE, SET, STR, TUPLE } from './layout.ts';
import type { Nested } from './nested.ts';
import { addressOf, FALSE, isRef, isSmall, NONE, NOT_IMPLEMENTED, small, smallOf } from './values.ts';

export const isSequence = (type: number): boolean => type === STR || type === BYTES || type === TUPLE || type === LIST;

export type Sequences = ReturnType<typeof createSequences>;

/** What can be said of a value without comparing it: its truth, its length, and what its class answers. */
export function createSequences(heap: Heap, nested: Nested) {
  const { image, typeOf } = heap;

  /** What a user class's method returns, or 0 where it has none. `NotImplemented` counts as none. */
  const ask = (self: number, name: string, ...args: number[]): number => {
    const method = nested.method(self, name);
    if (method === 0) return 0;
    const v = nested.call(method, [self, ...args]);
    return v === NOT_IMPLEMENTED ? 0 : v;
  };

  const truth = (v: number): boolean => {
    if (isSmall(v)) return v !== 1;
    if (v === NONE || v === FALSE) return false;
    if (!isRef(v)) return true;
    const at = addressOf(v);
    switch (heap.typeAt(at)) {
      case FLOAT:
        return heap.floatOf(v) !== 0;
      case STR:
      case BYTES:
        return image[at + 1] !== 0;
      case TUPLE:
        return heap.sizeAt(at) > 1;
      case LIST:
      case DICT:
      case SET:
        return heap.countAt(at) > 0;
      case RANGE:
        return lengthOf(v) > 0;
      case INSTANCE: {
        const said = ask(v, '__bool__') || ask(v, '__len__');
        return said === 0 || truth(said);
      }
      default:
        return true;
    }
  };

  /** len(), or −1 where there is none. */
  const lengthOf = (v: number): number => {
    const at = addressOf(v);
    switch (typeOf(v)) {
      case STR:
      case BYTES:
        return image[at + 1] as number;
      case TUPLE:
        return heap.sizeAt(at) - 1;
      case LIST:
      case DICT:
      case SET:
      case ARRAY:
        return heap.countAt(at);
      case RANGE: {
        const [start, stop, step] = rangeOf(at);
        return Math.max(0, Math.ceil((stop - start) / step));
      }
      case INSTANCE: {
        const said = ask(v, '__len__');
        return said === 0 ? -1 : smallOf(said);
      }
      default:
        return -1;
    }
  };

  const rangeOf = (at: number): [number, number, number] => [
    smallOf(image[at + 1] as number),
    smallOf(image[at + 2] as number),
    smallOf(image[at + 3] as number),
  ];

  const range = (v: number): number[] => {
    const [start, , step] = rangeOf(addressOf(v));
    return Array.from({ length: lengthOf(v) }, (_, i) => small(start + i * step));
  };

  return { ask, truth, lengthOf, rangeOf, range };
}
