import { setup } from 'xstate';
import { compileTable } from './table.ts';

export type ThreadEvent = 'start' | 'dispatch' | 'preempt' | 'block' | 'wake' | 'sleep' | 'finish';

/**
 * The life of a thread. It is the same whether its steps are chosen by hand or happen in virtual time.
 *
 * A thread *at rest* (runnable, blocked, sleeping) stands before its next visible operation. Whether that operation
 * can proceed is up to the other threads: they make it blocked, and runnable again, and it does not run in between.
 *
 * There is no event for being killed, because Python has none: when a process ends (process.ts), its threads end
 * with it, in whatever state they are.
 */
export const threadMachine = setup({ types: { events: {} as { type: ThreadEvent } } }).createMachine({
  id: 'thread',
  initial: 'created',
  states: {
    created: {
      description: 'The thread object exists; nothing of it has run.',
      on: { start: { target: 'runnable', description: 'Someone calls its start().' } },
    },
    runnable: {
      description: 'Its next operation can proceed; it waits to be chosen.',
      on: {
        dispatch: { target: 'running', description: 'The scheduler chooses it.' },
        block: { target: 'blocked', description: 'Another thread takes what its next operation needs.' },
      },
    },
    running: {
      description: 'It executes.',
      on: {
        preempt: { target: 'runnable', description: 'Its turn is over, although it could go on.' },
        block: { target: 'blocked', description: 'Its next operation has to wait for another thread.' },
        sleep: { target: 'sleeping', description: 'It calls time.sleep().' },
        finish: { target: 'finished', description: 'Its function returns, or an exception ends it.' },
      },
    },
    blocked: {
      description: 'Its next operation cannot proceed until another thread does something.',
      on: { wake: { target: 'runnable', description: 'What it waits for has happened.' } },
    },
    sleeping: {
      description: 'It waits for time to pass, not for another thread.',
      on: {
        wake: { target: 'runnable', description: 'Its time has passed.' },
        dispatch: { target: 'running', description: 'The scheduler chooses it: so its time has passed by then.' },
      },
    },
    finished: { type: 'final', description: 'It will not run again.' },
  },
});

/** The same as a table, for engines. */
export const threadTable = compileTable(threadMachine);
