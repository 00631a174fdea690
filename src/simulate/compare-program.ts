import type { Program as Code } from '../language/program.ts';
import type { Limits } from '../vm/machine.ts';
import type { Compared } from './compare.ts';
import { differenceOf, holdUp } from './difference.ts';
import type { SimulationOptions } from './kernel.ts';
import type { SimulatedMachine } from './machine.ts';
import { efficiency, metricsOf, serialShare, speedUp } from './metrics.ts';
import { type ProgramRun, simulateProgram } from './program.ts';

/** One machine's part of the comparison of a Python program. */
export interface ComparedProgram extends Compared, ProgramRun {
  /** Speed-up against the first machine, for each core of this one. */
  readonly efficiency: number;
  /** It printed what it printed on the first machine. */
  readonly sameOutput: boolean;
}

/**
 * Runs one compiled program on several machines, all from one seed; the first of them is what the others are measured
 * against. Longest `run.end` gives the common time axis. Throws a RangeError for a machine that makes no sense; what the
 * program does wrong is in each run.
 */
export function compareProgram(
  code: Code,
  machines: readonly SimulatedMachine[],
  options: SimulationOptions = {},
  limits: Partial<Limits> = {},
): ComparedProgram[] {
  return comparePrograms(machines.map((machine) => simulateProgram(code, machine, options, limits)));
}

/** Compares runs of one program that have been done already, as `compareProgram` does. */
export function comparePrograms(runs: readonly ProgramRun[]): ComparedProgram[] {
  return runs.map((ran, index) => {
    const first = runs[0] as ProgramRun; // this list is not empty here
    const { run, output } = ran;
    const { machine } = run;
    const times = [first.run.end, run.end] as const;
    return {
      ...ran,
      machine,
      metrics: metricsOf(run),
      speedUp: speedUp(...times),
      efficiency: efficiency(...times, machine.cores),
      serialShare: machine.cores > 1 ? serialShare(...times, machine.cores) : Number.NaN,
      holdUp: holdUp(run),
      difference: index === 0 ? '' : differenceOf(first.run, run),
      sameOutput: output === first.output,
    };
  });
}
