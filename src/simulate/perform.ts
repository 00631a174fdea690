import type { Activity } from './activity.ts';
import { burn, burnBytecode, lateness, signal, waitFor, waitIn, waitWhile } from './blocking.ts';
import { evalBreaker, withoutGil } from './gil.ts';
import type { Gate, Lock, Pipe, Queue, Server } from './objects.ts';
import { joinChild, startChild, terminateChild } from './processes.ts';
import type { Course, SimThread, World } from './world.ts';

/*
 * What each activity does to the world. The thread holds the GIL before and after. Blocking is done as CPython does it:
 * try; if that fails let go of the GIL, wait, look again, and take the GIL last (Modules/_threadmodule.c).
 */

/** An exception that the activity raises in the thread, worded as CPython's. */
export const raise = (kind: string, message: string): Error => new Error(`${kind}: ${message}`);

/** Performs one activity of the thread. Gives what the body is to be given. */
export function* perform(world: World, thread: SimThread, activity: Activity): Course<unknown> {
  switch (activity.kind) {
    case 'compute':
      return yield* compute(world, thread, activity.ns, activity.grain ?? 0);
    case 'native':
      yield* evalBreaker(world, thread);
      if (activity.releases) return yield* withoutGil(world, thread, burn(thread, activity.ns * unsteady(world)));
      return yield* burn(thread, activity.ns * unsteady(world));
    case 'wait':
      return yield* wait(world, thread, activity.ns, activity.what);
    case 'request':
      return yield* withoutGil(world, thread, ask(world, thread, activity.server, activity.bytes ?? 0));
    case 'acquire':
      return yield* acquire(world, thread, activity.lock, activity.timeout);
    case 'release':
      return yield* release(world, thread, activity.lock);
    case 'put':
      return yield* put(world, thread, activity.queue, activity.item);
    case 'get':
      return yield* get(world, thread, activity.queue);
    case 'send':
      return yield* send(world, thread, activity.pipe, activity.item, activity.bytes ?? 0);
    case 'receive':
      return yield* receive(world, thread, activity.pipe);
    case 'start':
      return yield* startChild(world, thread, activity.child);
    case 'join':
      return yield* joinChild(world, thread, activity.child, activity.timeout);
    case 'terminate':
      return terminateChild(world, activity.child);
    case 'pause':
      activity.gate.pausing++; // known before the GIL is let go: whoever opens from now on counts it
      return yield* withoutGil(world, thread, pass(world, thread, activity.gate, activity.timeout));
    case 'open':
      return yield* openGate(world, thread, activity.gate, activity.threads);
  }
}

/** No stretch of work takes the same time twice: 1, give or take the machine's noise. */
const unsteady = ({ machine, random }: World): number => 1 + machine.noise * (2 * random() - 1);

function* compute(world: World, thread: SimThread, ns: number, grain: number): Course {
  const factor = unsteady(world);
  const { switchPoints, bytecode, loopPass } = world.machine.python;
  // The eval breaker is looked at before every bytecode (up to 3.9), or at calls and backward jumps (since 3.10).
  const look = grain > 0 ? grain : switchPoints === 'every-bytecode' ? bytecode : loopPass;
  let left = ns * factor;
  while (left > 0) {
    yield* evalBreaker(world, thread);
    left = yield* burnBytecode(thread, left, look * factor);
  }
}

function* wait(world: World, thread: SimThread, ns: number, what: 'sleep' | 'io'): Course {
  if (ns < 0) throw raise('ValueError', 'sleep length must be non-negative'); // Modules/timemodule.c
  const late = what === 'sleep' ? lateness(world) : 0;
  yield* withoutGil(world, thread, waitFor(world, thread, ns + late, what));
}

function* pass(world: World, thread: SimThread, gate: Gate, timeout = Number.POSITIVE_INFINITY): Course<boolean> {
  const end = world.now + timeout;
  let inTime = true;
  while (gate.open === 0 && inTime) {
    yield* waitIn(world, thread, gate.waiters, 'lock', end - world.now);
    inTime = world.now < end;
  }
  gate.pausing--;
  if (gate.open === 0) return false;
  gate.open--;
  return true;
}

function* openGate(world: World, thread: SimThread, gate: Gate, threads: number): Course<number> {
  const woken = Math.min(threads, gate.pausing - gate.open);
  gate.open += woken;
  for (let count = 0; count < woken; count++) yield* wakeOne(world, thread, gate.waiters);
  return woken;
}

function take(lock: Lock, thread: SimThread): void {
  lock.permits--;
  if (lock.bound === 1) lock.waiters.holder = thread;
}

