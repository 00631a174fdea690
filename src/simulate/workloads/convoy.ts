import { type Activity, compute, io, sleep, start } from '../activity.ts';
import type { Program, Self } from '../world.ts';
import { child, type Executor } from './workers.ts';

export interface ConvoyWorkload {
  /** Of the hogs: threads beside the one that waits, or processes. */
  readonly executor: Exclude<Executor, 'seq'>;
  readonly hogs: number;
  /** Nanoseconds of a hog's C call that keeps the GIL; 0 for bytecode. */
  readonly grain: number;
  /** How often it waits, and what for: so long a sleep, or a round trip of so long to somebody else. */
  readonly waits: number;
  readonly wait: number;
  readonly what: 'sleep' | 'io';
  /** Processor time from one wait to the next. */
  readonly cpu: number;
}

/**
 * The convoy effect (bpo-7946): a thread that waits briefly, again and again, beside some that compute. Measures each
 * wait beyond the pure one as `latency`, in nanoseconds, and the whole as `seconds`.
 */
export function convoyWorkload({ executor, hogs, grain, waits, wait, what, cpu }: ConvoyWorkload): Program {
  return function* (self) {
    let over = false;
    const hog: Program = function* () {
      const stretch = grain > 0 ? grain : 1e6;
      while (!over) yield compute(stretch, grain);
    };
    for (let index = 0; index < hogs; index++) yield start(child(self, executor, index, hog));
    const begin = self.now();
    const waiter: Program = function* (me: Self): Generator<Activity, void, unknown> {
      for (let count = 0; count < waits; count++) {
        const from = me.now();
        yield what === 'sleep' ? sleep(wait) : io(wait);
        yield compute(cpu);
        me.measure('latency', me.now() - from - (what === 'sleep' ? wait : 0));
      }
      over = true;
      me.measure('seconds', (me.now() - begin) / 1e9);
    };
    const thread = self.thread('waiter', waiter);
    yield start(thread);
    yield { kind: 'join', child: thread };
  };
}
