import type { Arguments } from '../builtins.ts';
import { raise } from '../errors.ts';
import { LOCK } from '../layout.ts';
import { addressOf, boolean, FALSE, NONE, small, TRUE } from '../values.ts';
import type { SyncType, Tools } from './sync.ts';

/** Word of a LOCK: thread id + 1 of whoever acquired it, 0 when free. Only for the reader: Python's Lock has no owner. */
const OWNER = 1;

/** Whether a call of acquire waits without end; checks its arguments as CPython does. */
export function waitsForEver(tools: Tools, a: Arguments): boolean {
  const blocking = tools.truth(a.values[0] ?? a.keywords.get('blocking'), true);
  const timeout = a.values[1] ?? a.keywords.get('timeout');
  const limited = timeout !== undefined && timeout !== small(-1);
  if (!blocking && limited) throw raise('ValueError', "can't specify a timeout for a non-blocking call");
  return blocking && !tools.timeOf(timeout);
}

/** Never throws: arguments that are wrong do not make a thread wait, they make the call fail. */
export function mustWait(tools: Tools, a: Arguments): boolean {
  if (a.values.length + a.keywords.size === 0) return true;
  try {
    return waitsForEver(tools, a);
  } catch {
    return false;
  }
}

/** `threading.Lock` (Modules/_threadmodule.c): any thread may release it; its holder waits for ever on a second acquire. */
export function lock(tools: Tools): SyncType {
  const { image } = tools;
  const owner = (self: number): number => image[addressOf(self) + OWNER] as number;
  const show = (self: number): string => tools.mark(owner(self));
  return {
    type: LOCK,
    name: '_thread.lock',
    show,
    holder: (self) => owner(self) - 1,
    operations: {
      acquire: {
        waits: (self, a) => owner(self) !== 0 && mustWait(tools, a),
        run(self, a) {
          waitsForEver(tools, a); // raises where the arguments are wrong
          if (owner(self) !== 0) return FALSE;
          image[addressOf(self) + OWNER] = tools.me();
          tools.record('acquire', self, 'free', show(self));
          return TRUE;
        },
      },
      release: {
        run(self) {
          if (owner(self) === 0) {
            throw tools.heap.isKernel(self)
              ? raise('ValueError', 'semaphore or lock released too many times')
              : raise('RuntimeError', 'release unlocked lock');
          }
          const before = show(self);
          image[addressOf(self) + OWNER] = 0;
          tools.record('release', self, before, 'free');
          return NONE;
        },
      },
      locked: {
        run(self) {
          tools.record('load', self, show(self), show(self));
          return boolean(owner(self) !== 0);
        },
      },
    },
  };
}
