import { UNARY } from '../language/bytecode.ts';
import { createComparison } from './comparison.ts';
import { raise } from './errors.ts';
import type { Heap } from './heap.ts';
import { createItems, type Items } from './items.ts';
import { createIteration } from './iteration.ts';
import { BYTES, DICT, INSTANCE, LIST, SET, STR, TUPLE } from './layout.ts';
import type { Nested } from './nested.ts';
import { type Numbers, operatorName } from './numbers.ts';
import { createSequences, isSequence } from './sequences.ts';
import type { Text } from './text.ts';
import { addressOf, boolean, NONE, refTo } from './values.ts';

/** Methods for BINARY, without the underscores. */
const arithmetic = ['add', 'sub', 'mul', 'truediv', 'floordiv', 'mod', 'pow', 'and', 'or', 'xor', 'lshift', 'rshift'];
const [ADD, , MULTIPLY, , , MODULO] = [0, 1, 2, 3, 4, 5];

export type Operators = ReturnType<typeof createOperators>;

/** The operators of Python on values, put together from comparison, items and iteration; arithmetic is here. */
export function createOperators(heap: Heap, numbers: Numbers, text: Text, nested: Nested) {
  const { typeOf } = heap;
  const sequences = createSequences(heap, nested);
  const { ask, truth, lengthOf } = sequences;
  // Walking needs items, and a slice that is assigned needs walking.
  const loops = createIteration(heap, text, nested, sequences, () => items);
  const comparison = createComparison(heap, numbers, text, sequences, loops);
  const items: Items = createItems(heap, numbers, text, sequences, comparison, loops);
  const { findKey, putKey, setOf } = comparison;

  const repeat = (v: number, times: number): number => {
    const n = Math.max(0, times);
    if (n * lengthOf(v) > 1 << 22) throw raise('MemoryError');
    const type = typeOf(v);
    if (type === STR) return heap.text(heap.textOf(v).repeat(n));
    if (type === BYTES) return heap.bytes(heap.textOf(v).repeat(n));
    const once = heap.itemsOf(addressOf(v));
    const made: number[] = [];
    for (let i = 0; i < n; i++) made.push(...once);
    return type === TUPLE ? heap.tuple(made) : heap.list(made);
  };

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
        for (const item of loops.iterate(r)) items.append(l, item);
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
      if (isSequence(a) && numbers.isInteger(r)) return repeat(l, lengthOf(l) === 0 ? 0 : numbers.index(r, ''));
      if (isSequence(b) && numbers.isInteger(l)) return repeat(r, lengthOf(r) === 0 ? 0 : numbers.index(l, ''));
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
    // what can be subscripted may be a mapping, whose keys need not all be used
    const mapping = args.length === 1 && v === args[0] && [LIST, DICT, BYTES, INSTANCE].includes(typeOf(v));
    if (used < args.length && !mapping)
      throw raise('TypeError', 'not all arguments converted during string formatting');
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

  return {
    isNumber: numbers.isNumber,
    truth: sequences.truth,
    lengthOf,
    ...comparison,
    ...items,
    ...loops,
    binary,
    unary,
    /** Sorted by `<` alone, as Python does; `key` is a function or None. Stable, also in reverse. */
    sorted(list: number[], reverse: boolean, key: number): number[] {
      const sign = reverse ? -1 : 1;
      const rows = list.map((v) => ({ v, k: key === NONE ? v : nested.call(key, [v]) }));
      const less = (a: number, b: number): boolean => comparison.order(0, a, b) < 0;
      rows.sort((a, b) => (less(a.k, b.k) ? -sign : less(b.k, a.k) ? sign : 0));
      return rows.map((row) => row.v);
    },
  };
}
