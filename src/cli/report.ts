import { switchesOf } from '../analysis/switches.ts';
import { formatSeed } from '../schedule/seed.ts';
import { formatSchedule } from '../schedule/text.ts';
import { formatTraceFile } from '../trace/file.ts';
import { scheduleOf } from '../trace/record.ts';
import { plural } from '../trace/span.ts';
import { formatDiagnostics } from './diagnostics.ts';
import { endingText, REFUSED, statusOf, tracebacks } from './ending.ts';
import type { Io } from './io.ts';
import { runAsJson } from './json.ts';
import { writeText } from './load.ts';
import { type Outcome, outputOf } from './outcome.ts';
import { formatTable } from './table.ts';

export interface ReportOptions {
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly table?: boolean;
  /** File to record the run in. */
  readonly trace?: string;
}

/** Prints a run and records it where that is wanted; returns the exit status. Throws Refusal for a file that cannot be written. */
export async function report(io: Io, outcome: Outcome, options: ReportOptions): Promise<number> {
  const { trace, refusal } = outcome;
  if (options.json) io.out(`${JSON.stringify(runAsJson(outcome), null, 2)}\n`);
  else tell(io, outcome, options);
  if (options.table) io.err(formatTable(trace));
  if (options.trace !== undefined) await writeText(io, options.trace, formatTraceFile(trace, outcome.seed));
  return refusal === '' ? statusOf(trace) : REFUSED;
}

/** What Racecourse itself has to say against a command, on one line. */
export const complaint = (message: string): string => `racecourse: ${message.replace(/\.$/, '')}`;

/** The output to stdout, and all that is said about it to stderr. */
function tell(io: Io, outcome: Outcome, { quiet }: ReportOptions): void {
  const { trace, diagnostics, refusal, warning } = outcome;
  const { file, source } = trace.program;
  const lines = (...texts: (string | undefined)[]): string => texts.map((text) => (text ? `${text}\n` : '')).join('');
  if (!quiet) io.err(formatDiagnostics(file, source, diagnostics) + lines(warning));
  io.out(outputOf(trace));
  io.err(tracebacks(trace));
  // A refused schedule leaves threads that could go on: that is no news.
  io.err(lines(refusal === '' ? endingText(trace) : complaint(refusal)));
  if (!quiet) io.err(`${summary(outcome)}\n`);
}

/** A schedule in the summary that is longer is cut; --trace and --json keep it whole. */
const MOST = 2_000;

/** `seed 0x7 · 40 steps · 5 switches · schedule 1212 …`: what it takes to repeat the run, here or in a page. */
function summary({ trace, seed, verified }: Outcome): string {
  const schedule = formatSchedule(scheduleOf(trace));
  const more = `${schedule.slice(0, MOST)} … (the whole has ${plural(schedule.length, 'character')}: use --trace or --json)`;
  return [
    ...(verified ? ['as recorded'] : []),
    ...(seed === undefined ? [] : [`seed ${formatSeed(seed)}`]),
    plural(trace.steps.length, 'step'),
    plural(switchesOf(trace).length, 'switch').replace(/switchs$/, 'switches'),
    `schedule ${schedule.length <= MOST ? schedule || '(empty)' : more}`,
  ].join(' · ');
}
