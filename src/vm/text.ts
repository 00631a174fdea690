import { BUILTINS } from '../language/builtins.ts';
import { UNARY } from '../language/bytecode.ts';
import type { Program } from '../language/program.ts';
import { raise } from './errors.ts';
import { formatFloat, formatInteger, formatText } from './format.ts';
import type { Heap } from './heap.ts';
import {
  ARRAY,
  BARRIER,
  BIGINT,
  BYTES,
  CELL,
  CLASS,
  CONDITION,
  CONNECTION,
  DICT,
  ERROR,
  EVENT,
  FLOAT,
  FUNCTION,
  INSTANCE,
  ITERATOR,
  LIST,
  LOCAL,
  LOCK,
  METHOD,
  PROCESS,
  QUEUE,
  RANDOM,
  RANGE,
  RLOCK,
  SEMAPHORE,
  SET,
  SLICE,
  STR,
  THREAD,
  THREAD_CLASS,
  THREAD_FLAGS,
  THREAD_NAME,
  THREAD_TARGET,
  TUPLE,
  VALUE,
} from './layout.ts';
import type { Nested } from './nested.ts';
import { floatRepr, type Numbers } from './numbers.ts';
import { setOrder } from './set-order.ts';
import { addressOf, builtinOf, FALSE, isBuiltin, isSmall, NONE, refTo, smallOf, TRUE, UNBOUND } from './values.ts';

const typeNames: Readonly<Record<number, string>> = {
  [FLOAT]: 'float',
  [BIGINT]: 'int',
  [STR]: 'str',
  [BYTES]: 'bytes',
  [TUPLE]: 'tuple',
  [LIST]: 'list',
  [RANGE]: 'range',
  [FUNCTION]: 'function',
  [METHOD]: 'method',
  [CELL]: 'cell',
  [THREAD]: 'Thread',
  [LOCK]: '_thread.lock',
  [ITERATOR]: 'iterator',
  [SLICE]: 'slice',
  [RLOCK]: '_thread.RLock',
  [CONDITION]: 'Condition',
  [SEMAPHORE]: 'Semaphore',
  [EVENT]: 'Event',
  [BARRIER]: 'Barrier',
  [QUEUE]: 'Queue',
  [LOCAL]: '_thread._local',
  [VALUE]: 'Synchronized',
  [RANDOM]: 'Random',
  [ARRAY]: 'SynchronizedArray',
  [CONNECTION]: 'Connection',
  [DICT]: 'dict',
  [SET]: 'set',
  [CLASS]: 'type',
};

/** CPython's sys.set_int_max_str_digits default. */
const MAX_DIGITS = 4300;

export type Text = ReturnType<typeof createText>;

