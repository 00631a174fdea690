import type { Arguments } from '../builtins.ts';
import type { Copier } from '../copy.ts';
import { raise } from '../errors.ts';
import { CONDITION, LOCK, RLOCK, T_FLAGS, T_SAVED, THREAD_WORDS, TIMED, WAITING, WOKEN } from '../layout.ts';
import { markOf } from '../recorder.ts';
import { addressOf, isSmall, NONE, small, smallOf } from '../values.ts';
import { SUSPENDED, type World } from '../world.ts';
import { barrier } from './barrier.ts';
import { condition } from './condition.ts';
import { connection } from './connection.ts';
import { event } from './event.ts';
import { lock } from './lock.ts';
import { queue } from './queue.ts';
import { rlock } from './rlock.ts';
import { semaphore } from './semaphore.ts';

/** One method of a synchronisation object. */
export interface Operation {
  /** True while the calling thread has to wait for somebody. Absent: it never waits. */
  readonly waits?: (self: number, a: Arguments) => boolean;
  /** Performs it for the running thread. SUSPENDED: the thread now waits inside it, and `run` is called again. */
  readonly run: (self: number, a: Arguments) => number;
}

export interface SyncType {
  readonly type: number;
  /** Name of the type in errors. */
  readonly name: string;
  readonly operations: Readonly<Record<string, Operation>>;
  /** The object's state in words, for records: `free`, `T1`, `2 permits`. */
  readonly show: (self: number) => string;
  /** Thread that has what a waiter waits for, −1 when it cannot be said. */
  readonly holder: (self: number) => number;
  /** How many waiters could go on now; 1 where it is left out. */
  readonly room?: (self: number) => number;
  /** Attributes that are read, such as `barrier.parties`. */
  readonly attributes?: Readonly<Record<string, (self: number) => number>>;
}

export type Tools = ReturnType<typeof createTools>;

/** What the types of sync/ are built from. */
function createTools(world: World, copier: Copier) {
  const { heap, operators, text, recorder, layout, registers: r } = world;
  const { image } = heap;
  const flags = (): number => image[r.record + T_FLAGS] as number;

  const timeOf = (v: number | undefined): boolean => {
    if (v === undefined || v === NONE || v === small(-1)) return false;
    if (operators.order(0, v, small(0)) < 0) throw raise('ValueError', 'timeout value must be a non-negative number');
    return true;
  };

  return {
    world,
    image,
    heap,
    /** Owner words hold thread id + 1; 0 is nobody. */
    me: (): number => r.thread + 1,
    /** Argument i, or by keyword; NONE when it is not given. */
    argument: (a: Arguments, i: number, name: string): number => a.values[i] ?? a.keywords.get(name) ?? NONE,
    truth: (v: number | undefined, standard: boolean): boolean => (v === undefined ? standard : operators.truth(v)),
    integer(v: number, name: string): number {
      if (isSmall(v)) return smallOf(v);
      throw raise('TypeError', `${name} must be an integer, not ${text.typeName(v)}`);
    },
    /** Whether a timeout was given: the operation may then end by itself. */
    timeOf,
    isWaiting: (): boolean => (flags() & WAITING) !== 0,
    isWoken: (): boolean => (flags() & WOKEN) !== 0,
    /** The thread begins to wait inside the operation: queued in the object's block where `queued`, in order. */
    suspend(self: number, timed: boolean, queued = true): number {
      if (queued) image[heap.push(addressOf(self))] = small(r.thread);
      image[r.record + T_FLAGS] = WAITING | (timed ? TIMED : 0);
      r.suspended = true;
      return SUSPENDED;
    },
    /** The operation ends for the running thread, which is in no queue any more. */
    resume(self: number): void {
      const at = addressOf(self);
      const i = heap.itemsOf(at).indexOf(small(r.thread));
      if (i >= 0) heap.removeEntry(at, i);
      image[r.record + T_FLAGS] = 0;
    },
    /** Turns a wait that ran out of time into one that has been woken, so that it can still wait for a lock. */
    giveUp(self: number): void {
      this.resume(self);
      image[r.record + T_FLAGS] = WOKEN;
    },
    /** Its time is over, but the lock that it needs to go on is held: it waits for that. */
    suspendWoken(): number {
      r.suspended = true;
      return SUSPENDED;
    },
    /** Wakes the first n waiters of the object's queue. */
    wakeFirst(self: number, n: number): void {
      const at = addressOf(self);
      for (let left = Math.min(n, heap.countAt(at)); left > 0; left--) {
        const record = layout.threads + smallOf(image[heap.entries(at)] as number) * THREAD_WORDS;
        heap.removeEntry(at, 0);
        image[record + T_FLAGS] = WOKEN;
      }
    },
    keep(n: number): void {
      image[r.record + T_SAVED] = n;
    },
    kept(): number {
      const n = image[r.record + T_SAVED] as number;
      image[r.record + T_SAVED] = 0;
      return n;
    },
    record(
      kind: 'acquire' | 'release' | 'load' | 'store' | 'wait' | 'notify',
      self: number,
      before: string,
      after: string,
    ): void {
      if (recorder.on) recorder.add(kind, r.thread, r.pc - 1, recorder.nameOf(self), before, after);
    },
    mark: (owner: number): string => (owner === 0 ? 'free' : markOf(owner - 1)),
    /** What another process gets of a value that goes through a kernel object. */
    message: (self: number, v: number): number => (heap.isKernel(self) ? copier.pickle(v) : v),
    received: (self: number, v: number): number =>
      heap.isKernel(self) ? copier.unpickle(v, r.globals, world.program.globals.length) : v,
    share(self: number, v: number): void {
      if (heap.isSharedRef(self)) heap.share(v);
    },
  };
}

