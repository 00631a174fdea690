import type { Program } from '../../language/program.ts';
import { duration } from '../../simulate/difference.ts';
import type { SimulationOptions } from '../../simulate/kernel.ts';
import type { SimulatedMachine } from '../../simulate/machine.ts';
import { type ProgramRun, simulateProgram } from '../../simulate/program.ts';
import type { Limits } from '../../vm/machine.ts';
import type { Io } from '../io.ts';

/** Events of the first look: less than a second of ours, and most programs need fewer. */
const FIRST = 2_000;
/** Each look goes so many times further; together they cost at most half of the run again. */
const FURTHER = 3;

/** Room for what a program in virtual time may start: nobody has to write its schedule. */
export const roomy: Partial<Limits> = { threads: 512, processes: 128 };

/** To the beginning of the terminal's line, which is emptied. */
const CLEAR = '\r\x1b[K';

/**
 * Runs a program on a machine. On a terminal a long run shows how far it is: a run is the same every time, so the
 * beginning of it, simulated on its own, tells. Into a file or a pipe nothing of that is written or done.
 */
export function simulateVisibly(
  io: Io,
  code: Program,
  machine: SimulatedMachine,
  options: SimulationOptions,
): ProgramRun {
  const whole = () => simulateProgram(code, machine, options, roomy);
  if (!io.errIsTerminal) return whole();
  let shown = false;
  for (let events = FIRST; ; events *= FURTHER) {
    const { run, bytecodes } = simulateProgram(code, machine, { ...options, record: false, events }, roomy);
    if (run.ending.kind !== 'stopped' || !run.ending.reason.endsWith('events')) break;
    const count = bytecodes.toLocaleString('en');
    io.err(`${CLEAR}${machine.name}: ${duration(run.end)} simulated so far, ${count} bytecodes …`);
    shown = true;
    if (events * FURTHER > MOST) break;
  }
  const result = whole();
  if (shown) io.err(CLEAR);
  return result;
}

/** The simulation's own limit. */
const MOST = 20e6;
