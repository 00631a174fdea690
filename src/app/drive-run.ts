import { runOn } from '../schedule/by-hand.ts';
import { randomScheduler } from '../schedule/random.ts';
import { whyNot } from '../schedule/replay.ts';
import { IDLE, type Scheduler, STOP } from '../schedule/scheduler.ts';
import type { Schedule } from '../schedule/text.ts';
import { continueTrace } from '../trace/record.ts';
import type { Trace } from '../trace/types.ts';

/** The most steps of a run on the page: enough for any lesson, few enough to draw. */
export const PAGE_STEPS = 20_000;
/** Milliseconds of work before the page may do something else. */
const SLICE = 12;

/** Who chooses, and a sentence about the first choice that was impossible (empty while there was none). */
export interface Driver {
  readonly scheduler: Scheduler;
  fault(): string;
}

export const bySeed = (seed: number): Driver => ({ scheduler: randomScheduler(seed), fault: () => '' });
export const onAndOn: Driver = { scheduler: runOn, fault: () => '' };

const kept = (steps: number): string =>
  steps === 0
    ? 'No step was done.'
    : steps === 1
      ? 'The step before it was kept.'
      : `The ${steps} steps before it were kept.`;

/** Follows a schedule; at the first impossible step it stops, and says why. */
export function bySchedule(schedule: Schedule): Driver {
  let fault = '';
  const scheduler: Scheduler = ({ vm, step }) => {
    if (step >= schedule.length) return STOP;
    const thread = schedule[step] ?? IDLE;
    const reason = whyNot(vm, thread, step);
    if (reason === '') return thread;
    fault = `${reason}. ${kept(step)}`;
    return STOP;
  };
  return { scheduler, fault: () => fault };
}

/**
 * Continues a trace for one slice of time. `done`: the scheduler has stopped, nobody can step, or the trace has all
 * the steps that a page shows (then its ending says so). Otherwise call it again, after the page has had its turn.
 */
export function slice(
  trace: Trace,
  { scheduler }: Driver,
  now: () => number = () => performance.now(),
): { readonly trace: Trace; readonly done: boolean } {
  const deadline = now() + SLICE;
  let late = false;
  const next = continueTrace(
    trace,
    (choice) => {
      late = choice.step > trace.steps.length && now() > deadline;
      return late ? STOP : scheduler(choice);
    },
    { steps: PAGE_STEPS },
  );
  return { trace: next, done: !late };
}
