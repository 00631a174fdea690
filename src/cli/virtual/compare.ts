import type { Program } from '../../language/program.ts';
import { type ComparedProgram, comparePrograms } from '../../simulate/compare-program.ts';
import type { SimulatedMachine } from '../../simulate/machine.ts';
import type { Io } from '../io.ts';
import { loadProgram } from '../load.ts';
import { Refusal } from '../refusal.ts';
import { machineFrom } from './machines.ts';
import { simulateVisibly } from './progress.ts';

export interface CompareOptions {
  readonly machines?: readonly string[];
  readonly seed?: number;
  readonly cores?: number;
  /** Virtual seconds. */
  readonly until?: number;
}

export interface CompareOutcome {
  readonly program: Program;
  readonly seed: number;
  readonly until?: number;
  readonly compared: readonly ComparedProgram[];
  /** What it would take to use processes, where the program starts threads alone; else empty. */
  readonly processes: string;
}

/** The same computer with a GIL of today, with the newest, and with none. */
const USUAL = ['gil', '3.13', '3.13t'];

/** `racecourse compare FILE.py`. Throws Refusal. */
export async function compareInTime(io: Io, file: string, options: CompareOptions): Promise<CompareOutcome> {
  const { machines = USUAL, cores, until } = options;
  if (machines.length < 2) throw new Refusal('a comparison needs two machines or more: --machines gil,free-threaded');
  const settings = cores === undefined ? {} : { cores };
  const list = machines.map((name) => machineFrom(name, settings));
  const { program } = await loadProgram(io, file);
  const seed = options.seed ?? io.seed();
  const limit = until === undefined ? {} : { until: until * 1e9 };
  const runs = list.map((machine) => simulateVisibly(io, program, machine, { seed, record: false, ...limit }));
  return {
    program,
    seed,
    ...(until !== undefined && { until }),
    compared: comparePrograms(runs),
    processes: processesText(program, list[0] as SimulatedMachine), // two at least
  };
}

/** What would change with processes in place of threads. Goes by the program's text: it is advice, not a result. */
function processesText({ source, startsThreads }: Program, { costs, python }: SimulatedMachine): string {
  const usesProcesses = /multiprocessing|ProcessPoolExecutor/.test(source);
  if (!startsThreads || usesProcesses || !/threading|ThreadPoolExecutor/.test(source)) return '';
  const written = new Set(
    [...source.matchAll(/^[ \t]+global[ \t]+([^#\n]+)/gm)].flatMap(([, names = '']) => names.split(/\s*,\s*/)),
  );
  const names = [...written].map((name) => name.trim()).filter((name) => name !== '');
  const { parent, child } = costs.process[python.startMethod];
  const start = `starting one takes ${ms(parent + child)} by ${python.startMethod} where a thread takes ${ms(costs.threadStart + costs.threadBoot)}`;
  const shared =
    names.length === 0
      ? 'what they share would have to go through a Queue, a Pipe or a Value'
      : `they share no memory: ${names.join(', ')} would have to become a multiprocessing.Value or go through a Queue`;
  return (
    'This program uses threads only. Processes (multiprocessing) would each have a GIL of their own; ' +
    `${start}, and ${shared}.`
  );
}

const ms = (ns: number): string => `${Number((ns / 1e6).toPrecision(2))} ms`;
