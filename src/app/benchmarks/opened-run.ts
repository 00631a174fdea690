import { holdUp } from '../../simulate/difference.ts';
import { type Metrics, metricsOf } from '../../simulate/metrics.ts';
import type { Run } from '../../simulate/run.ts';
import { timelineOf } from '../../simulate/timeline.ts';
import type { Lane, Timeline } from '../../trace/types.ts';

/** A run with all that a page shows of it; made in the worker, because a long one takes some time. */
export interface OpenedRun {
  readonly run: Run;
  readonly metrics: Metrics;
  readonly timeline: Timeline;
  /** What held it up, in one sentence. */
  readonly holdUp: string;
  /** Lanes that were left out, because nothing happens in them, in words; or empty. */
  readonly leftOut: string;
}

export function openRun(run: Run): OpenedRun {
  const metrics = metricsOf(run);
  const { timeline, leftOut } = tidy(timelineOf(run), run, metrics);
  return { run, metrics, timeline, holdUp: holdUp(run), leftOut };
}

/**
 * The lanes that tell something, from top to bottom: the GIL, the threads, the cores. A main thread that only starts
 * the others and waits for them tells nothing, nor does a core without work, nor the GIL of a process with one thread.
 */
function tidy(whole: Timeline, run: Run, metrics: Metrics): { timeline: Timeline; leftOut: string } {
  const shared = run.processes.filter((process) => process.hasGil && process.threads.length > 1);
  const onlyOne = run.processes.length === 1;
  const hasLane = (id: string) => onlyOne || shared.some(({ name }) => id === `GIL ${name}`);
  const waits = new Set(
    metrics.threads
      .filter(({ alive, waitingForOthers }) => metrics.threads.length > 1 && waitingForOthers > alive / 2)
      .map(({ id }) => id),
  );
  const gils = whole.lanes.filter(({ kind, id }) => kind === 'gil' && hasLane(id));
  const threads = whole.lanes.filter(({ kind, thread, segments }) => {
    return kind === 'thread' && !waits.has(thread) && segments.length > 0;
  });
  const cores = whole.lanes.filter(({ kind, segments }) => kind === 'core' && segments.length > 0);
  const lanes = [
    ...gils.filter((lane) => !onlyOne || lane.segments.length > 1),
    ...threads.map((lane) => labelled(lane, onlyOne)),
    ...cores,
  ];
  const shown = new Set(threads.map(({ thread }) => thread));
  return {
    timeline: {
      ...whole,
      lanes,
      waits: whole.waits.filter(({ thread, holder }) => shown.has(thread) && shown.has(holder)),
    },
    leftOut: leftOut(run, run.cores.length - cores.length, run.processes.length - 1 - shared.length, waits.size),
  };
}

function leftOut(run: Run, idle: number, processes: number, waiting: number): string {
  const parts = [
    waiting > 0 ? 'the main thread, which only waits for the others' : '',
    processes > 0 && run.processes.some(({ hasGil }) => hasGil)
      ? 'a GIL for each process, which nobody else wants'
      : '',
    idle > 0 ? `${idle} idle ${idle === 1 ? 'core' : 'cores'}` : '',
  ].filter((part) => part !== '');
  return parts.length > 0 ? `Not drawn: ${parts.join('; ')}.` : '';
}

/** A program's thread is called `T1 work(3)`: its mark, and paler what it does. Its process only where that says more. */
function labelled(lane: Lane, onlyOne: boolean): Lane {
  const [, label, call] = /^(\S+) (.+)$/.exec(lane.label) ?? [];
  if (label !== undefined && call !== undefined) return { ...lane, label, detail: call };
  return { ...lane, detail: onlyOne || lane.detail === lane.label ? '' : lane.detail };
}
