import { parseSchedule } from '../schedule/text.ts';
import { parseTraceFile, replayTraceFile } from '../trace/file.ts';
import { decodeLink, type Link } from '../trace/link.ts';
import { DEFAULT_STEPS, truncate } from '../trace/record.ts';
import type { SwitchPoints } from '../vm/machine.ts';
import type { Io } from './io.ts';
import { compile, loadProgram, readText } from './load.ts';
import type { Outcome } from './outcome.ts';
import { Refusal } from './refusal.ts';
import { follow, machineFor } from './run.ts';

export interface ReplayOptions {
  readonly schedule?: string;
  readonly switch?: SwitchPoints;
  readonly maxSteps?: number;
}

/** `racecourse replay WHAT`: a trace file, a link, or a program with --schedule. Throws Refusal. */
export async function replay(io: Io, what: string, options: ReplayOptions): Promise<Outcome> {
  const { schedule, maxSteps = DEFAULT_STEPS } = options;
  const limits = { steps: maxSteps };
  if (schedule !== undefined) {
    const { steps, error } = parseSchedule(schedule);
    if (error !== null) throw new Refusal(`the schedule cannot be read: ${error.message}`);
    const { program, diagnostics } = await loadProgram(io, what);
    return { ...follow(program, machineFor(options.switch), steps, limits), diagnostics };
  }
  if (options.switch !== undefined) throw new Refusal('a recorded run names its own machine; leave out --switch');
  if (/^https?:|^#/.test(what)) return replayLink(io, what, limits);
  if (what.endsWith('.py')) throw new Refusal(`${what} is a program; say with --schedule which steps to replay`);
  return replayFile(await readText(io, what), limits);
}

type Limits = Parameters<typeof follow>[3];

function replayFile(text: string, limits: Limits): Outcome {
  const { file, error: damage, warning } = parseTraceFile(text);
  if (file === null) throw new Refusal(damage);
  const { program, diagnostics } = compile(file.source, file.file);
  const { trace, error } = replayTraceFile(file, program, limits);
  // What follows the first step that differs is another run.
  const kept = error === null ? trace : truncate(trace, error.step);
  const seed = file.seed === undefined || damage !== '' ? {} : { seed: file.seed };
  const refusal = damage || (error?.message ?? '');
  return { trace: kept, ...seed, diagnostics, refusal, warning, verified: refusal === '' };
}

async function replayLink(io: Io, address: string, limits: Limits): Promise<Outcome> {
  const at = address.indexOf('#');
  if (at < 0) throw new Refusal('this address has no #, and so holds no run: copy it with Share');
  const { link, error: damage } = await decodeLink(address.slice(at));
  if (link === null) throw new Refusal(damage);
  const { program, diagnostics } = await programOf(io, link);
  const { trace, refusal } = follow(program, link.machine, link.schedule, limits);
  return { trace, diagnostics, refusal: damage || refusal };
}

/** The program that came with the link, or else its lesson's own. */
async function programOf(io: Io, { program, lesson }: Link) {
  if (program !== undefined) return compile(program.source, program.file);
  for (const folder of io.lessonFolders) {
    const file = `${folder}/${lesson}/program.py`;
    const text = await readText(io, file).catch(() => undefined);
    if (text !== undefined) return compile(text, file);
  }
  throw new Refusal(`the link leads to lesson ${lesson}, which is in none of: ${io.lessonFolders.join(', ')}`);
}
