import type { BenchmarkOptions } from '../../simulate/benchmarks.ts';
import { type MachineChoice, readMachine, writeMachine } from './machine-choice.ts';
import { formatQuery, type Query, wholeNumber } from './query.ts';

/** All that the reader sets on the benchmarks page; the address holds it. */
export interface BenchmarksState {
  readonly machine: MachineChoice;
  /** One more group of bars in the two charts, unless it is one of 1, 2, 4, 8. */
  readonly workers: number;
  /** Share of processor time in the two charts' work, in percent. */
  readonly cpu: number;
  readonly io: number;
  /** Id of the bar whose run is open. */
  readonly open: string;
}

export const MOST_WORKERS = 16;
export const USUAL = { workers: 8, cpu: 100, io: 10, open: 'cpu.threads.2' } as const;

export function readBenchmarks(query: Query): BenchmarksState {
  const open = query.get('open') ?? '';
  return {
    machine: readMachine(query),
    workers: wholeNumber(query.get('workers'), 1, MOST_WORKERS, USUAL.workers),
    cpu: wholeNumber(query.get('cpu'), 0, 100, USUAL.cpu),
    io: wholeNumber(query.get('io'), 0, 100, USUAL.io),
    open: /^(cpu|io|mail|forest)\.[a-z]+\.\d{1,2}$/.test(open) ? open : USUAL.open,
  };
}

export const writeBenchmarks = ({ machine, workers, cpu, io, open }: BenchmarksState): string =>
  formatQuery({ ...writeMachine(machine), workers, cpu, io, open }, USUAL);

/** Numbers of workers in the two charts. */
export const workersOf = ({ workers }: BenchmarksState): number[] =>
  [...new Set([1, 2, 4, 8, workers])].sort((a, b) => a - b);

export const optionsOf = (state: BenchmarksState): BenchmarkOptions => ({
  workers: workersOf(state),
  cpuShare: state.cpu / 100,
  ioShare: state.io / 100,
});