function* acquire(world: World, thread: SimThread, lock: Lock, timeout?: number): Course<boolean> {
  yield* burn(thread, world.machine.costs.lock / 2);
  if (lock.permits > 0) {
    take(lock, thread);
    return true;
  }
  if (timeout === 0) return false;
  return yield* withoutGil(world, thread, waitForPermit(world, thread, lock, timeout ?? Number.POSITIVE_INFINITY));
}

/** A running thread may take the lock before one that was woken for it (barging): then that one waits again. */
function* waitForPermit(world: World, thread: SimThread, lock: Lock, timeout: number): Course<boolean> {
  const end = world.now + timeout;
  while (lock.permits === 0) {
    if (world.now >= end) return false;
    yield* waitIn(world, thread, lock.waiters, 'lock', end - world.now);
  }
  take(lock, thread);
  return true;
}

function* release(world: World, thread: SimThread, lock: Lock): Course {
  yield* burn(thread, world.machine.costs.lock / 2);
  if (lock.permits >= lock.bound) throw raise('RuntimeError', 'release unlocked lock');
  lock.permits++;
  if (lock.bound === 1) lock.waiters.holder = null;
  yield* wakeOne(world, thread, lock.waiters);
}

function* wakeOne(world: World, thread: SimThread, waiters: Lock['waiters']): Course {
  if (waiters.threads.length === 0) return;
  yield* burn(thread, world.machine.os.futexWake);
  signal(world, waiters);
}

function* put(world: World, thread: SimThread, queue: Queue, item: unknown): Course {
  yield* burn(thread, world.machine.costs.queue);
  const isFull = () => queue.items.length >= queue.capacity;
  while (isFull()) yield* withoutGil(world, thread, waitWhile(world, thread, queue.notFull, 'lock', isFull));
  queue.items.push(item);
  yield* wakeOne(world, thread, queue.notEmpty);
}

function* get(world: World, thread: SimThread, queue: Queue): Course<unknown> {
  yield* burn(thread, world.machine.costs.queue);
  const isEmpty = () => queue.items.length === 0;
  while (isEmpty()) yield* withoutGil(world, thread, waitWhile(world, thread, queue.notEmpty, 'lock', isEmpty));
  const item = queue.items.shift();
  yield* wakeOne(world, thread, queue.notFull);
  return item;
}

function* send(world: World, thread: SimThread, pipe: Pipe, item: unknown, bytes: number): Course {
  yield* burn(thread, bytes * world.machine.costs.pickle);
  yield* withoutGil(world, thread, write(world, thread, pipe, item, bytes));
}

/** A message longer than the pipe holds fills it: the next writer waits until it has been read. */
function* write(world: World, thread: SimThread, pipe: Pipe, item: unknown, bytes: number): Course {
  while (pipe.bytes > 0 && pipe.bytes + bytes > pipe.capacity) yield* waitIn(world, thread, pipe.notFull, 'io');
  pipe.bytes += bytes;
  yield* burn(thread, world.machine.costs.pipe + bytes * world.machine.costs.copy);
  pipe.messages.push({ item, bytes });
  yield* wakeOne(world, thread, pipe.notEmpty);
}

function* receive(world: World, thread: SimThread, pipe: Pipe): Course<unknown> {
  const { item, bytes } = yield* withoutGil(world, thread, read(world, thread, pipe));
  yield* burn(thread, bytes * world.machine.costs.pickle);
  return item;
}

function* read(world: World, thread: SimThread, pipe: Pipe): Course<Pipe['messages'][number]> {
  for (;;) {
    const message = pipe.messages.shift();
    if (message === undefined) {
      yield* waitIn(world, thread, pipe.notEmpty, 'io');
      continue;
    }
    yield* burn(thread, world.machine.costs.pipe + message.bytes * world.machine.costs.copy);
    pipe.bytes -= message.bytes;
    yield* wakeOne(world, thread, pipe.notFull);
    return message;
  }
}

/** The server answers `latency` after it has a connection free; all answers share its line, one after the other. */
function* ask(world: World, thread: SimThread, server: Server, bytes: number): Course<boolean> {
  while (server.open >= server.connections) {
    if (server.refuses) {
      server.refused++;
      return false;
    }
    yield* waitIn(world, thread, server.waiters, 'io');
  }
  server.open++;
  const first = Math.max(world.now + server.latency, server.lineFree);
  const last = first + (bytes / server.bandwidth) * 1e9;
  server.lineFree = bytes > 0 ? last : server.lineFree;
  yield* waitFor(world, thread, last - world.now, 'io');
  server.open--;
  signal(world, server.waiters);
  return true;
}
