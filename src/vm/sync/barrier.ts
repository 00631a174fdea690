import { raise } from '../errors.ts';
import { BARRIER } from '../layout.ts';
import { addressOf, boolean, NONE, small } from '../values.ts';
import type { SyncType, Tools } from './sync.ts';

/** Words of a BARRIER: parties, threads inside, and its phase. Its block is the queue of waiting threads. */
const PARTIES = 2;
const INSIDE = 3;
const PHASE = 4;
const FILLING = 0;
const DRAINING = 1;
const RESETTING = 2;
const BROKEN = 3;

/** `threading.Barrier` (Lib/threading.py): a thread that comes back early waits until all of the last round have left. */
export function barrier(tools: Tools): SyncType {
  const { image, heap } = tools;
  const get = (self: number, word: number): number => image[addressOf(self) + word] as number;
  const set = (self: number, word: number, n: number): void => {
    image[addressOf(self) + word] = n;
  };
  const show = (self: number): string =>
    get(self, PHASE) === BROKEN ? 'broken' : `${heap.countAt(addressOf(self))} of ${get(self, PARTIES)} wait`;
  const leave = (self: number): void => {
    set(self, INSIDE, get(self, INSIDE) - 1);
    if (get(self, INSIDE) === 0 && get(self, PHASE) !== BROKEN) set(self, PHASE, FILLING);
  };
  const breakUp = (self: number): void => {
    set(self, PHASE, BROKEN);
    tools.wakeFirst(self, Number.MAX_SAFE_INTEGER);
  };
  const broken = (): never => {
    throw raise('threading.BrokenBarrierError');
  };
  return {
    type: BARRIER,
    name: 'Barrier',
    show,
    holder: () => -1,
    room: () => Number.POSITIVE_INFINITY,
    attributes: {
      parties: (self) => small(get(self, PARTIES)),
      n_waiting: (self) => small(heap.countAt(addressOf(self))),
      broken: (self) => boolean(get(self, PHASE) === BROKEN),
    },
    operations: {
      wait: {
        waits: (self) =>
          !tools.isWoken() && !tools.isWaiting() && (get(self, PHASE) === DRAINING || get(self, PHASE) === RESETTING),
        run(self, a) {
          if (tools.isWoken()) {
            tools.resume(self);
            const index = tools.kept();
            const phase = get(self, PHASE);
            leave(self);
            return phase === BROKEN || phase === RESETTING ? broken() : small(index);
          }
          if (tools.isWaiting()) {
            // the time is over: the barrier breaks for all
            tools.resume(self);
            tools.kept();
            breakUp(self);
            leave(self);
            return broken();
          }
          if (get(self, PHASE) === BROKEN) return broken();
          const timed = tools.timeOf(tools.argument(a, 0, 'timeout'));
          const index = get(self, INSIDE);
          set(self, INSIDE, index + 1);
          if (index + 1 === get(self, PARTIES)) {
            const before = show(self);
            set(self, PHASE, DRAINING);
            tools.wakeFirst(self, Number.MAX_SAFE_INTEGER);
            tools.record('notify', self, before, show(self));
            leave(self);
            return small(index);
          }
          tools.keep(index);
          const before = show(self);
          const suspended = tools.suspend(self, timed);
          tools.record('wait', self, before, show(self));
          return suspended;
        },
      },
      abort: {
        run(self) {
          breakUp(self);
          return NONE;
        },
      },
      reset: {
        run(self) {
          if (get(self, INSIDE) > 0) {
            if (get(self, PHASE) !== DRAINING) set(self, PHASE, RESETTING);
            tools.wakeFirst(self, Number.MAX_SAFE_INTEGER);
          } else set(self, PHASE, FILLING);
          return NONE;
        },
      },
    },
  };
}
