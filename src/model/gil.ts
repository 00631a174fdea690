import { setup } from 'xstate';
import { compileTable } from './table.ts';

export type GilEvent = 'take' | 'request' | 'drop';

/**
 * CPython's global interpreter lock since 3.2: `take_gil` and `drop_gil` of Python/ceval_gil.c. One per process, and
 * since 3.12 one per interpreter.
 *
 * A waiter asks for the lock (`gil_drop_request`) when one switch interval, 5 ms by default, has passed and nobody
 * else got it meanwhile. The holder notices at its next look at the eval breaker. If it lets go for another reason
 * before that, to wait for a lock or a socket, the request counts all the same: every drop while one is pending makes
 * the dropper stand back until another thread has the lock (FORCE_SWITCHING). A drop that nobody asked for does not,
 * so then the dropper may be the one who takes it again.
 */
export const gilMachine = setup({ types: { events: {} as { type: GilEvent } } }).createMachine({
  id: 'gil',
  initial: 'free',
  states: {
    free: {
      description: 'No thread has it.',
      on: { take: { target: 'held', description: 'The first thread to come takes it.' } },
    },
    held: {
      description: 'One thread has it, and only that thread executes Python.',
      on: {
        drop: { target: 'free', description: 'The holder is about to wait for something, or has finished.' },
        request: { target: 'dropRequested', description: 'A waiter has waited one switch interval in vain.' },
      },
    },
    dropRequested: {
      description: 'One thread has it and is asked to let go.',
      on: {
        request: { target: 'dropRequested', description: 'Another interval has passed; asking twice changes nothing.' },
        drop: { target: 'forcedSwitch', description: 'The holder notices the request, or has to wait anyway.' },
      },
    },
    forcedSwitch: {
      description: 'No thread has it; the one that let go stands back until another has taken it.',
      on: { take: { target: 'held', description: 'A waiter takes it, and the request is settled.' } },
    },
  },
});

/** The same as a table, for engines. */
export const gilTable = compileTable(gilMachine);
