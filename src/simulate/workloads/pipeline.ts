import { type Activity, sleep } from '../activity.ts';
import type { Program } from '../world.ts';
import { type CpuWork, crunch } from './cpu.ts';
import { type Pool, processPool, type Ticket, threadPool } from './pool.ts';

export interface PipelineWorkload {
  /**
   * One pool for the whole of an item; or `hybrid`: threads that read, processes that compute, threads that store. How
   * the measured hybrid was built is not written down: three pools is what its times allow.
   */
  readonly executor: 'seq' | 'thread' | 'fork' | 'spawn' | 'forkserver' | 'hybrid';
  readonly workers: number;
  /** Of `hybrid`. */
  readonly processes: number;
  readonly items: number;
  /** Of one item: waits in virtual nanoseconds, and the work between them. */
  readonly read: number;
  readonly work: CpuWork;
  readonly store: number;
}

/** The article's data pipeline: read, compute, store, for each item. */
export function pipelineWorkload(workload: PipelineWorkload): Program {
  const { executor, workers, processes, items, read, work, store } = workload;
  function* whole(): Generator<Activity, void, unknown> {
    yield sleep(read);
    yield* crunch(work);
    yield sleep(store);
  }
  return function* (self) {
    if (executor === 'seq') {
      for (let item = 0; item < items; item++) yield* whole();
      return;
    }
    const pools: Pool[] = [];
    const tickets: Ticket[] = [];
    if (executor === 'hybrid') {
      const readers = threadPool(self, workers, 'reader');
      const crunchers = processPool(self, processes, 'fork');
      const writers = threadPool(self, workers, 'writer');
      pools.push(readers, crunchers, writers);
      for (let item = 0; item < items; item++) {
        const raw = yield* readers.submit(function* () {
          yield sleep(read);
          const row = yield* crunchers.submit(() => crunch(work));
          const stored = yield* writers.submit(function* () {
            yield* row();
            yield sleep(store);
          });
          tickets.push(stored);
        });
        tickets.push(raw);
      }
    } else {
      const pool = executor === 'thread' ? threadPool(self, workers) : processPool(self, workers, executor);
      pools.push(pool);
      for (let item = 0; item < items; item++) tickets.push(yield* pool.submit(whole));
    }
    for (const ticket of tickets) yield* ticket();
    for (const pool of pools) yield* pool.shutdown();
  };
}
