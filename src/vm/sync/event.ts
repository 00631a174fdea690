import { EVENT } from '../layout.ts';
import { addressOf, boolean, NONE, TRUE } from '../values.ts';
import type { SyncType, Tools } from './sync.ts';

/** Word of an EVENT that holds its flag. Its block is the queue of waiting threads. */
const FLAG = 2;

/** `threading.Event`: `set` wakes all who wait, also when it is cleared before they run. */
export function event(tools: Tools): SyncType {
  const { image } = tools;
  const isSet = (self: number): boolean => image[addressOf(self) + FLAG] !== 0;
  const show = (self: number): string => (isSet(self) ? 'set' : 'not set');
  const change = (self: number, flag: number): number => {
    const before = show(self);
    image[addressOf(self) + FLAG] = flag;
    if (flag) tools.wakeFirst(self, Number.MAX_SAFE_INTEGER);
    tools.record(flag ? 'notify' : 'store', self, before, show(self));
    return NONE;
  };
  const read = (self: number): number => {
    tools.record('load', self, show(self), show(self));
    return boolean(isSet(self));
  };
  return {
    type: EVENT,
    name: 'Event',
    show,
    holder: () => -1,
    room: () => Number.POSITIVE_INFINITY,
    operations: {
      set: { run: (self) => change(self, 1) },
      clear: { run: (self) => change(self, 0) },
      is_set: { run: read },
      isSet: { run: read },
      wait: {
        run(self, a) {
          if (tools.isWoken()) {
            tools.resume(self);
            return TRUE;
          }
          if (tools.isWaiting()) {
            tools.resume(self); // the time is over
            return boolean(isSet(self));
          }
          if (isSet(self)) return read(self);
          const timed = tools.timeOf(tools.argument(a, 0, 'timeout'));
          tools.record('wait', self, show(self), show(self));
          return tools.suspend(self, timed);
        },
      },
    },
  };
}
