import { BUILTINS, builtinId } from '../language/builtins.ts';
import type { FunctionInfo, Program } from '../language/program.ts';
import type { Arguments, Builtins } from './builtins.ts';
import { raise } from './errors.ts';
import type { Heap } from './heap.ts';
import {
  CLASS,
  DAEMON,
  DICT,
  ERROR,
  FUNCTION,
  INSTANCE,
  LOCAL,
  METHOD,
  SUPER,
  THREAD,
  THREAD_CLASS,
  THREAD_FLAGS,
  THREAD_ID,
  THREAD_NAME,
  VALUE,
} from './layout.ts';
import type { Methods } from './methods.ts';
import type { Operators } from './operators.ts';
import type { Text } from './text.ts';
import { addressOf, boolean, builtinOf, builtinValue, isBuiltin, NONE, refTo, small } from './values.ts';

const list = (names: readonly string[]): string => {
  const quoted = names.map((n) => `'${n}'`);
  if (quoted.length < 3) return quoted.join(' and ');
  return `${quoted.slice(0, -1).join(', ')}, and ${quoted[quoted.length - 1]}`;
};

const threadMethods = ['start', 'join', 'is_alive', 'run', 'getName', 'terminate', 'kill', 'close'];

/** What objects need of the rooms that are built after them. */
export interface ObjectHooks {
  /** The running thread. */
  thread(): number;
  isSyncMethod(v: number, name: string): boolean;
  /** What a library module defines under a dotted name, 0 where it does not. */
  libraryGlobal(name: string): number;
  /** pid and exitcode of a Process, 0 for anything else. */
  processAttribute(v: number, name: string): number;
  /** An attribute of a synchronisation object, 0 where there is none. */
  syncAttribute(v: number, name: string): number;
}

const THREAD_TYPE = builtinValue(builtinId('threading.Thread'));
const PROCESS_TYPE = builtinValue(builtinId('multiprocessing.Process'));

export type Objects = ReturnType<typeof createObjects>;

/** Attributes, classes and the binding of arguments: everything about objects that is not an operator. */
export function createObjects(
  program: Program,
  heap: Heap,
  text: Text,
  operators: Operators,
  builtins: Builtins,
  methods: Methods,
  names: readonly string[],
  hooks: ObjectHooks,
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

  /** Objects that carry attributes of their own. */
  const hasOwn = (v: number): boolean => {
    const type = heap.typeOf(v);
    return type === INSTANCE || (type === THREAD && image[addressOf(v) + THREAD_CLASS] !== 0);
  };
  /** The class of a user-defined object, or 0. */
  const classOf = (v: number): number => {
    const type = heap.typeOf(v);
    if (type === INSTANCE || type === ERROR) return image[addressOf(v) + 2] as number;
    return type === THREAD ? (image[addressOf(v) + THREAD_CLASS] as number) : 0;
  };
  /** The function that a method call finds on a user-defined object, or 0. */
  const methodOf = (v: number, name: number): number => {
    const cls = classOf(v);
    return cls === 0 ? 0 : inClass(cls, name);
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
      case THREAD: {
        const found = hasOwn(v) ? own(at, name) : 0;
        if (found !== 0) return found;
        const method = methodOf(v, name);
        if (method !== 0) return bind(v, method);
        if (word === 'name') return heap.text(text.threadName(at));
        if (word === 'daemon') return boolean(((image[at + THREAD_FLAGS] as number) & DAEMON) !== 0);
        if (word === 'ident' || word === 'native_id') {
          return image[at + THREAD_ID] === -1 ? NONE : heap.number(image[at + THREAD_ID] as number);
        }
        const ofProcess = hooks.processAttribute(v, word);
        if (ofProcess !== 0) return ofProcess;
        return threadMethods.includes(word) ? bindBuiltin(v, name) : missing(v, name);
      }
      case VALUE:
        if (word === 'value') return image[at + 2] as number;
        return word === 'get_lock' || word === 'get_obj' ? bindBuiltin(v, name) : missing(v, name);
      case LOCAL: {
        const entry = localEntry(at, name);
        return entry === 0 ? missing(v, name) : (image[entry + 2] as number);
      }
      case FUNCTION:
        return word === '__name__'
          ? heap.text(program.functions[image[at + 1] as number]?.name ?? '')
          : missing(v, name);
    }
    if (isBuiltin(v)) {
      const b = BUILTINS[builtinOf(v)];
      if (word === '__name__') return heap.text(text.className(v));
      const member = b?.kind === 'module' ? builtinId(`${b.name}.${word}`) : -1;
      if (member >= 0) return builtinValue(member);
      return (b?.kind === 'module' ? hooks.libraryGlobal(`${b.name}.${word}`) : 0) || missing(v, name);
    }
    const attribute = hooks.syncAttribute(v, word);
    if (attribute !== 0) return attribute;
    return methods.has(v, word) || hooks.isSyncMethod(v, word) ? bindBuiltin(v, name) : missing(v, name);
  };
  /** `threading.local`: entries of thread, name and value. */
  const localEntry = (at: number, name: number): number => {
    const n = heap.countAt(at);
    for (let i = 0, entry = n === 0 ? 0 : heap.entries(at); i < n; i++, entry += 3) {
      if (image[entry] === small(hooks.thread()) && image[entry + 1] === small(name)) return entry;
    }
    return 0;
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
    if (type === VALUE && word === 'value') {
      image[at + 2] = builtins.fitValue(image[at + 1] as number, value);
      return;
    }
    if (type === LOCAL) {
      const entry = localEntry(at, name) || heap.push(at);
      image[entry] = small(hooks.thread());
      image[entry + 1] = small(name);
      image[entry + 2] = value;
      return;
    }
    if (type === ERROR) {
      if (image[at + 5] === 0) image[at + 5] = refTo(heap.owner(DICT, 3, 2));
      operators.putKey(addressOf(image[at + 5] as number), heap.text(word), value);
      return;
    }
    if (type === THREAD && word === 'name') {
      image[at + THREAD_NAME] = heap.text(text.str(value));
      return;
    }
    if (type === THREAD && word === 'daemon') {
      if (image[at + THREAD_ID] !== -1) throw raise('RuntimeError', 'cannot set daemon status of active thread');
      const others = (image[at + THREAD_FLAGS] as number) & ~DAEMON;
      image[at + THREAD_FLAGS] = others | (operators.truth(value) ? DAEMON : 0);
      return;
    }
    if (hasOwn(v)) setOwn(at, name, value);
    else missing(v, name);
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
  const instantiate = (cls: number, a: Arguments): number => {
    if (isException(cls)) return builtins.error(cls, a.values);
    if (builtinBase(cls) === THREAD_TYPE || builtinBase(cls) === PROCESS_TYPE) return builtins.makeThread(cls);
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
    hasOwn,
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
