import { processTable } from '../model/process.ts';
import { next } from '../model/table.ts';
import { threadTable } from '../model/thread.ts';
import { burn, signal, waitWhile, wakeThread } from './blocking.ts';
import { cutShort, makeReady } from './cores.ts';
import { createGil, dropGil, takeGil, withoutGil } from './gil.ts';
import type { StartMethod } from './machine.ts';
import { createGate, objects } from './objects.ts';
import { perform, raise } from './perform.ts';
import type { Child, Course, ProcessOptions, Program, Self, SimProcess, SimThread, World } from './world.ts';
import { TIMED_OUT } from './world.ts';

/* Births and deaths: threads within a process, and processes by fork, spawn and forkserver. */

/** Creates a process with its main thread; nothing of it runs yet. */
export function createProcess(
  world: World,
  name: string,
  program: Program,
  options: ProcessOptions,
  parent: SimProcess | null,
): Child {
  const method: StartMethod | 'main' =
    parent === null || options.running ? 'main' : (options.method ?? world.machine.python.startMethod);
  const process: SimProcess = {
    id: world.processes.length,
    name,
    method,
    state: processTable.initial,
    gil: world.machine.python.gil ? createGil(name) : null,
    cores: options.cores ?? parent?.cores ?? world.cores.map((core) => core.id),
    megabytes: options.megabytes ?? parent?.megabytes ?? 0,
    importTime: options.importTime ?? 0,
    threads: [],
    children: [],
  };
  world.processes.push(process);
  const thread = createThread(world, process, parent === null ? 'main' : name, program, options.daemon ?? false);
  return { kind: 'process', thread };
}

function createThread(world: World, process: SimProcess, name: string, program: Program, daemon: boolean): SimThread {
  const id = world.threads.length;
  const thread: SimThread = {
    id,
    name,
    process,
    daemon,
    course: lifeOf(world, id, program),
    state: threadTable.initial,
    phase: 'new',
    phaseSince: world.now,
    waitName: '',
    waitHolder: -1,
    core: -1,
    lastCore: -1,
    remaining: 0,
    stopAt: 0,
    interruptible: false,
    grain: 0,
    vruntime: 0,
    deadline: 0,
    protectedUntil: 0,
    lag: 0,
    lagAverage: 0,
    waitsIn: null,
    alarm: null,
    result: 0,
    begun: createGate(`start of ${name}`),
    ended: createGate(`join of ${name}`),
    hasBegun: false,
    hasEnded: false,
    dead: false,
    error: '',
  };
  thread.begun.waiters.holder = thread;
  thread.ended.waiters.holder = thread;
  world.threads.push(thread);
  process.threads.push(thread);
  return thread;
}

/** What the thread's body may use. */
function selfOf(world: World, thread: SimThread): Self {
  const { process } = thread;
  return {
    ...objects,
    id: thread.id,
    name: thread.name,
    machine: world.machine,
    cores: process.cores,
    now: () => world.now,
    random: world.random,
    thread: (name, program, { daemon = false } = {}) => ({
      kind: 'thread',
      thread: createThread(world, process, name, program, daemon),
    }),
    process: (name, program, options = {}) => createProcess(world, name, program, options, process),
    measure(name, value) {
      const values = world.measurements.get(name);
      if (values === undefined) world.measurements.set(name, [value]);
      else values.push(value);
    },
  };
}

/** From its first instruction to its last. */
function* lifeOf(world: World, id: number, program: Program): Course {
  const thread = world.threads[id] as SimThread; // its course begins after it is in the list
  const { process } = thread;
  const isMain = process.threads[0] === thread;
  if (isMain) yield* bootProcess(world, process, thread);
  yield* takeGil(world, thread);
  if (!isMain) yield* burn(thread, world.machine.costs.threadBoot);
  thread.hasBegun = true;
  signalAll(world, thread.begun.waiters);
  yield* follow(world, thread, program);
  if (isMain) yield* endProcess(world, process, thread);
  else {
    yield* burn(thread, world.machine.costs.threadEnd);
    thread.hasEnded = true;
    signalAll(world, thread.ended.waiters);
    yield* dropGil(world, thread, true);
  }
}

/** One activity after the other. An exception goes to the body, and ends the thread if the body does not catch it. */
function* follow(world: World, thread: SimThread, program: Program): Course {
  try {
    const body = program(selfOf(world, thread));
    let step = body.next(undefined);
    while (step.done !== true) {
      let given: unknown;
      let error: unknown;
      try {
        given = yield* perform(world, thread, step.value);
      } catch (thrown) {
        error = thrown;
      }
      if (error === undefined) step = body.next(given);
      else if (body.throw) step = body.throw(error);
      else throw error;
    }
  } catch (error) {
    thread.error = error instanceof Error ? error.message : String(error);
  }
}

