import { formatSeed } from '../../schedule/seed.ts';
import { chromeTraceOf } from '../../simulate/chrome-trace.ts';
import { duration, holdUp } from '../../simulate/difference.ts';
import { type Metrics, metricsOf, type ThreadMetrics } from '../../simulate/metrics.ts';
import { plural } from '../../trace/span.ts';
import { formatDiagnostics } from '../diagnostics.ts';
import type { Io } from '../io.ts';
import { writeText } from '../load.ts';
import type { ReportOptions } from '../report.ts';
import { chart } from './chart.ts';
import { cut, listed, percent } from './columns.ts';
import { endingText, faultsOf, statusOf, tracebacks } from './ending.ts';
import { virtualAsJson } from './json.ts';
import type { VirtualOptions, VirtualOutcome } from './run.ts';
import { tables } from './table.ts';

/** Prints a run in virtual time and exports it where that is wanted; returns the exit status. Throws Refusal for a file that cannot be written. */
export async function reportInTime(
  io: Io,
  outcome: VirtualOutcome,
  options: ReportOptions & VirtualOptions,
): Promise<number> {
  const { ran } = outcome;
  if (options.json) io.out(`${JSON.stringify(virtualAsJson(outcome), null, 2)}\n`);
  else tell(io, outcome, options.quiet === true);
  if (options.table) io.err(`${tables(ran.run)}\n${chart(ran.run)}`);
  if (options.chromeTrace !== undefined)
    await writeText(io, options.chromeTrace, JSON.stringify(chromeTraceOf(ran.run)));
  return statusOf(ran);
}

/** The output to stdout, and all that is said about it to stderr. */
function tell(io: Io, { program, ran, seed, until, diagnostics }: VirtualOutcome, quiet: boolean): void {
  if (!quiet) io.err(formatDiagnostics(program.file, program.source, diagnostics));
  io.out(ran.output);
  io.err(tracebacks(program, ran));
  for (const fault of faultsOf(ran)) io.err(`racecourse: the simulation failed, an error in Racecourse: ${fault}\n`);
  const ending = endingText(ran.run, until);
  if (ending !== '') io.err(`${ending}\n`);
  if (quiet) return;
  const { run, bytecodes } = ran;
  const metrics = metricsOf(run);
  const lines = [
    `${run.machine.name} · seed ${formatSeed(seed)} · ${duration(run.end)} · ${plural(bytecodes, 'bytecode')}`,
    `Cores: ${coresText(metrics)}.`,
    ...threadLines(metrics),
    switchesText(metrics, run.machine.python.gil),
    holdUp(run),
  ];
  io.err(lines.map((line) => `${line}\n`).join(''));
}

/** So many are told one by one; `--table` and `--json` have them all. */
const MANY = 8;

function coresText({ coreUse, use }: Metrics): string {
  const all = coreUse.map((share, core) => `core ${core} busy ${percent(share)}`);
  if (all.length <= MANY) return all.join(', ');
  return `busy ${percent(use)} on average, ${percent(Math.min(...coreUse))} to ${percent(Math.max(...coreUse))}`;
}

function threadLines({ threads }: Metrics): string[] {
  const shown = threads.slice(0, MANY + 1);
  const names = shown.map(({ name }) => cut(name, 24));
  const width = Math.max(...names.map((name) => name.length));
  const lines = shown.map((thread, index) => `  ${(names[index] ?? '').padEnd(width)}  ${threadText(thread)}`);
  const more = threads.length - shown.length;
  return more === 0 ? lines : [...lines, `  … and ${more} more (--table shows all)`];
}

/** `runs 25.4 ms; waits 46.2 ms for the GIL and 10.1 ms for I/O`. */
function threadText(thread: ThreadMetrics): string {
  const waits = [
    [thread.waitingForGil, 'for the GIL'],
    [thread.waitingForLocks + thread.waitingForOthers, 'for locks and threads'],
    [thread.waitingForIo, 'for I/O and sleep'],
    [thread.waitingForCore, 'for a core'],
  ] as const;
  const told = waits.filter(([time]) => time > 0).map(([time, what]) => `${duration(time)} ${what}`);
  return `runs ${duration(thread.running)}${told.length === 0 ? '' : `; waits ${listed(told)}`}`;
}

function switchesText({ contextSwitches, gilTakes, forcedSwitches }: Metrics, gil: boolean): string {
  const switches = contextSwitches === 1 ? '1 switch' : `${contextSwitches.toLocaleString('en')} switches`;
  if (!gil) return `${switches} of threads on cores; there is no GIL.`;
  return `${switches} of threads on cores; the GIL was taken ${plural(gilTakes, 'time')}, and given up by force ${plural(forcedSwitches, 'time')}.`;
}
