import type { Diagnostic } from '../../language/program.ts';
import { compilePython } from '../../language/python/compile.ts';
import type { SimulatedMachine } from '../../simulate/machine.ts';
import { withPython } from '../../simulate/presets.ts';
import { type ProgramRun, simulateProgram } from '../../simulate/program.ts';
import { type Contested, contestedOf } from './contest.ts';
import { type ContestantId, contestantOf } from './contestants.ts';

/** A Python program, and the interpreters that run it on one computer from one seed. */
export interface ProgramContest {
  readonly source: string;
  readonly machine: SimulatedMachine;
  readonly contestants: readonly ContestantId[];
  readonly seed: number;
}

/** `contested` is empty when the program cannot be read; then `diagnostics` say why. */
export interface ProgramContested {
  readonly diagnostics: readonly Diagnostic[];
  readonly contested: readonly Contested[];
}

export const PROGRAM_FILE = 'program.py';

/** Stretches of a tenth of a millisecond, more or less: some seconds of virtual time, computed in some seconds. */
const MOST_EVENTS = 30_000;

/** The article's recipe: threading's Thread becomes multiprocessing's Process, and all else stays. */
export function withProcesses(source: string): string {
  const swapped = source
    .replaceAll(/^(\s*)from threading import Thread$/gm, '$1from multiprocessing import Process as Thread')
    .replaceAll(/\bthreading\.Thread\b/g, 'multiprocessing.Process');
  const needsImport = swapped !== source && /\bmultiprocessing\.Process\b/.test(swapped);
  return needsImport && !/^\s*import multiprocessing\b/m.test(swapped)
    ? swapped.replace(/^(\s*)import threading\b/m, '$1import multiprocessing, threading')
    : swapped;
}

/** Compiles the program and runs it with everybody. The longest run gives the common time axis. */
export function holdProgram({ source, machine, contestants, seed }: ProgramContest): ProgramContested {
  const compiled = compilePython(source, PROGRAM_FILE);
  if (!compiled.ok) return { diagnostics: compiled.diagnostics, contested: [] };
  const done: ProgramRun[] = [];
  for (const id of contestants) {
    const { executor, python, name } = contestantOf(id);
    const other = executor === 'thread' ? compiled : compilePython(withProcesses(source), PROGRAM_FILE);
    if (!other.ok) return { diagnostics: other.diagnostics, contested: [] };
    const with_ = withPython(machine, python);
    const interpreter = executor === 'spawn' ? { ...with_.python, startMethod: 'spawn' as const } : with_.python;
    const own = { ...with_, cores: machine.cores, name, python: interpreter };
    done.push(simulateProgram(other.program, own, { seed, events: MOST_EVENTS }));
  }
  const first = done[0]?.run.end ?? Number.NaN;
  const contested = done.map(
    ({ run, output, errors }, index): Contested => ({
      ...contestedOf(contestants[index] as ContestantId, run, done[0]?.run ?? run, first),
      output,
      errors: [...new Set(errors.map(({ text, line }) => `line ${line}: ${text.trim()}`))],
    }),
  );
  return { diagnostics: compiled.diagnostics, contested };
}
