import type { Comparison } from './comparison.ts';
import { raise, raiseWith } from './errors.ts';
import type { Heap } from './heap.ts';
import type { Iteration } from './iteration.ts';
import { ARRAY, BYTES, DICT, LIST, RANGE, SLICE, STR, TUPLE } from './layout.ts';
import type { Numbers } from './numbers.ts';
import { isSequence, type Sequences } from './sequences.ts';
import type { Text } from './text.ts';
import { addressOf, NONE, small } from './values.ts';

export type Items = ReturnType<typeof createItems>;

/** Reading, writing and deleting items and slices. */
export function createItems(
  heap: Heap,
  numbers: Numbers,
  text: Text,
  { ask, lengthOf, range, rangeOf }: Sequences,
  { checkKey, findKey, putKey }: Comparison,
  loops: Iteration,
) {
  const { image, typeOf } = heap;

  // ---- items
  const append = (list: number, v: number): void => {
    if (heap.isSharedRef(list)) heap.share(v);
    image[heap.push(addressOf(list))] = v;
  };

  const position = (i: number, length: number, what: string): number => {
    const at = i < 0 ? i + length : i;
    if (at < 0 || at >= length) throw raise('IndexError', `${what} out of range`);
    return at;
  };

  const indexError = (container: number, index: number): string =>
    `${typeOf(container) === STR ? 'string' : text.typeName(container)} indices must be integers${typeOf(container) === STR ? '' : ' or slices'}, not ${typeOf(container) === STR ? `'${text.typeName(index)}'` : text.typeName(index)}`;

  /** [first, step, count] of a slice over a sequence. */
  const span = (slice: number, length: number): [number, number, number] => {
    const at = addressOf(slice);
    const part = (i: number): number | undefined => {
      const v = image[at + i] as number;
      return v === NONE ? undefined : Number(numbers.isInteger(v) ? numbers.toInteger(v) : badSlice());
    };
    const badSlice = (): never => {
      throw raise('TypeError', 'slice indices must be integers or None or have an __index__ method');
    };
    const step = part(3) ?? 1;
    if (step === 0) throw raise('ValueError', 'slice step cannot be zero');
    const clamp = (x: number | undefined, standard: number): number => {
      if (x === undefined) return standard;
      const low = step < 0 ? -1 : 0;
      const high = step < 0 ? length - 1 : length;
      return x < 0 ? Math.max(x + length, low) : Math.min(x, high);
    };
    const start = clamp(part(1), step < 0 ? length - 1 : 0);
    const stop = clamp(part(2), step < 0 ? -1 : length);
    return [start, step, Math.max(0, Math.ceil((stop - start) / step))];
  };

  const loadItem = (container: number, index: number): number => {
    const at = addressOf(container);
    const type = typeOf(container);
    if (type === DICT) {
      checkKey(index);
      const entry = findKey(at, index);
      if (entry === 0) throw raiseWith('KeyError', index);
      return image[entry + 1] as number;
    }
    if (!isSequence(type) && type !== RANGE && type !== ARRAY) {
      const said = ask(container, '__getitem__', index);
      if (said !== 0) return said;
      throw raise('TypeError', `'${text.typeName(container)}' object is not subscriptable`);
    }
    const length = lengthOf(container);
    if (typeOf(index) === SLICE) {
      const [start, step, count] = span(index, length);
      if (type === STR || type === BYTES) {
        const s = heap.textOf(container);
        let out = '';
        for (let i = 0; i < count; i++) out += s[start + i * step];
        return type === STR ? heap.text(out) : heap.bytes(out);
      }
      const all = type === RANGE ? range(container) : heap.itemsOf(at);
      const items = Array.from({ length: count }, (_, i) => all[start + i * step] as number);
      return type === TUPLE ? heap.tuple(items) : heap.list(items);
    }
    if (!numbers.isInteger(index)) throw raise('TypeError', indexError(container, index));
    const what =
      type === STR ? 'string index' : type === RANGE ? 'range object index' : `${text.typeName(container)} index`;
    const i = position(Number(numbers.toInteger(index)), length, what);
    if (type === STR) return heap.text(heap.textOf(container)[i] as string);
    if (type === BYTES) return small(heap.textOf(container).charCodeAt(i));
    if (type === RANGE) return small(rangeOf(at)[0] + i * rangeOf(at)[2]);
    return image[(type === TUPLE ? at + 1 : heap.entries(at)) + i] as number;
  };

  const storeItem = (container: number, index: number, v: number): void => {
    const at = addressOf(container);
    const type = typeOf(container);
    if (heap.isSharedRef(container)) {
      heap.share(v);
      heap.share(index);
    }
    if (type === DICT) {
      putKey(at, index, v);
      return;
    }
    if (type !== LIST && type !== ARRAY) {
      if (ask(container, '__setitem__', index, v) !== 0) return;
      throw raise('TypeError', `'${text.typeName(container)}' object does not support item assignment`);
    }
    if (typeOf(index) === SLICE) {
      storeSlice(at, index, v);
      return;
    }
    if (!numbers.isInteger(index)) throw raise('TypeError', indexError(container, index));
    const i = position(Number(numbers.toInteger(index)), heap.countAt(at), 'list assignment index');
    image[heap.entries(at) + i] = v;
  };

  const storeSlice = (at: number, slice: number, v: number): void => {
    const [start, step, count] = span(slice, heap.countAt(at));
    const items = heap.itemsOf(at);
    const put = loops.iterate(v);
    if (step === 1) items.splice(start, count, ...put);
    else {
      if (put.length !== count)
        throw raise(
          'ValueError',
          `attempt to assign sequence of size ${put.length} to extended slice of size ${count}`,
        );
      put.forEach((x, i) => {
        items[start + i * step] = x;
      });
    }
    replaceItems(at, items);
  };

  const replaceItems = (at: number, items: readonly number[]): void => {
    while (heap.countAt(at) > items.length) heap.removeEntry(at, heap.countAt(at) - 1);
    while (heap.countAt(at) < items.length) heap.push(at);
    const first = items.length > 0 ? heap.entries(at) : 0;
    items.forEach((x, i) => {
      image[first + i] = x;
    });
  };

  const deleteItem = (container: number, index: number): void => {
    const at = addressOf(container);
    const type = typeOf(container);
    if (type === DICT) {
      const entry = findKey(at, index);
      if (entry === 0) throw raiseWith('KeyError', index);
      heap.removeEntry(at, (entry - heap.entries(at)) / 2);
      return;
    }
    if (type !== LIST) throw raise('TypeError', `'${text.typeName(container)}' object doesn't support item deletion`);
    if (typeOf(index) === SLICE) {
      const [start, step, count] = span(index, heap.countAt(at));
      const gone = new Set(Array.from({ length: count }, (_, i) => start + i * step));
      const kept = heap.itemsOf(at).filter((_, i) => !gone.has(i));
      replaceItems(at, kept);
      return;
    }
    if (!numbers.isInteger(index)) throw raise('TypeError', indexError(container, index));
    heap.removeEntry(at, position(Number(numbers.toInteger(index)), heap.countAt(at), 'list assignment index'));
  };

  return { append, loadItem, storeItem, deleteItem, replaceItems };
}
