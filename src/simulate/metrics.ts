import { GIL_EVENTS, type GilEventKind, PHASES, type ThreadPhase } from './recorder.ts';
import type { Run, RunProcess, RunThread } from './run.ts';

/** Where one thread's time went, virtual nanoseconds. */
export interface ThreadMetrics {
  readonly id: number;
  readonly name: string;
  /** From its start to its end (or the run's). All the others add up to it. */
  readonly alive: number;
  readonly running: number;
  readonly waitingForCore: number;
  readonly waitingForGil: number;
  readonly waitingForLocks: number;
  readonly waitingForOthers: number;
  readonly waitingForIo: number;
}

/** How a run went. Times in virtual nanoseconds, shares from 0 to 1. */
export interface Metrics {
  readonly wall: number;
  /** Share of the time that each core executed, and all of them on average. */
  readonly coreUse: readonly number[];
  readonly use: number;
  readonly threads: readonly ThreadMetrics[];
  /** Processor time of all threads. */
  readonly running: number;
  readonly waitingForCore: number;
  readonly waitingForGil: number;
  readonly waitingForLocks: number;
  readonly waitingForIo: number;
  /** How often a core was given another thread. */
  readonly contextSwitches: number;
  /** How often a GIL was taken; asked for; dropped because it was asked for; and how often a waiter woke in vain. */
  readonly gilTakes: number;
  readonly gilRequests: number;
  readonly forcedSwitches: number;
  readonly falseWakes: number;
  /**
   * The convoy meter: of the time that threads with I/O were away from work, the share in which the I/O was done and
   * they queued for the GIL. 0: no convoy; near 1: the waits are nothing against the queue.
   */
  readonly convoy: number;
}

const phaseOf = (thread: RunThread, phase: ThreadPhase): number => thread.phases[PHASES.indexOf(phase)] ?? 0;

function threadMetrics(thread: RunThread): ThreadMetrics {
  const times = {
    running: phaseOf(thread, 'running'),
    waitingForCore: phaseOf(thread, 'ready'),
    waitingForGil: phaseOf(thread, 'gil'),
    waitingForLocks: phaseOf(thread, 'lock'),
    waitingForOthers: phaseOf(thread, 'join'),
    waitingForIo: phaseOf(thread, 'io') + phaseOf(thread, 'sleep'),
  };
  const alive = Object.values(times).reduce((sum, time) => sum + time, 0);
  return { id: thread.id, name: thread.name, alive, ...times };
}

const eventsOf = (process: RunProcess, kind: GilEventKind): number => process.gilEvents[GIL_EVENTS.indexOf(kind)] ?? 0;

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Adds up a run. Needs no columns. */
export function metricsOf(run: Run): Metrics {
  const { end, cores, processes } = run;
  const threads = run.threads.map(threadMetrics);
  const coreUse = cores.map(({ busy }) => (end === 0 ? 0 : busy / end));
  const total = (key: Exclude<keyof ThreadMetrics, 'name'>) => sum(threads.map((thread) => thread[key]));
  const events = (kind: GilEventKind) => sum(processes.map((process) => eventsOf(process, kind)));
  const waiters = threads.filter(({ waitingForIo }) => waitingForIo > 0);
  const queued = sum(waiters.map(({ waitingForGil }) => waitingForGil));
  const away = queued + sum(waiters.map(({ waitingForIo }) => waitingForIo));
  return {
    wall: end,
    coreUse,
    use: sum(coreUse) / cores.length,
    threads,
    running: total('running'),
    waitingForCore: total('waitingForCore'),
    waitingForGil: total('waitingForGil'),
    waitingForLocks: total('waitingForLocks'),
    waitingForIo: total('waitingForIo'),
    contextSwitches: sum(cores.map(({ switches }) => switches)),
    gilTakes: events('take'),
    gilRequests: events('request'),
    forcedSwitches: events('forced'),
    falseWakes: events('falseWake'),
    convoy: away === 0 ? 0 : queued / away,
  };
}

/** How many times sooner than `alone` it is done. */
export const speedUp = (alone: number, together: number): number => alone / together;

/** Speed-up for each core. */
export const efficiency = (alone: number, together: number, cores: number): number => speedUp(alone, together) / cores;

/**
 * The serial share that explains a speed-up on `cores` cores by Amdahl's law, 1 / (s + (1 − s) / cores): the
 * experimentally determined serial fraction of Karp and Flatt (CACM 33(5), 1990). NaN for one core.
 */
export function serialShare(alone: number, together: number, cores: number): number {
  return (together / alone - 1 / cores) / (1 - 1 / cores);
}

/** Amdahl's law (1967): the time on `cores` cores of what takes `alone`, when a share of it is serial. */
export const amdahl = (alone: number, serial: number, cores: number): number => alone * (serial + (1 - serial) / cores);
