import type { FromWorker } from './counter.worker.ts';
import type { Counted, Way } from './counting.ts';
import type { Host, LabWorker } from './host.ts';
import { expectedOf, type Settings } from './settings.ts';

/** What came out of one round. `final + lost === expected`. */
export interface RoundResult {
  readonly way: Way;
  /** From 1, for each way. */
  readonly round: number;
  readonly expected: number;
  /** What the counter held at the end. */
  readonly final: number;
  readonly lost: number;
  /** From the first worker's start to the last one's end. */
  readonly milliseconds: number;
  /** Share of that time, 0 to 1, in which all workers counted. */
  readonly overlap: number;
}

/** What a pool tells, in this order: ready, a result for each round, done; or at any time crashed, then nothing more. */
export type PoolEvent =
  | { readonly type: 'ready' }
  | { readonly type: 'result'; readonly result: RoundResult }
  | { readonly type: 'done' }
  | { readonly type: 'crashed'; readonly message: string };

/**
 * Starts the workers, sends them through all rounds, and tells how each went. Never blocks: it only listens. All
 * workers are dead after `done`, after `crashed`, and after a call of the returned function, which may come at any
 * time and more than once.
 */
export function startPool(host: Host, settings: Settings, tell: (event: PoolEvent) => void): () => void {
  const { workers: size, rounds, controls, times } = settings;
  const plan = [...roundsOf('plain', rounds), ...roundsOf('atomic', controls)];
  const workers: LabWorker[] = [];
  let ended = false;
  let round: Round | undefined; // none while the workers start
  let counter = shared(1);
  let counted: Counted[] = [];
  let awaited = size; // workers that have not answered yet

  const end = (): void => {
    ended = true;
    for (const worker of workers.splice(0)) worker.kill();
  };
  const crash = (message: string): void => {
    if (ended) return;
    end();
    tell({ type: 'crashed', message });
  };
  const nextRound = (): void => {
    round = plan.shift();
    if (round === undefined) {
      end();
      tell({ type: 'done' });
      return;
    }
    counter = shared(1);
    counted = [];
    awaited = size;
    const order = { way: round.way, times, counter, gate: shared(2), workers: size };
    for (const worker of workers) worker.post(order);
  };
  const hear = (message: FromWorker): void => {
    if (ended) return;
    if (message.kind === 'counted') counted.push(message);
    if (--awaited > 0) return;
    if (round === undefined) tell({ type: 'ready' });
    else tell({ type: 'result', result: resultOf(round, expectedOf(settings), counter[0] as number, counted) });
    if (!ended) guarded(nextRound); // whoever was told may have ended it
  };
  /** What a browser refuses (a worker, memory to share) ends the experiment; no worker is left behind. */
  const guarded = (action: () => void): void => {
    try {
      action();
    } catch (error) {
      crash(`The browser refused: ${error instanceof Error ? error.message : String(error)}.`);
    }
  };

  guarded(() => {
    for (let i = 1; i <= size; i++) {
      workers.push(host.start({ message: hear, failed: (message) => crash(`Worker ${i} failed: ${message}.`) }));
    }
  });
  return end;
}

const shared = (cells: number): Int32Array<SharedArrayBuffer> =>
  new Int32Array(new SharedArrayBuffer(cells * Int32Array.BYTES_PER_ELEMENT));

type Round = Pick<RoundResult, 'way' | 'round'>;

const roundsOf = (way: Way, count: number): Round[] => Array.from({ length: count }, (_, i) => ({ way, round: i + 1 }));

function resultOf(round: Round, expected: number, final: number, counted: readonly Counted[]): RoundResult {
  const from = counted.map((c) => c.from);
  const to = counted.map((c) => c.to);
  const milliseconds = Math.max(...to) - Math.min(...from);
  const together = Math.max(0, Math.min(...to) - Math.max(...from));
  const overlap = milliseconds > 0 ? together / milliseconds : 0;
  return { ...round, expected, final, lost: expected - final, milliseconds, overlap };
}
