import { raise } from '../errors.ts';
import { CONDITION, RLOCK } from '../layout.ts';
import { addressOf, boolean, NONE, small } from '../values.ts';
import type { SyncType, Tools } from './sync.ts';

/** Word of a CONDITION that refers to its lock. Its block is the queue of waiting threads, in order of waiting. */
const LOCK_AT = 3;
const COUNT = 2;
/** Added to what is kept when the time ran out before anybody notified. */
const TIMED_OUT = 1 << 20;

/**
 * `threading.Condition` (Lib/threading.py). `wait` is two steps: it releases the lock and joins the queue; woken, it
 * takes the lock again like any other thread, so the predicate may be false again by then.
 */
export function condition(tools: Tools, lockOf: (v: number) => SyncType): SyncType {
  const { image, heap } = tools;
  const lock = (self: number): number => image[addressOf(self) + LOCK_AT] as number;
  const none = { values: [], keywords: new Map<string, number>() };
  const holder = (self: number): number => lockOf(lock(self)).holder(lock(self));
  const isMine = (self: number): boolean =>
    heap.typeOf(lock(self)) === RLOCK ? holder(self) === tools.me() - 1 : holder(self) >= 0;
  const check = (self: number, what: string): void => {
    if (!isMine(self)) throw raise('RuntimeError', `cannot ${what} on un-acquired lock`);
  };
  const show = (self: number): string => lockOf(lock(self)).show(lock(self));
  const waiting = (self: number): string => {
    const names = heap.itemsOf(addressOf(self)).map((v) => tools.mark((v >> 1) + 1));
    return names.length === 0 ? 'nobody waits' : `${names.join(', ')} wait${names.length === 1 ? 's' : ''}`;
  };
  const wake = (self: number, n: number): number => {
    check(self, 'notify');
    const before = waiting(self);
    tools.wakeFirst(self, n);
    tools.record('notify', self, before, waiting(self));
    return NONE;
  };
  /** An RLock may be held several times: all of them are given up. */
  const letGo = (self: number): void => {
    const at = addressOf(lock(self));
    const times = heap.typeOf(lock(self)) === RLOCK ? (image[at + COUNT] as number) : 1;
    tools.keep(times);
    image[at + 1] = 0;
    if (heap.typeOf(lock(self)) === RLOCK) image[at + COUNT] = 0;
  };
  const takeBack = (self: number): boolean => {
    const saved = tools.kept();
    const at = addressOf(lock(self));
    image[at + 1] = tools.me();
    if (heap.typeOf(lock(self)) === RLOCK) image[at + COUNT] = saved & (TIMED_OUT - 1);
    return saved < TIMED_OUT;
  };
  return {
    type: CONDITION,
    name: 'Condition',
    show,
    holder,
    operations: {
      acquire: {
        waits: (self, a) => lockOf(lock(self)).operations.acquire?.waits?.(lock(self), a) ?? false,
        run: (self, a) => lockOf(lock(self)).operations.acquire?.run(lock(self), a) ?? NONE,
      },
      release: { run: (self) => lockOf(lock(self)).operations.release?.run(lock(self), none) ?? NONE },
      wait: {
        waits: (self) => tools.isWoken() && holder(self) >= 0,
        run(self, a) {
          if (tools.isWaiting()) {
            // stepped although nobody notified: the time is over
            tools.giveUp(self);
            tools.keep(tools.kept() | TIMED_OUT);
            if (holder(self) >= 0) return tools.suspendWoken();
          }
          if (tools.isWoken()) {
            tools.resume(self);
            const notified = takeBack(self);
            tools.record('acquire', lock(self), 'free', show(self));
            return boolean(notified);
          }
          check(self, 'wait');
          const timed = tools.timeOf(tools.argument(a, 0, 'timeout'));
          const before = show(self);
          letGo(self);
          const suspended = tools.suspend(self, timed);
          tools.record('wait', self, before, waiting(self));
          return suspended;
        },
      },
      notify: {
        run(self, a) {
          const n = tools.argument(a, 0, 'n');
          return wake(self, n === NONE ? 1 : tools.integer(n, 'n'));
        },
      },
      notify_all: { run: (self) => wake(self, Number.MAX_SAFE_INTEGER) },
      notifyAll: { run: (self) => wake(self, Number.MAX_SAFE_INTEGER) },
    },
    attributes: { _waiters: (self) => small(heap.countAt(addressOf(self))) },
  };
}