/** What comes before the target runs: the copy of the parent, or a fresh interpreter that imports the main module. */
function* bootProcess(world: World, process: SimProcess, thread: SimThread): Course {
  const { method } = process;
  const { costs } = world.machine;
  if (method === 'fork') {
    yield* burn(thread, costs.process.fork.child + (process.megabytes * costs.forkPerMegabyte) / 2);
  } else if (method !== 'main') {
    const contention = world.starting > 0 && process.cores.length > 1 ? costs.startContention : 1;
    world.starting++;
    yield* burn(thread, (costs.process[method].child + process.importTime) * contention);
    world.starting--;
  }
  process.state = next(processTable, process.state, processTable.event.run);
}

/** A process ends when its threads but the daemons, and the processes it started, have ended. */
function* endProcess(world: World, process: SimProcess, thread: SimThread): Course {
  for (const other of [...process.threads.slice(1), ...process.children]) {
    if (!other.daemon && !other.hasEnded) yield* joinThread(world, thread, other, Number.POSITIVE_INFINITY);
  }
  if (process.id === 0) world.over = true;
  yield* dropGil(world, thread, true);
  if (process.method !== 'main') yield* burn(thread, world.machine.costs.process[process.method].exit);
  process.state = next(processTable, process.state, processTable.event.exit);
  thread.hasEnded = true;
  signalAll(world, thread.ended.waiters);
}

function signalAll(world: World, waiters: SimThread['ended']['waiters']): void {
  while (waiters.threads.length > 0) signal(world, waiters);
}

/** `Thread.start()` waits until the new thread runs (threading.py: `self._started.wait()`); `Process.start()` does not. */
export function* startChild(world: World, thread: SimThread, { kind, thread: child }: Child): Course {
  if (child.state !== threadTable.initial) {
    // threading.py; multiprocessing/process.py says `AssertionError: cannot start a process twice`
    if (kind === 'process') throw raise('AssertionError', 'cannot start a process twice');
    throw raise('RuntimeError', 'threads can only be started once');
  }
  const { costs } = world.machine;
  if (kind === 'process') {
    const { method, megabytes } = child.process;
    thread.process.children.push(child);
    if (method !== 'main') {
      const copied = method === 'fork' ? (megabytes * costs.forkPerMegabyte) / 2 : 0;
      yield* burn(thread, costs.process[method].parent + copied);
    }
    launch(world, child);
    return;
  }
  yield* burn(thread, costs.threadStart);
  launch(world, child);
  const isBeginning = () => !child.hasBegun;
  yield* withoutGil(world, thread, waitWhile(world, thread, child.begun.waiters, 'lock', isBeginning));
}

/** The operating system knows the thread from here on. */
export function launch(world: World, child: SimThread): void {
  const { process } = child;
  if (process.threads[0] === child) {
    const { fork, spawn, forkserver } = processTable.event;
    const event = process.method === 'spawn' ? spawn : process.method === 'forkserver' ? forkserver : fork;
    process.state = next(processTable, process.state, event);
  }
  child.state = next(threadTable, child.state, threadTable.event.start);
  makeReady(world, child);
}

export function* joinChild(
  world: World,
  thread: SimThread,
  { thread: child }: Child,
  timeout?: number,
): Course<boolean> {
  // threading.py: Thread.join
  if (child.state === threadTable.initial) throw raise('RuntimeError', 'cannot join thread before it is started');
  if (child === thread) throw raise('RuntimeError', 'cannot join current thread');
  if (child.hasEnded) return true;
  return yield* joinThread(world, thread, child, timeout ?? Number.POSITIVE_INFINITY);
}

function* joinThread(world: World, thread: SimThread, child: SimThread, timeout: number): Course<boolean> {
  const { waiters } = child.ended;
  const runs = () => !child.hasEnded;
  yield* withoutGil(world, thread, waitWhile(world, thread, waiters, 'join', runs, timeout));
  return child.hasEnded;
}

/** SIGTERM: the process is gone, with all its threads, wherever they are; the locks it holds stay held. */
export function terminateChild(world: World, { thread: child }: Child): void {
  const { process } = child;
  if (process.state === processTable.initial || child.hasEnded) return;
  process.state = next(processTable, process.state, processTable.event.terminate);
  for (const thread of process.threads) {
    if (thread.hasEnded) continue;
    thread.hasEnded = true;
    thread.dead = true;
    cutShort(world, thread);
    wakeThread(world, thread, TIMED_OUT);
  }
  signalAll(world, child.ended.waiters);
}
