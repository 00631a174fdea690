import type { Program } from '../../language/program.ts';
import { markOf } from '../../schedule/text.ts';
import type { ProgramRun } from '../../simulate/program.ts';
import type { Run, WaitsFor } from '../../simulate/run.ts';
import { FAILED, WELL } from '../ending.ts';
import { listed } from './columns.ts';

/** `T1` of a thread that the simulation calls `T1 work(3)`. */
export const shortName = (name: string): string => name.split(' ')[0] ?? name;

const nameIn = (run: Run, thread: number): string => shortName(run.threads[thread]?.name ?? '');

/** Faults of the simulation itself: the program's own exceptions are in `errors`. */
export const faultsOf = ({ run }: ProgramRun): string[] =>
  run.threads.flatMap(({ name, error }) => (error === '' ? [] : [`${shortName(name)}: ${error}`]));

/** WELL when the program came to its end without an uncaught exception in any thread. */
export function statusOf(ran: ProgramRun): number {
  const well = ran.run.ending.kind === 'finished' && ran.errors.length === 0 && faultsOf(ran).length === 0;
  return well ? WELL : FAILED;
}

/** Why the run did not come to its end, as a sentence; empty when it did. `until`: the limit that was given. */
export function endingText(run: Run, until?: number): string {
  const { ending, cycle } = run;
  if (ending.kind === 'stopped')
    return `Not finished: stopped ${ending.reason}${until === undefined ? '' : ', which --until sets'}.`;
  if (ending.kind !== 'stuck') return ending.kind === 'finished' ? '' : 'Not finished.';
  const others = ending.threads.filter((id) => !cycle.includes(id));
  const known = [...cycle, ...others].flatMap((id) => run.waits.find(({ thread }) => thread === id) ?? []);
  const clauses = known.map((wait) => clause(run, wait));
  if (cycle.length > 0) return `Deadlock: ${clauses.join('; ')}.`;
  if (clauses.some((text) => / for /.test(text))) return `Stuck: ${clauses.join('; ')}.`;
  const names = ending.threads.map((id) => nameIn(run, id));
  return `Stuck: ${listed(names)} ${names.length === 1 ? 'waits' : 'wait'}, and nobody can end it.`;
}

/** `T1 waits for b, which T2 has`. */
function clause(run: Run, { thread, object, holder }: WaitsFor): string {
  const who = nameIn(run, thread);
  const joined = /^join of (\S+)/.exec(object)?.[1];
  if (joined !== undefined) return `${who} waits for ${joined}`;
  // A gate of a program's thread that nobody has given a name to.
  if (/^what .* waits for$/.test(object)) return `${who} waits`;
  const text = `${who} waits for ${object}`;
  if (holder < 0 || object === nameIn(run, holder)) return text;
  return `${text}, which ${holder === thread ? 'it has itself' : `${nameIn(run, holder)} has`}`;
}

/** Uncaught exceptions as CPython prints them, but with the innermost call alone. */
export const tracebacks = (program: Program, { run, errors }: ProgramRun): string =>
  errors
    .map(({ thread, line, text }) => {
      const where = functionAt(program, line);
      return heading(run, thread, where) + traceback(program, line, where) + `${text}\n`;
    })
    .join('');

/** `Exception in thread T1:`, or of a process's main thread `Process T1:`; nothing for the main thread. */
function heading(run: Run, thread: number, where: string): string {
  if (thread === 0) return '';
  const mark = markOf(thread);
  const found = run.threads.find(({ name }) => shortName(name) === mark);
  const isProcess = run.processes.some(({ threads }) => threads[0] === found?.id);
  // In a fresh process the main module's own code comes before the process has a name: CPython prints none.
  if (isProcess && where === MODULE) return '';
  return `${isProcess ? 'Process' : 'Exception in thread'} ${mark}:\n`;
}

const MODULE = '<module>';

function functionAt({ lines, functions }: Program, line: number): string {
  const pc = lines.indexOf(line);
  return functions.find(({ entry, end }) => entry <= pc && pc < end)?.name ?? MODULE;
}

function traceback({ file, source }: Program, line: number, where: string): string {
  const code = source.split('\n')[line - 1]?.trim();
  const head = `Traceback (most recent call last):\n  File "${file}", line ${line}, in ${where}\n`;
  return code ? `${head}    ${code}\n` : head;
}
