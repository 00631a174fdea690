import { differenceOf } from '../../simulate/difference.ts';
import { simulate } from '../../simulate/kernel.ts';
import type { SimulatedMachine } from '../../simulate/machine.ts';
import { efficiency, serialShare, speedUp } from '../../simulate/metrics.ts';
import { withPython } from '../../simulate/presets.ts';
import type { Run } from '../../simulate/run.ts';
import type { Program } from '../../simulate/world.ts';
import { type OpenedRun, openRun } from '../benchmarks/opened-run.ts';
import { type ContestantId, contestantOf } from './contestants.ts';
import { type WorkId, workOf } from './works.ts';

/** One workload, and those who do it on one computer from one seed. */
export interface Contest {
  readonly work: WorkId;
  readonly workers: number;
  readonly machine: SimulatedMachine;
  readonly contestants: readonly ContestantId[];
  readonly seed: number;
}

export interface Contested {
  readonly id: ContestantId;
  readonly opened: OpenedRun;
  /** Against the same work one after the other in one thread (of a program: against the first); NaN: means nothing. */
  readonly speedUp: number;
  readonly efficiency: number;
  /** Karp and Flatt's serial share, by Amdahl's law; NaN on one core. */
  readonly serialShare: number;
  /** How it differs from the first of the list, in one sentence; empty for the first. */
  readonly difference: string;
  /** Of a program: all that it printed, and the exceptions that ended threads, one line each. */
  readonly output?: string;
  readonly errors?: readonly string[];
}

/** Runs all contestants. The longest `opened.run.end` gives the common time axis. */
export function holdContest({ work, workers, machine, contestants, seed }: Contest): Contested[] {
  const { program, alone } = workOf(work);
  const one = alone ? program('seq', workers) : undefined;
  const baseline = one ? simulate(one, withPython(machine, '3.13'), { seed, record: false }).end : Number.NaN;
  const runs = contestants.map((id) => {
    const { executor, python, name } = contestantOf(id);
    const body: Program = program(executor, workers);
    return simulate(body, { ...withPython(machine, python), cores: machine.cores, name }, { seed });
  });
  return runs.map((run, index) => contestedOf(contestants[index] as ContestantId, run, runs[0] ?? run, baseline));
}

/** How a run did, against the first of the list, and against `baseline` ns. */
export function contestedOf(id: ContestantId, run: Run, first: Run, baseline: number): Contested {
  const { cores } = run.machine;
  return {
    id,
    opened: openRun(run),
    speedUp: speedUp(baseline, run.end),
    efficiency: efficiency(baseline, run.end, cores),
    serialShare: cores > 1 ? serialShare(baseline, run.end, cores) : Number.NaN,
    difference: run === first ? '' : capital(differenceOf(first, run)),
  };
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
