import { COMPARE, UNARY } from '../language/bytecode.ts';
import { Raised, raise, raiseWith } from './errors.ts';
import type { Heap } from './heap.ts';
import { ARRAY, BYTES, DICT, FLOAT, INSTANCE, ITERATOR, LIST, RANGE, SET, SLICE, STR, TUPLE } from './layout.ts';
import type { Nested } from './nested.ts';
import { type Numbers, operatorName } from './numbers.ts';
import { setOrder } from './set-order.ts';
import type { Text } from './text.ts';
import { addressOf, boolean, FALSE, isRef, isSmall, NONE, NOT_IMPLEMENTED, refTo, small, smallOf } from './values.ts';

/** Methods of a user class for the comparisons of COMPARE, in its order; and which of them says the same from the other side. */
const orders = ['__lt__', '__le__', '__eq__', '__ne__', '__gt__', '__ge__'];
const mirrored = [4, 5, 2, 3, 0, 1];
/** Methods for BINARY, without the underscores. */
const arithmetic = ['add', 'sub', 'mul', 'truediv', 'floordiv', 'mod', 'pow', 'and', 'or', 'xor', 'lshift', 'rshift'];
const [ADD, , MULTIPLY, , , MODULO] = [0, 1, 2, 3, 4, 5];

/** What an iterator walks: kept in the raw word of an ITERATOR object. */
const OVER_SEQUENCE = 0;
const OVER_KEYS = 1;

export type Operators = ReturnType<typeof createOperators>;

