import type { Diagnostic } from '../../language/program.ts';
import { formatSeed } from '../../schedule/seed.ts';
import { markOf } from '../../schedule/text.ts';
import { holdUp } from '../../simulate/difference.ts';
import type { SimulatedMachine, StartMethod } from '../../simulate/machine.ts';
import { type Metrics, metricsOf } from '../../simulate/metrics.ts';
import { digestOfText } from '../../trace/digest.ts';
import type { Ending } from '../../trace/types.ts';
import { endingText, faultsOf, shortName } from './ending.ts';
import type { VirtualOutcome } from './run.ts';

/** What `--json` prints of a machine. */
export interface MachineJson {
  readonly name: string;
  readonly cores: number;
  readonly python: string;
  readonly gil: boolean;
  /** Nanoseconds; null where there is no GIL. */
  readonly switchInterval: number | null;
  readonly startMethod: StartMethod;
}

/** What `run --machine NAME --json` prints: one object. Times in virtual nanoseconds, shares from 0 to 1. */
export interface VirtualJson {
  readonly program: { readonly file: string; readonly digest: string };
  readonly machine: MachineJson;
  readonly seed: string;
  readonly output: string;
  /** Uncaught exceptions: the thread's mark, the line, and the traceback's last line. */
  readonly errors: readonly { readonly thread: string; readonly line: number; readonly text: string }[];
  /** `text` says why the run did not finish; else empty. `cycle` names the threads of a deadlock. */
  readonly ending: { readonly kind: Ending['kind']; readonly text: string; readonly cycle?: readonly string[] };
  readonly bytecodes: number;
  readonly metrics: Metrics;
  /** What held it up most, in a sentence. */
  readonly holdUp: string;
  readonly diagnostics?: readonly Diagnostic[];
  /** Errors of the simulation itself, if any. */
  readonly faults?: readonly string[];
}

export const machineAsJson = ({ name, cores, python }: SimulatedMachine): MachineJson => ({
  name,
  cores,
  python: python.version,
  gil: python.gil,
  switchInterval: python.gil ? python.switchInterval : null,
  startMethod: python.startMethod,
});

export function virtualAsJson({ program, ran, seed, until, diagnostics }: VirtualOutcome): VirtualJson {
  const { run, output, errors, bytecodes } = ran;
  const cycle = run.cycle.map((id) => shortName(run.threads[id]?.name ?? ''));
  const faults = faultsOf(ran);
  return {
    program: { file: program.file, digest: digestOfText(program.source) },
    machine: machineAsJson(run.machine),
    seed: formatSeed(seed),
    output,
    errors: errors.map(({ thread, line, text }) => ({ thread: markOf(thread), line, text })),
    ending: { kind: run.ending.kind, text: endingText(run, until), ...(cycle.length > 0 && { cycle }) },
    bytecodes,
    metrics: metricsOf(run),
    holdUp: holdUp(run),
    ...(diagnostics.length > 0 && { diagnostics }),
    ...(faults.length > 0 && { faults }),
  };
}
