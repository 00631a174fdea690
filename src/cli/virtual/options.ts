import { InvalidArgumentError, Option } from 'commander';
import { pythonVersions } from './machines.ts';

/** The options of runs in virtual time. What cannot be read is an error that commander prints. */

export const machineOption = () =>
  new Option(
    '--machine <name>',
    'run in virtual time on this machine: gil, free-threaded, or see `racecourse machines`',
  );

export const machinesOption = () =>
  new Option(
    '--machines <names>',
    'machines, with commas between (without it: 2 cores with CPython 3.11, 3.13 and free-threaded)',
  ).argParser((text: string) => text.split(',').map((name) => name.trim()));

export const coresOption = () =>
  new Option('--cores <n>', 'the machine has so many cores').argParser((text: string): number => {
    const cores = /^\d{1,4}$/.test(text) ? Number(text) : 0;
    if (cores >= 1 && cores <= 1024) return cores;
    throw new InvalidArgumentError('The number of cores is a whole number from 1 to 1024.');
  });

export const pythonOption = () => new Option('--python <version>', "the machine's Python").choices(pythonVersions);

export const switchIntervalOption = () =>
  new Option('--switch-interval <ms>', 'a thread waits so long for the GIL before it asks for it').argParser(
    (text: string) => positive(text, 'The switch interval is a number of milliseconds above 0.'),
  );

export const startMethodOption = () =>
  new Option('--start-method <name>', 'how multiprocessing starts a process').choices(['fork', 'spawn', 'forkserver']);

export const untilOption = () =>
  new Option('--until <seconds>', 'stop after so many seconds of virtual time').argParser((text: string) =>
    positive(text, 'The limit is a number of seconds above 0.'),
  );

export const chromeTraceOption = () =>
  new Option('--chrome-trace <file>', 'write the timeline for ui.perfetto.dev or chrome://tracing');

/** `5`, `0.5`, `1e-3`. */
function positive(text: string, need: string): number {
  const value = /^[\d.]+(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
  if (value > 0 && value < 1e9) return value;
  throw new InvalidArgumentError(need);
}
