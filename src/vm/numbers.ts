import { raise } from './errors.ts';
import type { Heap } from './heap.ts';
import { BIGINT, FLOAT } from './layout.ts';
import { type Spending, TAKES } from './spending.ts';
import { addressOf, FALSE, isSmall, MAX_SMALL, MIN_SMALL, small, smallOf, TRUE } from './values.ts';

/** Results of integer operations may not have more bits than this. */
const MAX_BITS = 4_000_000;

/** Names of the operators as CPython 3.11 writes them in errors, by index in BINARY. */
const names = ['+', '-', '*', '/', '//', '%', '** or pow()', '&', '|', '^', '<<', '>>'];
export const operatorName = (op: number, augmented: boolean): string =>
  augmented ? (op === 6 ? '**=' : `${names[op]}=`) : (names[op] as string);

/** Python's float repr: the shortest digits that round-trip, exponent from 1e16 up and below 1e-4. */
export function floatRepr(x: number): string {
  if (Number.isNaN(x)) return 'nan';
  if (!Number.isFinite(x)) return x > 0 ? 'inf' : '-inf';
  if (x === 0) return Object.is(x, -0) ? '-0.0' : '0.0';
  const [mantissa = '', power = '0'] = Math.abs(x).toExponential().split('e');
  const exponent = Number(power);
  const digits = mantissa.replace('.', '');
  const sign = x < 0 ? '-' : '';
  if (exponent < -4 || exponent >= 16) {
    const e = `${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
    return `${sign}${digits[0]}${digits.length > 1 ? `.${digits.slice(1)}` : ''}e${e}`;
  }
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
  if (digits.length <= exponent + 1) return `${sign}${digits}${'0'.repeat(exponent + 1 - digits.length)}.0`;
  return `${sign}${digits.slice(0, exponent + 1)}.${digits.slice(exponent + 1)}`;
}

const floorDivide = (a: bigint, b: bigint): bigint => {
  const q = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? q - 1n : q;
};
export const bitLength = (n: bigint): number => (n < 0n ? -n : n).toString(16).length * 4;
const fits = (bits: number): void => {
  if (bits > MAX_BITS) throw raise('OverflowError', `integer of more than ${MAX_BITS} bits`);
};
/** Python's // on floats (Objects/floatobject.c): rounded down, with the sign of the quotient where it is zero. */
const floatFloor = (a: number, b: number): number => {
  const quotient = (a - floatModulo(a, b)) / b;
  if (quotient === 0) return a / b < 0 || Object.is(a / b, -0) ? -0 : 0;
  const floor = Math.floor(quotient);
  return quotient - floor > 0.5 ? floor + 1 : floor;
};
/** Python's %: the result has the sign of the divisor. */
const floatModulo = (a: number, b: number): number => {
  const m = a % b;
  if (m === 0) return b < 0 ? -0 : 0;
  return m < 0 !== b < 0 ? m + b : m;
};

export type Numbers = ReturnType<typeof createNumbers>;

/** Arithmetic on ints (of any size), bools and floats. Indices are those of BINARY in language/bytecode.ts. */
export function createNumbers(heap: Heap, spent: Spending) {
  const isInteger = (v: number): boolean => isSmall(v) || v === TRUE || v === FALSE || heap.typeOf(v) === BIGINT;
  const isFloat = (v: number): boolean => heap.typeOf(v) === FLOAT;
  const isNumber = (v: number): boolean => isInteger(v) || isFloat(v);
  const toInteger = (v: number): bigint => (v === TRUE ? 1n : v === FALSE ? 0n : heap.integerOf(v));
  const toFloat = (v: number): number => {
    if (isFloat(v)) return heap.floatOf(v);
    const x = Number(toInteger(v));
    if (!Number.isFinite(x)) throw raise('OverflowError', 'int too large to convert to float');
    return x;
  };

  /** The integer as a JavaScript number where it has at most 53 bits, else NaN: these need no BigInt. */
  const toSafe = (v: number): number => {
    if (isSmall(v)) return smallOf(v);
    if (v === TRUE || v === FALSE) return v === TRUE ? 1 : 0;
    const at = addressOf(v);
    const size = heap.sizeAt(at);
    if (size > 4) return Number.NaN;
    const high = size === 4 ? (heap.image[at + 3] as number) >>> 0 : 0;
    if (high >= 1 << 21) return Number.NaN;
    const n = high * 2 ** 32 + ((heap.image[at + 2] as number) >>> 0);
    return heap.image[at + 1] ? -n : n;
  };
  /** + − * of two such integers; 0 where the result has more than 53 bits. */
  const safely = (op: number, a: number, b: number): number => {
    const n = op === 0 ? a + b : op === 1 ? a - b : a * b;
    return n <= Number.MAX_SAFE_INTEGER && n >= -Number.MAX_SAFE_INTEGER ? heap.number(n) : 0;
  };

  const integers = (op: number, l: number, r: number): number => {
    if (op < 3) {
      const n = safely(op, toSafe(l), toSafe(r));
      if (n !== 0) return n;
    }
    const a = toInteger(l);
    const b = toInteger(r);
    switch (op) {
      case 0:
        return heap.integer(a + b);
      case 1:
        return heap.integer(a - b);
      case 2:
        if (a !== 0n && b !== 0n) fits(bitLength(a) + bitLength(b));
        spent.held += (bitLength(a) / 30) * (bitLength(b) / 30) * TAKES.digitProduct;
        return heap.integer(a * b);
      case 3: {
        if (b === 0n) throw raise('ZeroDivisionError', 'division by zero');
        return heap.float(trueDivide(a, b));
      }
      case 4:
        if (b === 0n) throw raise('ZeroDivisionError', 'integer division or modulo by zero');
        return heap.integer(floorDivide(a, b));
      case 5:
        if (b === 0n) throw raise('ZeroDivisionError', 'integer modulo by zero');
        return heap.integer(a - floorDivide(a, b) * b);
      case 6:
        if (b < 0n) {
          if (a === 0n) throw raise('ZeroDivisionError', '0.0 cannot be raised to a negative power');
          if (!Number.isFinite(Number(a))) throw raise('OverflowError', 'int too large to convert to float');
          return heap.float(Number(a) ** Number(b));
        }
        if (a !== 0n && a !== 1n && a !== -1n) fits(bitLength(a) * Number(b > 1_000_000_000n ? 1_000_000_000n : b));
        else if (b > 1_000_000n) return heap.integer(a === -1n && b % 2n === 0n ? 1n : a);
        return heap.integer(a ** b);
      case 7:
        return both(l, r, a & b);
      case 8:
        return both(l, r, a | b);
      case 9:
        return both(l, r, a ^ b);
      case 10:
        if (b < 0n) throw raise('ValueError', 'negative shift count');
        if (a === 0n) return small(0);
        fits(bitLength(a) + Number(b > 1_000_000_000n ? 1_000_000_000n : b));
        return heap.integer(a << b);
      default:
        if (b < 0n) throw raise('ValueError', 'negative shift count');
        return heap.integer(b > 1_000_000_000n ? (a < 0n ? -1n : 0n) : a >> b);
    }
  };
  /** & | ^ of two bools is a bool. */
  const both = (l: number, r: number, n: bigint): number =>
    !isSmall(l) && !isSmall(r) && heap.typeOf(l) === 0 && heap.typeOf(r) === 0
      ? n === 0n
        ? FALSE
        : TRUE
      : heap.integer(n);

  const floats = (op: number, a: number, b: number): number => {
    switch (op) {
      case 0:
        return heap.float(a + b);
      case 1:
        return heap.float(a - b);
      case 2:
        return heap.float(a * b);
      case 3:
        if (b === 0) throw raise('ZeroDivisionError', 'float division by zero');
        return heap.float(a / b);
      case 4:
        if (b === 0) throw raise('ZeroDivisionError', 'float floor division by zero');
        return heap.float(floatFloor(a, b));
      case 5:
        if (b === 0) throw raise('ZeroDivisionError', 'float modulo');
        return heap.float(floatModulo(a, b));
      case 6: {
        if (a === 0 && b < 0) throw raise('ZeroDivisionError', '0.0 cannot be raised to a negative power');
        const x = a === 1 ? 1 : a ** b;
        if (!Number.isFinite(x) && Number.isFinite(a) && Number.isFinite(b)) {
          throw raise('OverflowError', "(34, 'Numerical result out of range')");
        }
        return heap.float(x);
      }
      default:
        return 0;
    }
  };

  return {
    isInteger,
    isFloat,
    isNumber,
    toInteger,
    toFloat,
    /** 0 when the operands are not numbers that the operator takes. */
    binary(op: number, l: number, r: number): number {
      if (isInteger(l) && isInteger(r)) return integers(op, l, r);
      if (op < 7 && isNumber(l) && isNumber(r)) return floats(op, toFloat(l), toFloat(r));
      return 0;
    },
    /** −1, 0 or 1; NaN where a float is not a number. Both must be numbers. */
    compare(l: number, r: number): number {
      if (isInteger(l) && isInteger(r)) {
        const a = toInteger(l);
        const b = toInteger(r);
        return a < b ? -1 : a > b ? 1 : 0;
      }
      const a = isFloat(l) ? heap.floatOf(l) : toInteger(l);
      const b = isFloat(r) ? heap.floatOf(r) : toInteger(r);
      return a < b ? -1 : a > b ? 1 : a <= b ? 0 : Number.NaN; // <= tells equal from unordered, also between bigint and number
    },
    /** The integer as a JavaScript number; an index or a count must fit 31 bits. */
    index(v: number, what: string): number {
      if (isSmall(v)) return smallOf(v);
      if (!isInteger(v)) throw raise('TypeError', what);
      const n = toInteger(v);
      if (n > MAX_SMALL || n < MIN_SMALL) throw raise('IndexError', "cannot fit 'int' into an index-sized integer");
      return Number(n);
    },
  };
}

/** a / b, correctly rounded also where a or b does not fit a float. */
function trueDivide(a: bigint, b: bigint): number {
  const x = Number(a);
  const y = Number(b);
  if (Number.isSafeInteger(x) && Number.isSafeInteger(y)) return x / y;
  const negative = a < 0n !== b < 0n;
  const p = a < 0n ? -a : a;
  const q = b < 0n ? -b : b;
  if (p === 0n) return negative ? -0 : 0;
  // Scale so that the quotient has 66 or 67 bits, keep a sticky bit for what was cut off, and let Number() round once.
  const shift = p.toString(2).length - q.toString(2).length - 66;
  const scaled = shift > 0 ? p / (q << BigInt(shift)) : (p << BigInt(-shift)) / q;
  const exact = shift > 0 ? scaled * (q << BigInt(shift)) === p : scaled * q === p << BigInt(-shift);
  const x2 = Number((scaled << 1n) | (exact ? 0n : 1n)) * 2 ** (shift - 1);
  if (!Number.isFinite(x2)) throw raise('OverflowError', 'integer division result too large for a float');
  return negative ? -x2 : x2;
}
