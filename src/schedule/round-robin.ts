import type { Scheduler } from './scheduler.ts';

/**
 * Threads take turns in the order of their ids, `quantum` steps each (at least 1); a thread that cannot go on, or
 * has finished, passes its turn. The scheduler remembers where it is: make one for each run.
 */
export function roundRobinScheduler(quantum: number): Scheduler {
  if (!Number.isInteger(quantum) || quantum < 1)
    throw new RangeError(`A quantum is a whole number of steps, at least 1; found ${quantum}`);
  let used = 0;
  return ({ enabled, count, last }) => {
    let next = enabled[0] as number; // count ≥ 1: nobody is asked when there is nothing to choose
    for (let i = count - 1; i >= 0; i--) {
      const thread = enabled[i] as number;
      if (thread === last && used < quantum) {
        used++;
        return last;
      }
      if (thread > last) next = thread; // the smallest id above the last one, else the smallest of all
    }
    used = 1;
    return next;
  };
}
