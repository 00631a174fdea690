import { setup } from 'xstate';
import { compileTable } from './table.ts';

export type ProcessEvent = 'fork' | 'forkserver' | 'spawn' | 'run' | 'exit' | 'terminate' | 'kill';

/** What ends a process from outside, at any time. It runs no `finally`, and the locks it holds stay held. */
const signals = {
  terminate: { target: 'terminated', description: 'SIGTERM, from Process.terminate().' },
  kill: { target: 'killed', description: 'SIGKILL, from Process.kill().' },
} as const;

/**
 * The life of a `multiprocessing.Process`. The start method decides what the child begins with: a copy of its parent,
 * or a fresh interpreter that has to import the main module first (where a start that no `__main__` check guards is a
 * RuntimeError, so that it may exit before it ever runs).
 */
export const processMachine = setup({ types: { events: {} as { type: ProcessEvent } } }).createMachine({
  id: 'process',
  initial: 'created',
  states: {
    created: {
      description: 'The process object exists in its parent; the operating system knows nothing of it.',
      on: {
        fork: { target: 'copying', description: 'start() with the method fork.' },
        forkserver: {
          target: 'importing',
          description: 'start() with the method forkserver: a fresh server is forked.',
        },
        spawn: { target: 'importing', description: 'start() with the method spawn: a new interpreter.' },
      },
    },
    copying: {
      description: "It gets its parent's memory as it is now, and of its threads only the one that forks.",
      on: { run: { target: 'running', description: 'The copy is there.' }, ...signals },
    },
    importing: {
      description: 'A fresh interpreter imports the main module and unpickles the arguments.',
      on: {
        run: { target: 'running', description: 'All is imported.' },
        exit: { target: 'exited', description: 'An exception ends the import: exit code 1.' },
        ...signals,
      },
    },
    running: {
      description: 'Its target runs, and whatever threads it starts.',
      on: {
        exit: { target: 'exited', description: 'Its main thread ends, and so have all threads but daemons.' },
        ...signals,
      },
    },
    exited: {
      type: 'final',
      description: 'It ended by itself: exit code 0, or 1 after an exception, or what sys.exit() was given.',
    },
    terminated: { type: 'final', description: 'Terminated: exit code −15.' },
    killed: { type: 'final', description: 'Killed: exit code −9.' },
  },
});

/** The same as a table, for engines. */
export const processTable = compileTable(processMachine);
