import type { FromWorker } from './counter.worker.ts';
import type { Order } from './counting.ts';

/** A worker that has been started. */
export interface LabWorker {
  post(order: Order): void;
  /** Ends it at once, whatever it does. */
  kill(): void;
}

/** What a worker is heard by. Nothing is heard after `kill`. */
export interface Hearing {
  message(message: FromWorker): void;
  /** It threw, or could not be loaded; the message is what it said. */
  failed(message: string): void;
}

/** Where workers come from: a page, or Node in a test. */
export interface Host {
  /** Why no experiment can run here, as a sentence; empty when it can. */
  obstacle(): string;
  /** `hardwareConcurrency`: how many threads the machine runs at once; 0 when it does not tell. */
  readonly cores: number;
  start(hearing: Hearing): LabWorker;
}

/** The page's own workers. Tests hand in another `create`, for a worker that misbehaves. */
export function browserHost(create: () => Worker = createCounter): Host {
  return {
    obstacle: () => obstacleIn(globalThis),
    cores: globalThis.navigator?.hardwareConcurrency ?? 0,
    start(hearing) {
      const worker = create();
      worker.onmessage = ({ data }: MessageEvent<FromWorker>) => hearing.message(data);
      worker.onmessageerror = () => hearing.failed('it sent something that cannot be read');
      let killed = false;
      worker.onerror = (event) => {
        event.preventDefault(); // it is told here, so it need not be told again in the console
        // When it could not be loaded (the file is missing, the page forbids it) the event has no message at all.
        const message: string | undefined = event.message;
        if (!killed) hearing.failed(message?.replace(/^Uncaught /, '') || 'it could not be loaded');
      };
      return {
        post: (order) => worker.postMessage(order),
        kill() {
          killed = true; // onerror stays: an error that is already on its way would reach the page as its own
          worker.onmessage = worker.onmessageerror = null;
          worker.terminate();
        },
      };
    },
  };
}

// Written exactly so: the pattern by which Vite finds the worker and bundles it.
const createCounter = (): Worker => new Worker(new URL('./counter.worker.ts', import.meta.url), { type: 'module' });

/** What the obstacle depends on. */
export interface Surroundings {
  readonly Worker?: unknown;
  readonly SharedArrayBuffer?: unknown;
  readonly crossOriginIsolated?: boolean;
}

/** Why workers cannot share memory in these surroundings; empty when they can. */
export function obstacleIn(around: Surroundings): string {
  if (around.Worker === undefined) return 'This browser has no workers, so nothing can run on a second core.';
  if (around.crossOriginIsolated === false)
    return 'This page is not cross-origin isolated (its server must send the headers COOP and COEP), so its workers may not share memory.';
  if (around.SharedArrayBuffer === undefined)
    return 'This browser has no SharedArrayBuffer, so its workers cannot share memory.';
  return '';
}
