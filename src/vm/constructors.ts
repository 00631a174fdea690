import { builtinId } from '../language/builtins.ts';
import type { Arguments, Caller } from './builtins.ts';
import type { Classes } from './classes.ts';
import { raise } from './errors.ts';
import type { Heap } from './heap.ts';
import {
  ARRAY,
  BARRIER,
  CONDITION,
  CONNECTION,
  DAEMON,
  EVENT,
  INITIALISED,
  LOCAL,
  LOCK,
  PROCESS,
  QUEUE,
  RLOCK,
  SEMAPHORE,
  THREAD,
  THREAD_ARGS,
  THREAD_CLASS,
  THREAD_FLAGS,
  THREAD_ID,
  THREAD_KWARGS,
  THREAD_NAME,
  THREAD_OBJECT_WORDS,
  THREAD_TARGET,
  VALUE,
} from './layout.ts';
import type { Numbers } from './numbers.ts';
import type { Operators } from './operators.ts';
import { FIFO, LIFO, PRIORITY } from './sync/queue.ts';
import type { Text } from './text.ts';
import { addressOf, builtinValue, isSmall, NONE, refTo, small, smallOf, TRUE } from './values.ts';

const PROCESS_TYPE = builtinValue(builtinId('multiprocessing.Process'));
/** Raw word of a VALUE that holds a float. */
const FLOATING = 1;

export type Constructors = ReturnType<typeof createConstructors>;

