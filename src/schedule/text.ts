import { IDLE } from './scheduler.ts';

export { markOf } from '../vm/recorder.ts';

/**
 * The schedule text: who steps, one character a step.
 *
 *     schedule = { space | run | step } ;
 *     step     = "0" (main) | "1"–"9" (T1–T9) | "a"–"z" (T10–T35) | "." (idle: nobody steps) ;
 *     run      = step "*" count ( space | end ) ;          (the step, count times; 1*18 = 18 steps of T1)
 *     count    = digit { digit } ;                          (at least 1)
 *     space    = " " | tab | line end ;                     (ignored, except that it ends a count)
 *
 * The canonical text, which `formatSchedule` writes, turns every maximal run of 4 or more equal steps into a
 * `run`, leaves shorter ones as they are, and puts one space on either side of a `run`: `1 2*18 12 1*18 2`.
 */

/** Thread ids in order; IDLE (−2) for an idle tick. */
export type Schedule = readonly number[];

/** Most steps that a schedule text may stand for. */
export const MAX_STEPS = 1_000_000;
/** Threads that a schedule can name: main and T1 to T35. */
export const MAX_THREADS = 36;

export interface ScheduleTextError {
  /** 0-based index of the character in the text. */
  readonly position: number;
  /** What was found there; empty at the end of the text. */
  readonly found: string;
  /** One sentence. */
  readonly message: string;
}

export interface ParsedSchedule {
  /** All steps, or those before the error. */
  readonly steps: Schedule;
  readonly error: ScheduleTextError | null;
}

const SHORTEST_RUN = 4;

/** A thread as a schedule writes it. Throws RangeError for an id that has no character. */
export function charOf(thread: number): string {
  if (thread === IDLE) return '.';
  if (Number.isInteger(thread) && thread >= 0 && thread < MAX_THREADS) return thread.toString(36);
  throw new RangeError(`A schedule cannot name thread ${thread}; it can name 0 (main) to ${MAX_THREADS - 1}`);
}

/** The thread that a character names, IDLE for `.`, or undefined. */
export function threadOf(char: string): number | undefined {
  if (char === '.') return IDLE;
  return /^[0-9a-z]$/.test(char) ? Number.parseInt(char, 36) : undefined;
}

/** Reads a schedule text. Never throws: what cannot be read is an error with its position, and what came before it stays. */
export function parseSchedule(text: string): ParsedSchedule {
  const steps: number[] = [];
  const stop = (position: number, message: string): ParsedSchedule => {
    return { steps, error: { position, found: text.slice(position, position + 1), message } };
  };
  let at = 0;
  while (at < text.length) {
    const char = text.charAt(at);
    if (isSpace(char)) {
      at++;
      continue;
    }
    const thread = threadOf(char);
    if (thread === undefined) return stop(at, strayCharacter(text, at));
    let count = 1;
    let next = at + 1;
    if (text.charAt(next) === '*') {
      const digits = /^[0-9]*/.exec(text.slice(next + 1, next + 18))?.[0] ?? '';
      const end = next + 1 + digits.length;
      if (digits === '') return stop(end, `Character ${end + 1}: a count must follow "${char}*", as in "${char}*18".`);
      count = Number(digits);
      if (count === 0) return stop(next + 1, `Character ${next + 2}: a count must be at least 1, found 0.`);
      if (count > MAX_STEPS) return stop(next + 1, tooLong(next + 1));
      if (end < text.length && !isSpace(text.charAt(end))) {
        return stop(
          end,
          `Character ${end + 1}: white space must follow the count ${digits}, found "${text.charAt(end)}".`,
        );
      }
      next = end;
    }
    if (steps.length + count > MAX_STEPS) return stop(at, tooLong(at));
    for (let i = 0; i < count; i++) steps.push(thread);
    at = next;
  }
  return { steps, error: null };
}

/** Writes the canonical text. Throws RangeError for a thread that has no character. */
export function formatSchedule(steps: Schedule): string {
  const parts: string[] = [];
  let plain = '';
  for (let at = 0; at < steps.length; ) {
    const thread = steps[at] as number;
    let end = at + 1;
    while (end < steps.length && steps[end] === thread) end++;
    if (end - at >= SHORTEST_RUN) {
      if (plain !== '') parts.push(plain);
      plain = '';
      parts.push(`${charOf(thread)}*${end - at}`);
    } else {
      plain += charOf(thread).repeat(end - at);
    }
    at = end;
  }
  if (plain !== '') parts.push(plain);
  return parts.join(' ');
}

const isSpace = (char: string): boolean => char === ' ' || char === '\t' || char === '\n' || char === '\r';

const tooLong = (position: number): string =>
  `Character ${position + 1}: the schedule is longer than ${MAX_STEPS.toLocaleString('en')} steps.`;

const strayCharacter = (text: string, at: number): string => {
  const found = String.fromCodePoint(text.codePointAt(at) ?? 0);
  const hint = /^[A-Z]$/.test(found) ? `; threads are written in small letters ("${found.toLowerCase()}")` : '';
  return `Character ${at + 1}: "${found}" is not a thread (1–9, a–z, 0 for main) or "." for an idle tick${hint}.`;
};
