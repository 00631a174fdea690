import { BUILTINS } from '../language/builtins.ts';
import { createClasses } from './classes.ts';
import { createConstructors } from './constructors.ts';
import { createConversions } from './conversions.ts';
import { raise } from './errors.ts';
import type { Heap } from './heap.ts';
import { ARRAY, CLASS, DICT, ERROR, FUNCTION, INSTANCE, ITERATOR, LIST, METHOD, RANGE, SET } from './layout.ts';
import type { Nested } from './nested.ts';
import { bitLength, type Numbers } from './numbers.ts';
import type { Operators } from './operators.ts';
import type { Random } from './random.ts';
import type { RandomMethods } from './random-methods.ts';
import { type Spending, TAKES } from './spending.ts';
import type { Text } from './text.ts';
import {
  addressOf,
  boolean,
  builtinOf,
  builtinValue,
  isBuiltin,
  MAX_SMALL,
  MIN_SMALL,
  NONE,
  refTo,
  small,
} from './values.ts';

/** Arguments of a call: positional values, then keywords by name. */
export interface Arguments {
  readonly values: readonly number[];
  readonly keywords: ReadonlyMap<string, number>;
}

/** What the builtins need of the thread that calls them. */
export interface Caller {
  /** The text goes to standard output. */
  print(text: string): void;
  /** The Thread object of the calling thread. */
  currentThread(): number;
  /** Virtual seconds since the start of the run. */
  now(): number;
  /** The running thread, and the Thread objects of main and of all that are alive. */
  thread(): number;
  mainThread(): number;
  alive(): number[];
  /** An attribute by its name, 0 where the object has none. */
  attribute(v: number, name: string): number;
  /** A thread inherits this from the one that makes it. */
  isDaemon(): boolean;
  /** The next number of an unnamed thread or process, from 1: Python's names count constructions. */
  nextNumber(process: boolean): number;
  cores(): number;
  /** Where builtins say what they took. */
  readonly spent: Spending;
  /** BINARY's index of `lambda x, y: x + y` (0) or `x * y` (2); −1 for any other function. */
  plainOperator(fn: number): number;
  /** The random source of the calling process. */
  randomSource(): number;
  /** The number of the calling process, and its Process object. */
  pid(): number;
  currentProcess(): number;
}

export type Builtins = ReturnType<typeof createBuiltins>;

const NO_KEYWORDS: ReadonlyMap<string, number> = new Map();
export const positional = (values: readonly number[]): Arguments => ({ values, keywords: NO_KEYWORDS });

