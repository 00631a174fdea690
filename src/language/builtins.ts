/**
 * Names that a program may use without defining them: what the front end accepts and the virtual machine
 * implements. A member of a module is written `module.member`. The index is the builtin's id.
 */
export type BuiltinKind = 'function' | 'type' | 'exception' | 'module' | 'value';

export interface Builtin {
  readonly name: string;
  readonly kind: BuiltinKind;
  /** For an exception: its base class. */
  readonly base?: string;
}

const of = (kind: BuiltinKind, names: string): Builtin[] => names.split(' ').map((name) => ({ name, kind }));
const errors = (base: string, names: string): Builtin[] =>
  names.split(' ').map((name) => ({ name, kind: 'exception' as const, base }));

export const BUILTINS: readonly Builtin[] = [
  ...of(
    'function',
    'print len range abs min max sum sorted enumerate zip repr isinstance reversed any all round divmod',
  ),
  ...of('type', 'int float str bool list tuple dict set object'),
  { name: 'BaseException', kind: 'exception' },
  ...errors('BaseException', 'Exception KeyboardInterrupt SystemExit'),
  ...errors('Exception', 'ArithmeticError AssertionError AttributeError EOFError ImportError LookupError MemoryError'),
  ...errors('Exception', 'NameError OSError RuntimeError StopIteration SyntaxError TypeError ValueError'),
  ...errors('ArithmeticError', 'OverflowError ZeroDivisionError FloatingPointError'),
  ...errors('LookupError', 'IndexError KeyError'),
  ...errors('NameError', 'UnboundLocalError'),
  ...errors('RuntimeError', 'RecursionError NotImplementedError'),
  ...errors('OSError', 'TimeoutError FileNotFoundError ConnectionError'),
  ...of('module', 'threading time'),
  ...of('type', 'threading.Thread threading.Lock'),
  ...of('function', 'threading.current_thread time.sleep time.time time.perf_counter time.monotonic'),
  ...of('value', '__name__'),
  ...of('module', 'queue functools os'),
  ...of('function', 'map filter iter next type id ord chr hex bin oct callable hasattr getattr functools.reduce'),
  ...of(
    'function',
    'os.cpu_count threading.main_thread threading.get_ident threading.active_count threading.enumerate',
  ),
  ...of('type', 'threading.RLock threading.Condition threading.Semaphore threading.BoundedSemaphore threading.Event'),
  ...of('type', 'threading.Barrier threading.local queue.Queue queue.SimpleQueue queue.LifoQueue queue.PriorityQueue'),
  ...errors('RuntimeError', 'threading.BrokenBarrierError'),
  ...errors('Exception', 'queue.Empty queue.Full'),
  ...of('module', 'multiprocessing'),
  ...of('type', 'multiprocessing.Process multiprocessing.Lock multiprocessing.RLock multiprocessing.Condition'),
  ...of('type', 'multiprocessing.Semaphore multiprocessing.BoundedSemaphore multiprocessing.Event'),
  ...of(
    'type',
    'multiprocessing.Barrier multiprocessing.Queue multiprocessing.SimpleQueue multiprocessing.JoinableQueue',
  ),
  ...of('function', 'multiprocessing.Pipe multiprocessing.Value multiprocessing.Array multiprocessing.cpu_count'),
  ...of('function', 'multiprocessing.current_process multiprocessing.freeze_support os.getpid'),
  ...of('module', 'random'),
  ...of('type', 'random.Random'),
  ...of('function', 'random.seed random.random random.uniform random.randint random.randrange random.choice'),
  ...of('function', 'random.choices random.shuffle random.sample'),
  // What library modules are built on: waiting for something outside, and C code.
  ...of('module', 'racecourse'),
  ...of('function', 'racecourse.io racecourse.native'),
  // `super()` is compiled as super(Class, self).
  ...of('function', 'super'),
  // What the library provides (language/library): its members are compiled along, its exceptions stand here.
  ...of('module', 'builtins concurrent concurrent.futures concurrent.futures.thread concurrent.futures.process'),
  ...errors('Exception', 'concurrent.futures.Error'),
  ...errors('concurrent.futures.Error', 'concurrent.futures.CancelledError concurrent.futures.InvalidStateError'),
  ...errors('RuntimeError', 'concurrent.futures.BrokenExecutor'),
  ...errors('concurrent.futures.BrokenExecutor', 'concurrent.futures.thread.BrokenThreadPool'),
  ...errors('concurrent.futures.BrokenExecutor', 'concurrent.futures.process.BrokenProcessPool'),
  ...of('module', 'multiprocessing.pool'),
  ...errors('Exception', 'multiprocessing.ProcessError'),
  ...errors('multiprocessing.ProcessError', 'multiprocessing.TimeoutError'),
  ...of('module', 'os.path urllib urllib.request requests imaplib sklearn sklearn.ensemble sklearn.datasets'),
  ...of('module', 'collections itertools'),
  ...errors('OSError', 'FileExistsError PermissionError BrokenPipeError'),
];

const ids = new Map(BUILTINS.map((b, id) => [b.name, id]));
/** Id of a builtin, or −1. */
export const builtinId = (name: string): number => ids.get(name) ?? -1;
