import type { Vm } from '../vm/types.ts';

/** What a scheduler sees when it is asked. `enabled` holds `count` thread ids, ascending; the rest is stale. */
export interface Choice {
  readonly vm: Vm;
  /** Index of the step to come, from 0. */
  readonly step: number;
  readonly enabled: Int32Array;
  readonly count: number;
  /** The thread of the step before, −1 at the start. */
  readonly last: number;
}

/** Whoever chooses the next step. Returns a thread id out of `enabled`, or `STOP`. */
export type Scheduler = (choice: Choice) => number;

/** Nobody is chosen: the run ends here. */
export const STOP = -1;
/** An idle tick in a schedule: a step at which no thread runs. */
export const IDLE = -2;
