import { encode, OP } from '../language/bytecode.ts';
import type { Constant, Program } from '../language/program.ts';
import { threadTable } from '../model/thread.ts';
import { createBuiltins } from './builtins.ts';
import { createCanonical } from './canonical.ts';
import { Raised } from './errors.ts';
import { createHeap, type Heap } from './heap.ts';
import { createInterpreter, type Interpreter } from './interpreter.ts';
import {
  DAEMON,
  FUNCTION,
  HEAP_TOP,
  INITIALISED,
  layoutOf,
  PROCESS,
  PROCESS_WORDS,
  T_FLAGS,
  T_OBJECT,
  T_PROCESS,
  T_STATUS,
  THREAD,
  THREAD_ARGS,
  THREAD_COUNT,
  THREAD_FLAGS,
  THREAD_ID,
  THREAD_NAME,
  THREAD_WORDS,
  UNNAMED,
  UNNAMED_PROCESSES,
  WOKEN,
} from './layout.ts';
import { defaultLimits, defaultMachine, type Limits, type Machine } from './machine.ts';
import { createMethods } from './methods.ts';
import { createNested } from './nested.ts';
import { createNumbers } from './numbers.ts';
import { createObjects } from './objects.ts';
import { createOperators } from './operators.ts';
import { FIRST_PID } from './processes.ts';
import { createRandom } from './random.ts';
import { createRandomMethods } from './random-methods.ts';
import { createRecorder } from './recorder.ts';
import type { Spending } from './spending.ts';
import { withStubs } from './stubs.ts';
import { createText } from './text.ts';
import { StepError, type TimedVm, type Vm } from './types.ts';
import { addressOf, boolean, NONE, refTo } from './values.ts';
import { createViews } from './views.ts';
import { createRegisters, FINISHED, mapCode } from './world.ts';

const { state: STATE, event: EVENT } = threadTable;

/** Words on the heap that a constant takes; a little more than it needs where that is simpler to say. */
function wordsOf(c: Constant): number {
  switch (c.kind) {
    case 'int':
      return 3 + Math.ceil(c.value.length / 8);
    case 'float':
      return 3;
    case 'str':
    case 'bytes':
      return 3 + (c.value.length >> 1);
    case 'tuple':
      return 1 + c.items.length + c.items.reduce((n, item) => n + wordsOf(item), 0);
    default:
      return 0;
  }
}

function constantValue(heap: Heap, c: Constant): number {
  switch (c.kind) {
    case 'none':
      return NONE;
    case 'bool':
      return boolean(c.value);
    case 'int':
      return heap.integer(BigInt(c.value));
    case 'float':
      return heap.float(c.value);
    case 'str':
      return heap.text(c.value);
    case 'bytes':
      return heap.bytes(c.value);
    case 'tuple':
      return heap.tuple(c.items.map((item) => constantValue(heap, item)));
  }
}

/** Names that attributes can have: those in the source, and every string it could put into a class's namespace. */
function namesOf(program: Program): string[] {
  const strings = program.constants.flatMap((c) => (c.kind === 'str' ? [c.value] : []));
  return [...new Set([...program.names, '__init__', '__enter__', '__exit__', 'run', ...strings])];
}

/**
 * A machine with the program loaded and its set-up done: the main thread has run until the first operation that
 * another thread could see, or to its end.
 */
export function createVm(program: Program, machine: Machine = defaultMachine, limits: Limits = defaultLimits): Vm {
  return build(program, machine, limits, null).vm;
}

/** A machine under a clock: nothing has run yet, and `seconds` says what time it is. */
export function createTimedVm(program: Program, machine: Machine, limits: Limits, seconds: () => number): TimedVm {
  return build(program, machine, limits, seconds);
}

