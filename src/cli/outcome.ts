import type { Diagnostic } from '../language/program.ts';
import { historyOf } from '../trace/history.ts';
import type { Trace } from '../trace/types.ts';
import type { ThreadView } from '../vm/types.ts';

/** A run that has been done, by whatever verb. */
export interface Outcome {
  readonly trace: Trace;
  readonly seed?: number;
  /** Warnings of the compiler. */
  readonly diagnostics: readonly Diagnostic[];
  /** One sentence when the schedule could not be followed to its end: `trace` is the part that could. Else empty. */
  readonly refusal: string;
  /** Of a sound trace file that may replay otherwise; else empty. */
  readonly warning?: string;
  /** Every step and the state at the end were compared with a record, and are the same. */
  readonly verified?: boolean;
}

/** All that the program printed. */
export const outputOf = (trace: Trace): string => historyOf(trace).outputAt(trace.steps.length);

/** How the threads stand at the end. */
export const lastViews = (trace: Trace): readonly ThreadView[] => trace.states[trace.steps.length] ?? [];
