import type { Executor } from '../../simulate/workloads/workers.ts';
import type { Version } from '../benchmarks/machine-choice.ts';

/** Who does the work, in which Python. */
export interface Contestant {
  readonly id: string;
  /** Beside its timeline and in the table. */
  readonly label: string;
  readonly detail: string;
  /** In a sentence: "… takes twice as long as …". */
  readonly name: string;
  readonly executor: Executor;
  readonly python: Version;
}

export const contestants = [
  {
    id: 'gil',
    label: 'Threads, GIL',
    detail: 'CPython 3.13',
    name: 'the run with the GIL',
    executor: 'thread',
    python: '3.13',
  },
  {
    id: 'free',
    label: 'Threads, no GIL',
    detail: 'free-threaded 3.13',
    name: 'the run without a GIL',
    executor: 'thread',
    python: '3.13t',
  },
  {
    id: 'processes',
    label: 'Processes',
    detail: 'CPython 3.13, fork',
    name: 'the run with processes',
    executor: 'fork',
    python: '3.13',
  },
  {
    id: 'spawn',
    label: 'Processes, spawned',
    detail: 'CPython 3.13, spawn',
    name: 'the run with spawned processes',
    executor: 'spawn',
    python: '3.13',
  },
  {
    id: 'old',
    label: 'Threads, Python of 2019',
    detail: 'CPython 3.9: a switch after any bytecode',
    name: 'the run on CPython 3.9',
    executor: 'thread',
    python: '3.9',
  },
] as const satisfies readonly Contestant[];

export type ContestantId = (typeof contestants)[number]['id'];

export const contestantIds = contestants.map(({ id }) => id);
export const usualContestants: readonly ContestantId[] = ['gil', 'free', 'processes'];

export const contestantOf = (id: ContestantId): Contestant =>
  contestants.find((one) => one.id === id) ?? contestants[0];
