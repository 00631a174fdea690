import type { GilThread, GilView } from '../../elements/chart/gil.ts';
import { firstAfter, timeText } from '../../elements/timeline/geometry.ts';
import { gilAt } from '../../simulate/gil-record.ts';
import type { Metrics } from '../../simulate/metrics.ts';
import type { RunProcess } from '../../simulate/run.ts';
import type { OpenedRun } from './opened-run.ts';

/** Processes whose GIL can be looked at: those with several threads first, because theirs is one that is fought for. */
export const gilProcesses = ({ run }: OpenedRun): readonly RunProcess[] =>
  run.processes
    .filter(({ hasGil }) => hasGil)
    .sort((a, b) => Number(b.threads.length > 1) - Number(a.threads.length > 1) || a.id - b.id);

/** A process's GIL at a moment of the run; undefined on a machine without. */
export function gilViewOf(opened: OpenedRun, process: RunProcess | undefined, at: number): GilView | undefined {
  if (process === undefined) return undefined;
  const { run, timeline, metrics } = opened;
  const state = gilAt(run, process.id, at);
  const thread = (id: number): GilThread | null => (id < 0 ? null : { id, name: run.threads[id]?.name ?? '' });
  const waiters = timeline.lanes.flatMap(({ kind, thread: id, segments }): GilThread[] => {
    if (kind !== 'thread' || !process.threads.includes(id)) return [];
    const segment = segments[firstAfter(segments, at)];
    const waits = segment !== undefined && segment.start <= at && segment.label === 'waits for the GIL';
    return waits ? [{ id, name: run.threads[id]?.name ?? '' }] : [];
  });
  return {
    label: run.processes.length === 1 ? 'GIL' : `GIL of ${process.name}`,
    moment: timeText(at, 'ns'),
    holder: thread(state.holder),
    waiters,
    requester: thread(state.requester),
    takes: state.takes,
    forcedSwitches: state.forcedSwitches,
    falseWakes: state.falseWakes,
    convoy: convoyOf(metrics),
  };
}

/** A run whose threads hardly wait has no convoy, however long they queue after a wait of nothing. */
function convoyOf({ threads, convoy, waitingForIo }: Metrics): number {
  const alive = threads.reduce((sum, thread) => sum + thread.alive, 0);
  return waitingForIo > 0.01 * alive ? convoy : 0;
}
