import type { Program } from '../language/program.ts';
import { formatSeed, parseSeed } from '../schedule/seed.ts';
import { formatSchedule, parseSchedule, type Schedule } from '../schedule/text.ts';
import type { Machine } from '../vm/machine.ts';
import { digestOfText } from './digest.ts';
import { CHECK_WIDTH, checksOf, finalDigest, firstDifference } from './fingerprint.ts';
import { machineOf } from './machine-text.ts';
import { type ReplayFault, type RunLimits, replayTrace, scheduleOf } from './record.ts';
import type { Trace } from './types.ts';

/** Version of the file's form, and of the machine's behaviour: the same program and schedule may run otherwise on another. */
export const FORMAT = 1;
export const ENGINE = 1;
const NAME = 'racecourse trace';

/** Largest file that is read, and largest program in it, in characters. */
export const MAX_FILE = 8_000_000;
export const MAX_SOURCE = 200_000;

/** What a trace file says: program + machine + schedule is the run; the rest lets a replay be verified. */
export interface TraceFile {
  readonly engine: number;
  readonly file: string;
  readonly source: string;
  readonly machine: Machine;
  readonly schedule: Schedule;
  readonly seed?: number;
  /** Running checks of all steps (see fingerprint.ts), and the digest of the final state; empty when not known. */
  readonly checks: string;
  readonly final: string;
}

export interface ParsedTraceFile {
  /** What could be read: all of it, or with an error what is left (a prefix of the schedule), or null. */
  readonly file: TraceFile | null;
  /** One sentence; empty when all is well. */
  readonly error: string;
  /** One sentence about a file that is sound but may replay otherwise; else empty. */
  readonly warning: string;
}

/** Writes a trace as a file: JSON, one property a line. */
export function formatTraceFile(trace: Trace, seed?: number): string {
  const { program, machine, steps } = trace;
  const data = {
    format: NAME,
    version: FORMAT,
    engine: ENGINE,
    file: program.file,
    source: program.source,
    sourceDigest: digestOfText(program.source),
    machine: { switchPoints: machine.switchPoints, gil: machine.gil },
    ...(seed === undefined ? {} : { seed: formatSeed(seed) }),
    steps: steps.length,
    schedule: formatSchedule(scheduleOf(trace)),
    checks: checksOf(trace),
    final: finalDigest(trace),
  };
  return `${JSON.stringify(data, null, 2)}\n`;
}

/** Reads a trace file. Never throws; nothing in it is evaluated. */
export function parseTraceFile(text: string): ParsedTraceFile {
  if (text.length > MAX_FILE) {
    return refuse(
      `This trace file is too long: ${count(text.length)} characters; Racecourse reads up to ${count(MAX_FILE)}.`,
    );
  }
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return salvage(text);
  }
  if (typeof data !== 'object' || data === null) return refuse('This is not a Racecourse trace file.');
  return read(data as Record<string, unknown>);
}

/** Replays a trace file's schedule on its compiled program and verifies every step and the final state. */
export function replayTraceFile(
  file: TraceFile,
  program: Program,
  limits: RunLimits = {},
): { readonly trace: Trace; readonly error: ReplayFault | null } {
  const { trace, error } = replayTrace(program, file.machine, file.schedule, limits);
  const checks = file.checks.slice(0, trace.steps.length * CHECK_WIDTH);
  const step = file.checks === '' ? -1 : firstDifference(checksOf(trace).slice(0, checks.length), checks);
  if (step >= 0) {
    const thread = trace.steps[step]?.thread ?? 0;
    const message = `Step ${step} differs: this Racecourse does something else there than was recorded.`;
    return { trace, error: { step, thread, message } };
  }
  if (error !== null) return { trace, error };
  if (file.final !== '' && finalDigest(trace) !== file.final) {
    const message = `All ${trace.steps.length} steps replay, but the final state differs from the recorded one.`;
    return { trace, error: { step: trace.steps.length, thread: 0, message } };
  }
  return { trace, error: null };
}

