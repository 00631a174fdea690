import { markOf } from '../schedule/text.ts';
import type { ThreadView } from '../vm/types.ts';
import { batonOf, gilLane } from './baton.ts';
import { holdsOf } from './holds.ts';
import { span } from './span.ts';
import type { Lane, Note, Segment, SegmentState, Timeline, Trace, Wait } from './types.ts';

/**
 * The timeline of a trace, counted in steps: step k is the column [k, k + 1). A thread's lane says for each column
 * that it ran or, when another thread did, in what state it stood at the moment before. `end` is the number of
 * steps n; one more column, [n, n + 1), shows how everything stands now, so also a trace without steps can be seen.
 * `notes` (see analysis/notes.ts) are passed through. Linear in steps × threads.
 */
export function timelineOf(trace: Trace, notes: readonly Note[] = []): Timeline {
  const waits: Wait[] = [];
  const threads = trace.states.at(-1) ?? [];
  const lanes: Lane[] = [];
  const baton = trace.machine.gil ? batonOf(trace) : [];
  if (trace.machine.gil) lanes.push(gilLane(trace, baton));
  for (const { id, mark, call } of threads) {
    if (id === 0 && onlyJoins(trace)) continue;
    const segments = segmentsOf(trace, id, waits);
    lanes.push({ id: mark, kind: 'thread', label: mark, detail: call, thread: id, segments });
  }
  waits.sort((a, b) => a.at - b.at);
  return { unit: 'step', end: trace.steps.length, lanes, holds: holdsOf(trace), waits, baton, notes };
}

/** The main thread never steps and can never step: all it does is wait for the others. */
function onlyJoins(trace: Trace): boolean {
  if (trace.steps.some((step) => step.thread === 0)) return false;
  let before: ThreadView | undefined;
  for (const views of trace.states) {
    const main = views[0];
    if (main !== before && main?.enabled) return false;
    before = main;
  }
  return true;
}

/** A segment under construction. While running: the lines it went through. */
interface Bar {
  readonly state: SegmentState;
  readonly start: number;
  readonly view: ThreadView;
  low: number;
  high: number;
}

/** One pass over the columns; neighbours in the same state become one segment. Adds the arrows of the thread's waits. */
function segmentsOf(trace: Trace, thread: number, waits: Wait[]): Segment[] {
  const { steps, states } = trace;
  const segments: Segment[] = [];
  let bar: Bar | null = null;
  for (let k = 0; k < states.length; k++) {
    const view = states[k]?.[thread];
    if (view === undefined) continue; // not started yet
    const runs = steps[k]?.thread === thread;
    const line = runs ? (steps[k]?.line ?? 0) : 0;
    if (bar !== null && (runs ? bar.state === 'running' : bar.state !== 'running' && sameState(bar.view, view))) {
      if (runs) {
        bar.low = Math.min(bar.low, line);
        bar.high = Math.max(bar.high, line);
      }
      continue;
    }
    if (bar !== null) segments.push(segmentOf(bar, k, thread));
    bar = { state: runs ? 'running' : stateOf(view), start: k, view, low: line, high: line };
    if (bar.state === 'lock' && view.waitsFor !== null && view.waitsFor.holder >= 0) {
      waits.push({ thread, holder: view.waitsFor.holder, at: k, lock: view.waitsFor.name });
    }
  }
  if (bar !== null) segments.push(segmentOf(bar, states.length, thread));
  return segments;
}

const stateOf = ({ status }: ThreadView): SegmentState =>
  status === 'finished' ? 'done' : status === 'blocked' ? 'lock' : status === 'sleeping' ? 'io' : 'ready';

const sameState = (a: ThreadView, b: ThreadView): boolean =>
  a === b ||
  (stateOf(a) === stateOf(b) && a.waitsFor?.name === b.waitsFor?.name && a.waitsFor?.holder === b.waitsFor?.holder);

function segmentOf(bar: Bar, end: number, thread: number): Segment {
  const { state, start, view } = bar;
  const label = labelOf(bar);
  const name = `${view.mark}, ${descriptionOf(bar, label)}, ${span(start, end)}`;
  return { start, end, state, label, name, thread };
}

function labelOf({ state, view, low, high }: Bar): string {
  if (state === 'running') return low === high ? `line ${low}` : `lines ${low}–${high}`;
  if (state === 'lock') return view.waitsFor === null ? view.reason : `waits for ${view.waitsFor.name}`;
  if (state === 'io') return 'asleep';
  return state === 'done' ? (view.error === '' ? 'done' : 'ended by an exception') : 'ready';
}

function descriptionOf({ state, view }: Bar, label: string): string {
  if (state === 'running') return `running, ${label}`;
  const wait = view.waitsFor;
  if (state !== 'lock' || wait === null || /^waits for /.test(view.reason))
    return state === 'lock' ? `blocked, ${label}` : label;
  const holder = wait.holder < 0 ? '' : ` held by ${markOf(wait.holder)}`;
  return `blocked on ${wait.name}${holder}`;
}