/** What Python's type(), repr(), str() and format() say of a value. */
export function createText(heap: Heap, numbers: Numbers, program: Program, names: readonly string[], nested: Nested) {
  const { image } = heap;
  /** `module.Name` without its module: what a class calls itself. */
  const bare = (name: string): string => name.slice(name.lastIndexOf('.') + 1);
  const nameAt = (id: number): string => names[id] ?? '?';

  const className = (cls: number): string =>
    isBuiltin(cls) ? bare(BUILTINS[builtinOf(cls)]?.name ?? '?') : nameAt(image[addressOf(cls) + 1] as number);

  const typeName = (v: number): string => {
    if (isSmall(v)) return 'int';
    if (v === NONE) return 'NoneType';
    if (v === TRUE || v === FALSE) return 'bool';
    if (isBuiltin(v)) {
      const kind = BUILTINS[builtinOf(v)]?.kind;
      return kind === 'module' ? 'module' : kind === 'function' ? 'builtin_function_or_method' : 'type';
    }
    const type = heap.typeOf(v);
    if (type === THREAD && image[addressOf(v) + THREAD_CLASS]) {
      return className(image[addressOf(v) + THREAD_CLASS] as number);
    }
    if (type === ERROR || type === INSTANCE) return className(image[addressOf(v) + 2] as number);
    return typeNames[type] ?? '?';
  };

  const integerText = (v: number): string => {
    const digits = heap.integerOf(v).toString();
    if (digits.length - (digits[0] === '-' ? 1 : 0) > MAX_DIGITS) {
      throw raise(
        'ValueError',
        `Exceeds the limit (${MAX_DIGITS} digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit`,
      );
    }
    return digits;
  };

  const quoted = (s: string): string => {
    const quote = s.includes("'") && !s.includes('"') ? '"' : "'";
    let out = '';
    for (const c of s) {
      const code = c.codePointAt(0) as number;
      if (c === quote || c === '\\') out += `\\${c}`;
      else if (c === '\n') out += '\\n';
      else if (c === '\r') out += '\\r';
      else if (c === '\t') out += '\\t';
      else if (code < 32 || (code >= 127 && code < 161) || code === 173)
        out += `\\x${code.toString(16).padStart(2, '0')}`;
      else out += c;
    }
    return quote + out + quote;
  };
  const quotedBytes = (s: string): string => {
    const body = quoted(s).replace(/[\u0080-\uffff]/g, (c) => `\\x${c.charCodeAt(0).toString(16).padStart(2, '0')}`);
    return `b${body}`;
  };

  const open: number[] = [];
  /** repr of each value, joined; containers that hold themselves end in an ellipsis. */
  const inside = (v: number, left: string, right: string, parts: () => string[]): string => {
    if (open.includes(v)) return `${left}...${right}`;
    if (open.length > 200)
      throw raise('RecursionError', 'maximum recursion depth exceeded while getting the repr of an object');
    open.push(v);
    try {
      return left + parts().join(', ') + right;
    } finally {
      open.pop();
    }
  };

  const pairs = (items: number[]): string[] =>
    items.flatMap((key, i) => (i & 1 ? [] : [`${repr(key)}: ${repr(items[i + 1] as number)}`]));

  /** What a user class's `__repr__` or `__str__` says, or undefined where it has none. */
  const said = (v: number, name: string): string | undefined => {
    const method = nested.method(v, name);
    if (method === 0) return undefined;
    const made = nested.call(method, [v]);
    if (heap.typeOf(made) === STR) return heap.textOf(made);
    throw raise('TypeError', `${name} returned non-string (type ${typeName(made)})`);
  };

  const repr = (v: number): string => {
    if (isSmall(v)) return String(smallOf(v));
    if (v === NONE) return 'None';
    if (v === TRUE) return 'True';
    if (v === FALSE) return 'False';
    if (v === UNBOUND) return '<unbound>';
    if (isBuiltin(v)) return builtinText(builtinOf(v));
    const at = addressOf(v);
    switch (heap.typeAt(at)) {
      case FLOAT:
        return floatRepr(heap.floatOf(v));
      case BIGINT:
        return integerText(v);
      case STR:
        return quoted(heap.textOf(v));
      case BYTES:
        return quotedBytes(heap.textOf(v));
      case TUPLE: {
        const items = heap.itemsOf(at);
        return inside(v, '(', items.length === 1 ? ',)' : ')', () => items.map(repr));
      }
      case LIST:
        return inside(v, '[', ']', () => heap.itemsOf(at).map(repr));
      case SET:
        return heap.countAt(at) === 0 ? 'set()' : inside(v, '{', '}', () => setOrder(heap, v).map(repr));
      case DICT:
        return inside(v, '{', '}', () => pairs(heap.itemsOf(at)));
      case RANGE: {
        const [start, stop, step] = [image[at + 1], image[at + 2], image[at + 3]].map((x) => repr(x as number));
        return step === '1' ? `range(${start}, ${stop})` : `range(${start}, ${stop}, ${step})`;
      }
      case SLICE:
        return `slice(${[1, 2, 3].map((i) => repr(image[at + i] as number)).join(', ')})`;
      case ERROR: {
        const own = said(v, '__repr__');
        if (own !== undefined) return own;
        const args = heap.itemsOf(addressOf(image[at + 3] as number)).map(repr);
        return `${className(image[at + 2] as number)}(${args.join(', ')})`;
      }
      case FUNCTION:
        return `<function ${program.functions[image[at + 1] as number]?.name}>`;
      case CLASS:
        return `<class '__main__.${nameAt(image[at + 1] as number)}'>`;
      case INSTANCE:
        return said(v, '__repr__') ?? `<__main__.${typeName(v)} object>`;
      case ARRAY:
        return inside(v, '[', ']', () => heap.itemsOf(at).map(repr));
      case VALUE:
        return repr(image[at + 2] as number);
      case THREAD:
        return `<Thread(${threadName(at)})>`;
      case LOCK:
        return `<${image[at + 1] ? 'locked' : 'unlocked'} _thread.lock object>`;
      default:
        return `<${typeName(v)} object>`;
    }
  };

  const builtinText = (id: number): string => {
    const b = BUILTINS[id];
    if (!b) return '?';
    if (b.kind === 'module') return `<module '${b.name}'>`;
    if (b.kind === 'function') return `<built-in function ${bare(b.name)}>`;
    return `<class '${b.name}'>`;
  };

  /**
   * A thread's name. One that was given none is `Thread-1 (work)`: its number, and its target's name in brackets, as
   * CPython ≥ 3.10 writes it. The number alone is kept.
   */
  const threadName = (at: number): string => {
    const name = image[at + THREAD_NAME] as number;
    if (!isSmall(name)) return heap.textOf(name);
    const target = /^<(?:function|built-in function) ([^ >]+)/.exec(repr(image[at + THREAD_TARGET] as number))?.[1];
    if ((image[at + THREAD_FLAGS] as number) & PROCESS) return `Process-${smallOf(name)}`;
    return `Thread-${smallOf(name)}${target ? ` (${target})` : ''}`;
  };

  /** str() of an exception: its message. */
  const errorText = (v: number): string => {
    const at = addressOf(v);
    const args = addressOf(image[at + 3] as number);
    const items = heap.itemsOf(args);
    if (items.length === 0) return '';
    const only = items[0] as number;
    if (items.length > 1) return repr(refTo(args));
    return className(image[at + 2] as number) === 'KeyError' ? repr(only) : str(only);
  };

  const str = (v: number): string => {
    const type = heap.typeOf(v);
    if (type === STR) return heap.textOf(v);
    if (type === ERROR) return said(v, '__str__') ?? errorText(v);
    return (type === INSTANCE ? said(v, '__str__') : undefined) ?? repr(v);
  };

  return {
    typeName,
    className,
    repr,
    str,
    nameAt,
    threadName,
    /** The traceback's last line: `ValueError: message`. */
    errorLine(v: number): string {
      const message = str(v);
      const cls = image[addressOf(v) + 2] as number;
      const known = isBuiltin(cls) ? BUILTINS[builtinOf(cls)]?.name : undefined;
      const name = known === 'queue.Empty' ? '_queue.Empty' : (known ?? typeName(v)); // Empty is defined in C
      return message ? `${name}: ${message}` : name;
    },
    format(v: number, spec: string): string {
      if (spec === '') return str(v);
      if (v === TRUE || v === FALSE) return formatInteger(v === TRUE ? 1n : 0n, spec);
      if (numbers.isInteger(v)) return formatInteger(numbers.toInteger(v), spec);
      if (numbers.isFloat(v)) return formatFloat(heap.floatOf(v), spec, repr(v));
      if (heap.typeOf(v) === STR) return formatText(heap.textOf(v), spec);
      const format = nested.method(v, '__format__');
      if (format !== 0) return heap.textOf(nested.call(format, [v, heap.text(spec)]));
      throw raise('TypeError', `unsupported format string passed to ${typeName(v)}.__format__`);
    },
    /** What an error says of a unary operator's operand. */
    unaryError: (op: number, v: number): string => `bad operand type for unary ${UNARY[op]}: '${typeName(v)}'`,
  };
}