function read(data: Record<string, unknown>): ParsedTraceFile {
  const { format, version, engine, file, source, sourceDigest, steps, schedule, checks, final } = data;
  if (format !== NAME) return refuse('This is not a Racecourse trace file.');
  if (!isCount(version) || !isCount(engine)) return damaged('its version is missing');
  if (version > FORMAT)
    return refuse(
      `Recorded with format ${version}; this Racecourse reads up to ${FORMAT}. Update it to open this file.`,
    );
  if (typeof source !== 'string' || typeof file !== 'string') return damaged('its program is missing');
  if (source.length > MAX_SOURCE) {
    return refuse(
      `The program in this trace file is too long: ${count(source.length)} characters; the limit is ${count(MAX_SOURCE)}.`,
    );
  }
  const machine = machineOf(data.machine);
  if (machine === undefined) return damaged('its machine is missing or unknown');
  if (typeof schedule !== 'string') return damaged('its schedule is missing');
  const seed = typeof data.seed === 'string' ? parseSeed(data.seed) : undefined;
  const parsed = parseSchedule(schedule);
  const whole: TraceFile = {
    engine,
    file,
    source,
    machine,
    schedule: parsed.steps,
    ...(seed === undefined ? {} : { seed }),
    checks: typeof checks === 'string' ? checks : '',
    final: typeof final === 'string' ? final : '',
  };
  const part: TraceFile = { ...whole, checks: whole.checks.slice(0, parsed.steps.length * CHECK_WIDTH), final: '' };
  if (sourceDigest !== digestOfText(source)) return damaged('its program is not the one that was recorded', part);
  if (parsed.error !== null)
    return damaged(`its schedule cannot be read. ${parsed.error.message.replace(/\.$/, '')}`, part);
  if (steps !== parsed.steps.length)
    return damaged(`its schedule has ${parsed.steps.length} steps, not ${String(steps)}`, part);
  if (typeof checks !== 'string' || checks.length !== steps * CHECK_WIDTH)
    return damaged('its checks are missing or cut short', part);
  if (typeof final !== 'string' || !/^[0-9a-f]{16}$/.test(final)) return damaged('its final digest is missing', part);
  const warning =
    engine === ENGINE ? '' : `Recorded with engine ${engine}, this is engine ${ENGINE}: the replay may differ.`;
  return { file: whole, error: '', warning };
}

/** What is left of a file that is not JSON, for example because its end is missing: the program and a part of the schedule. */
function salvage(text: string): ParsedTraceFile {
  if (!text.trimStart().startsWith('{') || !text.includes(`"${NAME}"`))
    return refuse('This is not a Racecourse trace file.');
  const string = (key: string): string | undefined => {
    const found = new RegExp(`"${key}": "((?:[^"\\\\\\n]|\\\\.)*)"`).exec(text)?.[1];
    return found === undefined ? undefined : unquote(found);
  };
  const source = string('source');
  const machine = /"machine": (\{[^{}]{0,200}\})/.exec(text)?.[1];
  const schedule = /"schedule": "([^"\n]*)/.exec(text)?.[1];
  const known = machine === undefined ? undefined : machineOf(tryJson(machine));
  if (source === undefined || source.length > MAX_SOURCE || known === undefined)
    return damaged('it is cut short or changed');
  const steps = parseSchedule(schedule ?? '').steps;
  const file = string('file') ?? 'program.py';
  return damaged('it is cut short or changed', {
    engine: ENGINE,
    file,
    source,
    machine: known,
    schedule: steps,
    checks: '',
    final: '',
  });
}

const tryJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const unquote = (text: string): string | undefined => {
  const value = tryJson(`"${text}"`);
  return typeof value === 'string' ? value : undefined;
};

const refuse = (error: string): ParsedTraceFile => ({ file: null, error, warning: '' });

const damaged = (what: string, file: TraceFile | null = null): ParsedTraceFile => {
  const kept = file === null ? '' : ` Its first ${count(file.schedule.length)} steps were kept.`;
  return { file, error: `This trace file is damaged: ${what}.${kept}`, warning: '' };
};

const isCount = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value) && value >= 0;
const count = (n: number): string => n.toLocaleString('en');
