import { differenceOf, holdUp } from './difference.ts';
import { type SimulationOptions, simulate } from './kernel.ts';
import type { SimulatedMachine } from './machine.ts';
import { type Metrics, metricsOf, serialShare, speedUp } from './metrics.ts';
import type { Run } from './run.ts';
import type { Program } from './world.ts';

/** One machine's part of a comparison. */
export interface Compared {
  readonly machine: SimulatedMachine;
  readonly run: Run;
  readonly metrics: Metrics;
  /** Against the first machine of the list: above 1 it is faster. */
  readonly speedUp: number;
  /** Karp and Flatt's serial share of that speed-up on this machine's cores; NaN on one core. */
  readonly serialShare: number;
  /** What held this run up; and how it differs from the first machine's (empty for the first). */
  readonly holdUp: string;
  readonly difference: string;
}

/** Runs one program on several machines, all from one seed. Longest `run.end` gives the common time axis. */
export function compare(
  program: Program,
  machines: readonly SimulatedMachine[],
  options: SimulationOptions = {},
): Compared[] {
  const runs = machines.map((machine) => simulate(program, machine, options));
  return runs.map((run, index) => {
    const first = runs[0] as Run; // this list is not empty here
    return {
      machine: run.machine,
      run,
      metrics: metricsOf(run),
      speedUp: speedUp(first.end, run.end),
      serialShare: run.machine.cores > 1 ? serialShare(first.end, run.end, run.machine.cores) : Number.NaN,
      holdUp: holdUp(run),
      difference: index === 0 ? '' : differenceOf(first, run),
    };
  });
}
