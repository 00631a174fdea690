import type { Gil } from './gil.ts';
import type { SimThread, World } from './world.ts';

/** What a thread is at. `ready`: could run, but has no core. `gil`, `lock`, `join`, `io`, `sleep`: what it
 * waits for. */
export const PHASES = ['new', 'running', 'ready', 'gil', 'lock', 'join', 'io', 'sleep', 'done'] as const;
export type ThreadPhase = (typeof PHASES)[number];

/** What happens to a GIL. `forced`: dropped on request. `falseWake`: a waiter woke, and others had been quicker. */
export const GIL_EVENTS = ['take', 'drop', 'forced', 'request', 'falseWake'] as const;
export type GilEventKind = (typeof GIL_EVENTS)[number];

/** Stretches of threads as columns: `thread[i]` was in phase `phase[i]` from `start[i]` to `end[i]` on `core[i]`. */
export interface ThreadColumns {
  readonly thread: number[];
  readonly phase: number[];
  readonly core: number[];
  readonly start: number[];
  readonly end: number[];
  /** What it waits for, as an index into `names`; −1 for nothing. Who holds that, as a thread; −1 for nobody. */
  readonly object: number[];
  readonly holder: number[];
}

/** What happened to the GILs, as columns. `waiters[i]`: how many waited for it then. */
export interface GilColumns {
  readonly at: number[];
  readonly kind: number[];
  readonly process: number[];
  readonly thread: number[];
  readonly waiters: number[];
}

export interface Recorder {
  /** Of a thread, nanoseconds in each phase, in the order of PHASES. */
  phases(thread: number): number[];
  /** Of a process, how often each kind of GIL event happened, in the order of GIL_EVENTS. */
  gilEvents(process: number): number[];
  readonly threads: ThreadColumns | null;
  readonly gils: GilColumns | null;
  readonly names: string[];
  gil(now: number, kind: GilEventKind, gil: Gil, thread: SimThread): void;
  phase(now: number, thread: SimThread, holder: number): void;
}

const phaseNumber = Object.fromEntries(PHASES.map((phase, number) => [phase, number])) as Record<ThreadPhase, number>;
const eventNumber = Object.fromEntries(GIL_EVENTS.map((kind, number) => [kind, number])) as Record<
  GilEventKind,
  number
>;

/** With `columns` it keeps every stretch, for the timeline; without, only sums. */
export function createRecorder(columns: boolean): Recorder {
  const totals: number[] = [];
  const gilCounts: number[] = [];
  const names: string[] = [];
  const nameNumbers = new Map<string, number>();
  const threads = columns ? { thread: [], phase: [], core: [], start: [], end: [], object: [], holder: [] } : null;
  const gils = columns ? { at: [], kind: [], process: [], thread: [], waiters: [] } : null;

  function nameNumber(name: string): number {
    const known = nameNumbers.get(name);
    if (known !== undefined) return known;
    nameNumbers.set(name, names.length);
    return names.push(name) - 1;
  }

  return {
    phases: (thread) => PHASES.map((_, phase) => totals[thread * PHASES.length + phase] ?? 0),
    gilEvents: (process) => GIL_EVENTS.map((_, kind) => gilCounts[process * GIL_EVENTS.length + kind] ?? 0),
    threads,
    gils,
    names,
    gil(now, kind, gil, thread) {
      const place = thread.process.id * GIL_EVENTS.length + eventNumber[kind];
      gilCounts[place] = (gilCounts[place] ?? 0) + 1;
      if (gils === null) return;
      const columns: GilColumns = gils;
      columns.at.push(now);
      columns.kind.push(eventNumber[kind]);
      columns.process.push(thread.process.id);
      columns.thread.push(thread.id);
      columns.waiters.push(gil.waiters.threads.length);
    },
    phase(now, thread, holder) {
      const number = phaseNumber[thread.phase];
      const place = thread.id * PHASES.length + number;
      totals[place] = (totals[place] ?? 0) + now - thread.phaseSince;
      if (threads === null || now === thread.phaseSince) return;
      const columns: ThreadColumns = threads;
      columns.thread.push(thread.id);
      columns.phase.push(number);
      columns.core.push(thread.phase === 'running' ? thread.lastCore : -1);
      columns.start.push(thread.phaseSince);
      columns.end.push(now);
      columns.object.push(thread.waitName === '' ? -1 : nameNumber(thread.waitName));
      columns.holder.push(holder);
    },
  };
}

/** The thread is at something else from now on; what it was at until now goes on record. */
export function enterPhase(world: World, thread: SimThread, phase: ThreadPhase): void {
  if (phase === thread.phase) return;
  world.recorder.phase(world.now, thread, thread.waitHolder);
  thread.phase = phase;
  thread.phaseSince = world.now;
  thread.waitName = thread.waitsIn?.name ?? '';
  thread.waitHolder = thread.waitsIn?.holder?.id ?? -1;
}
