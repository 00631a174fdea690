import { duration } from '../../simulate/difference.ts';
import { metricsOf } from '../../simulate/metrics.ts';
import type { Run } from '../../simulate/run.ts';
import { columns, cut, percent } from './columns.ts';

/** Where each thread's time went, and how busy each core was. */
export function tables(run: Run): string {
  const { threads, coreUse } = metricsOf(run);
  const perThread = columns([
    ['thread', 'alive', 'running', 'core', 'GIL', 'lock', 'thread', 'I/O'],
    ...threads.map((thread) => [
      cut(thread.name, 30),
      ...[
        thread.alive,
        thread.running,
        thread.waitingForCore,
        thread.waitingForGil,
        thread.waitingForLocks,
        thread.waitingForOthers,
        thread.waitingForIo,
      ].map(figure),
    ]),
  ]);
  const perCore = columns([
    ['core', 'busy', 'share', 'switches'],
    ...run.cores.map(({ id, busy, switches }) => [
      `core ${id}`,
      figure(busy),
      percent(coreUse[id] ?? 0),
      switches.toLocaleString('en'),
    ]),
  ]);
  return `Of each thread: alive, running, and waiting for a core, for …\n${perThread}\n${perCore}`;
}

/** Nothing is no figure to read. */
const figure = (ns: number): string => (ns === 0 ? '–' : duration(ns));
