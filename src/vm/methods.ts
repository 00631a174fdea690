import type { Arguments } from './builtins.ts';
import { raise, raiseWith } from './errors.ts';
import type { Heap } from './heap.ts';
import { BYTES, DICT, LIST, RANDOM, RANGE, SET, STR, TUPLE } from './layout.ts';
import type { Numbers } from './numbers.ts';
import type { Operators } from './operators.ts';
import type { RandomMethods } from './random-methods.ts';
import type { Text } from './text.ts';
import { addressOf, boolean, NONE, refTo, small } from './values.ts';

type Method = (self: number, a: Arguments) => number;
type Table = Readonly<Record<string, Method>>;

export type Methods = ReturnType<typeof createMethods>;

/** The methods of strings, bytes, lists, tuples, dicts and sets. */
export function createMethods(heap: Heap, numbers: Numbers, text: Text, operators: Operators, random: RandomMethods) {
  const { image } = heap;
  const { iterate } = operators;
  const arg = (a: Arguments, i: number, name: string): number => {
    const v = a.values[i];
    if (v === undefined)
      throw raise('TypeError', `${name}() takes at least ${i + 1} argument${i ? 's' : ''} (${a.values.length} given)`);
    return v;
  };
  const one = (a: Arguments, name: string): number => {
    if (a.values.length !== 1)
      throw raise('TypeError', `${name}() takes exactly one argument (${a.values.length} given)`);
    return a.values[0] as number;
  };
  const string = (v: number, what: string): string => {
    if (heap.typeOf(v) !== STR) throw raise('TypeError', `${what}, not ${text.typeName(v)}`);
    return heap.textOf(v);
  };
  const optional = (a: Arguments, i: number, what: string): string | undefined => {
    const v = a.values[i];
    if (v === undefined || v === NONE) return undefined;
    if (heap.typeOf(v) === BYTES) return heap.textOf(v);
    return string(v, what);
  };
  const count = (a: Arguments, i: number, standard: number): number => {
    const v = a.values[i];
    return v === undefined || v === NONE
      ? standard
      : numbers.index(v, `'${text.typeName(v)}' object cannot be interpreted as an integer`);
  };

  const clip = (s: string, a: Arguments, from: number): [number, number] => {
    const bound = (n: number): number => (n < 0 ? Math.max(0, n + s.length) : Math.min(n, s.length));
    return [bound(count(a, from, 0)), bound(count(a, from + 1, s.length))];
  };
  const find = (self: number, a: Arguments, last: boolean): number => {
    const s = heap.textOf(self);
    const [start, end] = clip(s, a, 1);
    const part = string(arg(a, 0, 'find'), 'must be str');
    const at = last ? s.slice(start, end).lastIndexOf(part) : s.slice(start, end).indexOf(part);
    return at < 0 ? -1 : at + start;
  };
  const strip = (self: number, a: Arguments, left: boolean, right: boolean): number => {
    const given = a.values[0] ?? NONE;
    if (given !== NONE && heap.typeOf(given) !== STR) throw raise('TypeError', 'strip arg must be None or str');
    const chars = given === NONE ? undefined : heap.textOf(given);
    const out = (c: string): boolean => (chars === undefined ? /\s/.test(c) : chars.includes(c));
    const s = heap.textOf(self);
    let i = 0;
    let j = s.length;
    if (left) while (i < j && out(s[i] as string)) i++;
    if (right) while (j > i && out(s[j - 1] as string)) j--;
    return heap.text(s.slice(i, j));
  };
  const split = (s: string, sep: string | undefined, limit: number, fromRight = false): string[] => {
    if (sep === '') throw raise('ValueError', 'empty separator');
    const parts = sep === undefined ? s.trim().split(/\s+/).filter(Boolean) : s.split(sep);
    if (limit < 0 || parts.length <= limit + 1) return parts;
    const glue = sep ?? ' ';
    if (fromRight) return [parts.slice(0, parts.length - limit).join(glue), ...parts.slice(parts.length - limit)];
    return [...parts.slice(0, limit), parts.slice(limit).join(glue)];
  };
  const piece = (v: number, i: number): string => {
    if (heap.typeOf(v) === STR) return heap.textOf(v);
    throw raise('TypeError', `sequence item ${i}: expected str instance, ${text.typeName(v)} found`);
  };
  const strings = (parts: readonly string[]): number => heap.list(parts.map((p) => heap.text(p)));
  const pad = (self: number, a: Arguments, align: string): number =>
    heap.text(
      text.format(
        self,
        `${optional(a, 1, 'The fill character must be a unicode character') ?? ' '}${align}${count(a, 0, 0)}`,
      ),
    );
  const is = (self: number, rule: RegExp): number => boolean(rule.test(heap.textOf(self)));
  const starts = (self: number, a: Arguments, test: (s: string, part: string) => boolean): number => {
    const v = arg(a, 0, 'startswith');
    const parts = heap.typeOf(v) === TUPLE ? heap.itemsOf(addressOf(v)) : [v];
    const wrong = 'startswith first arg must be str or a tuple of str';
    return boolean(parts.some((p) => test(heap.textOf(self), string(p, wrong))));
  };
  const capital = (s: string): string => s.slice(0, 1).toUpperCase() + s.slice(1).toLowerCase();

  /** What stands before, the separator, and what stands behind it. */
  const cut = (self: number, a: Arguments, last: boolean): number => {
    const s = heap.textOf(self);
    const sep = string(arg(a, 0, 'partition'), 'must be str');
    if (sep === '') throw raise('ValueError', 'empty separator');
    const at = last ? s.lastIndexOf(sep) : s.indexOf(sep);
    const parts = at >= 0 ? [s.slice(0, at), sep, s.slice(at + sep.length)] : last ? ['', '', s] : [s, '', ''];
    return heap.tuple(parts.map((p) => heap.text(p)));
  };

  const str: Table = {
    upper: (self) => heap.text(heap.textOf(self).toUpperCase()),
    lower: (self) => heap.text(heap.textOf(self).toLowerCase()),
    capitalize: (self) => heap.text(capital(heap.textOf(self))),
    title: (self) => heap.text(heap.textOf(self).replace(/[A-Za-z\u00c0-\u024f]+/g, capital)),
    strip: (self, a) => strip(self, a, true, true),
    lstrip: (self, a) => strip(self, a, true, false),
    rstrip: (self, a) => strip(self, a, false, true),
    split: (self, a) => strings(split(heap.textOf(self), optional(a, 0, 'must be str or None'), count(a, 1, -1))),
    rsplit: (self, a) =>
      strings(split(heap.textOf(self), optional(a, 0, 'must be str or None'), count(a, 1, -1), true)),
    splitlines: (self) =>
      strings(
        heap
          .textOf(self)
          .replace(/\r?\n$/, '')
          .split(/\r?\n/)
          .filter((s, i, all) => all.length > 1 || i > 0 || s !== ''),
      ),
    join(self, a) {
      const parts = iterate(one(a, 'str.join')).map((v, i) => piece(v, i));
      return heap.text(parts.join(heap.textOf(self)));
    },
    replace(self, a) {
      const from = string(arg(a, 0, 'replace'), 'replace() argument 1 must be str');
      const to = string(arg(a, 1, 'replace'), 'replace() argument 2 must be str');
      const limit = count(a, 2, -1);
      const s = heap.textOf(self);
      if (limit < 0) return heap.text(s.split(from).join(to));
      const parts = s.split(from);
      return heap.text(
        parts.slice(0, limit + 1).join(to) +
          parts
            .slice(limit + 1)
            .map((p) => from + p)
            .join(''),
      );
    },
    partition: (self, a) => cut(self, a, false),
    rpartition: (self, a) => cut(self, a, true),
    find: (self, a) => small(find(self, a, false)),
    rfind: (self, a) => small(find(self, a, true)),
    index(self, a) {
      const at = find(self, a, false);
      if (at < 0) throw raise('ValueError', 'substring not found');
      return small(at);
    },
    count(self, a) {
      const part = string(arg(a, 0, 'count'), 'must be str');
      return small(part === '' ? heap.textOf(self).length + 1 : heap.textOf(self).split(part).length - 1);
    },
    startswith: (self, a) => starts(self, a, (s, p) => s.startsWith(p)),
    endswith: (self, a) => starts(self, a, (s, p) => s.endsWith(p)),
    zfill: (self, a) => {
      const s = heap.textOf(self);
      const sign = /^[+-]/.test(s) ? (s[0] as string) : '';
      return heap.text(sign + s.slice(sign.length).padStart(count(a, 0, 0) - sign.length, '0'));
    },
    ljust: (self, a) => pad(self, a, '<'),
    rjust: (self, a) => pad(self, a, '>'),
    center(self, a) {
      const s = heap.textOf(self);
      const gap = Math.max(0, count(a, 0, 0) - s.length);
      // CPython puts the odd space on the left when the width is odd, unlike format's ^
      const left = (gap >> 1) + (gap & count(a, 0, 0) & 1);
      const fill = optional(a, 1, 'The fill character must be a unicode character') ?? ' ';
      return heap.text(fill.repeat(left) + s + fill.repeat(gap - left));
    },
    isdigit: (self) => is(self, /^\d+$/),
    isalpha: (self) => is(self, /^\p{L}+$/u),
    isalnum: (self) => is(self, /^[\p{L}\p{N}]+$/u),
    isspace: (self) => is(self, /^\s+$/),
    isupper: (self) => boolean(/\p{Lu}/u.test(heap.textOf(self)) && !/\p{Ll}/u.test(heap.textOf(self))),
    islower: (self) => boolean(/\p{Ll}/u.test(heap.textOf(self)) && !/\p{Lu}/u.test(heap.textOf(self))),
    encode: (self) => heap.bytes(String.fromCharCode(...new TextEncoder().encode(heap.textOf(self)))),
    format(self, a) {
      let auto = 0;
      const out = heap
        .textOf(self)
        .replace(/\{\{|\}\}|\{(\w*)(?:!([rs]))?(?::([^{}]*))?\}/g, (m, name = '', conversion = '', spec = '') => {
          if (m === '{{' || m === '}}') return m[0] as string;
          const v = /^\d*$/.test(name) ? a.values[name === '' ? auto++ : Number(name)] : a.keywords.get(name);
          if (v === undefined && /^\d*$/.test(name))
            throw raise('IndexError', `Replacement index ${name || auto - 1} out of range for positional args tuple`);
          if (v === undefined) throw raiseWith('KeyError', heap.text(name));
          return text.format(
            conversion === 'r' ? heap.text(text.repr(v)) : conversion === 's' ? heap.text(text.str(v)) : v,
            spec,
          );
        });
      return heap.text(out);
    },
  };

  const bytes: Table = {
    decode: (self) => heap.text(new TextDecoder().decode(Uint8Array.from(heap.textOf(self), (c) => c.charCodeAt(0)))),
    split: (self, a) =>
      heap.list(
        split(heap.textOf(self), optional(a, 0, 'must be str or None'), count(a, 1, -1)).map((p) => heap.bytes(p)),
      ),
  };

  const indexOf = (self: number, v: number): number =>
    heap.itemsOf(addressOf(self)).findIndex((x) => operators.equal(x, v));
  const list: Table = {
    append(self, a) {
      operators.append(self, one(a, 'list.append'));
      return NONE;
    },
    extend(self, a) {
      for (const v of iterate(one(a, 'list.extend'))) operators.append(self, v);
      return NONE;
    },
    insert(self, a) {
      const at = addressOf(self);
      const n = heap.countAt(at);
      const i = count(a, 0, 0);
      const v = arg(a, 1, 'insert');
      if (heap.isSharedRef(self)) heap.share(v);
      heap.insertItem(at, i < 0 ? Math.max(0, i + n) : Math.min(i, n), v);
      return NONE;
    },
    pop(self, a) {
      const at = addressOf(self);
      const n = heap.countAt(at);
      if (n === 0) throw raise('IndexError', 'pop from empty list');
      const i = count(a, 0, -1);
      const k = i < 0 ? i + n : i;
      if (k < 0 || k >= n) throw raise('IndexError', 'pop index out of range');
      const v = image[heap.entries(at) + k] as number;
      heap.removeEntry(at, k);
      return v;
    },
    remove(self, a) {
      const i = indexOf(self, one(a, 'list.remove'));
      if (i < 0) throw raise('ValueError', 'list.remove(x): x not in list');
      heap.removeEntry(addressOf(self), i);
      return NONE;
    },
    index(self, a) {
      const i = indexOf(self, arg(a, 0, 'index'));
      if (i < 0) throw raise('ValueError', `${text.repr(arg(a, 0, 'index'))} is not in list`);
      return small(i);
    },
    count: (self, a) =>
      small(heap.itemsOf(addressOf(self)).filter((x) => operators.equal(x, one(a, 'list.count'))).length),
    sort(self, a) {
      operators.replaceItems(
        addressOf(self),
        operators.sorted(
          [...iterate(self)],
          operators.truth(a.keywords.get('reverse') ?? NONE),
          a.keywords.get('key') ?? NONE,
        ),
      );
      return NONE;
    },
    reverse(self) {
      operators.replaceItems(addressOf(self), iterate(self).reverse());
      return NONE;
    },
    clear(self) {
      operators.replaceItems(addressOf(self), []);
      return NONE;
    },
    copy: (self) => heap.list(iterate(self)),
  };
  const tuple: Table = { index: list.index as Method, count: list.count as Method };

  const dictItems = (self: number): number[] => heap.itemsOf(addressOf(self));
  const keys = (self: number): number[] => dictItems(self).filter((_, i) => !(i & 1));
  const dict: Table = {
    get(self, a) {
      const entry = operators.findKey(addressOf(self), arg(a, 0, 'get'));
      return entry ? (image[entry + 1] as number) : (a.values[1] ?? NONE);
    },
    keys: (self) => heap.list(keys(self)),
    values: (self) => heap.list(dictItems(self).filter((_, i) => i & 1)),
    items: (self) => heap.list(keys(self).map((k, i) => heap.tuple([k, dictItems(self)[i * 2 + 1] as number]))),
    pop(self, a) {
      const key = arg(a, 0, 'pop');
      const entry = operators.findKey(addressOf(self), key);
      if (!entry && a.values[1] !== undefined) return a.values[1];
      if (!entry) throw raiseWith('KeyError', key);
      const v = image[entry + 1] as number;
      operators.deleteItem(self, key);
      return v;
    },
    setdefault(self, a) {
      const key = arg(a, 0, 'setdefault');
      const entry = operators.findKey(addressOf(self), key);
      if (entry) return image[entry + 1] as number;
      operators.storeItem(self, key, a.values[1] ?? NONE);
      return a.values[1] ?? NONE;
    },
    update(self, a) {
      const other = a.values[0];
      const items = other === undefined ? [] : dictItems(other);
      for (let i = 0; i < items.length; i += 2) operators.storeItem(self, items[i] as number, items[i + 1] as number);
      for (const [name, v] of a.keywords) operators.storeItem(self, heap.text(name), v);
      return NONE;
    },
    clear(self) {
      while (heap.countAt(addressOf(self)) > 0) heap.removeEntry(addressOf(self), 0);
      return NONE;
    },
    copy(self) {
      const at = heap.owner(DICT, 3, 4);
      dictItems(self).forEach((k, i, all) => {
        if (!(i & 1)) operators.putKey(at, k, all[i + 1] as number);
      });
      return refTo(at);
    },
  };

  const has = (container: number, v: number): boolean => iterate(container).some((x) => operators.equal(x, v));
  const set: Table = {
    add(self, a) {
      const v = one(a, 'set.add');
      if (heap.isSharedRef(self)) heap.share(v);
      operators.putKey(addressOf(self), v, 0);
      return NONE;
    },
    discard(self, a) {
      const entry = operators.findKey(addressOf(self), one(a, 'set.discard'));
      if (entry) heap.removeEntry(addressOf(self), entry - heap.entries(addressOf(self)));
      return NONE;
    },
    remove(self, a) {
      const v = one(a, 'set.remove');
      const entry = operators.findKey(addressOf(self), v);
      if (!entry) throw raiseWith('KeyError', v);
      heap.removeEntry(addressOf(self), entry - heap.entries(addressOf(self)));
      return NONE;
    },
    pop(self) {
      const at = addressOf(self);
      if (heap.countAt(at) === 0) throw raise('KeyError', 'pop from an empty set');
      const v = image[heap.entries(at)] as number;
      heap.removeEntry(at, 0);
      return v;
    },
    clear(self) {
      while (heap.countAt(addressOf(self)) > 0) heap.removeEntry(addressOf(self), 0);
      return NONE;
    },
    copy: (self) => operators.setOf(iterate(self)),
    intersection: (self, a) => operators.setOf(iterate(self).filter((v) => a.values.every((o) => has(o, v)))),
    difference: (self, a) => operators.setOf(iterate(self).filter((v) => !a.values.some((o) => has(o, v)))),
    symmetric_difference(self, a) {
      const other = operators.setOf(iterate(arg(a, 0, 'symmetric_difference')));
      return operators.binary(9, self, other, false);
    },
    issubset: (self, a) => boolean(iterate(self).every((v) => has(arg(a, 0, 'issubset'), v))),
    issuperset: (self, a) => boolean(iterate(arg(a, 0, 'issuperset')).every((v) => has(self, v))),
    isdisjoint: (self, a) => boolean(!iterate(self).some((v) => has(arg(a, 0, 'isdisjoint'), v))),
    update(self, a) {
      for (const v of a.values.flatMap(iterate)) {
        if (heap.isSharedRef(self)) heap.share(v);
        operators.putKey(addressOf(self), v, 0);
      }
      return NONE;
    },
    union: (self, a) => operators.setOf([...iterate(self), ...a.values.flatMap(iterate)]),
  };

  const byType: Readonly<Record<number, Table>> = {
    [STR]: str,
    [BYTES]: bytes,
    [LIST]: list,
    [TUPLE]: tuple,
    [DICT]: dict,
    [SET]: set,
    [RANGE]: {},
  };

  return {
    has: (self: number, name: string): boolean =>
      heap.typeOf(self) === RANDOM ? random.has(name) : Object.hasOwn(byType[heap.typeOf(self)] ?? {}, name),
    call(self: number, name: string, a: Arguments): number {
      if (heap.typeOf(self) === RANDOM) return random.call(self, name, a);
      const methods = byType[heap.typeOf(self)];
      if (!methods || !Object.hasOwn(methods, name)) {
        throw raise('AttributeError', `'${text.typeName(self)}' object has no attribute '${name}'`);
      }
      return (methods[name] as Method)(self, a);
    },
  };
}
