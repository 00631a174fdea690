import { count, plural } from '../../elements/text.ts';
import { duration } from '../../simulate/difference.ts';
import type { Metrics, ThreadMetrics } from '../../simulate/metrics.ts';
import type { OpenedRun } from './opened-run.ts';

/** 0.0616 → `6 %`; less than half a percent, but something → `< 1 %`. */
export function percent(share: number): string {
  if (!Number.isFinite(share)) return '–';
  if (share > 0 && share < 0.005) return '< 1 %';
  return `${Math.round(share * 100)} %`;
}

/** Where a thread's time went: columns of the table, in the colours' order. */
export const columns = [
  { key: 'running', label: 'ran' },
  { key: 'waitingForGil', label: 'GIL' },
  { key: 'waitingForCore', label: 'core' },
  { key: 'waitingForLocks', label: 'locks' },
  { key: 'waitingForIo', label: 'I/O' },
] as const satisfies readonly { readonly key: keyof ThreadMetrics; readonly label: string }[];

/** Threads that have a lane. */
export function shownThreads({ metrics, timeline }: OpenedRun): readonly ThreadMetrics[] {
  const shown = new Set(timeline.lanes.flatMap(({ kind, thread }) => (kind === 'thread' ? [thread] : [])));
  return metrics.threads.filter(({ id }) => shown.has(id));
}

/** How a run went, in plain sentences. */
export function sentences({ metrics, run, holdUp }: OpenedRun): string[] {
  const cores = run.cores.length;
  const busy = cores === 1 ? 'The core was' : `The ${cores} cores were`;
  return [
    holdUp,
    `It took ${duration(metrics.wall)}. ${busy} busy ${percent(metrics.use)} of that time.`,
    switches(metrics),
  ];
}

function switches({ contextSwitches, gilTakes, forcedSwitches }: Metrics): string {
  const os = `The system switched threads ${times(contextSwitches)}`;
  if (gilTakes === 0) return `${os}.`;
  const forced = forcedSwitches === 0 ? 'never because another asked' : `${count(forcedSwitches)} of them by force`;
  return `${os}; a GIL was taken ${times(gilTakes)}, ${forcedSwitches === 0 ? 'and let go ' : ''}${forced}.`;
}

const times = (n: number): string => (n === 1 ? 'once' : plural(n, 'time'));
