import { IDLE } from '../schedule/scheduler.ts';
import { markOf } from '../schedule/text.ts';
import { span } from './span.ts';
import type { BatonMove, Lane, Segment, Trace } from './types.ts';

/**
 * The walk of the GIL. Whoever steps has it from the start of that step, and keeps it until another thread steps
 * (it passes) or until its holder blocks, sleeps or finishes (it drops, and is free).
 */
export function batonOf(trace: Trace): BatonMove[] {
  const moves: BatonMove[] = [];
  let holder = -1;
  for (let k = 0; k < trace.steps.length; k++) {
    const thread = trace.steps[k]?.thread ?? IDLE;
    if (thread === IDLE) continue;
    if (thread !== holder) moves.push({ at: k, kind: holder < 0 ? 'pick' : 'pass', from: holder, to: thread });
    holder = thread;
    const status = trace.states[k + 1]?.[thread]?.status;
    if (status === 'blocked' || status === 'sleeping' || status === 'finished') {
      moves.push({ at: k + 1, kind: 'drop', from: thread, to: -1 });
      holder = -1;
    }
  }
  return moves;
}

/** The GIL's own lane: who has it, and where nobody does. Ends with the last step when all threads have finished. */
export function gilLane(trace: Trace, moves: readonly BatonMove[]): Lane {
  const segments: Segment[] = [];
  const end = trace.steps.length + (trace.ending.kind === 'finished' ? 0 : 1);
  let start = 0;
  let holder = -1;
  const close = (at: number): void => {
    if (at <= start) return;
    const free = holder < 0;
    const label = free ? 'free' : markOf(holder);
    const name = free ? `GIL free, ${span(start, at)}` : `${label} has the GIL, ${span(start, at)}`;
    segments.push({ start, end: at, state: free ? 'free' : 'gil', label, name, thread: holder });
  };
  for (const move of moves) {
    close(move.at);
    start = move.at;
    holder = move.to;
  }
  close(end);
  return { id: 'GIL', kind: 'gil', label: 'GIL', detail: 'baton', thread: -1, segments };
}
