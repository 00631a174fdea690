import type { Diagnostic, Program } from '../../language/program.ts';
import type { ProgramRun } from '../../simulate/program.ts';
import type { Io } from '../io.ts';
import { loadProgram } from '../load.ts';
import { Refusal } from '../refusal.ts';
import type { RunOptions } from '../run.ts';
import { type MachineSettings, machineFrom } from './machines.ts';
import { simulateVisibly } from './progress.ts';

/** Options of `run` that only a machine in virtual time has. */
export interface VirtualOptions extends MachineSettings {
  readonly machine?: string;
  /** Virtual seconds. */
  readonly until?: number;
  /** File for the Chrome trace. */
  readonly chromeTrace?: string;
}

/** A run in virtual time that has been done. */
export interface VirtualOutcome {
  readonly program: Program;
  readonly ran: ProgramRun;
  readonly seed: number;
  readonly until?: number;
  /** Warnings of the compiler. */
  readonly diagnostics: readonly Diagnostic[];
}

const TIMED = ['cores', 'python', 'switchInterval', 'startMethod', 'until', 'chromeTrace'] as const;

/** `switchInterval` → `--switch-interval`. */
const optionName = (key: string): string => `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** Throws Refusal for an option that makes sense in virtual time only. */
export function refuseTimed(options: VirtualOptions): void {
  const given = TIMED.find((key) => options[key] !== undefined);
  if (given !== undefined)
    throw new Refusal(`${optionName(given)} is for a run in virtual time; add --machine gil (or another machine)`);
}

/** Throws Refusal for an option that chooses or counts steps: in virtual time the clock does. */
function refuseSteps(options: Partial<RunOptions> & { readonly trace?: string }): void {
  const { schedule, scheduler, quantum, switch: points, maxSteps, trace } = options;
  const steps = { schedule, quantum, switch: points, maxSteps, trace };
  const given = Object.entries(steps).find(([, value]) => value !== undefined)?.[0];
  const name = given ?? (scheduler === 'round-robin' ? 'scheduler' : undefined);
  if (name !== undefined)
    throw new Refusal(`with --machine time decides who runs, not steps; leave out ${optionName(name)}`);
}

/** `racecourse run FILE.py --machine NAME`. Throws Refusal. */
export async function runInTime(
  io: Io,
  file: string,
  options: VirtualOptions & Partial<RunOptions> & { readonly trace?: string },
): Promise<VirtualOutcome> {
  refuseSteps(options);
  const { until, seed: given } = options;
  const machine = machineFrom(options.machine ?? 'gil', options);
  const { program, diagnostics } = await loadProgram(io, file);
  const seed = given ?? io.seed();
  const limit = until === undefined ? {} : { until: until * 1e9 };
  const ran = simulateVisibly(io, program, machine, { seed, ...limit });
  return { program, ran, seed, ...(until !== undefined && { until }), diagnostics };
}
