import type { Ending } from '../trace/types.ts';
import type { SimulatedMachine } from './machine.ts';
import type { GilColumns, ThreadColumns } from './recorder.ts';
import type { SimThread, World } from './world.ts';

/** A thread of a finished run. */
export interface RunThread {
  readonly id: number;
  readonly name: string;
  readonly process: number;
  /** Empty, or the exception that ended it. */
  readonly error: string;
  /** Nanoseconds in each phase, in the order of PHASES. */
  readonly phases: readonly number[];
}

export interface RunProcess {
  readonly id: number;
  readonly name: string;
  /** Ids of its threads, the main thread first. */
  readonly threads: readonly number[];
  readonly hasGil: boolean;
  /** How often each kind of GIL event happened, in the order of GIL_EVENTS. */
  readonly gilEvents: readonly number[];
}

export interface RunCore {
  readonly id: number;
  /** Nanoseconds in which a thread executed on it. */
  readonly busy: number;
  /** How often it was given another thread. */
  readonly switches: number;
}

/** An arrow of the wait-for graph at the end of a stuck run: `thread` waits for `object`, which `holder` has. */
export interface WaitsFor {
  readonly thread: number;
  readonly object: string;
  /** −1 when nobody in particular has it. */
  readonly holder: number;
}

/** The record of a run in virtual time. Times in virtual nanoseconds. */
export interface Run {
  readonly machine: SimulatedMachine;
  readonly seed: number;
  readonly end: number;
  readonly ending: Ending;
  readonly threads: readonly RunThread[];
  readonly processes: readonly RunProcess[];
  readonly cores: readonly RunCore[];
  /** What bodies measured by name. */
  readonly measurements: ReadonlyMap<string, readonly number[]>;
  /** Who waits for whom at the end, if the run is stuck; and the threads of one cycle, empty where there is none. */
  readonly waits: readonly WaitsFor[];
  readonly cycle: readonly number[];
  /** Every stretch and every GIL event; null when the run kept only sums. */
  readonly stretches: ThreadColumns | null;
  readonly gilEvents: GilColumns | null;
  /** Names that `stretches.object` counts. */
  readonly names: readonly string[];
}

/** Closes the books. */
export function runOf(world: World, ending: Ending, seed: number): Run {
  const { recorder } = world;
  for (const thread of world.threads) recorder.phase(world.now, thread, thread.waitHolder);
  const waits = ending.kind === 'stuck' ? waitsOf(world, ending.threads) : [];
  return {
    machine: world.machine,
    seed,
    end: world.now,
    ending,
    threads: world.threads.map((thread) => ({
      id: thread.id,
      name: thread.name,
      process: thread.process.id,
      error: thread.error,
      phases: recorder.phases(thread.id),
    })),
    processes: world.processes.map(({ id, name, threads, gil }) => ({
      id,
      name,
      threads: threads.map((thread) => thread.id),
      hasGil: gil !== null,
      gilEvents: recorder.gilEvents(id),
    })),
    cores: world.cores.map(({ id, busyTime, switches }) => ({ id, busy: busyTime, switches })),
    measurements: world.measurements,
    waits,
    cycle: cycleOf(waits),
    stretches: recorder.threads,
    gilEvents: recorder.gils,
    names: recorder.names,
  };
}

function waitsOf(world: World, threads: readonly number[]): WaitsFor[] {
  return threads.flatMap((id) => {
    const { waitsIn } = world.threads[id] as SimThread; // ids of this world
    return waitsIn === null ? [] : [{ thread: id, object: waitsIn.name, holder: waitsIn.holder?.id ?? -1 }];
  });
}

/** The first cycle that following holders finds: each waits for what the next one has. */
export function cycleOf(waits: readonly WaitsFor[]): number[] {
  const holderOf = new Map(waits.map(({ thread, holder }) => [thread, holder]));
  for (const { thread } of waits) {
    const path: number[] = [];
    let at: number | undefined = thread;
    while (at !== undefined && at >= 0 && !path.includes(at)) {
      path.push(at);
      at = holderOf.get(at);
    }
    if (at !== undefined && path.includes(at)) return path.slice(path.indexOf(at));
  }
  return [];
}
