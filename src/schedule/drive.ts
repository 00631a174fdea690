import type { Vm } from '../vm/types.ts';
import { IDLE, type Scheduler, STOP } from './scheduler.ts';

/** Why a run came to its end: nobody can step (finished or stuck), the scheduler said stop, or the limit was reached. */
export type DriveEnd = 'nobody' | 'stop' | 'limit';

/**
 * Steps a machine until nobody can step, the scheduler answers STOP, or `limit` steps are done. `onStep` is told
 * each step after it happened (index, thread; IDLE for an idle tick); it may read `vm.effects()`. `first` and `last`
 * are the index of the next step and the thread of the step before. What the scheduler or the machine throws goes through.
 */
export function drive(
  vm: Vm,
  scheduler: Scheduler,
  limit: number,
  onStep: (step: number, thread: number) => void,
  first = 0,
  last = -1,
): DriveEnd {
  const enabled = new Int32Array(vm.limits.threads);
  const choice = { vm, step: first, enabled, count: 0, last };
  while (true) {
    choice.count = vm.choices(enabled);
    if (choice.count === 0) return 'nobody';
    if (choice.step >= limit) return 'limit';
    const thread = scheduler(choice);
    if (thread === STOP) return 'stop';
    if (thread !== IDLE) vm.step(thread);
    onStep(choice.step, thread);
    choice.step++;
    if (thread !== IDLE) choice.last = thread;
  }
}
