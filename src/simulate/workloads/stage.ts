import { type Activity, compute, io, native } from '../activity.ts';
import type { Program, Self } from '../world.ts';
import { type Pool, processPool, type Ticket, threadPool } from './pool.ts';

/** What is done with each of many items. */
export interface Stage {
  readonly name: string;
  /** Of one item, virtual nanoseconds: processor time, and waiting for disk or network. */
  readonly cpu: number;
  readonly wait: number;
  /** The processor time is C code that lets go of the GIL (NumPy, a hash); default false. */
  readonly releases?: boolean;
  /** What an item and its result weigh, if another process has to be given it. */
  readonly bytes?: number;
}

/** Who does it. `neither`: the main thread alone. */
export type Tool = 'neither' | 'asyncio' | 'threads' | 'processes';

/** One item in a thread of its own. */
function* item({ cpu, wait, releases }: Stage): Generator<Activity, void, unknown> {
  if (wait > 0) yield io(wait);
  if (cpu > 0) yield releases ? native(cpu, true) : compute(cpu);
}

/** A stage over all its items. */
export function stageWorkload(stage: Stage, items: number, tool: Tool, workers: number): Program {
  if (tool === 'asyncio') return (self) => eventLoop(self, stage, items, workers);
  return function* (self) {
    if (tool === 'neither') {
      for (let count = 0; count < items; count++) yield* item(stage);
      return;
    }
    const pool: Pool =
      tool === 'threads'
        ? threadPool(self, workers)
        : processPool(self, workers, self.machine.python.startMethod, stage.bytes);
    const tickets: Ticket[] = [];
    for (let count = 0; count < items; count++) tickets.push(yield* pool.submit(() => item(stage)));
    for (const ticket of tickets) yield* ticket();
    yield* pool.shutdown();
  };
}

/** One thread, up to `limit` waits at once; what computes keeps all others waiting. */
function* eventLoop(self: Self, { cpu, wait, releases }: Stage, items: number, limit: number) {
  const ends: number[] = [];
  let begun = 0;
  for (let done = 0; done < items; done++) {
    for (; begun < items && ends.length < limit; begun++) ends.push(self.now() + wait);
    const left = (ends.shift() as number) - self.now(); // all waits are equally long: first begun, first ended
    if (left > 0) yield io(left);
    if (cpu > 0) yield releases ? native(cpu, false) : compute(cpu);
  }
}
