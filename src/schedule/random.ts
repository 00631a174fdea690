import alea from 'seedrandom/lib/alea.js';
import type { Scheduler } from './scheduler.ts';
import { formatSeed } from './seed.ts';

/**
 * Every thread that can step is equally likely. Draws one number at each choice point (two or more threads), none
 * where there is nothing to choose. Equal seeds give equal schedules in Node and in every browser: Baagøe's Alea
 * uses only exact double arithmetic. The scheduler remembers where it is: make one for each run.
 */
export function randomScheduler(seed: number): Scheduler {
  const random = alea(formatSeed(seed));
  return ({ enabled, count }) => {
    const index = count > 1 ? Math.floor(random.quick() * count) : 0;
    return enabled[index] as number; // index < count, and the first `count` entries are thread ids
  };
}
