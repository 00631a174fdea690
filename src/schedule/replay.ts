import type { Vm } from '../vm/types.ts';
import { IDLE, type Scheduler, STOP } from './scheduler.ts';
import { markOf, type Schedule } from './text.ts';

/** A schedule chose a thread that could not step. The message names thread, reason and step. */
export class ReplayError extends Error {
  readonly step: number;
  readonly thread: number;
  constructor(step: number, thread: number, message: string) {
    super(message);
    this.name = 'ReplayError';
    this.step = step;
    this.thread = thread;
  }
}

/** Why the thread cannot do step `step` (counted from 0), as a sentence: `T2 was blocked on lock at step 8`; empty when it can. */
export function whyNot(vm: Vm, thread: number, step: number): string {
  if (thread === IDLE) return '';
  if (!Number.isInteger(thread) || thread < 0 || thread >= vm.threadCount())
    return `${markOf(thread)} had not started at step ${step}`;
  if (vm.enabled(thread)) return '';
  const view = vm.thread(thread);
  if (view.status === 'finished') return `${view.mark} had finished before step ${step}`;
  if (view.status === 'created') return `${view.mark} had not started at step ${step}`;
  const wait = view.waitsFor;
  if (wait === null) return `${view.mark} could not go on at step ${step}${view.reason && `: ${view.reason}`}`;
  if (/^waits for /.test(view.reason)) return `${view.mark} was waiting for ${wait.name} at step ${step}`;
  return `${view.mark} was blocked on ${wait.name} at step ${step}`;
}

/**
 * Follows a schedule and stops at its end. Strict: a choice that cannot step throws ReplayError, it is never
 * skipped. An idle tick is always possible.
 */
export function replayScheduler(schedule: Schedule): Scheduler {
  return ({ vm, step }) => {
    if (step >= schedule.length) return STOP;
    const thread = schedule[step] as number;
    const reason = whyNot(vm, thread, step);
    if (reason !== '') throw new ReplayError(step, thread, reason);
    return thread;
  };
}
