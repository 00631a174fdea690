/**
 * What a worker does: the lesson's loop, natively. Each function stands for itself and imports nothing, so that a
 * test can run this very code in a Node thread, where no worker can load TypeScript.
 */

/** `plain` is the lesson's program: load, add, store. `atomic` is the control: one indivisible addition. */
export type Way = 'plain' | 'atomic';

/** One round for one worker. All memory is shared, and new in every round. */
export interface Order {
  readonly way: Way;
  /** How many times to add 1. */
  readonly times: number;
  /** One cell, the counter. */
  readonly counter: Int32Array<SharedArrayBuffer>;
  /** Two cells: how many workers have come to the start, and the token that they pass round there. */
  readonly gate: Int32Array<SharedArrayBuffer>;
  /** How many workers the gate waits for. */
  readonly workers: number;
}

/** When a worker counted, in milliseconds since 1970 (a worker's own clock starts when it does). */
export interface Counted {
  readonly from: number;
  readonly to: number;
}

export function countPlainly(counter: Int32Array, times: number): void {
  for (let i = 0; i < times; i++) {
    const tmp = counter[0] as number;
    counter[0] = tmp + 1;
  }
}

export function countAtomically(counter: Int32Array, times: number): void {
  for (let i = 0; i < times; i++) Atomics.add(counter, 0, 1);
}

/**
 * Waits until all workers are here and really run side by side; without that, one is through before the system has
 * so much as found a core for the other. First asleep until the last one comes. Then awake: a token goes round,
 * which is quick only while each worker has a core of its own; a busy machine may not grant that, so there is an
 * end to it. Blocks: never call it on a page's main thread.
 */
export function meet(gate: Int32Array<SharedArrayBuffer>, workers: number): void {
  const me = Atomics.add(gate, 0, 1);
  if (me + 1 === workers) Atomics.notify(gate, 0);
  for (let here = Atomics.load(gate, 0); here < workers; here = Atomics.load(gate, 0)) Atomics.wait(gate, 0, here);
  const passes = 200 * workers;
  const deadline = performance.now() + 100;
  for (let token = Atomics.load(gate, 1); token < passes; token = Atomics.load(gate, 1)) {
    if (token % workers === me) Atomics.store(gate, 1, token + 1);
    else if (performance.now() > deadline) return;
  }
}

/** Carries out one order and tells when it counted. */
export function obey(order: Order): Counted {
  const { way, times, counter, gate, workers } = order;
  meet(gate, workers);
  const from = performance.timeOrigin + performance.now();
  if (way === 'plain') countPlainly(counter, times);
  else countAtomically(counter, times);
  return { from, to: performance.timeOrigin + performance.now() };
}
