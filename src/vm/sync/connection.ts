import { raise } from '../errors.ts';
import { CONNECTION } from '../layout.ts';
import { addressOf, boolean, NONE } from '../values.ts';
import type { SyncType, Tools } from './sync.ts';

/** Words of a CONNECTION: whether it is closed; the list it receives from, and the other end. */
const CLOSED = 1;
const INBOX = 2;
const PEER = 3;

/** One end of `multiprocessing.Pipe()`: what is sent is pickled, and waits at the other end until it is received. */
export function connection(tools: Tools): SyncType {
  const { image, heap } = tools;
  const inbox = (self: number): number => image[addressOf(self) + INBOX] as number;
  const peer = (self: number): number => image[addressOf(self) + PEER] as number;
  const isClosed = (self: number): boolean => image[addressOf(self) + CLOSED] === 1;
  const count = (self: number): number => heap.countAt(addressOf(inbox(self)));
  const show = (self: number): string => `${count(self)} message${count(self) === 1 ? '' : 's'}`;
  const check = (self: number): void => {
    if (isClosed(self)) throw raise('OSError', 'handle is closed');
  };
  return {
    type: CONNECTION,
    name: 'Connection',
    show,
    holder: () => -1,
    operations: {
      send: {
        run(self, a) {
          check(self);
          if (isClosed(peer(self))) throw raise('OSError', '[Errno 32] Broken pipe');
          const before = show(peer(self));
          const message = tools.message(self, tools.argument(a, 0, 'obj'));
          image[heap.push(addressOf(inbox(peer(self))))] = message;
          tools.record('store', peer(self), before, show(peer(self)));
          return NONE;
        },
      },
      recv: {
        waits: (self) => !isClosed(self) && count(self) === 0 && !isClosed(peer(self)),
        run(self) {
          check(self);
          if (count(self) === 0) throw raise('EOFError');
          const at = addressOf(inbox(self));
          const v = image[heap.entries(at)] as number;
          const before = show(self);
          heap.removeEntry(at, 0);
          tools.record('store', self, before, show(self));
          return tools.received(self, v);
        },
      },
      poll: { run: (self) => boolean(count(self) > 0 || isClosed(peer(self))) },
      close: {
        run(self) {
          image[addressOf(self) + CLOSED] = 1;
          return NONE;
        },
      },
    },
  };
}
