import type { Segment } from '../trace/types.ts';
import { duration } from './difference.ts';
import { GIL_EVENTS, type GilColumns, type GilEventKind } from './recorder.ts';
import type { Run } from './run.ts';

/** What a GIL is like at a moment. */
export interface GilState {
  /** −1: nobody has it. */
  readonly holder: number;
  /** How many wait for it. */
  readonly waiters: number;
  /** Somebody has asked the holder to let go, and who that was. */
  readonly requested: boolean;
  readonly requester: number;
  /** So far. */
  readonly takes: number;
  readonly forcedSwitches: number;
  readonly falseWakes: number;
}

function columnsOf(run: Run): GilColumns {
  if (run.gilEvents === null) throw new Error('This run kept only sums: simulate it with record: true.');
  return run.gilEvents;
}

/** State of a process's GIL at a moment, after all that happened at that nanosecond. */
export function gilAt(run: Run, process: number, at: number): GilState {
  const columns = columnsOf(run);
  const state = { holder: -1, waiters: 0, requested: false, requester: -1, takes: 0, forcedSwitches: 0, falseWakes: 0 };
  for (let index = 0; index < columns.at.length && (columns.at[index] as number) <= at; index++) {
    if (columns.process[index] !== process) continue;
    const kind = GIL_EVENTS[columns.kind[index] as number] as GilEventKind;
    const thread = columns.thread[index] as number;
    state.waiters = columns.waiters[index] as number;
    if (kind === 'take') {
      Object.assign(state, { holder: thread, requested: false, requester: -1 });
      state.takes++;
    } else if (kind === 'request') Object.assign(state, { requested: true, requester: thread });
    else if (kind === 'falseWake') state.falseWakes++;
    else state.holder = -1;
    if (kind === 'forced') state.forcedSwitches++;
  }
  return state;
}

/** Who has a process's GIL, as segments of its lane; `free` between. */
export function gilSegments(run: Run, process: number): Segment[] {
  const columns = columnsOf(run);
  const segments: Segment[] = [];
  let holder = -1;
  let start = 0;
  const close = (end: number) => {
    if (end === start) return;
    const who = holder < 0 ? '' : (run.threads[holder]?.name ?? '');
    const label = holder < 0 ? 'free' : who;
    const name = `GIL, ${holder < 0 ? 'free' : `held by ${who}`}, ${duration(start)} to ${duration(end)}`;
    segments.push({ start, end, state: holder < 0 ? 'free' : 'gil', label, name, thread: holder });
  };
  for (let index = 0; index < columns.at.length; index++) {
    if (columns.process[index] !== process) continue;
    const kind = GIL_EVENTS[columns.kind[index] as number] as GilEventKind;
    if (kind === 'request' || kind === 'falseWake') continue;
    const at = columns.at[index] as number;
    close(at);
    start = at;
    holder = kind === 'take' ? (columns.thread[index] as number) : -1;
  }
  close(run.end);
  return segments;
}
