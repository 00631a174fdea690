import { sleep } from '../activity.ts';
import type { Program } from '../world.ts';
import { exchange, serve } from './server.ts';
import { type Executor, runWorkers } from './workers.ts';

export interface WebWorkload {
  readonly executor: Executor;
  readonly workers: number;
  /** Requests of each worker. */
  readonly requests: number;
  /** What the server waits before it answers. Without `server`, the client sleeps so long instead. */
  readonly latency: number;
  /** Processor time of a request: in the client, and in the server on the same computer. */
  readonly clientTime: number;
  readonly server: { readonly service: number; readonly calls: number } | null;
  readonly importTime?: number;
}

/** Workers that fetch pages, one after the other each: the article's I/O-bound benchmark. */
export function webWorkload(workload: WebWorkload): Program {
  const { executor, workers, requests, latency, clientTime, server, importTime } = workload;
  return function* (self) {
    const local = server === null ? null : yield* serve(self, latency, server.service);
    const begin = self.now();
    const worker: Program = function* (worker) {
      for (let request = 0; request < requests; request++) {
        if (local !== null && server !== null) yield* exchange(worker, local, clientTime, server.calls);
        else yield sleep(latency);
      }
    };
    yield* runWorkers(self, executor, workers, () => worker, { importTime });
    self.measure('seconds', (self.now() - begin) / 1e9);
  };
}
