import { Command, CommanderError } from 'commander';
import { version } from '../../package.json';
import { formatDiagnostics } from './diagnostics.ts';
import { FAILED, REFUSED, WELL } from './ending.ts';
import { compareHelp, generalHelp, machinesHelp, replayHelp, runHelp } from './help.ts';
import { type Io, nodeIo } from './io.ts';
import type { RefusalJson } from './json.ts';
import { BadProgram } from './load.ts';
import * as option from './options.ts';
import { Refusal } from './refusal.ts';
import { type ReplayOptions, replay } from './replay.ts';
import { complaint, type ReportOptions, report } from './report.ts';
import { type RunOptions, run } from './run.ts';
import { type CompareOptions, compareInTime } from './virtual/compare.ts';
import { reportComparison } from './virtual/compare-report.ts';
import { listMachines } from './virtual/list.ts';
import * as timed from './virtual/options.ts';
import { reportInTime } from './virtual/report.ts';
import { refuseTimed, runInTime, type VirtualOptions } from './virtual/run.ts';

/** Runs one command; the arguments are those after the command's name. Resolves with the exit status (see help.ts). */
export async function main(argv: readonly string[], io: Io = nodeIo()): Promise<number> {
  let status = REFUSED;
  const program = commands(io, (value) => {
    status = value;
  });
  try {
    await program.parseAsync(argv, { from: 'user' });
    return status;
  } catch (error) {
    // Commander has printed what it has to say; --help and --version come this way too.
    if (error instanceof CommanderError) return error.exitCode === 0 ? WELL : REFUSED;
    throw error;
  }
}

function commands(io: Io, exit: (status: number) => void): Command {
  const program = new Command('racecourse')
    .description('See threads run: one program, one machine, one schedule at a time.')
    .version(version)
    .exitOverride()
    .configureOutput({
      writeOut: io.out,
      writeErr: io.err,
      outputError: (text, write) => write(text.replace(/^error: /, 'racecourse: ')),
    })
    .addHelpText('after', generalHelp);
  const verb = (name: string, argument: string, explained: string) =>
    program // subcommands made this way inherit the settings above
      .command(name)
      .argument(argument, explained);

  verb('run', '<file>', 'the program: a Python file, or - for the standard input')
    .description('Run a program; its output goes to stdout, all else to stderr.')
    .addOption(option.seedOption())
    .addOption(timed.machineOption())
    .addOption(timed.coresOption())
    .addOption(timed.pythonOption())
    .addOption(timed.switchIntervalOption())
    .addOption(timed.startMethodOption())
    .addOption(timed.untilOption())
    .addOption(timed.chromeTraceOption())
    .addOption(option.scheduleOption())
    .addOption(option.schedulerOption())
    .addOption(option.quantumOption())
    .addOption(option.switchOption())
    .addOption(option.maxStepsOption())
    .addOption(option.traceOption())
    .addOption(option.tableOption())
    .addOption(option.jsonOption())
    .addOption(option.quietOption())
    .addHelpText('after', runHelp)
    .action(async (file: string, options: RunOptions & ReportOptions & VirtualOptions) =>
      exit(await finish(io, () => runEither(io, file, options), options.json)),
    );

  verb('compare', '<file>', 'the program: a Python file, or - for the standard input')
    .description('Run a program in virtual time on several machines, and say why their times differ.')
    .addOption(timed.machinesOption())
    .addOption(option.seedOption())
    .addOption(timed.coresOption())
    .addOption(timed.untilOption())
    .addOption(option.jsonOption())
    .addHelpText('after', compareHelp)
    .action(async (file: string, options: CompareOptions & ReportOptions) =>
      exit(
        await finish(
          io,
          async () => reportComparison(io, await compareInTime(io, file, options), options.json === true),
          options.json,
        ),
      ),
    );

  program
    .command('machines')
    .description('List the machines that --machine and --machines take, with their main figures.')
    .addOption(option.jsonOption())
    .addHelpText('after', machinesHelp)
    .action(({ json }: ReportOptions) => {
      io.out(listMachines(json === true));
      exit(WELL);
    });

  verb('replay', '<trace>', 'a trace file, a link, or a Python file with --schedule')
    .description('Replay a recorded run exactly, or refuse and name the first step that differs.')
    .addOption(option.scheduleOption())
    .addOption(option.switchOption())
    .addOption(option.maxStepsOption())
    .addOption(option.traceOption())
    .addOption(option.tableOption())
    .addOption(option.jsonOption())
    .addOption(option.quietOption())
    .addHelpText('after', replayHelp)
    .action(async (trace: string, options: ReplayOptions & ReportOptions) =>
      exit(await finish(io, async () => report(io, await replay(io, trace, options), options), options.json)),
    );
  return program;
}

/** With a machine in virtual time, else by steps. */
async function runEither(io: Io, file: string, options: RunOptions & ReportOptions & VirtualOptions): Promise<number> {
  if (options.machine !== undefined) return reportInTime(io, await runInTime(io, file, options), options);
  refuseTimed(options);
  return report(io, await run(io, file, options), options);
}

/** Does the work, which prints and gives the exit status; what refuses is printed, too. */
async function finish(io: Io, work: () => Promise<number>, json = false): Promise<number> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal) return refuse(io, error, json);
    // A fault of the machine itself. One sentence: a learner can do nothing with a stack of ours.
    io.err(`racecourse: the simulated machine failed, which is an error in Racecourse: ${describe(error)}\n`);
    return FAILED;
  }
}

function refuse(io: Io, error: Refusal, json: boolean): number {
  const bad = error instanceof BadProgram ? error : undefined;
  if (json) {
    const answer: RefusalJson = { refusal: error.message, ...(bad && { diagnostics: bad.diagnostics }) };
    io.out(`${JSON.stringify(answer, null, 2)}\n`);
  } else if (bad) io.err(formatDiagnostics(bad.file, bad.source, bad.diagnostics));
  else io.err(`${complaint(error.message)}\n`);
  return REFUSED;
}

function describe(error: unknown): string {
  if (error instanceof Error) return error.message;
  const { type, message } = (error ?? {}) as { readonly type?: unknown; readonly message?: unknown };
  return [type, message].filter((part) => typeof part === 'string').join(': ') || String(error);
}