function build(source: Program, machine: Machine, limits: Limits, clock: (() => number) | null): TimedVm {
  const program = withStubs(source);
  const constantList: readonly Constant[] = [
    ...program.constants,
    { kind: 'str', value: '__main__' },
    { kind: 'str', value: '__mp_main__' },
  ];
  const layout = layoutOf(
    program,
    limits,
    constantList.reduce((n, c) => n + wordsOf(c), 0),
  );
  const image = new Int32Array(layout.size);
  image[HEAP_TOP] = layout.heap;
  const names = namesOf(program);
  const heap = createHeap(image, layout);
  const registers = createRegisters(image, layout, limits, program.globals.length);
  const constants = new Int32Array(constantList.length);
  heap.load(() => {
    constantList.forEach((c, i) => {
      constants[i] = constantValue(heap, c);
    });
  });
  const spent: Spending = { held: 0, open: 0 };
  const numbers = createNumbers(heap, spent);
  const nested = createNested(heap);
  const text = createText(heap, numbers, program, names, nested);
  const operators = createOperators(heap, numbers, text, nested);
  const recorder = createRecorder(program, heap, layout, text);
  const canonical = createCanonical(image, layout, limits.stack, program.globals.length);
  // The builtins ask who calls them; the interpreter that knows is made out of them.
  const here = () => engine.here();
  const isSync = (v: number): boolean => engine.sync.has(heap.typeOf(v));
  /** The Thread object of a thread; main's is made when somebody asks for it. */
  const threadObject = (t: number): number => {
    const at = recordOf(t) + T_OBJECT;
    if (image[at] === 0) {
      const made = builtins.makeThread(0);
      const object = addressOf(made);
      image[object + THREAD_ID] = t;
      image[object + THREAD_FLAGS] = INITIALISED;
      image[object + THREAD_NAME] = heap.text('MainThread');
      image[object + THREAD_ARGS] = heap.tuple([]);
      image[at] = made;
    }
    return image[at] as number;
  };
  /** The Process object of the calling process; the main one's is made when somebody asks for it. */
  const processObject = (): number => {
    const record = Array.from({ length: count() }, (_, t) => recordOf(t)).find(
      (x) => image[x + T_PROCESS] === registers.process,
    );
    const object = image[(record ?? 0) + T_OBJECT] as number;
    if (registers.process > 0) return object;
    const made = addressOf(builtins.makeThread(0));
    image[made + THREAD_ID] = 0;
    image[made + THREAD_FLAGS] = INITIALISED | PROCESS;
    image[made + THREAD_NAME] = heap.text('MainProcess');
    image[made + THREAD_ARGS] = heap.tuple([]);
    return refTo(made);
  };
  const random = createRandom(heap);
  const randomMethods = createRandomMethods(heap, numbers, operators, random, spent);
  /** Whether a function is `lambda x, y: x op y` and nothing else. */
  const plainOperator = (fn: number): number => {
    if (heap.typeOf(fn) !== FUNCTION) return -1;
    const info = program.functions[image[addressOf(fn) + 1] as number];
    if (info?.params !== 2 || info.end - info.entry !== 4) return -1;
    const [a, b, binary, leave] = Array.from(program.code.subarray(info.entry, info.end));
    const plain = a === OP.LOAD_LOCAL && b === encode(OP.LOAD_LOCAL ?? 0, 1) && leave === OP.RETURN;
    const op = (binary ?? 0) & 255 ? ((binary ?? 0) >>> 8) & 255 : -1;
    return plain && ((binary ?? 0) & 255) === OP.BINARY && (op === 0 || op === 2) ? op : -1;
  };
  const builtins = createBuiltins(
    heap,
    numbers,
    text,
    operators,
    {
      print: (s) => {
        if (recorder.on) recorder.add('print', here().thread, here().pc, '', '', '', s);
      },
      thread: () => here().thread,
      currentThread: () => threadObject(here().thread),
      mainThread: () => threadObject(0),
      alive() {
        const ids = Array.from({ length: count() }, (_, t) => t);
        return ids.filter((t) => image[recordOf(t) + T_STATUS] !== FINISHED).map(threadObject);
      },
      attribute(v, name) {
        const id = objects.nameId(name);
        if (id < 0) return 0;
        try {
          return objects.loadAttribute(v, id);
        } catch (e) {
          if (e instanceof Raised) return 0;
          throw e;
        }
      },
      isDaemon: () => isDaemon(here().thread),
      now: () => clock?.() ?? 0,
      nextNumber(process) {
        const at = process ? UNNAMED_PROCESSES : UNNAMED;
        image[at] = (image[at] as number) + 1;
        return image[at] as number;
      },
      spent,
      plainOperator,
      randomSource() {
        const at = layout.processes + registers.process * PROCESS_WORDS + 1;
        if (image[at] === 0) image[at] = random.create(0n);
        return image[at] as number;
      },
      cores: () => machine.cores ?? 4,
      pid: () => FIRST_PID + registers.process,
      currentProcess: () => processObject(),
    },
    nested,
    random,
    randomMethods,
  );
  const methods = createMethods(heap, numbers, text, operators, randomMethods);
  const objects = createObjects(program, heap, text, operators, builtins, methods, names, {
    thread: () => registers.thread,
    processAttribute: (v, name) =>
      heap.typeOf(v) === THREAD && engine.processes.isProcess(v) ? engine.processes.attribute(v, name) : 0,
    libraryGlobal(name) {
      const g = program.globals.findIndex((x) => x.name === name);
      return g < 0 ? 0 : (image[registers.globals + g] as number);
    },
    isSyncMethod: (v, name) => isSync(v) && engine.sync.hasMethod(v, name),
    syncAttribute: (v, name) => (isSync(v) ? engine.sync.attribute(v, name) : 0),
  });

  let buffer = new Int32Array(1024);
  const room = (): Int32Array => {
    if (buffer.length < canonical.bound()) buffer = new Int32Array(canonical.bound() * 2);
    return buffer;
  };
  let crowdedAt = layout.heap + (limits.heap >> 1);
  const compact = (): void => {
    const length = canonical.packLoosely(room());
    canonical.restore(buffer, length);
    const live = (image[HEAP_TOP] as number) - layout.heap;
    const free = limits.heap - live;
    // Half of what is left: a heap that fills up is tidied a few times, not at every step. At the end it runs out.
    crowdedAt = free < limits.heap >> 2 ? image.length : layout.heap + Math.max(limits.heap >> 1, live + (free >> 1));
  };
  const crowded = (): boolean => (image[HEAP_TOP] as number) > crowdedAt;

  const engine: Interpreter = createInterpreter({
    timed: clock !== null,
    spent,
    program,
    machine,
    limits,
    layout,
    heap,
    text,
    operators,
    builtins,
    methods,
    objects,
    recorder,
    constants,
    registers,
    map: mapCode(program),
    compact,
    crowded,
    ranOut: () => {
      crowdedAt = 0; // what the exception unwinds may be garbage now
    },
  });
  nested.connect({ call: engine.callNow, method: (self, name) => objects.methodOf(self, objects.nameId(name)) });
  const views = createViews(program, limits, layout, heap, text, recorder, engine);
  recorder.lineAt = (pc) => views.lineFrom(registers.thread, pc, registers.fp - registers.stack);

  const recordOf = (t: number): number => layout.threads + t * THREAD_WORDS;
  const count = (): number => image[THREAD_COUNT] as number;
  const isDaemon = (t: number): boolean => {
    const object = image[recordOf(t) + T_OBJECT] as number;
    return object !== 0 && ((image[addressOf(object) + THREAD_FLAGS] as number) & DAEMON) !== 0;
  };
  /** The process ends with its last thread that is no daemon; daemons are abandoned where they stand. */
  const finished = (): boolean => {
    for (let t = 0; t < count(); t++) if (image[recordOf(t) + T_STATUS] !== FINISHED && !isDaemon(t)) return false;
    return true;
  };
  const enabled = (t: number): boolean => {
    if (t < 0 || t >= count()) return false;
    if (isDaemon(t) && finished()) return false;
    const s = image[recordOf(t) + T_STATUS];
    return s === STATE.runnable || s === STATE.sleeping;
  };

  /** Brings every thread's status up to what it waits for now, and lets those go on whose join is over. */
  const refresh = (): void => {
    for (let again = true; again; ) {
      again = false;
      const threads = count();
      for (let t = 0; t < threads; t++) {
        const r = recordOf(t);
        const s = image[r + T_STATUS];
        if (s === STATE.sleeping && image[r + T_FLAGS] === WOKEN) registers.move(r, EVENT.wake);
        if (s === STATE.runnable && engine.obstacle(t) !== 0) registers.move(r, EVENT.block);
        else if (s === STATE.blocked && engine.obstacle(t) === 0) {
          registers.move(r, EVENT.wake);
          // A join that can pass is no choice: nothing that others do could tell the difference.
          if (clock === null && engine.standsAtJoin(t)) {
            engine.settle(t);
            again = true;
          }
        }
      }
    }
  };

  engine.boot();
  refresh();

  const vm: Vm = {
    program: source,
    machine,
    limits,
    image,
    threadCount: count,
    enabled,
    choices(into) {
      let n = 0;
      for (let t = 0; t < count(); t++) if (enabled(t)) into[n++] = t;
      return n;
    },
    step(t) {
      if (!enabled(t)) throw new StepError(t, t < count() && t >= 0 ? views.thread(t).reason : 'not started');
      recorder.clear();
      engine.step(t);
      refresh();
    },
    effects: recorder.effects,
    record(on) {
      recorder.on = on;
    },
    snapshot() {
      return buffer.slice(0, canonical.pack(room()));
    },
    pack(into) {
      return canonical.pack(into);
    },
    restore(snapshot, length = snapshot.length) {
      canonical.restore(snapshot, length);
    },
    finished,
    thread: views.thread,
    variables: views.variables,
    locks: views.locks,
    locals: views.locals,
    global: views.global,
  };
  return {
    vm,
    advance(t, budget, timeIsUp) {
      recorder.clear();
      const s = image[recordOf(t) + T_STATUS];
      if (s === STATE.blocked) registers.move(recordOf(t), EVENT.wake); // its driver knows that it can go on
      const made = engine.advance(t, budget, timeIsUp);
      refresh();
      return made;
    },
    obstacle: engine.timedObstacle,
    room: (v) => (isSync(v) ? engine.sync.room(v) : Number.POSITIVE_INFINITY),
    processOf: (t) => image[recordOf(t) + T_PROCESS] as number,
    isDaemon,
  };
}