/** The types of threading, queue and multiprocessing, by name: what each makes. */
export function createConstructors(
  heap: Heap,
  numbers: Numbers,
  text: Text,
  { iterate, truth }: Operators,
  { isSubclass }: Classes,
  caller: Caller,
) {
  const { image } = heap;
  const { str, typeName } = text;

  /** A value as a Value stores it. */
  function fitValue(code: number, v: number): number {
    if (code === FLOATING && numbers.isNumber(v)) return heap.float(numbers.toFloat(v));
    if (numbers.isInteger(v)) return heap.integer(numbers.toInteger(v));
    throw raise('TypeError', `an integer is required (got type ${typeName(v)})`);
  }

  /** What a Value or Array holds: 'i' and the like, or a ctypes name; 1 for floating point. */
  const typeCode = (a: Arguments): number => {
    const code = a.values[0] === undefined ? '' : str(a.values[0]);
    if (!/^[cbBhHiIlLqQfd]$/.test(code))
      throw raise('TypeError', `${code} is no type code: use 'i' for integers, 'd' for floats`);
    return code === 'd' || code === 'f' ? FLOATING : 0;
  };

  const lockOf = (a: Arguments): number => {
    const lock = a.keywords.get('lock') ?? TRUE;
    if (lock === TRUE) return heap.asKernel(refTo(heap.alloc(RLOCK, 3)));
    return truth(lock) ? lock : NONE;
  };

  const semaphore = (a: Arguments, bounded: boolean): number => {
    const n = numbers.index(a.values[0] ?? a.keywords.get('value') ?? small(1), 'value must be an integer');
    if (n < 0) throw raise('ValueError', 'semaphore initial value must be >= 0');
    const at = heap.alloc(SEMAPHORE, 3);
    image[at + 1] = n;
    image[at + 2] = bounded ? n : -1;
    return refTo(at);
  };

  const makeQueue = (a: Arguments, kind: number): number => {
    const at = heap.alloc(QUEUE, 6);
    const bound = a.values[0] ?? a.keywords.get('maxsize') ?? small(0);
    image[at + 2] = Math.max(0, numbers.index(bound, 'maxsize must be an integer'));
    image[at + 4] = kind;
    return refTo(at);
  };

  const isProcessClass = (object: number): boolean => {
    const cls = image[addressOf(object) + THREAD_CLASS] as number;
    return cls !== 0 && isSubclass(cls, PROCESS_TYPE);
  };

  /** A Thread object, not initialised yet; `cls` is a user class that derives from Thread, or 0. */
  function makeThread(cls: number): number {
    const at = heap.alloc(THREAD, THREAD_OBJECT_WORDS);
    image[at + THREAD_ID] = -1;
    for (const word of [THREAD_TARGET, THREAD_ARGS, THREAD_NAME, THREAD_KWARGS]) image[at + word] = NONE;
    image[at + THREAD_CLASS] = cls;
    return refTo(at);
  }

  /** Thread.__init__(group=None, target=None, name=None, args=(), kwargs={}, *, daemon=None) */
  function initThread(object: number, a: Arguments, ofProcess = isProcessClass(object)): void {
    for (const key of a.keywords.keys()) {
      if (!['group', 'target', 'name', 'args', 'kwargs', 'daemon'].includes(key)) {
        throw raise(
          'TypeError',
          `${ofProcess ? 'Process' : 'Thread'}.__init__() got an unexpected keyword argument '${key}'`,
        );
      }
    }
    if (a.values.length > 5) {
      const given = a.values.length + 1;
      throw raise('TypeError', `Thread.__init__() takes from 1 to 6 positional arguments but ${given} were given`);
    }
    const get = (i: number, key: string): number => a.values[i] ?? a.keywords.get(key) ?? NONE;
    if (get(0, 'group') !== NONE) throw raise('AssertionError', 'group argument must be None for now');
    const name = get(2, 'name');
    const args = get(3, 'args');
    const daemon = get(5, 'daemon');
    const at = addressOf(object);
    image[at + THREAD_FLAGS] =
      (ofProcess ? PROCESS : 0) | INITIALISED | ((daemon === NONE ? caller.isDaemon() : truth(daemon)) ? DAEMON : 0);
    image[at + THREAD_TARGET] = get(1, 'target');
    image[at + THREAD_ARGS] = heap.tuple(args === NONE ? [] : iterate(args));
    image[at + THREAD_NAME] = name !== NONE ? heap.text(str(name)) : small(caller.nextNumber(ofProcess));
    image[at + THREAD_KWARGS] = get(4, 'kwargs');
  }

  const barrier = (a: Arguments): number => {
    const parties = numbers.index(a.values[0] ?? a.keywords.get('parties') ?? NONE, 'parties must be an integer');
    const at = heap.alloc(BARRIER, 6);
    image[at + 2] = parties;
    return refTo(at);
  };

  const table: Record<string, (a: Arguments) => number> = {
    'threading.Lock'(a) {
      if (a.values.length + a.keywords.size > 0) {
        throw raise('TypeError', `allocate_lock() takes no arguments (${a.values.length} given)`);
      }
      return refTo(heap.alloc(LOCK, 2));
    },
    'threading.Thread'(a) {
      const made = makeThread(0);
      initThread(made, a);
      return made;
    },
    'threading.RLock': () => refTo(heap.alloc(RLOCK, 3)),
    'threading.Condition'(a) {
      const at = heap.alloc(CONDITION, 4);
      const lock = a.values[0] ?? a.keywords.get('lock') ?? NONE;
      image[at + 3] = lock === NONE ? refTo(heap.alloc(RLOCK, 3)) : lock;
      return refTo(at);
    },
    'threading.Semaphore': (a) => semaphore(a, false),
    'threading.BoundedSemaphore': (a) => semaphore(a, true),
    'threading.Event': () => refTo(heap.alloc(EVENT, 4)),
    'threading.Barrier': barrier,
    'multiprocessing.Process'(a) {
      const made = makeThread(0);
      initThread(made, a, true);
      return made;
    },
    'multiprocessing.Lock': () => heap.asKernel(refTo(heap.alloc(LOCK, 2))),
    'multiprocessing.RLock': () => heap.asKernel(refTo(heap.alloc(RLOCK, 3))),
    'multiprocessing.Condition'(a) {
      const at = heap.alloc(CONDITION, 4);
      image[at + 3] = a.values[0] ?? heap.asKernel(refTo(heap.alloc(RLOCK, 3)));
      return heap.asKernel(refTo(at));
    },
    'multiprocessing.Semaphore': (a) => heap.asKernel(semaphore(a, false)),
    'multiprocessing.BoundedSemaphore': (a) => heap.asKernel(semaphore(a, true)),
    'multiprocessing.Event': () => heap.asKernel(refTo(heap.alloc(EVENT, 4))),
    'multiprocessing.Barrier': (a) => heap.asKernel(barrier(a)),
    'multiprocessing.Queue': (a) => heap.asKernel(makeQueue(a, FIFO)),
    'multiprocessing.SimpleQueue': (a) => heap.asKernel(makeQueue(a, FIFO)),
    'multiprocessing.JoinableQueue': (a) => heap.asKernel(makeQueue(a, FIFO)),
    'multiprocessing.Pipe'() {
      const ends = [0, 1].map(() => {
        const at = heap.alloc(CONNECTION, 4);
        image[at + 2] = heap.asKernel(heap.list([]));
        return at;
      }) as [number, number];
      image[ends[0] + 3] = refTo(ends[1]);
      image[ends[1] + 3] = refTo(ends[0]);
      return heap.tuple(ends.map((at) => heap.asKernel(refTo(at))));
    },
    'multiprocessing.Value'(a) {
      const at = heap.alloc(VALUE, 4);
      image[at + 1] = typeCode(a);
      image[at + 2] = a.values[1] ?? (image[at + 1] === FLOATING ? heap.float(0) : small(0));
      image[at + 3] = lockOf(a);
      return heap.asKernel(refTo(at));
    },
    'multiprocessing.Array'(a) {
      const given = a.values[1] ?? small(0);
      const zero = typeCode(a) === FLOATING ? heap.float(0) : small(0);
      const items = isSmall(given) ? new Array<number>(smallOf(given)).fill(zero) : iterate(given);
      const at = heap.owner(ARRAY, 5, items.length);
      for (const v of items) image[heap.push(at)] = v;
      image[at + 4] = lockOf(a);
      return heap.asKernel(refTo(at));
    },
    'multiprocessing.cpu_count': () => small(caller.cores()),
    'multiprocessing.current_process': () => caller.currentProcess(),
    'multiprocessing.freeze_support': () => NONE,
    'threading.local': () => refTo(heap.alloc(LOCAL, 3)),
    'queue.Queue': (a) => makeQueue(a, FIFO),
    'queue.SimpleQueue': (a) => makeQueue(a, FIFO),
    'queue.LifoQueue': (a) => makeQueue(a, LIFO),
    'queue.PriorityQueue': (a) => makeQueue(a, PRIORITY),
  };

  return { table, makeThread, initThread, fitValue };
}
