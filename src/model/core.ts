import { setup } from 'xstate';
import { compileTable } from './table.ts';

export type CoreEvent = 'switch' | 'run' | 'stop';

/**
 * A core of the processor: it runs one thread at a time, and to run another one costs a context switch. A thread that
 * goes on where it was, after an idle time or at the end of its time slice, costs none.
 */
export const coreMachine = setup({ types: { events: {} as { type: CoreEvent } } }).createMachine({
  id: 'core',
  initial: 'idle',
  states: {
    idle: {
      description: 'No thread is on it.',
      on: {
        switch: { target: 'switching', description: 'The OS gives it a thread that it did not run last.' },
        run: { target: 'running', description: 'The thread that it ran last goes on.' },
      },
    },
    switching: {
      description: 'It saves the registers of one thread and loads those of another.',
      on: { run: { target: 'running', description: 'The registers are those of the new thread.' } },
    },
    running: {
      description: 'It executes a thread.',
      on: {
        switch: { target: 'switching', description: 'The OS gives it another thread.' },
        stop: { target: 'idle', description: 'Its thread waits or has finished, and no other is ready.' },
      },
    },
  },
});

/** The same as a table, for engines. */
export const coreTable = compileTable(coreMachine);
