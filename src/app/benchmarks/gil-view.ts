import type { GilThread, GilView } from '../../elements/chart/gil.ts';
import { firstAfter, timeText } from '../../elements/timeline/geometry.ts';
import { gilAt } from '../../simulate/gil-record.ts';
import type { Metrics } from '../../simulate/metrics.ts';
import type { RunProcess } from '../../simulate/run.ts';
import type { OpenedRun } from './opened-run.ts';

/**
 * Processes whose GIL can be looked at: those with several threads first, because theirs is one that is fought for; the
 * main process, which waits for the others, last.
 */
export function gilProcesses({ run }: OpenedRun): readonly RunProcess[] {
  const rank = ({ id, threads }: RunProcess) => (threads.length > 1 ? 0 : id > 0 ? 1 : 2);
  return run.processes.filter(({ hasGil }) => hasGil).sort((a, b) => rank(a) - rank(b) || a.id - b.id);
}

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
