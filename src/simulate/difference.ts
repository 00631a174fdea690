import { type Metrics, metricsOf, type ThreadMetrics } from './metrics.ts';
import type { Run } from './run.ts';

/** What a thread can wait for, with its words. */
const CAUSES = [
  { key: 'waitingForGil', words: 'for the GIL' },
  { key: 'waitingForLocks', words: 'for locks' },
  { key: 'waitingForCore', words: 'for a core' },
  { key: 'waitingForIo', words: 'for I/O' },
] as const;

type Cause = (typeof CAUSES)[number];

/** 0.612 → `61%`. */
const percent = (share: number): string => `${Math.round(share * 100)}%`;

/** 1.234e9 → `1.23 s`; 45.6e6 → `45.6 ms`; 780 → `780 ns`. */
export function duration(ns: number): string {
  const [divisor, unit] = ns >= 1e9 ? [1e9, 's'] : ns >= 1e6 ? [1e6, 'ms'] : ns >= 1e3 ? [1e3, 'µs'] : [1, 'ns'];
  return `${Number((ns / divisor).toPrecision(3))} ${unit}`;
}

/** Threads that do something: a main thread that only starts and joins the others tells nothing. */
const workers = (metrics: Metrics): readonly ThreadMetrics[] => {
  const working = metrics.threads.filter((thread) => thread.alive > 0 && thread.waitingForOthers < thread.alive / 2);
  return working.length > 0 ? working : metrics.threads;
};

const shareOf = (thread: ThreadMetrics, { key }: Cause): number =>
  thread.alive === 0 ? 0 : thread[key] / thread.alive;

/** Of all that workers lived, the share that went to a cause. */
function totalShare(metrics: Metrics, { key }: Cause): number {
  const some = workers(metrics);
  const alive = some.reduce((sum, thread) => sum + thread.alive, 0);
  return alive === 0 ? 0 : some.reduce((sum, thread) => sum + thread[key], 0) / alive;
}

/** The cause with the most of something. */
const greatest = (of: (cause: Cause) => number): Cause =>
  CAUSES.reduce((most: Cause, cause) => (of(cause) > of(most) ? cause : most));

function mostAffected(metrics: Metrics, cause: Cause): ThreadMetrics | undefined {
  return [...workers(metrics)].sort((a, b) => shareOf(b, cause) - shareOf(a, cause))[0];
}

/** What held a run up most, in one sentence: `T2 waited 61% of the time for the GIL.` */
export function holdUp(run: Run): string {
  const metrics = metricsOf(run);
  const cause = greatest((one) => totalShare(metrics, one));
  const thread = mostAffected(metrics, cause);
  if (thread === undefined || shareOf(thread, cause) < 0.05) {
    return `Nothing held it up: its threads ran, and the cores were busy ${percent(metrics.use)} of the time.`;
  }
  return `${thread.name} waited ${percent(shareOf(thread, cause))} of the time ${cause.words}.`;
}

/**
 * Why two runs of one workload took different times, in one sentence: the cause whose share differs most, with the
 * thread that it befell most; or more processor time, where no wait explains it.
 */
export function differenceOf(first: Run, second: Run): string {
  const [slow, fast] = first.end >= second.end ? [first, second] : [second, first];
  const times = slow.end / Math.max(1, fast.end);
  if (times < 1.02) return `Both take ${duration(fast.end)}.`;
  const [a, b] = [metricsOf(slow), metricsOf(fast)];
  const lost = (cause: Cause) => totalShare(a, cause) * a.wall - totalShare(b, cause) * b.wall;
  const cause = greatest(lost);
  const head = `${slow.machine.name} takes ${times.toFixed(times < 10 ? 1 : 0)} times as long as ${fast.machine.name}`;
  const thread = mostAffected(a, cause);
  const more = a.running - b.running;
  if (thread === undefined || lost(cause) < 0.2 * (a.wall - b.wall)) {
    return more > 0
      ? `${head}: its threads use ${duration(more)} more processor time.`
      : `${head}: fewer of its threads run at the same time.`;
  }
  const there = percent(shareOf(thread, cause));
  const other = percent(totalShare(b, cause));
  return `${head}: there ${thread.name} waited ${there} of the time ${cause.words}, here threads wait ${other}.`;
}
