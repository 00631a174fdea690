import type { Interpreter, OperatingSystem, PrimitiveCosts, SimulatedMachine } from './machine.ts';

/*
 * Machines. "Measured" means: on the calibration machine (a virtual x86-64 machine with 2 cores, Linux 6.18, CPython
 * 3.11.7), rows `prim` of test/fixtures/calibration/cells.json, quiet runs, or where marked (*) by hand on the same.
 */

const microseconds = (count: number): number => count * 1e3;
const milliseconds = (count: number): number => count * 1e6;

/** Linux ≥ 6.6 in a virtual machine. */
export function linux(): OperatingSystem {
  return {
    timeSlice: milliseconds(2.8), // 0.7 ms × 4; chosen so that two hogs on one core give the waits seen by hand (*)
    tick: milliseconds(4),
    contextSwitch: microseconds(1.2), // lock_pingpong on one core: 3.2 a switch, with both futex calls
    migration: microseconds(5),
    // lock_pingpong on two cores 48 against 3; gil_switch at 50 µs intervals 12; sleep_overshoot 110 at 1 ms, 193 at
    // 10. Where the steps lie was set with the short convoy waits in view.
    idleExit: [
      [0, microseconds(15)],
      [microseconds(60), microseconds(40)],
      [milliseconds(6), microseconds(110)],
    ],
    timerSlack: microseconds(50),
    timerInterrupt: microseconds(20), // a sleep beside a hog in another process overshoots by 85, not 50
    jitter: 0.3,
    futexWait: microseconds(0.8),
    futexWake: microseconds(0.8),
  };
}

/** CPython with a GIL: `loopPass` measured (single-worker runs, medians), bytecodes by its 7 a pass. */
function cpython(version: string, loopPass: number, options: Partial<Interpreter> = {}): Interpreter {
  return {
    version,
    gil: true,
    switchPoints: 'eval-breaker',
    switchInterval: milliseconds(5), // sys.getswitchinterval()
    loopPass,
    bytecode: loopPass / 7,
    startMethod: 'fork',
    ...options,
  };
}

export const interpreters = {
  '3.9': cpython('3.9', 81, { switchPoints: 'every-bytecode' }),
  '3.10': cpython('3.10', 88),
  '3.11': cpython('3.11', 49),
  '3.12': cpython('3.12', 57),
  '3.13': cpython('3.13', 60),
  '3.13t': cpython('3.13t', 58, { gil: false, switchPoints: 'every-step' }),
} as const satisfies Record<string, Interpreter>;

export const calibratedCosts: PrimitiveCosts = {
  threadStart: microseconds(25), // thread_start on one core 55, start and join 46: of both threads together
  threadBoot: microseconds(10),
  threadEnd: microseconds(8),
  lock: 96, // lock
  queue: microseconds(1.5), // queue_pingpong on one core 9.8 a switch
  process: {
    // (*) one process after 0.2 s of other work, caches cold: start 0.8 ms, first line after 2.4, joined 4.4 in all
    fork: { parent: milliseconds(0.8), child: milliseconds(1.6), exit: milliseconds(1.9) },
    // proc_start 1.3 ms, proc_latency 103, proc_spawn_join 112
    spawn: { parent: milliseconds(1.3), child: milliseconds(101), exit: milliseconds(8) },
    forkserver: { parent: milliseconds(1), child: milliseconds(31), exit: milliseconds(4) }, // 35.6 in all
  },
  // An estimate. Page tables and faults alone, of 200 MB, take 1.8 times as long on two cores as on one
  // (proc_spawn_join with ballast, 5.8 ms against 3.3); how much of a start is such work is not measured. Set to half,
  // with the 0.77 s of four spawned web clients (design/gil.md, section 5) in view: that figure is no test of it.
  startContention: 1.4,
  forkPerMegabyte: microseconds(29), // 200 MB more: 8.7 ms against 2.9
  pipe: microseconds(6), // pipe_pingpong on one core 14 a message
  pickle: 0.9, // pickle_1mb 1.8 ms, both ways
  copy: 0.1,
  threadItem: microseconds(6), // tpe_map on one core 12 an item
  processItem: microseconds(16), // pool_map 33 an item
};

/** Two busy cores of the calibration machine: each 1.11 times slower than one alone. */
const twoCores = [1, 1.11];

export const calibrationMachine: SimulatedMachine = {
  name: '2 cores, CPython 3.11',
  cores: 2,
  slowdown: twoCores,
  noise: 0.05, // repeated runs of one cell scatter by several per cent
  os: linux(),
  python: interpreters['3.11'],
  costs: calibratedCosts,
};

/** The same computer with another Python, or anything else changed. */
export const withPython = (machine: SimulatedMachine, version: keyof typeof interpreters): SimulatedMachine => ({
  ...machine,
  name: `${machine.cores} ${machine.cores === 1 ? 'core' : 'cores'}, CPython ${version}`,
  python: interpreters[version],
});

/** The same computer with another number of cores. */
export const withCores = (machine: SimulatedMachine, cores: number): SimulatedMachine => ({
  ...machine,
  name: `${cores} ${cores === 1 ? 'core' : 'cores'}, CPython ${machine.python.version}`,
  cores,
});

/**
 * The article's laptop: four cores, eight hardware threads, a Python of 2019. Not a virtual machine: waking an idle
 * core is quick. The slowdown of several busy cores (all-core turbo below single-core turbo) is an assumption.
 */
export const articleLaptop: SimulatedMachine = {
  name: "the article's laptop",
  cores: 4,
  slowdown: [1, 1.03, 1.06, 1.1],
  noise: 0.02,
  os: {
    ...linux(),
    idleExit: [
      [0, microseconds(3)],
      [milliseconds(1), microseconds(30)],
    ],
  },
  python: interpreters['3.9'],
  costs: calibratedCosts,
};

/** A small server: sixteen cores that share memory. The slowdown is an assumption. */
export const sixteenCores: SimulatedMachine = {
  ...calibrationMachine,
  name: '16 cores, CPython 3.11',
  cores: 16,
  slowdown: [1, 1.02, 1.04, 1.06, 1.08, 1.1, 1.12, 1.14, 1.16, 1.18, 1.2, 1.22, 1.24, 1.26, 1.28, 1.3],
};

/** What a page or the command line offers, by name. */
export const machines = {
  'article-laptop': articleLaptop,
  '2-core': calibrationMachine,
  '16-core': sixteenCores,
} as const satisfies Record<string, SimulatedMachine>;
