import type { SimulatedMachine } from '../../../src/simulate/machine.ts';
import { interpreters } from '../../../src/simulate/presets.ts';

const nothing = { parent: 0, child: 0, exit: 0 };

/** A machine on which nothing costs anything but the work itself: what happens on it can be computed by hand. */
export const ideal = (cores: number, gil = true): SimulatedMachine => ({
  name: `ideal, ${cores} cores${gil ? '' : ', no GIL'}`,
  cores,
  slowdown: [1],
  noise: 0,
  os: {
    timeSlice: 3e6,
    tick: 4e6,
    contextSwitch: 0,
    migration: 0,
    idleExit: [[0, 0]],
    timerSlack: 0,
    timerInterrupt: 0,
    jitter: 0,
    futexWait: 0,
    futexWake: 0,
  },
  python: { ...interpreters['3.11'], gil, switchPoints: gil ? 'eval-breaker' : 'every-step', bytecode: 0, loopPass: 0 },
  costs: {
    threadStart: 0,
    threadBoot: 0,
    threadEnd: 0,
    lock: 0,
    queue: 0,
    process: { fork: nothing, spawn: nothing, forkserver: nothing },
    startContention: 1,
    forkPerMegabyte: 0,
    pipe: 0,
    pickle: 0,
    copy: 0,
    threadItem: 0,
    processItem: 0,
  },
});

export const ms = (count: number): number => count * 1e6;