export type Sync = ReturnType<typeof createSync>;

/** Locks, conditions, semaphores, events, barriers and queues: one file each, one table here. */
export function createSync(world: World, copier: Copier) {
  const tools = createTools(world, copier);
  const { heap } = world;
  const types: (SyncType | undefined)[] = [];
  const locks = [lock(tools), rlock(tools)];
  const lockOf = (v: number): SyncType => locks.find((t) => t.type === heap.typeOf(v)) ?? (locks[0] as SyncType);
  for (const made of [
    ...locks,
    condition(tools, lockOf),
    semaphore(tools),
    event(tools),
    barrier(tools),
    connection(tools),
    queue(tools),
  ]) {
    types[made.type] = made;
  }
  const typeOf = (self: number): SyncType => types[heap.typeOf(self)] as SyncType;
  const operation = (self: number, name: string): Operation | undefined => {
    const { operations } = typeOf(self);
    return Object.hasOwn(operations, name) ? operations[name] : undefined;
  };

  return {
    has: (type: number): boolean => types[type] !== undefined,
    hasMethod: (self: number, name: string): boolean => operation(self, name) !== undefined,
    attribute: (self: number, name: string): number => typeOf(self).attributes?.[name]?.(self) ?? 0,
    waits: (self: number, name: string, a: Arguments): boolean => operation(self, name)?.waits?.(self, a) ?? false,
    /** How many who wait for the object could go on now: one for a lock, as many as there are permits or items. */
    room: (self: number): number => typeOf(self).room?.(self) ?? 1,
    run(self: number, name: string, a: Arguments): number {
      world.registers.signalled = true;
      const found = operation(self, name);
      if (!found) throw raise('AttributeError', `'${typeOf(self).name}' object has no attribute '${name}'`);
      return found.run(self, a);
    },
    /** Thread that has what a waiter waits for, −1 when it cannot be said. */
    holder: (self: number): number => typeOf(self).holder(self),
    /** For the locks panel: things that one thread at a time has. */
    isLock: (v: number): boolean => [LOCK, RLOCK, CONDITION].includes(heap.typeOf(v)),
    /** `with`: what enters and what leaves. */
    enter: (self: number): number => run(self, 'acquire'),
    leave: (self: number): number => run(self, 'release'),
  };

  function run(self: number, name: string): number {
    world.registers.signalled = true;
    const found = operation(self, name);
    return found ? found.run(self, { values: [], keywords: new Map() }) : notManager(self);
  }
  function notManager(self: number): never {
    throw raise('TypeError', `'${typeOf(self).name}' object does not support the context manager protocol`);
  }
}