/** The builtin functions and types, by name. Each takes its arguments and returns a value. */
export function createBuiltins(
  heap: Heap,
  numbers: Numbers,
  text: Text,
  operators: Operators,
  caller: Caller,
  nested: Nested,
  random: Random,
  randomMethods: RandomMethods,
) {
  const { image } = heap;
  const { repr, str, typeName } = text;
  const { iterate, truth } = operators;
  const classes = createClasses(heap, text);
  const constructors = createConstructors(heap, numbers, text, operators, classes, caller);
  const conversions = createConversions(heap, numbers, text, operators);
  const { isInstance, isSubclass, typeOfValue } = classes;

  const arity = (name: string, a: Arguments, min: number, max: number): void => {
    const n = a.values.length;
    if (a.keywords.size > 0) throw raise('TypeError', `${name}() takes no keyword arguments`);
    if (n >= min && n <= max) return;
    const s = (k: number): string => `${k} argument${k === 1 ? '' : 's'}`;
    if (min === max) {
      const exactly = min === 0 ? 'no arguments' : min === 1 ? 'exactly one argument' : `exactly ${s(min)}`;
      throw raise('TypeError', `${name}() takes ${exactly} (${n} given)`);
    }
    throw raise(
      'TypeError',
      n < min ? `${name} expected at least ${s(min)}, got ${n}` : `${name} expected at most ${s(max)}, got ${n}`,
    );
  };
  const only = (name: string, a: Arguments, allowed: readonly string[]): void => {
    for (const key of a.keywords.keys()) {
      if (!allowed.includes(key)) throw raise('TypeError', `'${key}' is an invalid keyword argument for ${name}()`);
    }
  };

  const best = (name: string, a: Arguments, sign: number): number => {
    only(name, a, ['default', 'key']);
    const items = a.values.length === 1 ? iterate(a.values[0] as number) : [...a.values];
    if (a.values.length === 0) throw raise('TypeError', `${name} expected at least 1 argument, got 0`);
    if (items.length === 0) {
      const standard = a.keywords.get('default');
      if (standard !== undefined) return standard;
      throw raise('ValueError', `${name}() arg is an empty sequence`);
    }
    const key = a.keywords.get('key') ?? NONE;
    caller.spent.held += TAKES.item * items.length;
    const rows = items.map((v) => ({ v, k: key === NONE ? v : nested.call(key, [v]) }));
    return rows.reduce((x, y) => (operators.order(sign < 0 ? 0 : 4, y.k, x.k) * sign > 0 ? y : x)).v;
  };

  const pairs = (rows: readonly (readonly number[])[]): number => heap.list(rows.map((row) => heap.tuple(row)));
  const iteratorOver = (list: number): number => operators.iterator(list);

  /** Start, stop and step of a range, as values. */
  const rangeParts = (values: readonly number[]): [number, number, number] => {
    const parts = values.map((v) => {
      if (!numbers.isInteger(v))
        throw raise('TypeError', `'${typeName(v)}' object cannot be interpreted as an integer`);
      const n = numbers.toInteger(v);
      if (n > MAX_SMALL || n < MIN_SMALL) throw raise('OverflowError', 'range limit of 30 bits exceeded');
      return small(Number(n));
    });
    const [a = small(0), b, step = small(1)] = parts;
    if (step === small(0)) throw raise('ValueError', 'range() arg 3 must not be zero');
    return b === undefined ? [small(0), a, step] : [a, b, step];
  };

  const table: Record<string, (a: Arguments) => number> = {
    print(a) {
      only('print', a, ['sep', 'end', 'flush', 'file']);
      const sep = a.keywords.get('sep');
      const end = a.keywords.get('end');
      const join = sep === undefined || sep === NONE ? ' ' : str(sep);
      caller.print(a.values.map(str).join(join) + (end === undefined || end === NONE ? '\n' : str(end)));
      return NONE;
    },
    len(a) {
      arity('len', a, 1, 1);
      const n = operators.lengthOf(a.values[0] as number);
      if (n < 0) throw raise('TypeError', `object of type '${typeName(a.values[0] as number)}' has no len()`);
      return small(n);
    },
    range(a) {
      arity('range', a, 1, 3);
      const at = heap.alloc(RANGE, 4);
      rangeParts(a.values).forEach((part, i) => {
        image[at + 1 + i] = part;
      });
      return refTo(at);
    },
    abs(a) {
      arity('abs', a, 1, 1);
      const v = a.values[0] as number;
      if (!numbers.isNumber(v)) throw raise('TypeError', `bad operand type for abs(): '${typeName(v)}'`);
      if (numbers.isFloat(v)) return heap.float(Math.abs(heap.floatOf(v)));
      const n = numbers.toInteger(v);
      return heap.integer(n < 0n ? -n : n);
    },
    min: (a) => best('min', a, -1),
    max: (a) => best('max', a, 1),
    sum(a) {
      only('sum', a, ['start']);
      caller.spent.held += TAKES.sumItem * Math.max(0, operators.lengthOf(a.values[0] as number));
      let total = a.values[1] ?? a.keywords.get('start') ?? small(0);
      for (const v of iterate(a.values[0] as number)) total = operators.binary(0, total, v, false);
      return total;
    },
    sorted(a) {
      const n = Math.max(1, operators.lengthOf(a.values[0] as number));
      caller.spent.held += TAKES.sortItem * n * Math.log2(n);
      only('sort', a, ['reverse', 'key']);
      return heap.list(
        operators.sorted(
          [...iterate(a.values[0] as number)],
          truth(a.keywords.get('reverse') ?? NONE),
          a.keywords.get('key') ?? NONE,
        ),
      );
    },
    reversed(a) {
      arity('reversed', a, 1, 1);
      return iteratorOver(heap.list(iterate(a.values[0] as number).reverse()));
    },
    enumerate(a) {
      const from = a.values[1] ?? a.keywords.get('start') ?? small(0);
      return iteratorOver(
        pairs(iterate(a.values[0] as number).map((v, i) => [operators.binary(0, from, small(i), false), v])),
      );
    },
    zip(a) {
      const rows = a.values.map(iterate);
      const n = rows.length === 0 ? 0 : Math.min(...rows.map((r) => r.length));
      return iteratorOver(pairs(Array.from({ length: n }, (_, i) => rows.map((r) => r[i] as number))));
    },
    map(a) {
      const [f, ...rows] = a.values as [number, ...number[]];
      const lists = rows.map(iterate);
      const n = Math.min(...lists.map((l) => l.length));
      const made = Array.from({ length: n }, (_, i) =>
        nested.call(
          f,
          lists.map((l) => l[i] as number),
        ),
      );
      return iteratorOver(heap.list(made));
    },
    filter(a) {
      const [f, items] = a.values as [number, number];
      return iteratorOver(heap.list(iterate(items).filter((v) => truth(f === NONE ? v : nested.call(f, [v])))));
    },
    'functools.reduce'(a) {
      const items = [...iterate(a.values[1] as number)];
      const first = a.values[2] ?? items.shift();
      if (first === undefined) throw raise('TypeError', 'reduce() of empty iterable with no initial value');
      const op = caller.plainOperator(a.values[0] as number);
      if (op >= 0 && numbers.isInteger(first) && items.every(numbers.isInteger)) return fold(op, first, items);
      return items.reduce((x, y) => nested.call(a.values[0] as number, [x, y]), first);
    },
    'random.Random': (a) => random.create(a.values[0] === undefined ? 0n : numbers.toInteger(a.values[0])),
    'os.cpu_count': () => small(caller.cores()),
    'os.getpid': () => small(caller.pid()),
    'threading.main_thread': () => caller.mainThread(),
    'threading.get_ident': () => small(caller.thread()),
    'threading.active_count': () => small(caller.alive().length),
    'threading.enumerate': () => heap.list(caller.alive()),
    repr: (a) => heap.text(repr(a.values[0] as number)),
    isinstance: (a) => boolean(isInstance(a.values[0] as number, a.values[1] as number)),
    any: (a) => boolean(iterate(a.values[0] as number).some(truth)),
    all: (a) => boolean(iterate(a.values[0] as number).every(truth)),
    divmod(a) {
      arity('divmod', a, 2, 2);
      const [x, y] = a.values as [number, number];
      return heap.tuple([operators.binary(4, x, y, false), operators.binary(5, x, y, false)]);
    },
    str: (a) => (a.values.length === 0 ? heap.text('') : heap.text(str(a.values[0] as number))),
    bool: (a) => boolean(a.values.length > 0 && truth(a.values[0] as number)),
    list(a) {
      const items = a.values.length === 0 ? [] : iterate(a.values[0] as number);
      caller.spent.held += TAKES.item * items.length;
      return heap.list(items);
    },
    tuple: (a) => heap.tuple(a.values.length === 0 ? [] : iterate(a.values[0] as number)),
    set: (a) => operators.setOf(a.values.length === 0 ? [] : iterate(a.values[0] as number)),
    'threading.current_thread': () => caller.currentThread(),
    'time.time': () => heap.float(caller.now()),
    'time.perf_counter': () => heap.float(caller.now()),
    'time.monotonic': () => heap.float(caller.now()),
    iter: (a) => operators.iterator(a.values[0] as number),
    next(a) {
      const v = operators.next(a.values[0] as number);
      if (v !== 0) return v;
      if (a.values[1] !== undefined) return a.values[1];
      throw raise('StopIteration');
    },
    type: (a) => typeOfValue(a.values[0] as number),
    id: (a) => small(addressOf(a.values[0] as number) & MAX_SMALL),
    callable: (a) => boolean(isCallable(a.values[0] as number)),
    hasattr: (a) => boolean(attribute(a) !== 0),
    getattr(a) {
      const v = attribute(a) || a.values[2];
      if (v) return v;
      throw raise(
        'AttributeError',
        `'${typeName(a.values[0] as number)}' object has no attribute '${str(a.values[1] as number)}'`,
      );
    },
    object: () => refTo(heap.alloc(INSTANCE, 4)),
  };
  const isCallable = (v: number): boolean => {
    const type = heap.typeOf(v);
    if (isBuiltin(v)) return BUILTINS[builtinOf(v)]?.kind !== 'module';
    return type === FUNCTION || type === METHOD || type === CLASS || nested.method(v, '__call__') !== 0;
  };
  const attribute = (a: Arguments): number => caller.attribute(a.values[0] as number, str(a.values[1] as number));
  /** reduce by + or * over integers: in one go, without an object for every step. */
  const fold = (op: number, first: number, items: readonly number[]): number => {
    let n = numbers.toInteger(first);
    let bits = bitLength(n);
    for (const v of items) {
      const factor = numbers.toInteger(v);
      caller.spent.open += TAKES.callBack;
      if (op !== 0) {
        const more = bitLength(factor);
        caller.spent.open += (bits / 30) * (more / 30) * TAKES.digitProduct;
        bits += more; // to within a bit a step, and without writing the product out
      }
      n = op === 0 ? n + factor : n * factor;
    }
    return heap.integer(n);
  };
  const byId: (((a: Arguments) => number) | undefined)[] = BUILTINS.map(
    (b) => table[b.name] ?? conversions[b.name] ?? constructors.table[b.name],
  );

  return {
    isSubclass,
    isInstance,
    rangeParts,
    /** Builtins that are implemented here; `print` and `sleep` are visible operations and pass through the interpreter. */
    call(id: number, a: Arguments): number {
      const b = BUILTINS[id];
      if (b?.name.startsWith('random.') && b.kind === 'function') {
        return randomMethods.call(caller.randomSource(), b.name.slice(7), a);
      }
      const f = byId[id];
      if (f) return f(a);
      if (b?.kind === 'exception') return error(builtinValue(id), a.values);
      throw raise('TypeError', `'${b?.kind === 'module' ? 'module' : b?.name}' object is not callable`);
    },
    error,
    makeThread: constructors.makeThread,
    initThread: constructors.initThread,
    fitValue: constructors.fitValue,
  };

  function error(cls: number, args: readonly number[]): number {
    const at = heap.alloc(ERROR, 6);
    image[at + 2] = cls;
    image[at + 3] = heap.tuple(args);
    image[at + 4] = NONE;
    return refTo(at);
  }
}

/** Types of objects that several threads may change: touching a shared one is a visible operation. */
export const isMutable = (type: number): boolean =>
  type === LIST || type === DICT || type === SET || type === INSTANCE || type === ITERATOR || type === ARRAY;
