import type { Program } from '../language/program.ts';
import { randomScheduler } from '../schedule/random.ts';
import { roundRobinScheduler } from '../schedule/round-robin.ts';
import { parseScheduleOrSeed } from '../schedule/seed.ts';
import type { Schedule } from '../schedule/text.ts';
import { DEFAULT_STEPS, type RunLimits, replayTrace, runTrace } from '../trace/record.ts';
import { defaultMachine, type Machine, type SwitchPoints } from '../vm/machine.ts';
import type { Io } from './io.ts';
import { loadProgram } from './load.ts';
import type { Outcome } from './outcome.ts';
import { Refusal } from './refusal.ts';

export interface RunOptions {
  readonly seed?: number;
  readonly schedule?: string;
  readonly scheduler: 'random' | 'round-robin';
  readonly quantum?: number;
  readonly switch?: SwitchPoints;
  readonly maxSteps?: number;
}

/** `racecourse run FILE.py`. Throws Refusal. */
export async function run(io: Io, file: string, options: RunOptions): Promise<Outcome> {
  const chosen = choose(options);
  const { program, diagnostics } = await loadProgram(io, file);
  const machine = machineFor(options.switch);
  const limits = { steps: options.maxSteps ?? DEFAULT_STEPS };
  if (chosen.kind === 'schedule') return { ...follow(program, machine, chosen.steps, limits), diagnostics };
  if (chosen.kind === 'round-robin') {
    const trace = runTrace(program, machine, roundRobinScheduler(chosen.quantum), limits);
    return { trace, diagnostics, refusal: '' };
  }
  const seed = chosen.seed ?? io.seed();
  return { trace: runTrace(program, machine, randomScheduler(seed), limits), seed, diagnostics, refusal: '' };
}

export const machineFor = (switchPoints: SwitchPoints = defaultMachine.switchPoints): Machine => ({
  ...defaultMachine,
  switchPoints,
});

/** The run of a schedule: as much of it as is possible, and why not all. */
export function follow(program: Program, machine: Machine, steps: Schedule, limits: RunLimits) {
  const { trace, error } = replayTrace(program, machine, steps, limits);
  return { trace, refusal: error?.message ?? '' };
}

type Chosen =
  | { readonly kind: 'schedule'; readonly steps: Schedule }
  | { readonly kind: 'round-robin'; readonly quantum: number }
  | { readonly kind: 'random'; readonly seed: number | undefined };

/** Who chooses the steps. Throws Refusal where two options say different things. */
function choose({ seed, schedule, scheduler, quantum }: RunOptions): Chosen {
  const roundRobin = scheduler === 'round-robin';
  if (schedule !== undefined) {
    const other = seed !== undefined ? '--seed' : roundRobin ? '--scheduler' : quantum !== undefined ? '--quantum' : '';
    if (other !== '') throw new Refusal(`--schedule already chooses every step; leave out ${other}`);
    return scheduleOrSeed(schedule);
  }
  if (roundRobin && seed !== undefined) throw new Refusal('round-robin leaves nothing to chance; leave out --seed');
  if (roundRobin) return { kind: 'round-robin', quantum: quantum ?? 1 };
  if (quantum !== undefined) throw new Refusal('--quantum is for turns; add --scheduler round-robin');
  return { kind: 'random', seed };
}

/** `--schedule` takes what the page's schedule field takes, so a seed too. */
function scheduleOrSeed(text: string): Chosen {
  const parsed = parseScheduleOrSeed(text);
  if (parsed.kind === 'seed') return { kind: 'random', seed: parsed.seed };
  if (parsed.error !== null) throw new Refusal(`the schedule cannot be read: ${parsed.error.message}`);
  return parsed;
}
