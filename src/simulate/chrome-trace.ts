import type { Segment } from '../trace/types.ts';
import { gilSegments } from './gil-record.ts';
import { GIL_EVENTS, type GilEventKind } from './recorder.ts';
import type { Run } from './run.ts';
import { timelineOf } from './timeline.ts';

/**
 * An event of the Trace Event Format (Google, "Trace Event Format", 2016). Times in microseconds.
 * `M` names a lane, `X` is a stretch of `dur`, `s` and `f` are the two ends of an arrow, `i` is an instant.
 */
export interface TraceEvent {
  readonly ph: 'M' | 'X' | 's' | 'f' | 'i';
  readonly name: string;
  readonly cat?: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  /** Of an arrow: both ends have the same. */
  readonly id?: number;
  /** `e`: the arrow ends at the stretch that is going on at its time. */
  readonly bp?: 'e';
  /** How far an instant's line reaches: over its lane. */
  readonly s?: 't';
  readonly args?: Readonly<Record<string, string | number>>;
}

/** What Perfetto (ui.perfetto.dev) and chrome://tracing open. */
export interface ChromeTrace {
  readonly displayTimeUnit: 'ns';
  readonly otherData: Readonly<Record<string, string | number>>;
  readonly traceEvents: readonly TraceEvent[];
}

/** The lanes of the cores stand in a process of their own, above the simulated ones; the GIL is a process's lane 0. */
const CORES = 1;
const pidOf = (process: number): number => process + 2;
const GIL_LANE = 0;
const tidOf = (thread: number): number => thread + 1;

const microseconds = (ns: number): number => ns / 1000;

/**
 * A run as a Chrome trace: lanes for cores, each process's GIL and each thread, with an arrow wherever a GIL goes from
 * one thread to another. Throws an Error when the run kept only sums (`record: false`).
 */
export function chromeTraceOf(run: Run): ChromeTrace {
  const events = [...stretches(run), ...handOvers(run)];
  // A stretch comes before the arrow that leaves it, and an arrow's tail before its head.
  events.sort((a, b) => a.ts - b.ts || ORDER.indexOf(a.ph) - ORDER.indexOf(b.ph));
  const { machine, seed } = run;
  return {
    displayTimeUnit: 'ns',
    otherData: { machine: machine.name, cores: machine.cores, python: machine.python.version, seed },
    traceEvents: [...laneNames(run), ...events],
  };
}

const ORDER = ['M', 'X', 's', 'f', 'i'];

function laneNames(run: Run): TraceEvent[] {
  const named = (pid: number, tid: number, kind: string, args: Record<string, string | number>): TraceEvent => ({
    ph: 'M',
    name: kind,
    pid,
    tid,
    ts: 0,
    args,
  });
  const processes = [
    { pid: CORES, name: 'cores', lanes: run.cores.map(({ id }) => [tidOf(id), `core ${id}`] as const) },
    ...run.processes.map(({ id, name, threads, hasGil }) => ({
      pid: pidOf(id),
      name: `process ${name}`,
      lanes: [
        ...(hasGil ? [[GIL_LANE, 'GIL'] as const] : []),
        ...threads.map((thread) => [tidOf(thread), run.threads[thread]?.name ?? ''] as const),
      ],
    })),
  ];
  return processes.flatMap(({ pid, name, lanes }) => [
    named(pid, 0, 'process_name', { name }),
    named(pid, 0, 'process_sort_index', { sort_index: pid }),
    ...lanes.flatMap(([tid, label]) => [
      named(pid, tid, 'thread_name', { name: label }),
      named(pid, tid, 'thread_sort_index', { sort_index: tid }),
    ]),
  ]);
}

/** Everything that takes time. What is free, has not begun or is over, is a gap. */
function stretches(run: Run): TraceEvent[] {
  const lane = (pid: number, tid: number, cat: string, segments: readonly Segment[]): TraceEvent[] =>
    segments
      .filter(({ start, end, state }) => end > start && state !== 'free' && state !== 'done')
      .map(({ start, end, label, name }) => ({
        ph: 'X',
        name: label,
        cat,
        pid,
        tid,
        ts: microseconds(start),
        dur: microseconds(end - start),
        args: { what: name },
      }));
  const processOf = new Map(run.threads.map(({ id, process }) => [`thread ${id}`, pidOf(process)]));
  const found = timelineOf(run).lanes.flatMap(({ id, kind, thread, segments }) => {
    if (kind === 'core') return lane(CORES, tidOf(Number(id.slice('core '.length))), 'core', segments);
    return kind === 'thread' ? lane(processOf.get(id) ?? 0, tidOf(thread), 'thread', segments) : [];
  });
  const gils = run.processes.filter(({ hasGil }) => hasGil);
  return [...found, ...gils.flatMap(({ id }) => lane(pidOf(id), GIL_LANE, 'gil', gilSegments(run, id)))];
}

/** An arrow from the thread that let go of a GIL to another that takes it next; requests to let go as instants. */
function handOvers(run: Run): TraceEvent[] {
  const columns = run.gilEvents;
  if (columns === null) return [];
  const events: TraceEvent[] = [];
  const left = new Map<number, { readonly thread: number; readonly ts: number; readonly forced: boolean }>();
  let id = 0;
  columns.at.forEach((at, index) => {
    const kind = GIL_EVENTS[columns.kind[index] ?? -1] as GilEventKind;
    const process = columns.process[index] ?? 0;
    const thread = columns.thread[index] ?? 0;
    const [pid, ts] = [pidOf(process), microseconds(at)];
    const whose = { cat: 'gil', pid };
    if (kind === 'request') {
      const what = `${run.threads[thread]?.name ?? ''} asks the holder to let go`;
      events.push({ ...whose, ph: 'i', name: 'drop request', tid: GIL_LANE, ts, s: 't', args: { what } });
    } else if (kind === 'drop' || kind === 'forced') left.set(process, { thread, ts, forced: kind === 'forced' });
    else if (kind === 'take') {
      const from = left.get(process);
      left.delete(process);
      if (from === undefined || from.thread === thread) return;
      const arrow = { ...whose, name: from.forced ? 'GIL, forced' : 'GIL', id: id++ };
      events.push({ ...arrow, ph: 's', tid: tidOf(from.thread), ts: from.ts });
      events.push({ ...arrow, ph: 'f', bp: 'e', tid: tidOf(thread), ts });
    }
  });
  return events;
}
