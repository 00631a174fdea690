import { COMPARE } from '../language/bytecode.ts';
import { raise } from './errors.ts';
import type { Heap } from './heap.ts';
import type { Iteration } from './iteration.ts';
import { BYTES, DICT, FLOAT, INSTANCE, ITERATOR, LIST, RANGE, SET, SLICE, STR, TUPLE } from './layout.ts';
import type { Numbers } from './numbers.ts';
import type { Sequences } from './sequences.ts';
import type { Text } from './text.ts';
import { addressOf, boolean, isSmall, refTo, smallOf } from './values.ts';

/** Methods of a user class for the comparisons of COMPARE, in its order; and which of them says the same from the other side. */
const orders = ['__lt__', '__le__', '__eq__', '__ne__', '__gt__', '__ge__'];
const mirrored = [4, 5, 2, 3, 0, 1];

export type Comparison = ReturnType<typeof createComparison>;

/** Equality, order and membership; and the keys of dicts and sets, which are found by equality. */
export function createComparison(
  heap: Heap,
  numbers: Numbers,
  text: Text,
  { ask, truth, range }: Sequences,
  loops: Iteration,
) {
  const { image, typeOf } = heap;

  const sameItems = (a: number[], b: number[]): boolean =>
    a.length === b.length && a.every((x, i) => equal(x, b[i] as number));

  let depth = 0;
  const equal = (l: number, r: number): boolean => {
    if (l === r) return !(typeOf(l) === FLOAT && Number.isNaN(heap.floatOf(l)));
    if (numbers.isNumber(l) && numbers.isNumber(r)) return numbers.compare(l, r) === 0;
    const type = typeOf(l);
    if (type === INSTANCE || typeOf(r) === INSTANCE) {
      const said = ask(l, '__eq__', r) || ask(r, '__eq__', l);
      return said !== 0 && truth(said);
    }
    if (type === 0 || type !== typeOf(r)) return false;
    if (depth > 500) throw raise('RecursionError', 'maximum recursion depth exceeded in comparison');
    const a = addressOf(l);
    const b = addressOf(r);
    depth++;
    try {
      switch (type) {
        case STR:
        case BYTES: {
          if (image[a + 1] !== image[b + 1]) return false;
          const size = heap.sizeAt(a);
          for (let i = 2; i < size; i++) if (image[a + i] !== image[b + i]) return false;
          return true;
        }
        case TUPLE:
        case LIST:
          return sameItems(heap.itemsOf(a), heap.itemsOf(b));
        case RANGE:
          return sameItems(range(l), range(r));
        case SET: {
          const other = heap.itemsOf(b);
          return heap.countAt(a) === heap.countAt(b) && heap.itemsOf(a).every((x) => other.some((y) => equal(x, y)));
        }
        case DICT:
          return (
            heap.countAt(a) === heap.countAt(b) &&
            heap.itemsOf(a).every((key, i, all) => {
              if (i & 1) return true;
              const at = findKey(b, key);
              return at !== 0 && equal(image[at + 1] as number, all[i + 1] as number);
            })
          );
        default:
          return false;
      }
    } finally {
      depth--;
    }
  };

  /** Address of the entry with this key in a dict or set, or 0. */
  const findKey = (at: number, key: number): number => {
    const count = heap.countAt(at);
    if (count === 0) return 0;
    const words = heap.typeAt(at) === DICT ? 2 : 1;
    let entry = heap.entries(at);
    for (let i = 0; i < count; i++, entry += words) if (equal(image[entry] as number, key)) return entry;
    return 0;
  };

  const checkKey = (v: number): void => {
    const type = typeOf(v);
    if (type === LIST || type === DICT || type === SET || type === SLICE) {
      throw raise('TypeError', `unhashable type: '${text.typeName(v)}'`);
    }
    if (type === TUPLE) for (const item of heap.itemsOf(addressOf(v))) checkKey(item);
  };

  const putKey = (at: number, key: number, value: number): void => {
    checkKey(key);
    const found = findKey(at, key) || heap.push(at);
    if (image[found] === 0) image[found] = key;
    if (heap.typeAt(at) === DICT) image[found + 1] = value;
  };

  const setOf = (items: readonly number[]): number => {
    const at = heap.owner(SET, 3, items.length);
    for (const v of items) putKey(at, v, 0);
    return refTo(at);
  };

  /** −1, 0, 1, or NaN (no order between them); TypeError where Python raises one. */
  const order = (op: number, l: number, r: number): number => {
    if (typeOf(l) === INSTANCE || typeOf(r) === INSTANCE) {
      const said = ask(l, orders[op] as string, r) || ask(r, orders[mirrored[op] as number] as string, l);
      // the sign that makes the caller's test of it come out as the method said
      if (said !== 0) return truth(said) ? (op < 2 ? -1 : 1) : op < 2 ? 1 : -1;
    }
    if (numbers.isNumber(l) && numbers.isNumber(r)) return numbers.compare(l, r);
    const type = typeOf(l);
    if (type !== 0 && type === typeOf(r)) {
      if (type === STR || type === BYTES) return compareText(heap.textOf(l), heap.textOf(r));
      if (type === TUPLE || type === LIST) {
        const a = heap.itemsOf(addressOf(l));
        const b = heap.itemsOf(addressOf(r));
        for (let i = 0; i < a.length && i < b.length; i++) {
          if (!equal(a[i] as number, b[i] as number)) return order(op, a[i] as number, b[i] as number);
        }
        return Math.sign(a.length - b.length);
      }
      if (type === SET) {
        const inside = (a: number, b: number): boolean => heap.itemsOf(a).every((x) => findKey(b, x) !== 0);
        const [a, b] = [addressOf(l), addressOf(r)];
        return equal(l, r) ? 0 : inside(a, b) ? -1 : inside(b, a) ? 1 : Number.NaN;
      }
    }
    throw raise(
      'TypeError',
      `'${COMPARE[op]}' not supported between instances of '${text.typeName(l)}' and '${text.typeName(r)}'`,
    );
  };

  const contains = (container: number, v: number): boolean => {
    const at = addressOf(container);
    switch (typeOf(container)) {
      case STR:
        if (typeOf(v) !== STR)
          throw raise('TypeError', `'in <string>' requires string as left operand, not ${text.typeName(v)}`);
        return heap.textOf(container).includes(heap.textOf(v));
      case TUPLE:
      case LIST:
        return heap.itemsOf(at).some((x) => x === v || equal(x, v));
      case RANGE:
        return isSmall(v) && range(container).includes(v);
      case DICT:
      case SET:
        checkKey(v);
        return findKey(at, v) !== 0;
      case ITERATOR: {
        for (let x = loops.next(container); x !== 0; x = loops.next(container)) if (equal(x, v)) return true;
        return false;
      }
      case BYTES:
        return typeOf(v) === BYTES
          ? heap.textOf(container).includes(heap.textOf(v))
          : isSmall(v) && heap.textOf(container).includes(String.fromCharCode(smallOf(v)));
      case INSTANCE: {
        const said = ask(container, '__contains__', v);
        if (said !== 0) return truth(said);
        return loops.iterate(container).some((x) => equal(x, v));
      }
      default:
        throw raise('TypeError', `argument of type '${text.typeName(container)}' is not iterable`);
    }
  };

  const compare = (op: number, l: number, r: number): number => {
    switch (op) {
      case 0:
        return boolean(order(op, l, r) < 0);
      case 1:
        return boolean(order(op, l, r) <= 0);
      case 2:
        return boolean(equal(l, r));
      case 3: {
        const said = ask(l, '__ne__', r);
        return said !== 0 ? said : boolean(!equal(l, r));
      }
      case 4:
        return boolean(order(op, l, r) > 0);
      case 5:
        return boolean(order(op, l, r) >= 0);
      case 6:
        return boolean(l === r);
      case 7:
        return boolean(l !== r);
      case 8:
        return boolean(contains(r, l));
      default:
        return boolean(!contains(r, l));
    }
  };

  return { equal, findKey, checkKey, putKey, setOf, order, compare };
}

const compareText = (a: string, b: string): number => {
  // by code point, as Python does: UTF-16 order differs only where surrogates meet U+E000 and above
  const x = [...a];
  const y = [...b];
  for (let i = 0; i < x.length && i < y.length; i++) {
    const d = ((x[i] as string).codePointAt(0) as number) - ((y[i] as string).codePointAt(0) as number);
    if (d !== 0) return Math.sign(d);
  }
  return Math.sign(x.length - y.length);
};
