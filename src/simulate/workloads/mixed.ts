import { sleep } from '../activity.ts';
import type { Program } from '../world.ts';
import { type CpuWork, crunch } from './cpu.ts';
import { type Executor, runWorkers } from './workers.ts';

export interface MixedWorkload {
  readonly executor: Executor;
  readonly workers: number;
  readonly rounds: number;
  /** Of one round: the work, and the sleep after it in virtual nanoseconds. */
  readonly work: CpuWork;
  readonly wait: number;
}

/** Workers that compute and wait in turn. */
export function mixedWorkload({ executor, workers, rounds, work, wait }: MixedWorkload): Program {
  const worker: Program = function* () {
    for (let round = 0; round < rounds; round++) {
      yield* crunch(work);
      yield sleep(wait);
    }
  };
  return function* (self) {
    yield* runWorkers(self, executor, workers, () => worker);
  };
}
