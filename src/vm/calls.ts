import { BUILTINS, builtinId } from '../language/builtins.ts';
import type { FunctionInfo, Program } from '../language/program.ts';
import type { Builtins } from './builtins.ts';
import { raise } from './errors.ts';
import type { Heap } from './heap.ts';
import { CLASS, DICT, ERROR, FUNCTION, INSTANCE, LOCK, METHOD, SUPER, THREAD } from './layout.ts';
import type { createMethods } from './methods.ts';
import type { Operators } from './operators.ts';
import type { Text } from './text.ts';
import { addressOf, boolean, builtinOf, builtinValue, isBuiltin, NONE, refTo } from './values.ts';

const list = (names: readonly string[]): string => {
  const quoted = names.map((n) => `'${n}'`);
  if (quoted.length < 3) return quoted.join(' and ');
  return `${quoted.slice(0, -1).join(', ')}, and ${quoted[quoted.length - 1]}`;
};

const lockMethods = ['acquire', 'release', 'locked'];
const threadMethods = ['start', 'join', 'is_alive'];

export type Objects = ReturnType<typeof createObjects>;

/** Attributes, classes and the binding of arguments: everything about objects that is not an operator. */
export function createObjects(
  program: Program,
  heap: Heap,
  text: Text,
  operators: Operators,
  builtins: Builtins,
  methods: ReturnType<typeof createMethods>,
  names: readonly string[],
) {
  const { image } = heap;
  const nameIds = new Map(names.map((name, id) => [name, id]));
  const INIT = nameIds.get('__init__') ?? -1;

  /** Value of a name in the attribute block of a class or instance, 0 when it is not there. */
  const own = (at: number, name: number): number => {
    const count = heap.countAt(at);
    if (count === 0) return 0;
    let entry = heap.entries(at);
    for (let i = 0; i < count; i++, entry += 2) if (image[entry] === name * 2 + 1) return image[entry + 1] as number;
    return 0;
  };
  const setOwn = (at: number, name: number, v: number): void => {
    const count = heap.countAt(at);
    let entry = count === 0 ? 0 : heap.entries(at);
    for (let i = 0; i < count; i++, entry += 2) {
      if (image[entry] === name * 2 + 1) {
        image[entry + 1] = v;
        return;
      }
    }
    entry = heap.push(at);
    image[entry] = name * 2 + 1;
    image[entry + 1] = v;
  };
  /** A name in a class or its bases, left to right, depth first; 0 when no user class has it. */
  const inClass = (cls: number, name: number): number => {
    if (heap.typeOf(cls) !== CLASS) return 0;
    const found = own(addressOf(cls), name);
    if (found !== 0) return found;
    for (const base of bases(cls)) {
      const v = inClass(base, name);
      if (v !== 0) return v;
    }
    return 0;
  };
  const bases = (cls: number): number[] => heap.itemsOf(addressOf(image[addressOf(cls) + 3] as number));
  /** The builtin class that a user class derives from, or 0. */
  const builtinBase = (cls: number): number => {
    if (isBuiltin(cls)) return cls;
    for (const base of bases(cls)) {
      const b = builtinBase(base);
      if (b !== 0) return b;
    }
    return 0;
  };
  const isException = (cls: number): boolean => {
    const base = builtinBase(cls);
    return base !== 0 && BUILTINS[builtinOf(base)]?.kind === 'exception';
  };

  const bind = (self: number, found: number): number => {
    if (heap.typeOf(found) !== FUNCTION) return found;
    const at = heap.alloc(METHOD, 4);
    image[at + 2] = self;
    image[at + 3] = found;
    return refTo(at);
  };
  const bindBuiltin = (self: number, name: number): number => {
    const at = heap.alloc(METHOD, 4);
    image[at + 1] = name + 1;
    image[at + 2] = self;
    return refTo(at);
  };
  const missing = (v: number, name: number): never => {
    if (isBuiltin(v) && BUILTINS[builtinOf(v)]?.kind === 'module') {
      throw raise('AttributeError', `module '${BUILTINS[builtinOf(v)]?.name}' has no attribute '${names[name]}'`);
    }
    const what = heap.typeOf(v) === CLASS ? `type object '${text.className(v)}'` : `'${text.typeName(v)}' object`;
    throw raise('AttributeError', `${what} has no attribute '${names[name]}'`);
  };

  /** The function that a method call finds on a user-defined object, or 0. */
  const methodOf = (v: number, name: number): number => {
    const type = heap.typeOf(v);
    if (type === INSTANCE || type === ERROR) return inClass(image[addressOf(v) + 2] as number, name);
    return 0;
  };
  /** The class attribute that `super()` finds: the bases of the class it was written in. */
  const inSuper = (v: number, name: number): number => {
    for (const base of bases(image[addressOf(v) + 1] as number)) {
      const found = inClass(base, name);
      if (found !== 0) return found;
    }
    return 0;
  };

  const loadAttribute = (v: number, name: number): number => {
    const type = heap.typeOf(v);
    const at = addressOf(v);
    const word = names[name] as string;
    switch (type) {
      case INSTANCE: {
        const found = own(at, name);
        if (found !== 0) return found;
        const shared = inClass(image[at + 2] as number, name);
        return shared !== 0 ? bind(v, shared) : word === '__class__' ? (image[at + 2] as number) : missing(v, name);
      }
      case CLASS: {
        if (word === '__name__') return heap.text(text.className(v));
        return inClass(v, name) || missing(v, name);
      }
      case ERROR: {
        if (word === 'args') return image[at + 3] as number;
        const attributes = image[at + 5] as number;
        const entry = attributes === 0 ? 0 : operators.findKey(addressOf(attributes), heap.text(word));
        if (entry !== 0) return image[entry + 1] as number;
        const shared = inClass(image[at + 2] as number, name);
        return shared !== 0 ? bind(v, shared) : word === '__class__' ? (image[at + 2] as number) : missing(v, name);
      }
      case SUPER: {
        const found = inSuper(v, name);
        return found !== 0 ? bind(image[at + 2] as number, found) : bindBuiltin(v, name);
      }
      case THREAD:
        if (word === 'name') return heap.text(text.threadName(at));
        if (word === 'daemon') return boolean(image[at + 2] === 1);
        if (word === 'ident') return image[at + 1] === -1 ? NONE : heap.number(image[at + 1] as number);
        return threadMethods.includes(word) ? bindBuiltin(v, name) : missing(v, name);
      case LOCK:
        return lockMethods.includes(word) ? bindBuiltin(v, name) : missing(v, name);
      case FUNCTION:
        return word === '__name__'
          ? heap.text(program.functions[image[at + 1] as number]?.name ?? '')
          : missing(v, name);
    }
    if (isBuiltin(v)) {
      const b = BUILTINS[builtinOf(v)];
      if (word === '__name__') return heap.text(text.className(v));
      const member = b?.kind === 'module' ? builtinId(`${b.name}.${word}`) : -1;
      return member >= 0 ? builtinValue(member) : missing(v, name);
    }
    return methods.has(v, word) ? bindBuiltin(v, name) : missing(v, name);
  };

  const storeAttribute = (v: number, name: number, value: number): void => {
    const type = heap.typeOf(v);
    const at = addressOf(v);
    const word = names[name] as string;
    if (heap.isSharedRef(v)) heap.share(value);
    if (type === INSTANCE || type === CLASS) {
      setOwn(at, name, value);
      return;
    }
    if (type === ERROR) {
      if (image[at + 5] === 0) image[at + 5] = refTo(heap.owner(DICT, 3, 2));
      operators.putKey(addressOf(image[at + 5] as number), heap.text(word), value);
      return;
    }
    if (type === THREAD && word === 'name') {
      image[at + 5] = heap.text(text.str(value));
      return;
    }
    if (type === THREAD && word === 'daemon') {
      if (image[at + 1] !== -1) throw raise('RuntimeError', 'cannot set daemon status of active thread');
      image[at + 2] = operators.truth(value) ? 1 : 0;
      return;
    }
    missing(v, name);
  };

  const makeClass = (name: number, baseValues: readonly number[], namespace: number): number => {
    const at = heap.owner(CLASS, 5, 4);
    image[at + 1] = name;
    image[at + 3] = heap.tuple(baseValues);
    const items = heap.itemsOf(addressOf(namespace));
    for (let i = 0; i < items.length; i += 2) {
      const id = nameIds.get(heap.textOf(items[i] as number));
      if (id !== undefined) setOwn(at, id, items[i + 1] as number); // a name that nobody writes cannot be looked up
    }
    return refTo(at);
  };

  /** A fresh object of a user class; for a class of exceptions, with the arguments as its `args`. */
  const instantiate = (cls: number, args: readonly number[]): number => {
    if (isException(cls)) return builtins.error(cls, args);
    const at = heap.owner(INSTANCE, 4, 4);
    image[at + 2] = cls;
    return refTo(at);
  };

  /** Fills the parameters of a function from the arguments of a call; `put(slot, value)` receives each. */
  const bindArguments = (
    fn: FunctionInfo,
    defaults: readonly number[],
    values: readonly number[],
    keywords: ReadonlyMap<string, number>,
    put: (slot: number, value: number) => void,
  ): void => {
    const { params } = fn;
    const given = values.length;
    if (given > params && !fn.rest) {
      const least = params - fn.defaults;
      const takes = fn.defaults > 0 ? `from ${least} to ${params}` : `${params}`;
      const s = params === 1 && fn.defaults === 0 ? '' : 's';
      throw raise(
        'TypeError',
        `${fn.name}() takes ${takes} positional argument${s} but ${given} ${given === 1 ? 'was' : 'were'} given`,
      );
    }
    const filled = new Array<boolean>(params).fill(false);
    for (let i = 0; i < Math.min(given, params); i++) {
      put(i, values[i] as number);
      filled[i] = true;
    }
    const extra: number[] = [];
    for (const [key, value] of keywords) {
      const slot = fn.locals.indexOf(key);
      if (slot >= 0 && slot < params) {
        if (filled[slot]) throw raise('TypeError', `${fn.name}() got multiple values for argument '${key}'`);
        put(slot, value);
        filled[slot] = true;
      } else if (fn.options) extra.push(heap.text(key), value);
      else throw raise('TypeError', `${fn.name}() got an unexpected keyword argument '${key}'`);
    }
    const absent: string[] = [];
    for (let i = 0; i < params; i++) {
      if (filled[i]) continue;
      const d = i - (params - fn.defaults);
      if (d >= 0) put(i, defaults[d] as number);
      else absent.push(fn.locals[i] as string);
    }
    if (absent.length > 0) {
      throw raise(
        'TypeError',
        `${fn.name}() missing ${absent.length} required positional argument${absent.length > 1 ? 's' : ''}: ${list(absent)}`,
      );
    }
    if (fn.rest) put(params, heap.tuple(values.slice(params)));
    if (fn.options) {
      const at = heap.owner(DICT, 3, extra.length >> 1);
      for (let i = 0; i < extra.length; i += 2) operators.putKey(at, extra[i] as number, extra[i + 1] as number);
      put(params + (fn.rest ? 1 : 0), refTo(at));
    }
  };

  return {
    INIT,
    names,
    own,
    inClass,
    methodOf,
    inSuper,
    loadAttribute,
    storeAttribute,
    makeClass,
    instantiate,
    bindArguments,
    isException,
    nameId: (name: string): number => nameIds.get(name) ?? -1,
    /** super(cls, self): an object whose attributes are looked up in the bases of cls. */
    makeSuper(cls: number, self: number): number {
      const at = heap.alloc(SUPER, 3);
      image[at + 1] = cls;
      image[at + 2] = self;
      return refTo(at);
    },
  };
}
