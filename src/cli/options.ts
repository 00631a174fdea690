import { InvalidArgumentError, Option } from 'commander';
import { MAX_SEED, parseSeed } from '../schedule/seed.ts';
import { MAX_STEPS } from '../schedule/text.ts';
import { DEFAULT_STEPS } from '../trace/record.ts';
import { defaultMachine, type SwitchPoints } from '../vm/machine.ts';

/** The options of the verbs, and how their values are read. What cannot be read is an error that commander prints. */

const points: readonly SwitchPoints[] = ['every-step', 'eval-breaker', 'every-bytecode'];

export const seedOption = () =>
  new Option(
    '--seed <n>',
    'what is left to chance follows from this seed, 7 or 0x5EED (without one: a new seed)',
  ).argParser((text: string): number => {
    const seed = /^\d{1,10}$/.test(text) ? Number(text) : parseSeed(text);
    if (seed !== undefined && seed <= MAX_SEED) return seed;
    throw new InvalidArgumentError(`A seed is a number from 0 to ${MAX_SEED}, or 0x and up to 8 hexadecimal digits.`);
  });

export const scheduleOption = () =>
  new Option(
    '--schedule <text>',
    'follow this schedule exactly: a character for each step, as in "1212" or "1*20 2*20"',
  );

export const schedulerOption = () =>
  new Option('--scheduler <name>', 'who chooses the steps').choices(['random', 'round-robin']).default('random');

export const quantumOption = () =>
  new Option('--quantum <n>', 'round-robin: steps of each turn (without it: 1)').argParser((text: string) =>
    wholeNumber(text, 'A quantum'),
  );

export const switchOption = () =>
  new Option('--switch <where>', `where threads may switch (without it: ${defaultMachine.switchPoints})`).choices(
    points,
  );

export const maxStepsOption = () =>
  new Option('--max-steps <n>', `end the run after so many steps (without it: ${DEFAULT_STEPS})`).argParser(
    (text: string) => wholeNumber(text, 'The number of steps'),
  );

export const traceOption = () => new Option('--trace <file>', 'record the run in this file, for `racecourse replay`');
export const jsonOption = () => new Option('--json', 'print the run as one JSON object instead (see below)');
export const tableOption = () =>
  new Option('--table', 'show on stderr the steps of each thread; with --machine, its times');
export const quietOption = () => new Option('--quiet', 'say nothing on stderr but what went wrong');

function wholeNumber(text: string, what: string): number {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (value >= 1 && value <= MAX_STEPS) return value;
  throw new InvalidArgumentError(`${what} is a whole number from 1 to ${MAX_STEPS}.`);
}