/** The operators of Python on values: arithmetic, comparison, truth, items, slices, iteration. */
export function createOperators(heap: Heap, numbers: Numbers, text: Text, nested: Nested) {
  const { image } = heap;
  const { typeOf } = heap;

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
  const range = (v: number): number[] => {
    const [start, , step] = rangeOf(addressOf(v));
    return Array.from({ length: lengthOf(v) }, (_, i) => small(start + i * step));
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
        for (let x = next(container); x !== 0; x = next(container)) if (equal(x, v)) return true;
        return false;
      }
      case BYTES:
        return typeOf(v) === BYTES
          ? heap.textOf(container).includes(heap.textOf(v))
          : isSmall(v) && heap.textOf(container).includes(String.fromCharCode(smallOf(v)));
      case INSTANCE: {
        const said = ask(container, '__contains__', v);
        if (said !== 0) return truth(said);
        return iterate(container).some((x) => equal(x, v));
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

  const repeat = (v: number, times: number): number => {
    const n = Math.max(0, times);
    if (n * lengthOf(v) > 1 << 22) throw raise('MemoryError');
    const type = typeOf(v);
    if (type === STR) return heap.text(heap.textOf(v).repeat(n));
    if (type === BYTES) return heap.bytes(heap.textOf(v).repeat(n));
    const once = heap.itemsOf(addressOf(v));
    const items: number[] = [];
    for (let i = 0; i < n; i++) items.push(...once);
    return type === TUPLE ? heap.tuple(items) : heap.list(items);
  };
  const isSequence = (type: number): boolean => type === STR || type === BYTES || type === TUPLE || type === LIST;

  const binary = (op: number, l: number, r: number, augmented: boolean): number => {
    const n = numbers.binary(op, l, r);
    if (n !== 0) return n;
    if (typeOf(l) === INSTANCE || typeOf(r) === INSTANCE) {
      const name = arithmetic[op] as string;
      const said = (augmented ? ask(l, `__i${name}__`, r) : 0) || ask(l, `__${name}__`, r) || ask(r, `__r${name}__`, l);
      if (said !== 0) return said;
    }
    const a = typeOf(l);
    const b = typeOf(r);
    if (op === ADD && isSequence(a)) {
      if (augmented && a === LIST) {
        for (const item of iterate(r)) append(l, item);
        return l;
      }
      if (a === b) {
        if (a === STR) return heap.text(heap.textOf(l) + heap.textOf(r));
        if (a === BYTES) return heap.bytes(heap.textOf(l) + heap.textOf(r));
        const items = [...heap.itemsOf(addressOf(l)), ...heap.itemsOf(addressOf(r))];
        return a === TUPLE ? heap.tuple(items) : heap.list(items);
      }
      const what = a === STR ? 'str' : text.typeName(l);
      if (a === BYTES) throw raise('TypeError', `can't concat ${text.typeName(r)} to bytes`);
      throw raise('TypeError', `can only concatenate ${what} (not "${text.typeName(r)}") to ${what}`);
    }
    if (op === MULTIPLY) {
      if (isSequence(a) && numbers.isInteger(r)) return repeat(l, numbers.index(r, ''));
      if (isSequence(b) && numbers.isInteger(l)) return repeat(r, numbers.index(l, ''));
      if (isSequence(a) || isSequence(b)) {
        throw raise(
          'TypeError',
          `can't multiply sequence by non-int of type '${text.typeName(isSequence(a) ? r : l)}'`,
        );
      }
    }
    if (op === MODULO && a === STR) return heap.text(percent(heap.textOf(l), r));
    if (a === SET && b === SET) {
      const [x, y] = [heap.itemsOf(addressOf(l)), heap.itemsOf(addressOf(r))];
      const [sx, sy] = [addressOf(l), addressOf(r)];
      if (op === 1) return setOf(x.filter((v) => !findKey(sy, v)));
      if (op === 7) return setOf(x.filter((v) => findKey(sy, v)));
      if (op === 8) return setOf([...x, ...y]);
      if (op === 9) return setOf([...x.filter((v) => !findKey(sy, v)), ...y.filter((v) => !findKey(sx, v))]);
    }
    if (a === DICT && b === DICT && op === 8) {
      const made = augmented ? addressOf(l) : heap.owner(DICT, 3, 4);
      for (const source of augmented ? [r] : [l, r]) {
        const items = heap.itemsOf(addressOf(source));
        for (let i = 0; i < items.length; i += 2) putKey(made, items[i] as number, items[i + 1] as number);
      }
      return refTo(made);
    }
    throw raise(
      'TypeError',
      `unsupported operand type(s) for ${operatorName(op, augmented)}: '${text.typeName(l)}' and '${text.typeName(r)}'`,
    );
  };
  const setOf = (items: readonly number[]): number => {
    const at = heap.owner(SET, 3, items.length);
    for (const v of items) putKey(at, v, 0);
    return refTo(at);
  };
  /** printf-style formatting: `'%d of %s' % (3, 'x')`. */
  const percent = (form: string, v: number): string => {
    const args = typeOf(v) === TUPLE ? heap.itemsOf(addressOf(v)) : [v];
    let used = 0;
    const out = form.replace(
      /%([-+ 0#]*)(\d+)?(?:\.(\d+))?([sdrifgexXo%c])/g,
      (_, flags: string, width = '', precision, kind: string) => {
        if (kind === '%') return '%';
        if (used >= args.length) throw raise('TypeError', 'not enough arguments for format string');
        const arg = args[used++] as number;
        const align = flags.includes('-') ? '<' : flags.includes('0') && kind !== 's' ? '0' : '>';
        const point = precision === undefined ? '' : `.${precision}`;
        if (kind === 's' || kind === 'r') {
          return text.format(
            heap.text(kind === 's' ? text.str(arg) : text.repr(arg)),
            `${align === '0' ? '>' : align}${width}${point}s`,
          );
        }
        if (!numbers.isNumber(arg))
          throw raise('TypeError', `%${kind} format: a real number is required, not ${text.typeName(arg)}`);
        const whole = kind === 'd' || kind === 'i';
        const n = whole && numbers.isFloat(arg) ? heap.number(Math.trunc(heap.floatOf(arg))) : arg;
        const sign = flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
        return text.format(
          n,
          align === '0'
            ? `${sign}0${width}${point}${whole ? 'd' : kind}`
            : `${align}${sign}${width}${point}${whole ? 'd' : kind}`,
        );
      },
    );
    if (used < args.length) throw raise('TypeError', 'not all arguments converted during string formatting');
    return out;
  };

  const unary = (op: number, v: number): number => {
    if (UNARY[op] === 'not') return boolean(!truth(v));
    if (numbers.isInteger(v)) {
      const n = numbers.toInteger(v);
      return heap.integer(UNARY[op] === '-' ? -n : UNARY[op] === '~' ? -n - 1n : n);
    }
    if (numbers.isFloat(v) && UNARY[op] !== '~') return UNARY[op] === '-' ? heap.float(-heap.floatOf(v)) : v;
    const said = UNARY[op] === '-' ? ask(v, '__neg__') : UNARY[op] === '+' ? ask(v, '__pos__') : ask(v, '__invert__');
    if (said !== 0) return said;
    throw raise('TypeError', text.unaryError(op, v));
  };

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
    const put = iterate(v);
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
    return loadItem(source, small(i));
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

  return {
    isNumber: numbers.isNumber,
    truth,
    lengthOf,
    equal,
    order,
    compare,
    binary,
    unary,
    append,
    loadItem,
    storeItem,
    deleteItem,
    replaceItems,
    findKey,
    putKey,
    setOf,
    iterator,
    next,
    iterate,
    /** Sorted by `<` alone, as Python does; `key` is a function or None. Stable, also in reverse. */
    sorted(items: number[], reverse: boolean, key: number): number[] {
      const sign = reverse ? -1 : 1;
      const rows = items.map((v) => ({ v, k: key === NONE ? v : nested.call(key, [v]) }));
      const less = (a: number, b: number): boolean => order(0, a, b) < 0;
      rows.sort((a, b) => (less(a.k, b.k) ? -sign : less(b.k, a.k) ? sign : 0));
      return rows.map((row) => row.v);
    },
  };
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
