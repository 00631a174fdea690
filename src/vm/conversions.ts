import type { Arguments } from './builtins.ts';
import { raise } from './errors.ts';
import type { Heap } from './heap.ts';
import { BYTES, DICT, STR } from './layout.ts';
import type { Numbers } from './numbers.ts';
import type { Operators } from './operators.ts';
import type { Text } from './text.ts';
import { addressOf, NONE, refTo, small, smallOf } from './values.ts';

/** Builtins that turn one kind of value into another: `int('7')`, `round(2.5)`, `dict(pairs)`, `chr(65)`. */
export function createConversions(heap: Heap, numbers: Numbers, text: Text, operators: Operators) {
  const { repr, typeName } = text;
  const { iterate } = operators;

  const parseInteger = (s: string, base: number, shown: string): number => {
    const t = s.trim().replace(/(?<=[0-9a-zA-Z])_(?=[0-9a-zA-Z])/g, '');
    const m = /^([+-]?)(0[xX]|0[bB]|0[oO])?([0-9a-zA-Z]+)$/.exec(t);
    const prefix = (m?.[2] ?? '').toLowerCase();
    const wanted = prefix === '0x' ? 16 : prefix === '0b' ? 2 : prefix === '0o' ? 8 : base || 10;
    const bad = (): never => {
      throw raise('ValueError', `invalid literal for int() with base ${base}: ${shown}`);
    };
    if (!m || (prefix && base !== 0 && base !== wanted)) return bad();
    let n = 0n;
    for (const c of (m[3] as string).toLowerCase()) {
      const digit = Number.parseInt(c, 36);
      if (digit >= wanted) return bad();
      n = n * BigInt(wanted) + BigInt(digit);
    }
    return heap.integer(m[1] === '-' ? -n : n);
  };

  const table: Record<string, (a: Arguments) => number> = {
    round(a) {
      const v = a.values[0] as number;
      const digits = a.values[1] ?? a.keywords.get('ndigits') ?? NONE;
      if (!numbers.isNumber(v)) throw raise('TypeError', `type ${typeName(v)} doesn't define __round__ method`);
      if (digits === NONE) {
        if (numbers.isInteger(v)) return heap.integer(numbers.toInteger(v));
        const x = heap.floatOf(v);
        if (!Number.isFinite(x))
          throw raise(
            Number.isNaN(x) ? 'ValueError' : 'OverflowError',
            `cannot convert float ${Number.isNaN(x) ? 'NaN' : 'infinity'} to integer`,
          );
        return heap.integer(BigInt(Number(text.format(v, '.0f'))));
      }
      const n = smallOf(digits);
      if (numbers.isInteger(v)) {
        if (n >= 0) return v;
        const unit = 10n ** BigInt(-n);
        const x = numbers.toInteger(v);
        const rest = ((x % unit) + unit) % unit;
        const down = x - rest;
        const up = rest * 2n > unit || (rest * 2n === unit && (down / unit) % 2n !== 0n);
        return heap.integer(up ? down + unit : down);
      }
      return heap.float(
        n >= 0 ? Number(text.format(v, `.${Math.min(n, 100)}f`)) : Math.round(heap.floatOf(v) * 10 ** n) / 10 ** n,
      );
    },
    int(a) {
      if (a.values.length === 0) return small(0);
      const v = a.values[0] as number;
      if (numbers.isInteger(v)) return heap.integer(numbers.toInteger(v));
      if (numbers.isFloat(v)) {
        const x = heap.floatOf(v);
        if (Number.isNaN(x)) throw raise('ValueError', 'cannot convert float NaN to integer');
        if (!Number.isFinite(x)) throw raise('OverflowError', 'cannot convert float infinity to integer');
        return heap.integer(BigInt(Math.trunc(x)));
      }
      const type = heap.typeOf(v);
      const base = a.values[1] ?? a.keywords.get('base');
      if (type === STR || type === BYTES)
        return parseInteger(heap.textOf(v), base === undefined ? 10 : smallOf(base), repr(v));
      throw raise(
        'TypeError',
        `int() argument must be a string, a bytes-like object or a real number, not '${typeName(v)}'`,
      );
    },
    float(a) {
      if (a.values.length === 0) return heap.float(0);
      const v = a.values[0] as number;
      if (numbers.isNumber(v)) return heap.float(numbers.toFloat(v));
      if (heap.typeOf(v) !== STR)
        throw raise('TypeError', `float() argument must be a string or a real number, not '${typeName(v)}'`);
      const s = heap
        .textOf(v)
        .trim()
        .toLowerCase()
        .replace(/(?<=\d)_(?=\d)/g, '');
      if (/^[+-]?(inf|infinity)$/.test(s)) return heap.float(s[0] === '-' ? -Infinity : Infinity);
      if (/^[+-]?nan$/.test(s)) return heap.float(Number.NaN);
      if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/.test(s))
        throw raise('ValueError', `could not convert string to float: ${repr(v)}`);
      return heap.float(Number(s));
    },
    dict(a) {
      const at = heap.owner(DICT, 3, 4);
      const source = a.values[0];
      if (source !== undefined && heap.typeOf(source) === DICT) {
        const items = heap.itemsOf(addressOf(source));
        for (let i = 0; i < items.length; i += 2) operators.putKey(at, items[i] as number, items[i + 1] as number);
      } else if (source !== undefined) {
        for (const [i, pair] of iterate(source).entries()) {
          const [key, value, ...more] = iterate(pair);
          const length = operators.lengthOf(pair);
          if (key === undefined || value === undefined || more.length > 0) {
            throw raise('ValueError', `dictionary update sequence element #${i} has length ${length}; 2 is required`);
          }
          operators.putKey(at, key, value);
        }
      }
      for (const [key, value] of a.keywords) operators.putKey(at, heap.text(key), value);
      return refTo(at);
    },
    ord(a) {
      const v = a.values[0] ?? NONE;
      if (heap.typeOf(v) !== STR)
        throw raise('TypeError', `ord() expected string of length 1, but ${typeName(v)} found`);
      const points = [...heap.textOf(v)];
      if (points.length === 1) return small((points[0] as string).codePointAt(0) ?? 0);
      throw raise('TypeError', `ord() expected a character, but string of length ${points.length} found`);
    },
    chr(a) {
      const n = numbers.index(
        a.values[0] ?? NONE,
        `'${typeName(a.values[0] ?? NONE)}' object cannot be interpreted as an integer`,
      );
      if (n < 0 || n > 0x10ffff) throw raise('ValueError', 'chr() arg not in range(0x110000)');
      return heap.text(String.fromCodePoint(n));
    },
    hex: (a) => heap.text(text.format(a.values[0] as number, '#x')),
    bin: (a) => heap.text(text.format(a.values[0] as number, '#b')),
    oct: (a) => heap.text(text.format(a.values[0] as number, '#o')),
  };
  return table;
}
