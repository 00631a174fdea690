import { convoyWorkload } from '../../simulate/workloads/convoy.ts';
import { cpuWorkload } from '../../simulate/workloads/cpu.ts';
import { mixedWorkload } from '../../simulate/workloads/mixed.ts';
import { pipelineWorkload } from '../../simulate/workloads/pipeline.ts';
import type { Executor } from '../../simulate/workloads/workers.ts';
import type { Program } from '../../simulate/world.ts';

const ms = (count: number): number => count * 1e6;

/** A workload that can be done by threads or processes, or (`alone`) by nobody but the main thread. */
export interface Work {
  readonly id: string;
  readonly label: string;
  readonly words: string;
  readonly alone: boolean;
  readonly program: (executor: Executor, workers: number) => Program;
}

export const works = [
  {
    id: 'computing',
    label: 'Computing',
    words: 'Each worker executes bytecode for 60 ms.',
    alone: true,
    program: (executor, workers) => cpuWorkload({ executor, workers, work: { kind: 'bytecode', ns: ms(60) } }),
  },
  {
    id: 'hashing',
    label: 'Hashing in C',
    words: 'Each worker spends 60 ms in C code that lets go of the GIL, in 6 calls.',
    alone: true,
    program: (executor, workers) =>
      cpuWorkload({ executor, workers, work: { kind: 'released', ns: ms(60), calls: 6 } }),
  },
  {
    id: 'waiting',
    label: 'Waiting',
    words: 'Each worker waits 12 ms for an answer, 5 times, and computes 1 ms after each.',
    alone: true,
    program: (executor, workers) =>
      mixedWorkload({ executor, workers, rounds: 5, work: { kind: 'bytecode', ns: ms(1) }, wait: ms(12) }),
  },
  {
    id: 'half',
    label: 'Half and half',
    words: 'Each worker computes 6 ms and waits 6 ms, 6 times.',
    alone: true,
    program: (executor, workers) =>
      mixedWorkload({ executor, workers, rounds: 6, work: { kind: 'bytecode', ns: ms(6) }, wait: ms(6) }),
  },
  {
    id: 'pipeline',
    label: 'Read, compute, store',
    words: 'Twelve items through one pool: each waits 20 ms, is computed for 30 ms, and waits 10 ms to be stored.',
    alone: true,
    program: (executor, workers) =>
      pipelineWorkload({
        executor,
        workers,
        processes: workers,
        items: 12,
        read: ms(20),
        work: { kind: 'bytecode', ns: ms(30) },
        store: ms(10),
      }),
  },
  {
    id: 'convoy',
    label: 'Convoy',
    words: 'One thread waits 1 ms, 15 times, beside workers that compute until it is done.',
    alone: false,
    program: (executor, workers) =>
      convoyWorkload({
        executor: executor === 'seq' ? 'thread' : executor,
        hogs: workers,
        grain: 0,
        waits: 15,
        wait: ms(1),
        what: 'sleep',
        cpu: 20e3,
      }),
  },
] as const satisfies readonly Work[];

export type WorkId = (typeof works)[number]['id'];

export const workIds = works.map(({ id }) => id);

export const workOf = (id: WorkId): Work => works.find((work) => work.id === id) ?? works[0];
