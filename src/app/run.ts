import type { Program } from '../language/program.ts';
import { formatSchedule } from '../schedule/text.ts';
import type { Chooser } from '../trace/log.ts';
import { scheduleOf, startTrace, stepTrace, truncate } from '../trace/record.ts';
import type { Trace } from '../trace/types.ts';
import type { Machine } from '../vm/machine.ts';

/** What stands on the page: a trace, where in it, and what it was before. Immutable: each change is a new Run. */
export interface Run {
  readonly trace: Trace;
  readonly cursor: number;
  readonly chooser: Chooser;
  /** The seed that made the trace, as it is written, or empty. */
  readonly seed: string;
  /** Earlier runs, the latest last: what Undo goes back to. */
  readonly past: readonly Past[];
}

type Past = Omit<Run, 'past'>;

/** Undo keeps so many runs, of so many steps together. */
const MOST_PAST = 500;
const MOST_PAST_STEPS = 400_000;

export const beginRun = (program: Program, machine: Machine): Run => runOf(startTrace(program, machine));

export const runOf = (trace: Trace, past: readonly Past[] = []): Run => ({
  trace,
  cursor: 0,
  chooser: 'you',
  seed: '',
  past,
});

/** The schedule field's text. */
export const textOf = ({ trace, seed }: Run): string => seed || formatSchedule(scheduleOf(trace));

/** Where a run may be looked at. */
export const seek = (run: Run, cursor: number): Run => {
  const at = Math.min(run.trace.steps.length, Math.max(0, Math.trunc(cursor)));
  return at === run.cursor ? run : { ...run, cursor: at };
};

/**
 * One step of the thread at the cursor. When that is what the trace does there anyway, only the cursor moves;
 * else what came after it is replaced, and Undo brings it back. Throws StepError when the thread cannot step.
 */
export function step(run: Run, thread: number): Run {
  if (run.trace.steps[run.cursor]?.thread === thread) return seek(run, run.cursor + 1);
  const trace = stepTrace(truncate(run.trace, run.cursor), thread);
  return { trace, cursor: trace.steps.length, chooser: 'you', seed: '', past: remember(run) };
}

/** Another trace in place of this one; the cursor at its end unless it is told another place. */
export function replace(run: Run, trace: Trace, chooser: Chooser, seed = '', cursor = trace.steps.length): Run {
  return seek({ trace, cursor: -1, chooser, seed, past: remember(run) }, cursor);
}

/** Back to the start; the trace stays behind Undo. */
export const reset = (run: Run): Run =>
  run.trace.steps.length === 0 ? run : replace(run, truncate(run.trace, 0), 'you', '', 0);

export function undo(run: Run): Run {
  const before = run.past.at(-1);
  return before === undefined ? run : { ...before, past: run.past.slice(0, -1) };
}

/** Forgets what was before: for another program. */
export const forget = (run: Run): Run => ({ ...run, past: [] });

function remember({ past, ...now }: Run): readonly Past[] {
  const kept = [...past, now];
  let from = Math.max(0, kept.length - MOST_PAST);
  let steps = 0;
  for (let i = kept.length - 1; i >= from; i--) {
    steps += kept[i]?.trace.steps.length ?? 0;
    if (steps > MOST_PAST_STEPS && i < kept.length - 1) from = i + 1;
  }
  return kept.slice(from);
}
