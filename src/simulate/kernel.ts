import alea from 'seedrandom/lib/alea.js';
import type { Ending } from '../trace/types.ts';
import { createCore } from './cores.ts';
import { createEventQueue } from './event-queue.ts';
import { checkMachine, type SimulatedMachine } from './machine.ts';
import { createProcess, launch } from './processes.ts';
import { createRecorder } from './recorder.ts';
import { type Run, runOf } from './run.ts';
import type { Program, WaiterOrder, World } from './world.ts';

export interface SimulationOptions {
  /** Starts the one source of chance; default 1. */
  readonly seed?: number;
  /** Keep every stretch of every thread, for a timeline; without, only sums. Default true. */
  readonly record?: boolean;
  /** Whom a wake-up reaches; default `fifo`. */
  readonly waiterOrder?: WaiterOrder;
  /** The run is stopped after so many virtual nanoseconds, or so many events: 10 hours and 20 million by default. */
  readonly until?: number;
  readonly events?: number;
  /** Memory of the main process, megabytes: a fork copies it. Default 0, beyond what a bare interpreter has. */
  readonly megabytes?: number;
  /** Cores that the main process and what it starts may use; default all. */
  readonly cores?: readonly number[];
}

const TEN_HOURS = 36_000e9;

/**
 * Runs a program on a machine in virtual time. Deterministic: program, machine and options decide every nanosecond.
 *
 * The run ends when the main thread has, with `finished`; when nothing can happen any more although it has not, with
 * `stuck`; or with `stopped` at a limit. Throws a RangeError for a machine that makes no sense.
 */
export function simulate(program: Program, machine: SimulatedMachine, options: SimulationOptions = {}): Run {
  checkMachine(machine);
  const { seed = 1, until = TEN_HOURS, events: budget = 20e6 } = options;
  const world: World = {
    machine,
    events: createEventQueue(),
    random: alea(`simulate ${seed}`),
    waiterOrder: options.waiterOrder ?? 'fifo',
    measurements: new Map(),
    now: 0,
    cores: Array.from({ length: machine.cores }, (_, id) => createCore(id)),
    busy: 0,
    starting: 0,
    processes: [],
    threads: [],
    recorder: createRecorder(options.record ?? true),
    over: false,
  };
  const { megabytes, cores } = options;
  launch(world, createProcess(world, 'main', program, { megabytes, cores }, null).thread);
  return runOf(world, go(world, until, budget), seed);
}

/** Lets happen what happens, until the run is over. */
function go(world: World, until: number, budget: number): Ending {
  for (let count = 0; !world.over; count++) {
    const event = world.events.next();
    if (event === undefined) {
      const waiting = world.threads.filter((thread) => thread.hasBegun && !thread.hasEnded && !thread.daemon);
      return { kind: 'stuck', threads: waiting.map((thread) => thread.id) };
    }
    if (event.at > until) return { kind: 'stopped', reason: `after ${until / 1e9} virtual seconds` };
    if (count >= budget) return { kind: 'stopped', reason: `after ${budget.toLocaleString('en')} events` };
    world.now = event.at;
    event.happen?.();
  }
  return { kind: 'finished' };
}
