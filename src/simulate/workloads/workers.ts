import { type Activity, join, start } from '../activity.ts';
import type { StartMethod } from '../machine.ts';
import type { Child, ProcessOptions, Program, Self } from '../world.ts';

/** What runs the workers: threads, processes by one of the start methods, or nobody but the main thread (`seq`). */
export type Executor = 'seq' | 'thread' | StartMethod;

/** A worker: the program that number `index` of `workers` runs. */
export type Worker = (index: number) => Program;

/** Starts `workers` workers, and joins them in the same order. `seq` runs them one after the other. */
export function* runWorkers(
  self: Self,
  executor: Executor,
  workers: number,
  worker: Worker,
  options: ProcessOptions = {},
): Generator<Activity, void, unknown> {
  const numbers = Array.from({ length: workers }, (_, index) => index);
  if (executor === 'seq') {
    for (const index of numbers) yield* asGenerator(worker(index)(self));
    return;
  }
  const children = numbers.map((index) => child(self, executor, index, worker(index), options));
  for (const one of children) yield start(one);
  for (const one of children) yield join(one);
}

/** Worker `index`, made but not started. */
export function child(
  self: Self,
  executor: Exclude<Executor, 'seq'>,
  index: number,
  program: Program,
  options: ProcessOptions = {},
): Child {
  return executor === 'thread'
    ? self.thread(`T${index + 1}`, program)
    : self.process(`P${index + 1}`, program, { ...options, method: executor });
}

/** A body as a generator, so that another one can `yield*` it. */
export function* asGenerator(body: ReturnType<Program>): Generator<Activity, void, unknown> {
  let step = body.next(undefined);
  while (step.done !== true) step = body.next(yield step.value);
}
