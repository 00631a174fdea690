import { raise } from '../errors.ts';
import { SEMAPHORE } from '../layout.ts';
import { addressOf, FALSE, NONE, TRUE } from '../values.ts';
import { mustWait, waitsForEver } from './lock.ts';
import type { SyncType, Tools } from './sync.ts';

/** Words of a SEMAPHORE: permits left, and the most there may be (−1: no bound). */
const VALUE = 1;
const BOUND = 2;

/** `threading.Semaphore` and `BoundedSemaphore`: whoever comes first takes a permit, also before one who waits. */
export function semaphore(tools: Tools): SyncType {
  const { image } = tools;
  const value = (self: number): number => image[addressOf(self) + VALUE] as number;
  const show = (self: number): string => `${value(self)} permit${value(self) === 1 ? '' : 's'}`;
  return {
    type: SEMAPHORE,
    name: 'Semaphore',
    show,
    holder: () => -1,
    room: value,
    operations: {
      acquire: {
        waits: (self, a) => value(self) === 0 && mustWait(tools, a),
        run(self, a) {
          waitsForEver(tools, a);
          if (value(self) === 0) return FALSE;
          const before = show(self);
          image[addressOf(self) + VALUE] = value(self) - 1;
          tools.record('acquire', self, before, show(self));
          return TRUE;
        },
      },
      release: {
        run(self, a) {
          const given = tools.argument(a, 0, 'n');
          const n = given === NONE ? 1 : tools.integer(given, 'n');
          if (n < 1) throw raise('ValueError', 'n must be one or more');
          const bound = image[addressOf(self) + BOUND] as number;
          if (bound >= 0 && value(self) + n > bound) throw raise('ValueError', 'Semaphore released too many times');
          const before = show(self);
          image[addressOf(self) + VALUE] = value(self) + n;
          tools.record('release', self, before, show(self));
          return NONE;
        },
      },
    },
  };
}
