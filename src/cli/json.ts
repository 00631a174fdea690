import { switchesOf } from '../analysis/switches.ts';
import { cycleOf } from '../analysis/wait-for.ts';
import type { Diagnostic } from '../language/program.ts';
import { formatSeed } from '../schedule/seed.ts';
import { formatSchedule, markOf } from '../schedule/text.ts';
import { digestOfText } from '../trace/digest.ts';
import { finalDigest } from '../trace/fingerprint.ts';
import { scheduleOf } from '../trace/record.ts';
import type { Ending, Trace } from '../trace/types.ts';
import { machineAt } from '../trace/viewer.ts';
import type { Machine } from '../vm/machine.ts';
import type { ThreadStatus } from '../vm/types.ts';
import { endingText } from './ending.ts';
import { lastViews, type Outcome, outputOf } from './outcome.ts';

/** What `--json` prints of a run: one object. */
export interface RunJson {
  /** The file's name as it was given, and the digest of its text. */
  readonly program: { readonly file: string; readonly digest: string };
  readonly machine: Machine;
  /** `0x7`, when a seed chose the steps. */
  readonly seed?: string;
  /** The steps that were done: a text that --schedule takes. */
  readonly schedule: string;
  readonly steps: number;
  /** Changes of thread where the thread before could have gone on. */
  readonly switches: number;
  /** All that the program printed. */
  readonly output: string;
  /** `error` is the traceback's last line of an uncaught exception, else empty. */
  readonly threads: readonly {
    readonly mark: string;
    readonly name: string;
    readonly status: ThreadStatus;
    readonly error: string;
  }[];
  /** `text` says why the run did not finish; else empty. `cycle` names the threads of a deadlock. */
  readonly ending: { readonly kind: Ending['kind']; readonly text: string; readonly cycle?: readonly string[] };
  /** Of the state at the end: equal runs have equal digests. */
  readonly digest: string;
  /** Python's repr of the module's variables that hold data (not functions, classes, locks, threads). */
  readonly globals: Readonly<Record<string, string>>;
  /** The compiler's warnings, when there are any. */
  readonly diagnostics?: readonly Diagnostic[];
  /** Why the schedule could not be followed to its end: everything above describes the part that could. */
  readonly refusal?: string;
  /** Of a trace file that was recorded with another engine. */
  readonly warning?: string;
}

/** What `--json` prints when there is no run: the program does not compile, or a file cannot be used. */
export interface RefusalJson {
  readonly refusal: string;
  readonly diagnostics?: readonly Diagnostic[];
}

export function runAsJson({ trace, seed, diagnostics, refusal, warning }: Outcome): RunJson {
  const { program, machine, ending } = trace;
  const cycle = ending.kind === 'stuck' ? cycleOf(lastViews(trace)) : [];
  return {
    program: { file: program.file, digest: digestOfText(program.source) },
    machine: { switchPoints: machine.switchPoints, gil: machine.gil },
    ...(seed !== undefined && { seed: formatSeed(seed) }),
    schedule: formatSchedule(scheduleOf(trace)),
    steps: trace.steps.length,
    switches: switchesOf(trace).length,
    output: outputOf(trace),
    threads: lastViews(trace).map(({ mark, name, status, error }) => ({ mark, name, status, error })),
    ending: { kind: ending.kind, text: endingText(trace), ...(cycle.length > 0 && { cycle: cycle.map(markOf) }) },
    digest: finalDigest(trace),
    globals: globalsOf(trace),
    ...(diagnostics.length > 0 && { diagnostics }),
    ...(refusal !== '' && { refusal }),
    ...(warning && { warning }),
  };
}

function globalsOf(trace: Trace): Record<string, string> {
  const vm = machineAt(trace, trace.steps.length);
  const globals: Record<string, string> = {};
  for (const { name } of trace.program.globals) {
    const value = vm.global(name);
    if (value !== undefined && !value.startsWith('<')) globals[name] = value;
  }
  return globals;
}
