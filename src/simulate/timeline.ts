import type { Lane, Segment, SegmentState, Timeline, Wait } from '../trace/types.ts';
import { duration } from './difference.ts';
import { gilSegments } from './gil-record.ts';
import { PHASES, type ThreadPhase } from './recorder.ts';
import type { Run } from './run.ts';

/** How a phase looks. Waiting for the GIL or a core, a thread is ready: it could go on, were it its turn. */
const LOOKS: Readonly<Record<ThreadPhase, { readonly state: SegmentState; readonly label: string }>> = {
  new: { state: 'done', label: 'not started' },
  running: { state: 'running', label: 'runs' },
  ready: { state: 'ready', label: 'waits for a core' },
  gil: { state: 'ready', label: 'waits for the GIL' },
  lock: { state: 'lock', label: 'waits' },
  join: { state: 'lock', label: 'waits' },
  io: { state: 'io', label: 'waits for I/O' },
  sleep: { state: 'io', label: 'asleep' },
  done: { state: 'done', label: 'done' },
};

/**
 * The run as the timeline element draws it, unit virtual nanoseconds: a lane for each core, each process's GIL, and
 * each thread. Throws an Error when the run kept only sums (`record: false`).
 */
export function timelineOf(run: Run): Timeline {
  const { stretches, end } = run;
  if (stretches === null)
    throw new Error('This run kept only sums: simulate it with record: true to see its timeline.');
  const threads = new Map<number, Segment[]>(run.threads.map(({ id }) => [id, []]));
  const cores = new Map<number, Segment[]>(run.cores.map(({ id }) => [id, []]));
  const waits: Wait[] = [];
  for (let index = 0; index < stretches.start.length; index++) {
    const at = <Column extends keyof typeof stretches>(column: Column) => stretches[column][index] as number;
    const [id, start, stop] = [at('thread'), at('start'), at('end')];
    const phase = PHASES[at('phase')] as ThreadPhase;
    if (phase === 'new' || phase === 'done') continue;
    const object = run.names[at('object')];
    const look = LOOKS[phase];
    const label = look.state === 'lock' && object !== undefined ? `waits for ${object}` : look.label;
    const name = run.threads[id]?.name ?? '';
    const words = `${name}, ${label}, ${duration(start)} to ${duration(stop)}`;
    threads.get(id)?.push({ start, end: stop, state: look.state, label, name: words, thread: id });
    if (phase === 'running') {
      const core = at('core');
      cores.get(core)?.push({
        start,
        end: stop,
        state: 'running',
        label: name,
        name: `core ${core}, runs ${name}, ${duration(start)} to ${duration(stop)}`,
        thread: id,
      });
    } else if (look.state === 'lock' && at('holder') >= 0) {
      waits.push({ thread: id, holder: at('holder'), at: start, lock: object ?? '' });
    }
  }
  return { unit: 'ns', end, lanes: lanesOf(run, threads, cores), holds: [], waits, baton: [], notes: notesOf(run) };
}

function lanesOf(run: Run, threads: Map<number, Segment[]>, cores: Map<number, Segment[]>): Lane[] {
  const lanes: Lane[] = run.cores.map(({ id }) => ({
    id: `core ${id}`,
    kind: 'core',
    label: `core ${id}`,
    detail: '',
    thread: -1,
    segments: cores.get(id) ?? [],
  }));
  for (const process of run.processes) {
    if (process.hasGil) {
      const label = run.processes.length === 1 ? 'GIL' : `GIL ${process.name}`;
      lanes.push({
        id: label,
        kind: 'gil',
        label,
        detail: 'baton',
        thread: -1,
        segments: gilSegments(run, process.id),
      });
    }
    for (const id of process.threads) {
      const segments = (threads.get(id) ?? []).sort((a, b) => a.start - b.start);
      const label = run.threads[id]?.name ?? '';
      lanes.push({ id: `thread ${id}`, kind: 'thread', label, detail: process.name, thread: id, segments });
    }
  }
  return lanes;
}

function notesOf({ ending, cycle, threads, end }: Run): Timeline['notes'] {
  const name = (id: number) => threads[id]?.name ?? '';
  if (ending.kind === 'stuck') {
    const text =
      cycle.length > 0
        ? `${cycle.map(name).join(' waits for ')} waits for ${name(cycle[0] ?? 0)}.`
        : `${ending.threads.map(name).join(', ')} wait, and nobody can end it.`;
    return [{ at: end, tone: 'bad', title: 'Deadlock', text }];
  }
  return threads.flatMap(({ error, name }) =>
    error === '' ? [] : [{ at: end, tone: 'bad' as const, title: `${name} ended by an exception`, text: error }],
  );
}
