import { raise } from '../errors.ts';
import { RLOCK } from '../layout.ts';
import { addressOf, FALSE, NONE, TRUE } from '../values.ts';
import { mustWait, waitsForEver } from './lock.ts';
import type { SyncType, Tools } from './sync.ts';

/** Words of an RLOCK: owner (thread id + 1, 0 when free), and how often it has acquired. */
const OWNER = 1;
const COUNT = 2;

/** `threading.RLock`: its owner may acquire it again, and only its owner may release it. */
export function rlock(tools: Tools): SyncType {
  const { image } = tools;
  const owner = (self: number): number => image[addressOf(self) + OWNER] as number;
  const count = (self: number): number => image[addressOf(self) + COUNT] as number;
  const set = (self: number, who: number, times: number): void => {
    image[addressOf(self) + OWNER] = who;
    image[addressOf(self) + COUNT] = times;
  };
  const show = (self: number): string =>
    count(self) > 1 ? `${tools.mark(owner(self))} × ${count(self)}` : tools.mark(owner(self));
  const others = (self: number): boolean => owner(self) !== 0 && owner(self) !== tools.me();
  return {
    type: RLOCK,
    name: '_thread.RLock',
    show,
    holder: (self) => owner(self) - 1,
    operations: {
      acquire: {
        waits: (self, a) => others(self) && mustWait(tools, a),
        run(self, a) {
          waitsForEver(tools, a);
          if (others(self)) return FALSE;
          const before = show(self);
          set(self, tools.me(), count(self) + 1);
          tools.record('acquire', self, before, show(self));
          return TRUE;
        },
      },
      release: {
        run(self) {
          if (owner(self) !== tools.me()) throw raise('RuntimeError', 'cannot release un-acquired lock');
          const before = show(self);
          set(self, count(self) === 1 ? 0 : owner(self), count(self) - 1);
          tools.record('release', self, before, show(self));
          return NONE;
        },
      },
    },
  };
}
